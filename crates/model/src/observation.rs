//! What was seen in one cell, before witnesses and session proofs are known.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::run::Rate;
use crate::{Arm, Category, Detail};

/// What one cell's exchanges showed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Cell id.
    pub cell: String,
    /// How the portal answered.
    pub answer: Answer,
    /// Units that had to be shown.
    pub expected: usize,
    /// Of these, units that were shown.
    pub shown: usize,
    /// What a person has to look at, the worst first; bounded.
    pub findings: Vec<Finding>,
    /// Findings beyond the bound.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_findings: usize,
    /// Instances of which something only theirs was rightly seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnessed: Vec<String>,
    /// What was recognised in it of what its view is declared to show.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub showed: BTreeSet<Shows>,
    /// Why the answer cannot be judged in full.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
    /// What an outsider can tell two answers apart by, for targets: `status`, `huvud etag`, `brödtext`, … each with a short
    /// hash of what it was. Empty where nothing may be compared.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, String>,
    /// The rows that a list showed, on all its pages; none where they cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<Rows>,
    /// The order of the rows, where a hidden one is asked for and where it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Sequence>,
    /// Answers that findings cite by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cited: Vec<Cited>,
    /// The who-am-I probe right after a refusal answered as it should; true for answers that need none.
    pub proven: bool,
    /// Of a write: what became of the value; none for other questions, and where it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// Why the portal may still hold what the question wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unrestored: Option<Detail>,
    /// It was asked once more, to make sure of the try before it; no try of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
    /// Requests that it took.
    pub requests: u32,
    /// Of what is asked about one thing: how long the last answer took to begin, in microseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took_us: Option<u64>,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_no_ore(n: &i64) -> bool {
    *n == 0
}

/// What a view is declared to show: a kind of value, or amounts in a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Shows {
    /// The kind.
    #[schemars(with = "String")]
    pub category: Category,
    /// For amounts: the column, as the profile has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// How the portal answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It opened.
    Opened,
    /// It refused, as the profile says that refusals look.
    Refused,
    /// Neither: no session, 5xx, timeout, not to be read.
    Failed,
}

/// What became of a value that a question tried to change, as somebody who may see it read it before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It is what it was.
    Unchanged,
    /// It is what the question wrote.
    Changed,
    /// There is no such value: what was asked about does not exist.
    Absent,
}

/// Why an answer cannot be judged in full.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Doubt {
    /// What kind of doubt.
    pub kind: DoubtKind,
    /// What was met, without any value of the portal's.
    pub detail: Detail,
}

/// Kinds of doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtKind {
    /// Login failed, or the who-am-I probe answered somebody else.
    Session,
    /// No connection, or a time limit.
    Unreachable,
    /// A status that the profile does not know.
    Status,
    /// A body that is not whole.
    Cut,
    /// A body that cannot be read.
    Unreadable,
    /// A redirect that was not followed.
    Redirect,
    /// A value that a later request needs was not found.
    Extraction,
    /// More pages, polls or bytes than the limits allow.
    Limit,
    /// A weak form of a foreign value.
    Weak,
    /// A value that a write is judged by reads neither as it was nor as it was written.
    Effect,
    /// Rows that may have come or gone between two questions, as others use the portal too.
    Meanwhile,
}

/// Something that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The same from run to run.
    pub id: String,
    /// What kind of finding.
    pub kind: FindingKind,
    /// Whose instance; several are joined by `+`; `ingen` for a person without one.
    pub instance: String,
    /// Planted person.
    pub person: Option<String>,
    /// Kind of personal data.
    #[schemars(with = "Option<String>")]
    pub category: Option<Category>,
    /// Written form.
    pub form: Option<String>,
    /// Where it stood.
    pub place: String,
    /// What shows it; none in records of older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Where its cell was tried several times: in how many of the tries it came. Known when the run is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
}

/// What shows a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What was read there, masked, at most [`Evidence::LONGEST`] characters; none where the finding is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// The answer that it stood in, by number in the cell's `cited`.
    pub answer: usize,
}

impl Evidence {
    /// Most characters of an excerpt.
    pub const LONGEST: usize = 80;
}

/// An answer that findings cite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cited {
    /// SHA-256 of the body as it was received, in hex.
    pub sha256: String,
    /// A command that asks for it again. Secrets, cookies and what earlier answers gave are shell variables.
    pub curl: String,
}

/// The order in which a list showed its units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    /// What the list was asked to be sorted by, though it may not show it; none for the default order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Category>,
    /// Planted orders by their index in the population; persons by -1 and down.
    pub units: Vec<i64>,
}

