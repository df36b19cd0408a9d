//! The run as a whole: session proofs, repetition, waivers, the gate, and which of several reasons decides.

use std::collections::BTreeSet;

use skott_model::profile::Waiver;
use skott_model::record::{Event, Moment, Unmapped};
use skott_model::run::{Rate, Reason, Run};
use skott_model::{Answer, Arm, DoubtKind, Observation, Outcome, Said, Verdict, Weight};
use skott_oracle::settle;

use super::ground::{Do, Ground, finish, proof, scenario};

const A: &str = "a/lista/-/alla/html";
const STAD: &str = "stad/lista/-/alla/html";
const LEAK: (&str, Do) = (A, Do::Show("email aldrevard-01"));

fn verdict(run: &Run, cell: &str) -> Verdict {
    run.cells.iter().find(|c| c.cell.id == cell).unwrap().verdict
}

fn is_proof(event: &Event, principal: &str, moment: Moment) -> bool {
    matches!(event, Event::Proof(p) if p.principal == principal && p.moment == moment)
}

fn is_about(event: &Event, cell: &str) -> bool {
    match event {
        Event::Observed(o) => o.cell == cell,
        Event::Scenario(s) => s.cell == cell,
        _ => false,
    }
}

fn at(events: &[Event], is: impl Fn(&Event) -> bool) -> usize {
    events.iter().position(is).unwrap()
}

#[test]
fn an_unproved_session_settles_nothing() {
    use Moment::{Again, Last, Login};
    type Edit = fn(&mut Vec<Event>);
    let edits: &[(&str, Edit, Verdict)] = &[
        ("sound", |_| {}, Verdict::Leak),
        (
            "no login",
            |e| e.retain(|e| !is_proof(e, "a", Login)),
            Verdict::Inconclusive,
        ),
        (
            "no last proof",
            |e| e.retain(|e| !is_proof(e, "a", Last)),
            Verdict::Inconclusive,
        ),
        (
            "somebody else at login",
            |e| {
                let i = at(e, |e| is_proof(e, "a", Login));
                e[i] = proof("a", Login, false);
            },
            Verdict::Inconclusive,
        ),
        (
            "somebody else at last",
            |e| {
                let i = at(e, |e| is_proof(e, "a", Last));
                e[i] = proof("a", Last, false);
            },
            Verdict::Inconclusive,
        ),
        (
            "somebody else meanwhile",
            |e| {
                let i = at(e, |e| is_proof(e, "a", Last));
                e.insert(i, proof("a", Again, false));
            },
            Verdict::Inconclusive,
        ),
        (
            "logged in again",
            |e| {
                let i = at(e, |e| is_proof(e, "a", Last));
                e.insert(i, proof("a", Again, true));
            },
            Verdict::Leak,
        ),
        (
            "again alone",
            |e| {
                let i = at(e, |e| is_proof(e, "a", Login));
                e[i] = proof("a", Again, true);
            },
            Verdict::Inconclusive,
        ),
        (
            "proved before its last cell",
            |e| {
                let (i, j) = (at(e, |e| is_proof(e, "a", Last)), at(e, |e| is_about(e, A)));
                let last = e.remove(i);
                e.insert(j, last);
            },
            Verdict::Inconclusive,
        ),
        (
            "a later session vouches for none before it",
            |e| {
                let i = at(e, |e| is_proof(e, "a", Last));
                e.insert(i, proof("a", Login, true));
            },
            Verdict::Inconclusive,
        ),
        (
            "another account's proof",
            |e| {
                let i = at(e, |e| is_proof(e, "a", Last));
                e[i] = proof("b", Last, true);
            },
            Verdict::Inconclusive,
        ),
    ];
    let ground = Ground::new(false);
    for (why, edit, expected) in edits {
        let mut events = ground.record(&[LEAK]);
        edit(&mut events);
        finish(&mut events);
        let run = settle(&events).unwrap();
        assert_eq!(verdict(&run, A), *expected, "{why}");
        assert_ne!(run.outcome, Outcome::Accepted, "{why}");
        let others = run.cells.iter().filter(|c| c.cell.principal == "flera");
        assert!(
            others
                .into_iter()
                .all(|c| c.verdict.weight() == skott_model::Weight::Pass),
            "{why}"
        );
        let same = run.cells.iter().filter(|c| c.cell.principal == "a" && c.cell.id != A);
        let is_same = |v: Verdict| (v == Verdict::Inconclusive) == (*expected == Verdict::Inconclusive);
        assert!(same.into_iter().all(|c| is_same(c.verdict)), "{why}");
    }
    let mut events = ground.record(&[]);
    events.retain(|e| !is_proof(e, "stad", Last));
    finish(&mut events);
    let run = settle(&events).unwrap();
    assert_eq!(verdict(&run, STAD), Verdict::Inconclusive);
    assert_eq!(verdict(&run, A), Verdict::Unwitnessed, "a witness who may be anybody");
}

