//! The gate on coverage, waivers, and why a run is not accepted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use skott_model::record::{Declared, Scenario, Started};
use skott_model::run::{Note, Reason, Run, Settled};
use skott_model::{Arm, Verdict, Weight};

/// Arms that cells need and no scenario asserted, of cells that were tried.
pub(super) fn unasserted(
    declared: &[&Declared],
    scenarios: &[&Scenario],
    untried: &[Declared],
) -> BTreeMap<Arm, Vec<String>> {
    let mut asserted: HashMap<&str, BTreeSet<Arm>> = HashMap::new();
    for scenario in scenarios {
        asserted.entry(&scenario.cell).or_default().extend(&scenario.arms);
    }
    let untried: HashSet<&str> = untried.iter().map(|d| d.id.as_str()).collect();
    let mut out: BTreeMap<Arm, Vec<String>> = BTreeMap::new();
    for cell in declared.iter().filter(|d| !untried.contains(d.id.as_str())) {
        let has = asserted.get(cell.id.as_str());
        for arm in cell.arms.iter().filter(|arm| !has.is_some_and(|a| a.contains(arm))) {
            out.entry(*arm).or_default().push(cell.id.clone());
        }
    }
    out
}

/// Covers a deviation by a waiver that is in date on the day the run began.
pub(super) fn waived(started: &Started, settled: Settled) -> Settled {
    if settled.verdict.weight() == Weight::Pass {
        return settled;
    }
    let today = day(&started.at);
    let in_date = |until: &str| matches!((day(until), &today), (Some(until), Some(today)) if until >= *today);
    let covers = started
        .waivers
        .iter()
        .filter(|waiver| in_date(&waiver.until) && waiver.verdict.contains(&settled.verdict))
        .find(|waiver| waiver.is_about(&settled.cell.id));
    match covers {
        None => settled,
        Some(w) => Settled {
            waived: Some(settled.verdict),
            verdict: Verdict::Waived,
            note: Some(Note::Waiver(w.by.clone(), w.why.clone(), w.until.clone())),
            ..settled
        },
    }
}

/// `YYYYMMDD`, however it is written; none for what is no day, so that nothing is in date then.
fn day(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    (digits.len() == 8).then_some(digits)
}

/// Why the run is not accepted, the weightiest first. `damaged`: lines of the record that do not fit together.
pub(super) fn reasons(run: &Run, damaged: usize) -> Vec<Reason> {
    let mut out = Vec::new();
    if damaged > 0 {
        out.push(Reason::Damaged(damaged));
    }
    if !run.unrestored.is_empty() {
        out.push(Reason::Unrestored(run.unrestored.len()));
    }
    let broken = run.scenarios.iter().filter(|s| s.scenario.broken.is_some()).count();
    if broken > 0 {
        out.push(Reason::Broken(broken));
    }
    for weight in [Weight::Fail, Weight::NoVerdict] {
        for verdict in Verdict::ALL.into_iter().filter(|v| v.weight() == weight) {
            match run.totals.get(&verdict) {
                Some(&n) if weight == Weight::Fail => out.push(Reason::Failing(verdict, n)),
                Some(&n) => out.push(Reason::Unproved(verdict, n)),
                None => {}
            }
        }
    }
    if run.finished.is_none() {
        out.push(Reason::Truncated);
    }
    if run.cells.is_empty() {
        out.push(Reason::NothingTried);
    }
    if !run.untried.is_empty() {
        out.push(Reason::Untried(run.untried.len()));
    }
    out.extend(
        run.unasserted
            .iter()
            .map(|(arm, cells)| Reason::Unasserted(*arm, cells.len())),
    );
    if !run.unmapped.is_empty() {
        out.push(Reason::Unmapped(run.unmapped.len()));
    }
    out
}
