//! The incident's questions, answered over all cells at once: whose data, which kinds, which accounts, where, how.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::matrix::NO_INSTANCE;
use skott_model::run::{Run, Settled};
use skott_model::{Category, Finding, FindingKind};

/// What was exposed, or otherwise went wrong, over some cells.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Exposure<'a> {
    /// Cells.
    pub cells: usize,
    /// Findings that are listed.
    pub findings: usize,
    /// Some cells have more findings than are listed.
    pub more: bool,
    /// Planted persons.
    pub persons: BTreeSet<&'a str>,
    /// Instances whose people or numbers were seen, with persons; a person of two instances is in both.
    pub instances: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Persons that belong to no instance.
    pub homeless: BTreeSet<&'a str>,
    /// Kinds of personal data.
    pub categories: BTreeSet<&'a Category>,
    /// Kinds of finding, with their number.
    pub kinds: BTreeMap<FindingKind, usize>,
    /// Principals, with cells.
    pub accounts: BTreeMap<&'a str, usize>,
    /// Views.
    pub views: BTreeMap<&'a str, Where<'a>>,
}

/// How a view was asked when it happened.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Where<'a> {
    /// Cells.
    pub cells: usize,
    /// Formats, each with its selections.
    pub formats: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Targets.
    pub targets: BTreeSet<&'a str>,
    /// Principals.
    pub accounts: BTreeSet<&'a str>,
}

/// Sums up some cells and their findings of some kinds.
pub(crate) fn exposure<'a>(
    cells: impl Iterator<Item = &'a Settled>,
    counts: impl Fn(FindingKind) -> bool,
) -> Exposure<'a> {
    let mut out = Exposure::default();
    for settled in cells {
        out.add_cell(settled);
        for finding in settled.findings.iter().filter(|f| counts(f.kind)) {
            out.add_finding(finding);
        }
    }
    out
}

/// Where cells lie, without their findings.
pub(crate) fn places<'a>(cells: impl Iterator<Item = &'a Settled>) -> Exposure<'a> {
    exposure(cells, |_| false)
}

impl<'a> Exposure<'a> {
    fn add_cell(&mut self, settled: &'a Settled) {
        let cell = &settled.cell;
        self.cells += 1;
        self.more |= settled.more_findings > 0;
        *self.accounts.entry(&cell.principal).or_default() += 1;
        let place = self.views.entry(&cell.view).or_default();
        place.cells += 1;
        place.formats.entry(&cell.format).or_default().insert(&cell.selection);
        place.targets.extend(cell.target.as_deref());
        place.accounts.insert(&cell.principal);
    }

    fn add_finding(&mut self, finding: &'a Finding) {
        self.findings += 1;
        *self.kinds.entry(finding.kind).or_default() += 1;
        self.categories.extend(&finding.category);
        let person = finding.person.as_deref();
        self.persons.extend(person);
        for instance in finding.instance.split('+').filter(|i| !i.is_empty()) {
            if instance == NO_INSTANCE {
                self.homeless.extend(person);
            } else {
                self.instances.entry(instance).or_default().extend(person);
            }
        }
    }
}

impl<'a> Where<'a> {
    /// Selections, in any format.
    pub(crate) fn selections(&self) -> BTreeSet<&'a str> {
        self.formats.values().flatten().copied().collect()
    }
}

/// What each account is declared to be asked with, and what was tried.
pub(crate) struct Offered<'a> {
    /// (view, principal) -> selections.
    selections: BTreeMap<(&'a str, &'a str), BTreeSet<&'a str>>,
    /// View -> formats.
    tried: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Offered<'a> {
    /// Of a run.
    pub(crate) fn of(run: &'a Run) -> Self {
        let mut selections: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        for cell in run.cells.iter().map(|s| &s.cell).chain(&run.untried) {
            let key = (cell.view.as_str(), cell.principal.as_str());
            selections.entry(key).or_default().insert(&cell.selection);
        }
        let mut tried: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for Settled { cell, .. } in &run.cells {
            tried.entry(&cell.view).or_default().insert(&cell.format);
        }
        Self { selections, tried }
    }

    /// Number of selections that the view is declared to be asked with by any of the accounts.
    pub(crate) fn selections(&self, view: &str, accounts: &BTreeSet<&str>) -> usize {
        let own = accounts
            .iter()
            .filter_map(|account| self.selections.get(&(view, *account)));
        own.flatten().collect::<BTreeSet<_>>().len()
    }

    /// Formats of a view that were tried and in which it did not happen.
    pub(crate) fn sound_formats(&self, view: &str, place: &Where) -> Vec<&'a str> {
        let tried = self.tried.get(view).into_iter().flatten().copied();
        tried.filter(|format| !place.formats.contains_key(format)).collect()
    }
}