#[test]
fn of_several_tries_the_worst_counts() {
    let ground = Ground::new(false);
    let tries = [
        (Do::Show("email aldrevard-01"), Verdict::Leak),
        (Do::Hide, Verdict::Blind),
        (Do::Answer(Answer::Failed), Verdict::Inconclusive),
        (Do::Without("grundskola-01"), Verdict::Missing),
        (Do::Say("det går bra"), Verdict::Isolated),
    ];
    for (change, expected) in tries {
        let other = ground.record(&[(A, change)]);
        let is_observed = |e: &Event| matches!(e, Event::Observed(o) if o.cell == A);
        let bad = other[at(&other, is_observed)].clone();
        for before in [0, 1] {
            let mut events = ground.record(&[]);
            let place = at(&events, is_observed);
            events.insert(place + before, bad.clone());
            finish(&mut events);
            let run = settle(&events).unwrap();
            assert_eq!(verdict(&run, A), expected, "{change:?} {before}");
            let settled = run.cells.iter().find(|c| c.cell.id == A).unwrap();
            let seen = if expected == Verdict::Isolated { 2 } else { 1 };
            assert_eq!(settled.rate, Rate { seen, tries: 2 }, "{change:?} {before}");
            let rates: BTreeSet<_> = settled.findings.iter().map(|f| f.rate).collect();
            let once = settled.findings.first().map(|_| Some(Rate { seen: 1, tries: 2 }));
            assert_eq!(rates, once.into_iter().collect(), "{change:?} {before}");
        }
    }
}

/// How often a finding came is its own: one may come in every try and another in one, and asking again to make sure of a try
/// is no further try.
#[test]
fn each_finding_has_its_own_rate_over_what_was_tried() {
    let ground = Ground::new(false);
    let (one, other) = (Do::Show("email aldrevard-01"), Do::Show("email aldrevard-02"));
    let is_observed = |e: &Event| matches!(e, Event::Observed(o) if o.cell == A);
    let shown = |changes: &[Do]| {
        let changes: Vec<(&str, Do)> = changes.iter().map(|change| (A, *change)).collect();
        let all = ground.record(&changes);
        match &all[at(&all, is_observed)] {
            Event::Observed(observation) => observation.clone(),
            _ => unreachable!(),
        }
    };
    let again = |changes: &[Do]| Observation {
        again: true,
        ..shown(changes)
    };
    let cases = [
        // Tries, then how often the one person's value came, and the other's.
        (vec![shown(&[one])], (None, None)),
        (vec![shown(&[one]), again(&[one])], (None, None)),
        (vec![shown(&[]), again(&[one])], (None, None)),
        (vec![shown(&[one]), shown(&[one, other])], (Some((2, 2)), Some((1, 2)))),
        (
            vec![shown(&[one]), shown(&[other]), shown(&[])],
            (Some((1, 3)), Some((1, 3))),
        ),
        (
            vec![shown(&[one]), again(&[one]), again(&[]), shown(&[]), again(&[other])],
            (Some((1, 2)), Some((1, 2))),
        ),
    ];
    for (tries, (of_one, of_other)) in cases {
        let mut events = ground.record(&[]);
        let place = at(&events, is_observed);
        events.splice(place..=place, tries.iter().cloned().map(Event::Observed));
        finish(&mut events);
        let run = settle(&events).unwrap();
        let settled = run.cells.iter().find(|c| c.cell.id == A).unwrap();
        assert_eq!(settled.verdict, Verdict::Leak);
        let rate = |person: &str| {
            settled
                .findings
                .iter()
                .find(|f| f.person.as_deref() == Some(person))?
                .rate
        };
        let expected = |rate: Option<(usize, usize)>| rate.map(|(seen, tries)| Rate { seen, tries });
        assert_eq!(rate("aldrevard-01"), expected(of_one), "{tries:#?}");
        assert_eq!(rate("aldrevard-02"), expected(of_other), "{tries:#?}");
        for finding in &settled.findings {
            let evidence = finding.evidence.as_ref().unwrap();
            assert!(
                evidence.answer < settled.cited.len(),
                "each cites an answer of the cell"
            );
        }
    }
}

