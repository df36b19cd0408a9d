//! Verdicts, arms and outcomes: the words of the judgement.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The judgement of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Everything own was shown, nothing else own, nothing foreign, and witnessed.
    Isolated,
    /// It must be refused and was, and the refusal shows nothing foreign.
    Refused,
    /// A foreign value, a category that may never be shown, a number that counts foreign rows, or an open door.
    Leak,
    /// Something own that must be shown was not.
    Missing,
    /// Own orders outside the selection were shown.
    Surplus,
    /// Nothing own was shown, though something should be.
    Blind,
    /// Nothing foreign was seen, but nobody entitled saw it there either.
    Unwitnessed,
    /// It could not be asked, or the answer could not be read.
    Inconclusive,
    /// Would be one or more of the above; a waiver in date covers each of them.
    Waived,
}

/// What a verdict counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weight {
    /// Proved sound.
    Pass,
    /// Proved wrong.
    Fail,
    /// Proved nothing.
    NoVerdict,
}

impl Verdict {
    /// All verdicts, in the order of reports.
    pub const ALL: [Self; 9] = [
        Self::Isolated,
        Self::Refused,
        Self::Leak,
        Self::Missing,
        Self::Surplus,
        Self::Blind,
        Self::Unwitnessed,
        Self::Inconclusive,
        Self::Waived,
    ];

    /// What it counts as.
    pub fn weight(self) -> Weight {
        match self {
            Self::Isolated | Self::Refused | Self::Waived => Weight::Pass,
            Self::Leak | Self::Missing | Self::Surplus => Weight::Fail,
            Self::Blind | Self::Unwitnessed | Self::Inconclusive => Weight::NoVerdict,
        }
    }

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Isolated => "isolated",
            Self::Refused => "refused",
            Self::Leak => "leak",
            Self::Missing => "missing",
            Self::Surplus => "surplus",
            Self::Blind => "blind",
            Self::Unwitnessed => "unwitnessed",
            Self::Inconclusive => "inconclusive",
            Self::Waived => "waived",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What one *Så* or *Men* phrase asserts of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Arm {
    /// Everything own in the selection is shown, and nothing else own.
    Complete,
    /// Nothing foreign is shown.
    Isolated,
    /// Access is refused.
    Refused,
    /// What is foreign is answered as what does not exist.
    Indistinguishable,
    /// Pay, pension and undeclared categories are not shown.
    Minimal,
    /// What the account may change is changed.
    Changed,
    /// What the account may not change is as it was.
    Unchanged,
}

/// A run's outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Outcome {
    /// Godkänd.
    #[serde(rename = "accepted")]
    Accepted,
    /// Underkänd.
    #[serde(rename = "rejected")]
    Rejected,
    /// Inget utslag.
    #[serde(rename = "no verdict")]
    NoVerdict,
}

impl Outcome {
    /// The process's exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Accepted => 0,
            Self::Rejected => 1,
            Self::NoVerdict => 3,
        }
    }

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::NoVerdict => "no verdict",
        }
    }
}
