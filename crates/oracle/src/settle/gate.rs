//! The gate on coverage, waivers, and why a run is not accepted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use skott_model::profile::Waiver;
use skott_model::record::{Declared, Scenario, Started};
use skott_model::run::{Reason, Run, Settled, Waived};
use skott_model::{Arm, Verdict, Weight};

use super::judged::{Judged, Standing};

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

/// Covers deviations by waivers that are in date on the day the run began. What none of them lists stands, and of that the
/// weightiest is the cell's verdict.
pub(super) fn waived(started: &Started, mut judged: Judged) -> Settled {
    let today = day(&started.at);
    let in_date = |until: &str| matches!((day(until), &today), (Some(until), Some(today)) if until >= *today);
    let id = &judged.settled.cell.id;
    let about: Vec<&Waiver> = started
        .waivers
        .iter()
        .filter(|waiver| in_date(&waiver.until) && waiver.is_about(id))
        .collect();
    let covering = |one: &Standing| {
        let is_deviation = one.verdict.weight() != Weight::Pass;
        let listed = about.iter().find(|waiver| waiver.verdict.contains(&one.verdict));
        listed.filter(|_| is_deviation).map(|waiver| Waived {
            verdict: one.verdict,
            by: waiver.by.clone(),
            why: waiver.why.clone(),
            until: waiver.until.clone(),
        })
    };
    let Some(waived) = judged.all.iter().find_map(covering) else {
        return judged.settled;
    };
    let stands = judged.all.iter().find(|one| covering(one).is_none()).cloned();
    let nothing_else = Standing {
        verdict: Verdict::Waived,
        note: None,
        rate: judged.settled.rate,
    };
    judged.settle_as(stands.unwrap_or(nothing_else));
    Settled {
        waived: Some(waived),
        ..judged.settled
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
    let of = |verdict: &Verdict| Some((*verdict, *run.totals.get(verdict)?));
    let failing = Verdict::ALL.iter().filter(|verdict| verdict.weight() == Weight::Fail);
    out.extend(failing.filter_map(of).map(|(verdict, n)| Reason::Failing(verdict, n)));
    // What could not be asked is often why nobody was seen.
    let unproved = [Verdict::Inconclusive, Verdict::Blind, Verdict::Unwitnessed];
    out.extend(
        unproved
            .iter()
            .filter_map(of)
            .map(|(verdict, n)| Reason::Unproved(verdict, n)),
    );
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
