//! What a view is declared to show, and nobody was seen to see.

use skott_model::record::Event;
use skott_model::{Outcome, Shows};
use skott_oracle::settle;

use super::ground::{Ground, shows};

#[test]
fn what_nobody_was_seen_to_see_is_told_and_not_judged() {
    let ground = Ground::new(false);
    let declared = [shows("order", None), shows("amount", Some("Att betala"))];
    // What is seen on the list beside orders, by one account.
    let told = |seen: &[Shows], narrowed: &[String]| {
        let mut events = ground.record(&[]);
        for event in &mut events {
            match event {
                Event::RunStarted(started) => {
                    started.narrowed = narrowed.to_vec();
                    started.views.iter_mut().for_each(|view| view.shows.clear());
                    let list = started.views.iter_mut().find(|view| view.id == "lista").unwrap();
                    list.shows = declared.to_vec();
                }
                Event::Observed(observation) if observation.cell == "a/lista/-/alla/json" => {
                    observation.showed.extend(seen.iter().cloned());
                }
                _ => {}
            }
        }
        let run = settle(&events).unwrap();
        assert_eq!(run.outcome, Outcome::Accepted, "it is not judged");
        run.unseen.into_iter().collect::<Vec<_>>()
    };
    let amount = shows("amount", Some("Att betala"));
    let lacking = vec![("lista".to_owned(), vec![amount.clone()])];
    assert_eq!(told(&[], &[]), lacking);
    assert_eq!(told(&[shows("amount", Some("Summa"))], &[]), lacking);
    assert_eq!(told(&[amount], &[]), []);
    // Of some cells nobody knows what the others would have shown.
    assert_eq!(told(&[], &["--view lista".to_owned()]), []);
}
