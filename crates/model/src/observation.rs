//! What was seen in one cell, before witnesses and session proofs are known.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Category;

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
    /// Why the answer cannot be judged in full.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
    /// Hash of what an outsider can tell two answers apart by; for targets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
    /// The who-am-I probe right after a refusal answered as it should; true for answers that need none.
    pub proven: bool,
    /// Requests that it took.
    pub requests: u32,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
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

/// Why an answer cannot be judged in full.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Doubt {
    /// What kind of doubt.
    pub kind: DoubtKind,
    /// What was met, without any value of the portal's.
    pub detail: String,
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
    /// Something own that must be shown was not.
    Missing,
    /// A number that is wrong without counting foreign rows.
    WrongNumber,
    /// Something own that is outside the selection was shown.
    Surplus,
}

impl DoubtKind {
    /// True for what kept the answer from being asked for, received or read in full.
    pub fn is_gap(self) -> bool {
        self != Self::Weak
    }
}

impl FindingKind {
    /// True for what makes a leak.
    pub fn is_leak(self) -> bool {
        !matches!(self, Self::Missing | Self::Surplus | Self::WrongNumber)
    }
}
