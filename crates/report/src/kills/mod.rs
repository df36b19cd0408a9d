//! The kill matrix: which scenario caught which fault, and by what.
//!
//! A scenario kills a fault if its cell's verdict fails and the finding is of what the scenario itself asserts. That the cell
//! fails is not enough: a scenario on pay and pension that happens to ask for a leaking page proves nothing of isolation.

mod blame;
mod html;
mod json;
mod ruling;
mod snap;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use skott_model::record::Scenario;
use skott_model::run::{Run, Settled};
use skott_model::{Arm, FindingKind, Outcome, Verdict, Weight};

pub use html::kills_html;
pub use json::{PROVE_SCHEMA, Proof, prove_json, prove_schema};
pub use ruling::{Ruling, Wrong, rule};
pub use snap::{Reviewed, ReviewedError, kills_snap, parse_reviewed};
pub(crate) use text::features;
pub use text::kills_text;

/// A fault as its catalogue describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultFacts {
    /// Name, in ASCII.
    pub name: String,
    /// Class of mistake, `F01` to `F58`.
    pub class: String,
    /// What should be found, as findings' kinds are written in JSON.
    pub kind: String,
    /// One sentence, Swedish and English.
    pub says: [String; 2],
    /// Views on which it may be seen.
    pub views: Vec<String>,
    /// Roles or accounts that it may touch.
    pub accounts: Vec<String>,
}

/// One scenario's part in catching a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kill {
    /// The scenario's name as people read it, as `<konto> öppnar <vy>`.
    pub name: String,
    /// Kinds of finding, as JSON writes them.
    pub kinds: BTreeSet<String>,
    /// Views on which.
    pub views: BTreeSet<String>,
    /// Accounts by which.
    pub accounts: BTreeSet<String>,
    /// Cells, each with one or more findings.
    pub cells: usize,
}

/// What became of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// A scenario found what the fault should cause.
    Killed,
    /// Scenarios found something, but not what the fault should cause.
    OtherKind,
    /// Nothing was found, and cells were left without verdict.
    NoVerdict,
    /// Nothing was found.
    Survived,
}

/// A fault, switched on alone or together with another, and what the suite made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The faults that were on: one, or a pair.
    pub faults: Vec<FaultFacts>,
    /// What became of each of them.
    pub fates: Vec<Fate>,
    /// Scenario as written, `<file>#<scenario>`, and its part.
    pub kills: BTreeMap<String, Kill>,
    /// Failing cells on views or of accounts that no fault that was on may touch.
    pub blamed: Vec<String>,
    /// Cells attempted, in the last of its runs.
    pub cells: usize,
    /// Runs that it took: views that it may be seen on, then several tries, then everything.
    pub runs: usize,
    /// Milliseconds in all.
    pub ms: u64,
}

/// The portal with nothing switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    /// Cells judged.
    pub cells: usize,
    /// Cells that do not pass, and findings in those that do: none of a sound portal.
    pub troubles: Vec<String>,
    /// Everything that was to be tried was tried and judged, and nothing is left for the gate.
    pub is_whole: bool,
    /// Milliseconds.
    pub ms: u64,
}

/// Everything that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kills {
    /// The profile's name.
    pub portal: String,
    /// The portal's name as people write it.
    pub title: String,
    /// Hash of the population.
    pub population: String,
    /// With nothing switched on.
    pub clean: Clean,
    /// Each fault alone, in the catalogue's order.
    pub alone: Vec<Tried>,
    /// Pairs of faults.
    pub pairs: Vec<Tried>,
    /// Some faults were left out by options.
    pub is_narrowed: bool,
}

impl Tried {
    /// What a run with these faults switched on shows.
    pub fn of(run: &Run, faults: Vec<FaultFacts>) -> Self {
        let (due, others): (Vec<&Settled>, Vec<_>) = failing(run).partition(|s| blame::is_due(run, &faults, s));
        let blamed = others
            .into_iter()
            .filter(|s| !blame::is_told_at_the_door(run, &faults, s));
        let due: BTreeMap<&str, &Settled> = due.into_iter().map(|s| (s.cell.id.as_str(), s)).collect();
        let kills = kills(run, &due);
        let fates = faults.iter().map(|fault| fate(run, fault, &due, &kills)).collect();
        Self {
            blamed: blamed.map(|s| s.cell.id.clone()).collect(),
            cells: run.cells.len(),
            runs: 1,
            ms: run.finished.as_ref().map_or(0, |f| f.ms),
            faults,
            fates,
            kills,
        }
    }

    /// Every fault that was on is killed.
    pub fn is_killed(&self) -> bool {
        self.fates.iter().all(|fate| *fate == Fate::Killed)
    }

