//! What may happen to accounts, persons and instances while a portal is used.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What has happened by the time a view is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Happening {
    /// An account has lost permission for an instance.
    Revoked,
    /// An account has tried to give itself permission.
    SelfGranted,
    /// A person has moved from one instance to another.
    Moved,
    /// A person's employment has ended.
    Ended,
    /// An instance has become part of another.
    Merged,
    /// An instance has another name.
    Renamed,
    /// An instance is closed.
    Closed,
}

impl Happening {
    /// All there are.
    pub const ALL: [Self; 7] = [
        Self::Revoked,
        Self::SelfGranted,
        Self::Moved,
        Self::Ended,
        Self::Merged,
        Self::Renamed,
        Self::Closed,
    ];
}
