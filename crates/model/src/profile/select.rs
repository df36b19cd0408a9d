//! Settings of a view, their options, and which planted orders an option means.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Each, Fields};

/// One setting, as the period. The first option is the default: what the portal does when nothing is chosen.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// What the portal does with an option that is about a foreign instance.
    #[serde(default)]
    pub foreign: ForeignFilter,
    /// Its options.
    pub options: Vec<SettingOption>,
}

/// What a portal does with a filter that is set to a foreign instance; all three are sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForeignFilter {
    /// Answers with nothing.
    #[default]
    Empty,
    /// Answers as if it was not set.
    Ignored,
    /// Refuses.
    Refused,
}

/// One option of a setting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingOption {
    /// Short name; with `each` the instance's id follows it, or stands alone.
    #[serde(default)]
    pub id: Option<String>,
    /// One option an instance.
    #[serde(default)]
    pub each: Option<Each>,
    /// Parameters that choose it; a list is the same name several times. May hold `{instance}`, and of that instance's witness `{order.prefix}`, `{name.prefix}`,
    /// `{family.prefix}`, `{email.prefix}`: proper prefixes, so that a portal that repeats the query shows no whole value.
    #[serde(default)]
    pub set: Fields,
    /// It asks for an order by this category, which the view may not show, as `pay`: the portal must ignore or refuse it.
    #[serde(default)]
    pub sorted_by: Option<String>,
    /// No page offers it: a wildcard, a foreign instance beside the own, a parameter left out. Whatever is answered must show
    /// no more than the account's scope; what is missing is not asked. `set` may also hold `{home}` and `{foreign}`, an
    /// instance inside and outside the account's scope, `{own}`, the id of an order in it, and `{target.<name>}`, each also in other spellings: `.upper`,
    /// `.lower`, `.padded` (with spaces around it), `.zeroed` (with a leading zero) and `.encoded` (every byte as `%41`).
    #[serde(default)]
    pub manipulates: bool,
    /// Which planted orders it means.
    #[serde(default, rename = "where")]
    pub predicate: Where,
}

/// A predicate over planted orders; all the parts that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Where {
    /// Placed this day or later.
    #[schemars(with = "Option<String>")]
    pub placed_from: Option<Date>,
    /// Placed this day or earlier.
    #[schemars(with = "Option<String>")]
    pub placed_to: Option<Date>,
    /// One of these benefits is in it.
    pub benefit: Vec<String>,
    /// Its status is one of these.
    pub status: Vec<String>,
    /// It belongs to this instance; may be `{instance}`.
    pub instance: Option<String>,
    /// One of these texts holds what is searched for.
    pub text: Option<TextWhere>,
}

/// A text search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextWhere {
    /// What is searched for; templates as in `set`.
    pub query: String,
    /// Categories that are searched.
    pub categories: Vec<String>,
    /// It must stand at the beginning, not anywhere.
    #[serde(default)]
    pub at_start: bool,
}
