//! A portal that others use: what differs between two questions is a doubt, unless it differs again when it is asked again.

use skott_model::record::Event;
use skott_model::run::Run;
use skott_model::{DoubtKind, FindingKind, Verdict};
use skott_oracle::settle;

use super::ground::{Do, Ground, finish};
use Do::{Number, Row};
use Verdict::{Inconclusive, Isolated, Missing, Surplus};

const HTML: &str = "a/lista/-/alla/html";
const JSON: &str = "a/lista/-/alla/json";

/// A run in which cells are asked once as the first changes say, and those that are listed then once more.
fn asked(ground: &Ground, first: &[(&str, Do)], again: &[(&str, Option<Do>)]) -> Run {
    let mut events = ground.record(first);
    for (cell, change) in again {
        let changes: Vec<(&str, Do)> = change.iter().map(|change| (*cell, *change)).collect();
        let other = ground.record(&changes);
        let is_it = |e: &Event| matches!(e, Event::Observed(o) if o.cell == *cell);
        let Some(Event::Observed(mut observation)) = other.into_iter().find(|e| is_it(e)) else {
            panic!("{cell} was not observed")
        };
        observation.again = true;
        let at = events.iter().rposition(is_it).unwrap();
        events.insert(at + 1, Event::Observed(observation));
    }
    finish(&mut events);
    settle(&events).unwrap()
}

type Case<'a> = (&'a [(&'a str, Do)], &'a [(&'a str, Option<Do>)], [Verdict; 2]);

/// The verdicts of HTML and JSON.
fn check(partial: bool, cases: &[Case]) {
    let ground = Ground::new(partial);
    for (first, again, expected) in cases {
        let run = asked(&ground, first, again);
        let verdict = |id: &str| run.cells.iter().find(|c| c.cell.id == id).unwrap().verdict;
        assert_eq!([verdict(HTML), verdict(JSON)], *expected, "{first:?} {again:?}");
    }
}

const MORE: Do = Row("Order", "BQX7YZ12");
const OTHER: Do = Row("Order", "BQX7YZ13");

#[test]
fn formats_that_differ() {
    check(
        true,
        &[
            (&[], &[], [Isolated, Isolated]),
            (&[(JSON, MORE)], &[], [Isolated, Inconclusive]),
            (
                &[(JSON, MORE)],
                &[(HTML, None), (JSON, Some(MORE))],
                [Isolated, Surplus],
            ),
            (
                &[(JSON, MORE)],
                &[(HTML, None), (JSON, Some(OTHER))],
                [Isolated, Surplus],
            ),
            // It came and went, or was placed before the other was asked again.
            (&[(JSON, MORE)], &[(HTML, None), (JSON, None)], [Isolated, Inconclusive]),
            // One alone was asked again.
            (&[(JSON, MORE)], &[(JSON, Some(MORE))], [Isolated, Inconclusive]),
        ],
    );
    check(false, &[(&[(JSON, MORE)], &[], [Isolated, Surplus])]);
}

#[test]
fn totals_that_disagree() {
    let (wrong, zero) = (Number("summa", Some("1,00")), Number("summa", Some("2,00")));
    check(
        true,
        &[
            (&[(JSON, wrong)], &[], [Isolated, Inconclusive]),
            (&[(JSON, wrong)], &[(JSON, None)], [Isolated, Inconclusive]),
            (&[(JSON, wrong)], &[(JSON, Some(zero))], [Isolated, Missing]),
            (&[], &[(JSON, Some(wrong))], [Isolated, Inconclusive]),
        ],
    );
    let run = asked(&Ground::new(true), &[(JSON, wrong)], &[]);
    let json = run.cells.iter().find(|c| c.cell.id == JSON).unwrap();
    let Some(skott_model::run::Note::Doubts(doubts)) = &json.note else {
        panic!("{:?}", json.note)
    };
    assert_eq!(
        doubts.iter().map(|d| d.kind).collect::<Vec<_>>(),
        [DoubtKind::Meanwhile]
    );
    let told = format!("{:?}", doubts[0].detail);
    assert!(
        json.findings.is_empty() && told.contains("summa: 1,00, raderna"),
        "{json:?}"
    );
    let run = asked(&Ground::new(true), &[(JSON, wrong)], &[(JSON, Some(wrong))]);
    let kinds = run.cells.iter().flat_map(|c| &c.findings).map(|f| f.kind);
    assert_eq!(kinds.collect::<Vec<_>>(), [FindingKind::TotalNotRows]);
}