    /// The same, after earlier runs that did not kill it; what they blamed stays blamed.
    #[must_use]
    pub fn after(mut self, earlier: Self) -> Self {
        self.runs += earlier.runs;
        self.ms += earlier.ms;
        let new: BTreeSet<String> = self.blamed.drain(..).chain(earlier.blamed).collect();
        self.blamed = new.into_iter().collect();
        self
    }

    /// The names of the faults that were on, joined by ` + `.
    pub fn name(&self) -> String {
        self.faults
            .iter()
            .map(|f| f.name.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    }
}

impl Clean {
    /// What a run with nothing switched on shows. `whole`: everything declared was to be tried.
    pub fn of(run: &Run, whole: bool) -> Self {
        let is_sound = |s: &&Settled| s.verdict.weight() == Weight::Pass && s.findings.is_empty();
        let troubled = run
            .cells
            .iter()
            .filter(|s| s.verdict != Verdict::Waived && !is_sound(s));
        Self {
            cells: run.coverage.judged,
            troubles: troubled.map(|s| format!("{}: {}", s.cell.id, s.verdict)).collect(),
            is_whole: run.finished.is_some() && !run.cells.is_empty() && (!whole || run.outcome == Outcome::Accepted),
            ms: run.finished.as_ref().map_or(0, |f| f.ms),
        }
    }
}

fn failing(run: &Run) -> impl Iterator<Item = &Settled> {
    run.cells.iter().filter(|s| s.verdict.weight() == Weight::Fail)
}

fn kills(run: &Run, failing: &BTreeMap<&str, &Settled>) -> BTreeMap<String, Kill> {
    let mut out: BTreeMap<String, Kill> = BTreeMap::new();
    for result in run.scenarios.iter().filter(|r| r.scenario.broken.is_none()) {
        let scenario = &result.scenario;
        let Some(settled) = failing.get(scenario.cell.as_str()) else {
            continue;
        };
        let kinds = kinds(settled, &scenario.arms);
        if kinds.is_empty() {
            continue;
        }
        let id = as_written(&scenario.id, &scenario.cell);
        let kill = out.entry(id.clone()).or_insert_with(|| Kill {
            name: named(scenario, &id),
            ..Kill::default()
        });
        kill.kinds.extend(kinds);
        kill.views.insert(settled.cell.view.clone());
        kill.accounts.insert(settled.cell.principal.clone());
        kill.cells += 1;
    }
    out
}

/// The scenario as it stands in its file: its id without the cell.
fn as_written(id: &str, cell: &str) -> String {
    let end = id.strip_suffix(cell).and_then(|rest| rest.strip_suffix(':'));
    end.unwrap_or(id).to_owned()
}

/// The scenario's name; of an older record, which has none, the id's part for it.
fn named(scenario: &Scenario, id: &str) -> String {
    match scenario.written.as_str() {
        "" => id.split_once('#').map_or(id, |(_, slug)| slug).to_owned(),
        written => written.to_owned(),
    }
}

/// Kinds of the cell's findings that these arms assert.
fn kinds(settled: &Settled, arms: &[Arm]) -> BTreeSet<String> {
    let counts = |kind: FindingKind| settled.verdict != Verdict::Leak || kind.is_leak();
    let asserted = settled
        .findings
        .iter()
        .filter(|f| counts(f.kind) && f.kind.denied_by().iter().any(|arm| arms.contains(arm)));
    let mut out: BTreeSet<String> = asserted.map(|f| word(f.kind)).collect();
    // A verdict without a finding: an account was refused what it may see.
    if settled.findings.is_empty() && (arms.contains(&Arm::Complete) || settled.verdict == Verdict::Leak) {
        out.insert(settled.verdict.as_str().to_owned());
    }
    out
}

/// A kind of finding as JSON writes it.
fn word(kind: FindingKind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn fate(run: &Run, fault: &FaultFacts, failing: &BTreeMap<&str, &Settled>, kills: &BTreeMap<String, Kill>) -> Fate {
    let touched: Vec<&&Settled> = failing.values().filter(|s| blame::touches(run, fault, s)).collect();
    let is_expected = |s: &&Settled| s.findings.iter().any(|f| word(f.kind) == fault.kind);
    let is_killer =
        |kill: &Kill| kill.kinds.contains(&fault.kind) && kill.views.iter().any(|view| fault.views.contains(view));
    if touched.iter().any(|s| is_expected(s)) && kills.values().any(is_killer) {
        Fate::Killed
    } else if !touched.is_empty() {
        Fate::OtherKind
    } else if run.cells.iter().any(|s| s.verdict.weight() == Weight::NoVerdict) {
        Fate::NoVerdict
    } else {
        Fate::Survived
    }
}
