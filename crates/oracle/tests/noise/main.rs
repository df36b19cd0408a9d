//! Precision: a sound portal full of strangers, as near to the planted persons as people come, gives no hit of a strong
//! form. A few megabytes here; `ci/noise` listens to as many as one likes.

mod hearing;
mod letter;
mod page;
mod pdf;
mod town;

use hearing::{Hearing, hear};
use page::KINDS;
use skott_oracle::search::Index;
use skott_population::{Population, plant};
use town::Town;

fn city() -> Population {
    plant(7, 20, 12).expect("a city can be planted")
}

#[test]
fn strangers_are_not_taken_for_planted_persons() {
    let heard = hear(&city(), 1, 4 << 20, |_| {});
    assert!(heard.strong.is_empty(), "{}", heard.told());
}

/// The other way round: in the same noise, one planted person is heard in every kind of answer.
#[test]
fn a_planted_person_is_heard_in_the_same_noise() {
    let city = city();
    let index = Index::new(&city);
    let mut town = Town::new(&city, 2);
    for kind in &KINDS {
        let page = kind.text(&mut town, 32 << 10);
        let order = town.stranger().order;
        let middle = page
            .match_indices(&['>', ';', '\t', '"', '.', ' '][..])
            .map(|(at, _)| at)
            .find(|at| *at > page.len() / 2);
        let (head, tail) = page.split_at(middle.expect("noise has words") + 1);
        let mut heard = Hearing::default();
        let page = format!("{head} {} {tail} {order}", city.orders[3].id);
        heard.listen(&index, kind, &kind.carried(&mut town, page));
        assert!(
            heard.strong.keys().any(|what| what.starts_with("order ")),
            "{}: {}",
            kind.name,
            heard.told()
        );
    }
}
