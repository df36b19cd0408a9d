//! A record that lost something is never accepted: whatever the rest of it says, the line that mattered may be the one.

use skott_model::record::Event;
use skott_model::run::Reason;
use skott_model::{Outcome, Verdict};
use skott_oracle::settle;

use super::ground::{Do, Ground};

fn outcome(events: &[Event]) -> Option<Outcome> {
    settle(events).map(|run| run.outcome)
}

#[test]
fn a_sound_record_cut_anywhere_is_no_verdict() {
    let events = Ground::new(false).record(&[]);
    assert_eq!(outcome(&events), Some(Outcome::Accepted));
    assert_eq!(outcome(&[]), None);
    for end in 1..events.len() {
        let run = settle(&events[..end]).unwrap();
        assert_eq!(run.outcome, Outcome::NoVerdict, "{end}: {:?}", run.reasons);
        assert!(run.reasons.contains(&Reason::Truncated), "{end}");
    }
}

#[test]
fn a_record_without_any_one_of_its_lines_is_not_accepted() {
    let events = Ground::new(false).record(&[]);
    for at in 0..events.len() {
        let mut rest = events.clone();
        let gone = rest.remove(at);
        assert_ne!(outcome(&rest), Some(Outcome::Accepted), "{at} {gone:?}");
        // Also where the lines are not counted: every line is missed by another.
        uncount(&mut rest);
        assert_ne!(outcome(&rest), Some(Outcome::Accepted), "{at}, uncounted: {gone:?}");
    }
}

/// A lost declaration would hide that nobody tried the cell, and a lost link that nobody knows the page. Only the count of
/// lines tells.
#[test]
fn lines_that_nothing_else_points_to_are_counted() {
    let whole = Ground::new(false).record(&[]);
    let cell = "a/lista/-/alla/html";
    let is_of = |e: &Event| match e {
        Event::Declared(d) => d.id == cell,
        Event::Observed(o) => o.cell == cell,
        Event::Scenario(s) => s.cell == cell,
        _ => false,
    };
    let mut events = whole;
    events.retain(|e| !is_of(e));
    let run = settle(&events).unwrap();
    assert_eq!(
        (run.outcome, run.reasons),
        (Outcome::NoVerdict, vec![Reason::Damaged(3)])
    );
}

#[test]
fn lines_out_of_place_are_damage() {
    let events = Ground::new(false).record(&[]);
    let declared = events.iter().find(|e| matches!(e, Event::Declared(_))).unwrap().clone();
    type Edit<'a> = &'a dyn Fn(&mut Vec<Event>);
    let edits: [(&str, Edit); 5] = [
        ("two runs in one", &|e| e.extend(events.clone())),
        ("a second start", &|e| e.insert(3, events[0].clone())),
        ("a cell twice", &|e| e.insert(3, declared.clone())),
        ("something after the end", &|e| e.push(declared.clone())),
        ("the start is not first", &|e| e.swap(0, 1)),
    ];
    for (why, edit) in edits {
        let mut changed = events.clone();
        edit(&mut changed);
        uncount(&mut changed);
        assert_eq!(outcome(&changed), Some(Outcome::NoVerdict), "{why}");
    }
}

#[test]
fn a_leak_in_a_damaged_record_is_still_a_leak() {
    let cell = "a/lista/-/alla/html";
    let mut events = Ground::new(false).record(&[(cell, Do::Show("email aldrevard-01"))]);
    events.pop();
    let run = settle(&events).unwrap();
    assert_eq!(run.totals.get(&Verdict::Leak), Some(&1));
    assert_eq!(run.outcome, Outcome::Rejected);
}

#[test]
fn a_cell_whose_needs_are_lost_is_unwitnessed() {
    let mut events = Ground::new(false).record(&[]);
    if let Event::RunStarted(started) = &mut events[0] {
        started.sets.clear();
    }
    let run = settle(&events).unwrap();
    assert_eq!(run.outcome, Outcome::NoVerdict);
    assert!(run.cells.iter().all(|c| c.verdict != Verdict::Isolated));
}

fn uncount(events: &mut [Event]) {
    for event in events {
        if let Event::RunFinished(finished) = event {
            finished.lines = None;
        }
    }
}