#[test]
fn a_waiver_covers_in_date_and_by_pattern() {
    let ground = Ground::new(false);
    let cases = [
        (A, "2026-12-31", "2026-03-15T02:00:00+01:00", true),
        ("a/lista/*", "2026-03-15", "2026-03-15T02:00:00+01:00", true),
        ("*", "2026-03-14", "2026-03-15T02:00:00+01:00", false),
        ("*", "20260314", "2026-03-15T02:00:00+01:00", false),
        ("*", "20260316", "2026-03-15T02:00:00+01:00", true),
        ("*", "2026-12-31", "", false),
        ("*", "tills vidare", "2026-03-15T02:00:00+01:00", false),
        ("a/lista", "2026-12-31", "2026-03-15T02:00:00+01:00", false),
        ("b/*", "2026-12-31", "2026-03-15T02:00:00+01:00", false),
    ];
    for (cells, until, at, covers) in cases {
        let mut events = ground.record(&[LEAK]);
        if let Event::RunStarted(started) = &mut events[0] {
            at.clone_into(&mut started.at);
            started.waivers.push(Waiver {
                cells: cells.to_owned(),
                verdict: vec![Verdict::Leak],
                by: "Dataskydd".to_owned(),
                why: "rättas i nästa version".to_owned(),
                until: until.to_owned(),
            });
        }
        let run = settle(&events).unwrap();
        let settled = run.cells.iter().find(|c| c.cell.id == A).unwrap();
        let expected = if covers {
            (Verdict::Waived, Some(Verdict::Leak), Outcome::Accepted)
        } else {
            (Verdict::Leak, None, Outcome::Rejected)
        };
        assert_eq!(
            (settled.verdict, settled.waived.as_ref().map(|w| w.verdict), run.outcome),
            expected,
            "{cells} {until} {at}"
        );
        assert_eq!(settled.findings.len(), 1, "still shown");
        assert_eq!(
            run.totals.get(&Verdict::Waived).copied(),
            covers.then_some(1),
            "{cells} {until}"
        );
    }
}