/// The rows of a list, told by the column in which its units stand; also those of nobody planted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// Different units.
    pub units: usize,
    /// Hash of all of them; the same units give the same, in every format.
    pub digest: String,
    /// Texts in the same column that do not look like a unit, as a total's heading.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub others: usize,
    /// How often the commonest of those stands on one page: rows whose unit is hidden, as `***`.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub nameless: usize,
    /// Units that nobody planted.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unplanted: usize,
    /// Their amounts in all, in öre, where each row shows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<i64>,
    /// By how much that may be off, in öre, as amounts are written in whole kronor.
    #[serde(default, skip_serializing_if = "is_no_ore")]
    pub rounded: i64,
    /// Others than planted persons are in the portal, so that rows may come and go between two questions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
}

/// Kinds of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// A value none of whose owners is in the account's scope.
    ForeignValue,
    /// Pay or pension.
    ForbiddenCategory,
    /// A category that the view is not declared to show.
    UndeclaredCategory,
    /// What must be hidden of a protected identity.
    ProtectedIdentity,
    /// A number that counts foreign rows.
    ForeignNumber,
    /// A view that opens though it must be refused.
    Opened,
    /// A foreign target answered unlike one that does not exist.
    Existence,
    /// A list of choices that offers an instance or a person outside the scope.
    ForeignOption,
    /// Rows in the order of something that the view may not show.
    HiddenOrder,
    /// Nothing has changed, it says, since the answer that somebody else was given, who may see something else.
    ForeignValidator,
    /// A change was made that the account may not make, whatever it was answered.
    ForeignWrite,
    /// Something own that must be shown was not.
    Missing,
    /// A change that the account may make was not made.
    NotChanged,
    /// A number that is wrong without counting foreign rows.
    WrongNumber,
    /// Something own that is outside the selection was shown.
    Surplus,
    /// A total that disagrees with the rows that it sums.
    TotalNotRows,
    /// A format that shows other rows than another format of the same list.
    Disparity,
}

impl Finding {
    /// True for what was answered while the account logged in, which is of no view.
    pub fn is_at_the_door(&self) -> bool {
        self.place.starts_with(Self::DOOR)
    }

    /// How the place of such a finding begins.
    pub const DOOR: &str = "auth.";

    /// A finding of that kind at a place, about nobody in particular yet, without id and evidence.
    pub fn new(kind: FindingKind, instance: impl Into<String>, place: impl Into<String>) -> Self {
        Self {
            id: String::new(),
            kind,
            instance: instance.into(),
            person: None,
            category: None,
            form: None,
            place: place.into(),
            evidence: None,
            rate: None,
        }
    }
}

impl DoubtKind {
    /// True for what kept the answer from being asked for, received or read in full.
    pub fn is_gap(self) -> bool {
        !matches!(self, Self::Weak | Self::Meanwhile)
    }
}

impl FindingKind {
    /// True for what makes a leak.
    pub fn is_leak(self) -> bool {
        self.meaning().0
    }

    /// Arms of which each denies it: a scenario that asserts one of them says that it must not be.
    pub fn denied_by(self) -> &'static [Arm] {
        self.meaning().1
    }

    /// The one table of what a finding means: whether something leaked, and which arms deny it.
    fn meaning(self) -> (bool, &'static [Arm]) {
        const FOREIGN: &[Arm] = &[Arm::Isolated, Arm::Refused, Arm::Unchanged];
        match self {
            Self::ForeignValue
            | Self::ForeignNumber
            | Self::ForeignOption
            | Self::ForeignValidator
            | Self::HiddenOrder
            | Self::ProtectedIdentity => (true, FOREIGN),
            Self::ForbiddenCategory | Self::UndeclaredCategory => (true, &[Arm::Minimal]),
            Self::Opened => (true, &[Arm::Refused]),
            // Where a view opens and is to show nothing, that it shows nothing foreign is also that it does not tell what exists.
            Self::Existence => (true, &[Arm::Indistinguishable, Arm::Isolated]),
            // Also of a change that may be made, and that changed what is somebody else's with it.
            Self::ForeignWrite => (true, &[Arm::Unchanged, Arm::Isolated]),
            Self::NotChanged => (false, &[Arm::Changed]),
            Self::Missing | Self::WrongNumber | Self::Surplus | Self::TotalNotRows | Self::Disparity => {
                (false, &[Arm::Complete])
            }
        }
    }
}
