//! What happens to an account before its first cell.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Locator, Step};

/// One thing that happens to an account before its first cell: exactly one of `login` and `ask`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryStep {
    /// What happens, as people say it: `återkallar behörigheten`.
    pub name: String,
    /// The account logs in, in all its ways; this session keeps going, with what it cached, when its cells are tried.
    #[serde(default)]
    pub login: bool,
    /// A request: of the account itself, or `as` an administrator. `{user}`, `{home}` and `{foreign}` are the account's.
    #[serde(default)]
    pub ask: Option<Step>,
    /// The way in which the account itself asks; its first where left out.
    #[serde(default)]
    pub auth: Option<String>,
    /// What the answer must say: an effect counts only when it was read back.
    #[serde(default)]
    pub reads: Option<Reads>,
}

/// What an answer must say.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reads {
    /// Where.
    pub at: Locator,
    /// All the values that stand there, in any order; may hold what was taken before.
    pub is: Vec<String>,
}