/// A waiver covers what it lists. What the cell comes to beside that stands, and of that the worst.
#[test]
fn a_waiver_covers_nothing_that_stands_beside() {
    use Verdict::{Blind, Inconclusive, Leak, Missing, Surplus, Unwitnessed, Waived};
    let ground = Ground::new(false);
    let city = "stad/lista/-/tomt=grundskola/html";
    let (leak, lacks) = (Do::Show("email aldrevard-01"), Do::Without("grundskola-01"));
    let cut = Do::Doubt(DoubtKind::Cut);
    let both: &[(&str, Do)] = &[
        (city, Do::Show("order aldrevard-01 under Order")),
        (city, Do::Without("grundskola-01")),
    ];
    let unseen = (STAD, Do::Answer(Answer::Failed));
    type Case<'a> = (&'a [(&'a str, Do)], &'a str, &'a [Verdict], Verdict);
    let cases: &[Case] = &[
        (both, city, &[], Surplus),
        (both, city, &[Surplus], Missing),
        (both, city, &[Missing], Surplus),
        (both, city, &[Surplus, Missing], Waived),
        (&[(A, leak)], A, &[Leak], Waived),
        (&[(A, leak), (A, lacks)], A, &[Leak], Missing),
        (&[(A, leak), (A, lacks)], A, &[Missing], Leak),
        (&[(A, leak), (A, lacks)], A, &[Leak, Missing], Waived),
        (&[(A, Do::Hide), (A, leak)], A, &[Leak], Blind),
        (&[(A, leak), (A, cut)], A, &[Leak], Inconclusive),
        (&[(A, leak), (A, cut)], A, &[Leak, Inconclusive], Waived),
        (&[(A, leak), unseen], A, &[Leak], Unwitnessed),
        // What may be a leak is no more than one.
        (&[(A, leak), (A, Do::Weakly("aldrevard-02"))], A, &[Leak], Waived),
        (&[(A, Do::Weakly("aldrevard-02"))], A, &[Leak], Inconclusive),
        (
            &[(A, lacks), (A, Do::Weakly("aldrevard-02"))],
            A,
            &[Missing],
            Inconclusive,
        ),
    ];
    for (changes, cell, listed, expected) in cases {
        let mut events = ground.record(changes);
        waive(&mut events, listed);
        let run = settle(&events).unwrap();
        let settled = run.cells.iter().find(|c| c.cell.id == *cell).unwrap();
        assert_eq!(settled.verdict, *expected, "{changes:?} {listed:?}");
        assert_eq!(run.outcome == Outcome::Accepted, *expected == Waived, "{changes:?}");
        assert_eq!(
            run.coverage.judged == run.coverage.declared,
            expected.weight() != Weight::NoVerdict && run.coverage.unwitnessed == 0
        );
    }
    // The same of several tries: one of them leaked, and another lacked something.
    let is_observed = |e: &Event| matches!(e, Event::Observed(o) if o.cell == A);
    let mut events = ground.record(&[(A, leak)]);
    let other = ground.record(&[(A, lacks)]);
    let place = at(&events, is_observed);
    events.insert(place, other[at(&other, is_observed)].clone());
    finish(&mut events);
    waive(&mut events, &[Leak]);
    let run = settle(&events).unwrap();
    let settled = run.cells.iter().find(|c| c.cell.id == A).unwrap();
    assert_eq!((settled.verdict, settled.rate), (Missing, Rate { seen: 1, tries: 2 }));
}

fn waive(events: &mut [Event], verdict: &[Verdict]) {
    if let Event::RunStarted(started) = &mut events[0] {
        started.waivers.push(Waiver {
            cells: "*".to_owned(),
            verdict: verdict.to_vec(),
            by: "Dataskydd".to_owned(),
            why: "rättas i nästa version".to_owned(),
            until: "2026-12-31".to_owned(),
        });
    }
}

#[test]
fn the_weightiest_reason_decides() {
    type Edit = fn(&mut Vec<Event>);
    let untried: Edit = |e| e.retain(|e| !is_about(e, A));
    let unasserted: Edit = |e| e.retain(|e| !matches!(e, Event::Scenario(s) if s.cell == A));
    let unmapped: Edit = |e| {
        let link = Unmapped {
            path: "/ny-sida".to_owned(),
            seen_on: "lista".to_owned(),
        };
        e.insert(e.len() - 1, Event::Unmapped(link));
    };
    let broken: Edit = |e| {
        let mut one = scenario(A);
        if let Event::Scenario(s) = &mut one {
            s.broken = Some(Said::UnknownStep.into());
        }
        e.insert(e.len() - 1, one);
    };
    let nothing: Edit = |e| e.retain(|e| matches!(e, Event::RunStarted(_) | Event::RunFinished(_)));
    let untouched: Edit = |e| e.retain(|e| !matches!(e, Event::Observed(_) | Event::Scenario(_)));
    let leak: &[(&str, Do)] = &[LEAK];
    let doubtful: &[(&str, Do)] = &[("b/lista/-/alla/html", Do::Answer(Answer::Failed))];
    type Case<'a> = (&'a [(&'a str, Do)], &'a [Edit], Outcome, Option<Reason>);
    let cases: &[Case] = &[
        (&[], &[], Outcome::Accepted, None),
        (&[], &[untried], Outcome::Rejected, Some(Reason::Untried(1))),
        (
            &[],
            &[unasserted],
            Outcome::Rejected,
            Some(Reason::Unasserted(Arm::Complete, 1)),
        ),
        (&[], &[unmapped], Outcome::Rejected, Some(Reason::Unmapped(1))),
        (&[], &[broken], Outcome::NoVerdict, Some(Reason::Broken(1))),
        (&[], &[nothing], Outcome::NoVerdict, Some(Reason::NothingTried)),
        (&[], &[untouched], Outcome::NoVerdict, Some(Reason::NothingTried)),
        (
            doubtful,
            &[],
            Outcome::NoVerdict,
            Some(Reason::Unproved(Verdict::Inconclusive, 1)),
        ),
        (
            doubtful,
            &[unmapped, untried],
            Outcome::NoVerdict,
            Some(Reason::Unproved(Verdict::Inconclusive, 1)),
        ),
        (
            leak,
            &[unmapped],
            Outcome::Rejected,
            Some(Reason::Failing(Verdict::Leak, 1)),
        ),
        (
            &[LEAK, ("b/lista/-/alla/html", Do::Answer(Answer::Failed))],
            &[],
            Outcome::Rejected,
            Some(Reason::Failing(Verdict::Leak, 1)),
        ),
    ];
    let ground = Ground::new(false);
    for (i, (changes, edits, outcome, first)) in cases.iter().enumerate() {
        let mut events = ground.record(changes);
        edits.iter().for_each(|edit| edit(&mut events));
        finish(&mut events);
        let run = settle(&events).unwrap();
        assert_eq!(
            (run.outcome, run.reasons.first().cloned()),
            (*outcome, first.clone()),
            "case {i}"
        );
        assert!(run.coverage.percent() <= 100 && (run.outcome != Outcome::Accepted || run.coverage.percent() == 100));
    }
}
