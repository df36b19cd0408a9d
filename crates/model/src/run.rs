//! A settled run: the plain value that every report is a function of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::{Declared, Finished, Scenario, Started, Unmapped};
use crate::{Arm, Cited, Detail, Finding, Outcome, Shows, Verdict};

/// A settled run.
#[derive(Clone, Debug)]
pub struct Run {
    /// What the run was about.
    pub started: Started,
    /// How it ended; none for a truncated record.
    pub finished: Option<Finished>,
    /// Every cell that was attempted, in the order of declaration.
    pub cells: Vec<Settled>,
    /// Declared cells that nobody attempted.
    pub untried: Vec<Declared>,
    /// Arms of declared cells that no scenario asserts: arm -> cells.
    pub unasserted: BTreeMap<Arm, Vec<String>>,
    /// Links that no view declares.
    pub unmapped: Vec<Unmapped>,
    /// What views are declared to show and nobody was seen to see, by view: nothing tells that it would be recognised there.
    pub unseen: BTreeMap<String, Vec<Shows>>,
    /// Where what is foreign is answered later than what does not exist.
    pub slower: Vec<Slower>,
    /// What cells changed, or may have changed, and was not put back: cell -> why.
    pub unrestored: BTreeMap<String, Detail>,
    /// Scenarios with their status.
    pub scenarios: Vec<ScenarioResult>,
    /// Number of cells by verdict.
    pub totals: BTreeMap<Verdict, usize>,
    /// How much of what is declared was judged.
    pub coverage: Coverage,
    /// The outcome.
    pub outcome: Outcome,
    /// Why, the weightiest first; empty when accepted.
    pub reasons: Vec<Reason>,
}

/// A view's format that answers later about what somebody else has than about what does not exist. Told, and never judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Slower {
    /// View id.
    pub view: String,
    /// Format id.
    pub format: String,
    /// How long it took to begin to answer about what is foreign, in microseconds: the median of the accounts' medians.
    pub foreign_us: u64,
    /// The same about what does not exist.
    pub unknown_us: u64,
    /// Accounts that were answered later.
    pub accounts: usize,
    /// Accounts that asked for both.
    pub of: usize,
}

/// One cell's verdict.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The cell.
    pub cell: Declared,
    /// Its verdict.
    pub verdict: Verdict,
    /// What a waiver accepts of it; what the cell comes to beside that is its verdict.
    pub waived: Option<Waived>,
    /// Why, where the findings do not say it.
    pub note: Option<Note>,
    /// What a person has to look at.
    pub findings: Vec<Finding>,
    /// Findings beyond the bound.
    pub more_findings: usize,
    /// Answers that findings cite by number.
    pub cited: Vec<Cited>,
    /// In how many of its tries it had this verdict; how often each finding came is the finding's.
    pub rate: Rate,
}

/// What is accepted of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The worst that is.
    pub verdict: Verdict,
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub why: String,
    /// Last day it holds.
    pub until: String,
}

/// How often something came of trying a cell several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Rate {
    /// Tries in which it came.
    pub seen: usize,
    /// Tries in all.
    pub tries: usize,
}

impl Settled {
    /// The verdict that it has or would have, were nothing waived.
    pub fn unwaived(&self) -> Verdict {
        match (self.verdict, &self.waived) {
            (Verdict::Waived, Some(waived)) => waived.verdict,
            (verdict, _) => verdict,
        }
    }
}

impl Rate {
    /// The one try that there was.
    pub const ONCE: Self = Self { seen: 1, tries: 1 };

    /// True for what came in some tries and not in others.
    pub fn comes_and_goes(self) -> bool {
        self.seen < self.tries
    }
}

/// Why a cell has its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Instances that nobody entitled was seen to see here.
    NoWitness(Vec<String>),
    /// Nobody entitled opened the same view, target and format.
    NotOpenedByAnybody,
    /// It opened though it must be refused, but nobody entitled opened the same: it may be any page.
    OpenedToNobody,
    /// The answer for a target that does not exist is not known.
    NoControl,
    /// In these marks the answers for what is foreign, or for what does not exist, differ from one time to the next.
    Unsettled(Vec<String>),
    /// Own lists need a colleague's and a stranger's list.
    NoOtherLists,
    /// The session was not proved at login, after a refusal, or after the last cell.
    SessionUnproved,
    /// Doubts, as observed.
    Doubts(Vec<crate::Doubt>),
    /// Access was refused to an account that may open it.
    RefusedWrongly,
    /// A change that the account may make was not made.
    NotChanged,
    /// Nobody entitled was seen to make the same change.
    ChangedByNobody,
    /// So many of so many units were shown.
    Shown {
        /// Shown.
        shown: usize,
        /// Expected.
        expected: usize,
    },
}

/// Scenario status: that of its cell's verdict, on the arms that it asserts.
#[derive(Clone, Debug)]
pub struct ScenarioResult {
    /// The scenario.
    pub scenario: Scenario,
    /// Its cell's verdict; none when the cell was never observed.
    pub verdict: Option<Verdict>,
}

/// How much of what is declared was judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Declared cells.
    pub declared: usize,
    /// Cells with a verdict that passes or fails.
    pub judged: usize,
    /// Cells that prove nothing for want of a witness.
    pub unwitnessed: usize,
}

impl Coverage {
    /// Judged of declared in percent, never rounded up.
    pub fn percent(&self) -> usize {
        (self.judged * 100).checked_div(self.declared).unwrap_or(0)
    }
}

/// Why a run is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Almost nothing of what is planted was shown, to nobody: so many units of so many in the longest list.
    NotPlanted(usize, usize),
    /// So many cells of a failing verdict.
    Failing(Verdict, usize),
    /// So many cells of a verdict that proves nothing.
    Unproved(Verdict, usize),
    /// The record has no last line.
    Truncated,
    /// No cell was attempted.
    NothingTried,
    /// Declared cells that nobody attempted.
    Untried(usize),
    /// Declared cells whose arm no scenario asserts.
    Unasserted(Arm, usize),
    /// Links that no view declares.
    Unmapped(usize),
    /// A scenario that broke.
    Broken(usize),
    /// Lines of the record that do not fit together, or are gone.
    Damaged(usize),
    /// Cells after which the portal may hold what skott wrote.
    Unrestored(usize),
    /// The report differs from the accepted one.
    Changed,
}
