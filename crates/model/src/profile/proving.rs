//! Faults that a real portal offers, so that the suite can be proved on it: `[prove]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// Commands that switch a portal's faults, and what each fault should cause. The commands are run in the profile's folder; a
/// program whose name holds a slash is looked for there.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proving {
    /// Prints what can be switched on, one line a fault, its name a word of the line: none may be forgotten here.
    pub list: Vec<String>,
    /// Switches on the faults in place of the argument `{faults}`, and no others.
    pub on: Vec<String>,
    /// Switches all off.
    pub off: Vec<String>,
    /// Each fault.
    pub fault: Vec<OfferedFault>,
}

/// A fault that the portal offers.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferedFault {
    /// Its name, as the commands know it.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// Class of mistake, `F01` to `F58`.
    pub class: String,
    /// Kind of finding that it should cause, as `foreign-value`.
    pub kind: String,
    /// Views on which it may be seen.
    #[schemars(with = "Vec<String>")]
    pub views: Vec<Spanned<String>>,
    /// Roles or accounts that it may touch; none for all but those that may see the whole city.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub accounts: Vec<Spanned<String>>,
    /// One sentence in Swedish.
    pub sv: String,
    /// One sentence in English.
    pub en: String,
}
