//! How long answers take: told where what is foreign is answered clearly later, and never judged.

use skott_model::Outcome;
use skott_model::profile::Relation;
use skott_model::record::Event;
use skott_model::run::Slower;
use skott_oracle::settle;

use super::ground::Ground;

const ACCOUNTS: [&str; 8] = ["a", "b", "flera", "ingen", "g1", "g2", "v1", "v2"];

/// A run in which each of so many accounts is answered on the view `order` after so many milliseconds: about what is foreign, and about
/// what does not exist.
fn told(taken: &[(u64, u64)]) -> Vec<Slower> {
    let ground = Ground::new(false);
    let mut events = ground.record(&[]);
    for event in &mut events {
        let Event::Observed(seen) = event else { continue };
        let cell = ground.cell(&seen.cell);
        let account = seen.cell.split('/').next().unwrap();
        let at = ACCOUNTS.iter().position(|id| *id == account);
        let relation = cell.target.as_ref().map(|target| target.relation);
        let (Some((foreign, unknown)), Some(relation)) = (at.and_then(|at| taken.get(at)), relation) else {
            continue;
        };
        let is_view = *ground.matrix.profile.view[cell.view].id.get_ref() == "order";
        seen.took_us = is_view.then_some(1000).map(|ms| match relation {
            Relation::Random => unknown * ms,
            Relation::Foreign | Relation::Colleague => foreign * ms,
            Relation::Own => 900 * ms,
        });
    }
    let run = settle(&events).unwrap();
    assert_eq!(run.outcome, Outcome::Accepted, "it is not judged");
    run.slower
}

#[test]
fn what_is_foreign_and_answered_later_is_told() {
    type Case<'a> = (&'a [(u64, u64)], Option<(u64, u64, usize, usize)>);
    let cases: [Case; 8] = [
        (&[(50, 10); 8], Some((50, 10, 8, 8))),
        (&[(50, 10); 5], Some((50, 10, 5, 5))),
        // Too few accounts to be no chance.
        (&[(50, 10); 4], None),
        (&[(10, 10); 8], None),
        // The first to be asked for finds nothing cached.
        (&[(10, 50); 8], None),
        // As short as the network's own.
        (&[(14, 10); 8], None),
        // Long, but a small part of the whole.
        (&[(220, 200); 8], None),
        // One in eight is more than one in ten.
        (
            &[
                (50, 10),
                (50, 10),
                (50, 10),
                (50, 10),
                (50, 10),
                (50, 10),
                (50, 10),
                (10, 50),
            ],
            None,
        ),
    ];
    for (taken, expected) in cases {
        let told = told(taken);
        let short = |slower: &Slower| {
            let ms = |us: u64| us / 1000;
            (ms(slower.foreign_us), ms(slower.unknown_us), slower.accounts, slower.of)
        };
        assert_eq!(told.iter().map(short).next(), expected, "{taken:?}");
    }
}
