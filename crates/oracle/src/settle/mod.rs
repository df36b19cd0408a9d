//! From a record to a settled run: witnesses and session proofs are known now, so every cell gets its verdict.
//!
//! Pure: the same events give the same run, on any machine, at any time.

mod across;
mod cell;
mod disparity;
mod effect;
mod gate;
mod judged;
mod meanwhile;
mod pace;
mod planted;
mod proof;
mod tries;
mod unseen;

use std::collections::{BTreeMap, HashMap};

use skott_model::record::{Declared, Event, Finished, Scenario, Started, Unmapped, still_written};
use skott_model::run::{Coverage, Reason, Run, ScenarioResult, Settled};
use skott_model::{Detail, Observation, Outcome, Said, Verdict, Weight};

use across::Across;
use disparity::Disparity;
use judged::Judged;

/// The events of a record, sorted by kind.
#[derive(Default)]
struct Record<'a> {
    started: Option<&'a Started>,
    finished: Option<&'a Finished>,
    declared: Vec<&'a Declared>,
    by_id: HashMap<&'a str, &'a Declared>,
    observed: HashMap<&'a str, Vec<&'a Observation>>,
    scenarios: Vec<&'a Scenario>,
    unmapped: Vec<&'a Unmapped>,
    /// Lines that do not fit where they stand.
    misplaced: usize,
}

/// Gives every cell its verdict and the run its outcome. None when the record does not even say what the run was about.
pub fn settle(events: &[Event]) -> Option<Run> {
    let record = sorted(events);
    let started = record.started?;
    let across = Across::of(&record, started, events);
    let disparities = disparity::disparities(&record, &across);
    let (mut cells, mut untried) = (Vec::new(), Vec::new());
    for declared in &record.declared {
        match record.observed.get(declared.id.as_str()) {
            Some(observations) => {
                let disparity = disparities.get(declared.id.as_str()).cloned().unwrap_or_default();
                cells.push(settled(&across, started, (declared, observations), disparity));
            }
            None => untried.push((*declared).clone()),
        }
    }
    let mut totals: BTreeMap<Verdict, usize> = BTreeMap::new();
    for cell in &cells {
        *totals.entry(cell.verdict).or_default() += 1;
    }
    let coverage = Coverage {
        declared: record.declared.len(),
        judged: cells
            .iter()
            .filter(|c| c.unwaived().weight() != Weight::NoVerdict)
            .count(),
        unwitnessed: totals.get(&Verdict::Unwitnessed).copied().unwrap_or(0),
    };
    let scenarios = scenario_results(&record, &cells);
    let unasserted = gate::unasserted(&record.declared, &record.scenarios, &untried);
    let mut run = Run {
        started: started.clone(),
        finished: record.finished.cloned(),
        cells,
        untried,
        unasserted,
        unmapped: record.unmapped.iter().map(|u| (*u).clone()).collect(),
        unseen: unseen::unseen(&record, started),
        slower: pace::slower(&record),
        unrestored: record.unrestored(events),
        scenarios,
        totals,
        coverage,
        outcome: Outcome::NoVerdict,
        reasons: Vec::new(),
    };
    run.reasons = gate::reasons(&run, record.damaged());
    if let Some((shown, expected)) = planted::lacking(&record, &run) {
        run.reasons.insert(0, Reason::NotPlanted(shown, expected));
    }
    run.outcome = outcome(&run.reasons);
    Some(run)
}

fn sorted(events: &[Event]) -> Record<'_> {
    let mut record = Record::default();
    for (at, event) in events.iter().enumerate() {
        let is_first = matches!(event, Event::RunStarted(_));
        record.misplaced += usize::from(is_first != (at == 0) || record.finished.is_some());
        match event {
            Event::RunStarted(started) => record.started = Some(started),
            Event::Declared(declared) => {
                record.misplaced += usize::from(record.by_id.insert(&declared.id, declared).is_some());
                record.declared.push(declared);
            }
            Event::Proof(_) | Event::History(_) | Event::Write(_) => {}
            Event::Observed(observation) => record.observed.entry(&observation.cell).or_default().push(observation),
            Event::Scenario(scenario) => record.scenarios.push(scenario),
            Event::Unmapped(unmapped) => record.unmapped.push(unmapped),
            Event::RunFinished(finished) => {
                let before = finished.lines.unwrap_or(at as u64);
                record.misplaced += before.abs_diff(at as u64) as usize;
                record.finished = Some(finished);
            }
        }
    }
    record
}

impl Record<'_> {
    /// Cells that changed the portal and were not seen to put it back, and why.
    fn unrestored(&self, events: &[Event]) -> BTreeMap<String, Detail> {
        let cut_off = still_written(events).into_keys();
        let cut_off = cut_off.map(|cell| (cell.to_owned(), Said::CutOff.into()));
        let observed = self.observed.values().flatten();
        let told = observed.filter_map(|seen| Some((seen.cell.clone(), seen.unrestored.clone()?)));
        cut_off.chain(told).collect()
    }

    /// How many lines are gone or do not fit together: what a cell showed, or who asked for it, without the cell itself. A
    /// record that lost a line may have lost the one that mattered.
    fn damaged(&self) -> usize {
        let is_stray = |cell: &&str| !self.by_id.contains_key(cell);
        let observed = self.observed.keys().copied().filter(is_stray);
        let asked = self.scenarios.iter().map(|s| s.cell.as_str()).filter(is_stray);
        self.misplaced + observed.count() + asked.count()
    }
}

fn settled(
    across: &Across,
    started: &Started,
    (declared, observations): (&Declared, &[&Observation]),
    disparity: Disparity,
) -> Settled {
    let judge = |at| {
        let mut observation = meanwhile::certain(observations, at);
        if let Some(doubt) = &disparity.doubt {
            observation.to_mut().doubts.push(doubt.clone());
        }
        cell::judge(across, declared, &observation, disparity.finding.as_ref())
    };
    let all: Vec<Judged> = (0..observations.len()).map(judge).collect();
    let judged = tries::together(observations, &all);
    gate::waived(started, judged.unwrap_or_else(|| cell::nothing(declared)))
}

fn scenario_results(record: &Record, cells: &[Settled]) -> Vec<ScenarioResult> {
    let verdicts: HashMap<&str, Verdict> = cells.iter().map(|c| (c.cell.id.as_str(), c.verdict)).collect();
    let result = |s: &&Scenario| ScenarioResult {
        scenario: (*s).clone(),
        verdict: verdicts.get(s.cell.as_str()).copied(),
    };
    record.scenarios.iter().map(result).collect()
}

/// Failing verdicts weigh more than none, and none more than the gate. That nothing of what is planted is there explains what is
/// missing, and no leak.
fn outcome(reasons: &[Reason]) -> Outcome {
    let any = |is: fn(&Reason) -> bool| reasons.iter().any(is);
    let is_absent = |r: &Reason| matches!(r, Reason::NotPlanted(..));
    let other_fails = |r: &Reason| matches!(r, Reason::Failing(verdict, _) if *verdict != Verdict::Missing);
    if any(is_absent) && !any(other_fails) {
        Outcome::NoVerdict
    } else if any(|r| matches!(r, Reason::Failing(..))) {
        Outcome::Rejected
    } else if any(|r| {
        matches!(
            r,
            Reason::Unproved(..)
                | Reason::Unrestored(_)
                | Reason::Truncated
                | Reason::NothingTried
                | Reason::Broken(_)
                | Reason::Damaged(_)
        )
    }) {
        Outcome::NoVerdict
    } else if reasons.is_empty() {
        Outcome::Accepted
    } else {
        Outcome::Rejected
    }
}
