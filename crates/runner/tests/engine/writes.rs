//! Writes: judged by what became of the value, and put back.

use skott_model::record::Event;
use skott_model::{Detail, FindingKind, Outcome, Said};

use crate::bench::{LIST, run, three, wrong};

const VIEW: &str = r#"
[[view]]
id = "markera"
title = "En markering"
unit = "none"
auth = "portal"
target = "order"
shows = []
access = [{ target = ["foreign", "random"], is = "refused" }, { is = "scope" }]

[[view.format]]
id = "json"
steps = [{ method = "PATCH", path = "/order/{target.id}", json = { markering = "{nonce}" }, effect = true }]

[view.format.effect]
of = "markeringen"
as = "stad"
read = [{ get = "/order/{target.id}" }]
at = { json = "/markering" }
restore = [{ method = "PATCH", path = "/order/{target.id}", json = { markering = "{before}" }, effect = true }]
"#;

/// A list that has to be ordered first: what it shows is judged, and not what ordering it changed.
const ORDERED: &str = r#"
[[view]]
id = "rapport"
title = "En rapport"
unit = "orders"
auth = "portal"
shows = ["order"]
access = [{ is = "scope" }]

[[view.format]]
id = "json"
steps = [{ post = "/jobb", effect = true, take = { id = { json = "/id" } } }, { get = "/jobb/{id}" }]
"#;

/// The cells of these accounts that did not pass are just those of this verdict, each of the targets outside the own.
fn is_told(told: &[String], account: &str, verdict: &str) -> usize {
    let begins = format!("{account}/markera/");
    told.iter()
        .filter(|cell| cell.starts_with(&begins) && cell.ends_with(verdict))
        .count()
}

/// Account, verdict, number of cells.
type Told = (&'static str, &'static str, usize);

/// How many cells of `ett`, of `tva` and of `stad` have which verdict; no other did not pass.
#[tokio::test]
async fn the_status_tells_nothing_and_the_value_all() {
    // Four instances, orders of nobody's, two persons of two instances and a protected one.
    let cases: [(&[&'static str], &[Told]); 10] = [
        (&[], &[]),
        // 204, and nothing was changed.
        (&["tyst"], &[]),
        (&["skriver"], &[("ett", "leak", 7), ("tva", "leak", 8)]),
        (&["nekar-efter"], &[("ett", "leak", 7), ("tva", "leak", 8)]),
        (&["fel-efter"], &[("ett", "leak", 7), ("tva", "leak", 8)]),
        // Nothing can be changed, or nobody sees that it was: nothing is proved of anybody.
        (
            &["ignorerar"],
            &[("ett", "blind", 3), ("tva", "blind", 2), ("stad", "blind", 10)],
        ),
        (
            &["ignorerar", "tyst"],
            &[("ett", "blind", 3), ("tva", "blind", 2), ("stad", "blind", 10)],
        ),
        (
            &["gammalt"],
            &[("ett", "blind", 3), ("tva", "blind", 2), ("stad", "blind", 10)],
        ),
        // What is written is not what is read, so nobody knows whose it is.
        (
            &["versaler"],
            &[
                ("ett", "inconclusive", 3),
                ("tva", "inconclusive", 2),
                ("stad", "inconclusive", 10),
            ],
        ),
        // Who reads it was logged out meanwhile, and logs in again.
        (&["avloggad"], &[]),
    ];
    for (faults, expected) in cases {
        let (run, _) = run(&(three() + VIEW), faults).await;
        let told = wrong(&run);
        for (account, verdict, cells) in expected {
            assert_eq!(
                is_told(&told, account, verdict),
                *cells,
                "{faults:?} {account}: {told:#?}"
            );
        }
        let unwitnessed = told.iter().filter(|cell| cell.ends_with("unwitnessed")).count();
        let others: usize = expected.iter().map(|(.., cells)| cells).sum();
        assert_eq!(told.len(), others + unwitnessed, "{faults:?}: {told:#?}");
        let is_witnessed = expected.is_empty() || expected[0].1 == "leak";
        assert_eq!(unwitnessed == 0, is_witnessed, "{faults:?}: {told:#?}");
        assert_eq!(run.unrestored.len(), 0, "{faults:?}: {:?}", run.unrestored);
        let writes = run
            .cells
            .iter()
            .flat_map(|c| &c.findings)
            .filter(|f| f.kind == FindingKind::ForeignWrite);
        assert_eq!(
            writes.count() > 0,
            faults.len() == 1 && is_witnessed && !told.is_empty(),
            "{faults:?}"
        );
    }
}

/// Who comes next to an order takes what stands there for its value, and puts that back: it is told once for each order.
#[tokio::test]
async fn what_is_not_put_back_is_told_loudly() {
    let (run, events) = run(&(three() + VIEW), &["behaller"]).await;
    assert_eq!(run.outcome, Outcome::NoVerdict);
    assert_eq!(run.unrestored.len(), 10, "{:?}", run.unrestored);
    assert!(run.unrestored.values().all(|why| why.parts().ends_with(&[
        Said::PutBack,
        Said::Step(1, None),
        Said::Status(500)
    ])));
    // It hides no other write: no two questions write the same.
    let effects = events.iter().filter_map(|event| match event {
        Event::Observed(observation) => observation.effect,
        _ => None,
    });
    assert_eq!(effects.count(), run.cells.len());
}

/// A run that was ended in the middle of a write leaves its mark: the next one knows it, and takes it for nobody's value.
#[tokio::test]
async fn what_an_earlier_run_left_is_told() {
    let (run, events) = run(&(three() + VIEW), &["rester"]).await;
    assert_eq!(run.outcome, Outcome::NoVerdict);
    let told: Vec<&Detail> = run.unrestored.values().collect();
    assert!(
        !told.is_empty() && told.iter().all(|why| **why == Said::LeftOver.into()),
        "{told:?}"
    );
    let written = |back: bool| {
        events
            .iter()
            .filter(move |e| matches!(e, Event::Write(w) if w.is_back == back))
            .count()
    };
    assert_eq!(
        (written(false), written(true)),
        (told.len(), told.len()),
        "each is told before and after"
    );
}

/// A change that is denied and made all the same, when its order has been read: whoever comes next meets it, and at the end all that was
/// written to is read once more.
#[tokio::test]
async fn what_is_changed_in_the_background_is_told() {
    let (run, _) = run(&(three() + VIEW), &["efterhand"]).await;
    assert_eq!(run.outcome, Outcome::NoVerdict);
    let told = |what: Said| {
        run.unrestored
            .values()
            .filter(|why| **why == what.clone().into())
            .count()
    };
    let (met, last) = (told(Said::ChangedLater), told(Said::CutOff));
    assert!(met > 0 && last > 0, "{:?}", run.unrestored);
}

/// In a town that answers nobody while something is changed.
#[tokio::test]
async fn whatever_changes_something_is_alone() {
    for view in [VIEW, ORDERED] {
        let (run, _) = run(&(three() + LIST + view), &["ensam"]).await;
        assert_eq!(wrong(&run), [""; 0], "{view}");
    }
    // Such a town is noticed: the same, not said to change anything.
    let unsaid = ORDERED.replace(", effect = true", "");
    let (run, _) = run(&(three() + LIST + &unsaid), &["ensam"]).await;
    assert_ne!(wrong(&run), [""; 0]);
}
