//! Who may do what with a view.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// What an account may do with a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Sees everything in the city.
    All,
    /// Sees what is in its scope.
    Scope,
    /// Sees its own.
    Own,
    /// It opens and shows nothing.
    Nothing,
    /// It may open, be empty or be refused, whichever: what comes of it shows no more than the account's scope. For what no
    /// page offers, as somebody else's paging cursor.
    Within,
    /// It must be refused. Of a write: nothing may be changed, whatever is answered.
    Refused,
}

impl Access {
    /// True when the view may open.
    pub fn opens(self) -> bool {
        self != Self::Refused
    }

    /// True when a write may change something.
    pub fn may_change(self) -> bool {
        matches!(self, Self::All | Self::Scope | Self::Own)
    }
}

/// What a target is to the account that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// In the account's scope; for scope `own`, the person's own.
    Own,
    /// Another person of the same instance, asked for by scope `own`.
    Colleague,
    /// Of an instance outside the scope.
    Foreign,
    /// Of nobody: it does not exist.
    Random,
}

/// One line of a view's access table; the first that matches holds.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessRule {
    /// Roles it is about; empty for any.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub role: Vec<Spanned<String>>,
    /// Principals it is about (as declared, before `each`); empty for any.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub principal: Vec<Spanned<String>>,
    /// Targets it is about; empty for any.
    #[serde(default)]
    pub target: Vec<Relation>,
    /// What they may do.
    pub is: Access,
}
