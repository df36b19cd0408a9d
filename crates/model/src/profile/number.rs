//! Numbers that a view shows, and which orders they count.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Locator, Where};

/// A number that a view shows.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// Short name.
    pub id: String,
    /// What it counts.
    pub is: NumberIs,
    /// One number for each of these, as the rows of a table of statistics: `{instance}` and `{instance.name}`, `{benefit}`, `{status}` or
    /// `{month}` (2020-11) stand for it in `at`, and its orders alone are counted.
    #[serde(default)]
    pub each: Option<NumberEach>,
    /// Which of the view's orders it counts; all where left out.
    #[serde(default, rename = "where")]
    pub predicate: Where,
    /// Where it stands.
    pub at: Locator,
}

/// What there is one number each of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumberEach {
    /// Every instance of the population.
    Instance,
    /// Every benefit that somebody has ordered; an order of several counts for each.
    Benefit,
    /// Every status that an order has.
    Status,
    /// Every month in which something was ordered.
    Month,
}

impl NumberEach {
    /// What stands for it in `at`.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Instance => &["instance", "instance.name"],
            Self::Benefit => &["benefit"],
            Self::Status => &["status"],
            Self::Month => &["month"],
        }
    }
}

impl Number {
    /// True where it counts some of the view's orders alone.
    pub fn is_of_some(&self) -> bool {
        self.predicate != Where::default()
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumberIs {
    /// Orders.
    Count,
    /// Persons.
    Persons,
    /// Amounts in all, in kronor with decimals.
    Sum,
    /// The average amount, in kronor, rounded as it is written.
    Average,
    /// The smallest amount, in kronor with decimals.
    Min,
    /// The largest amount, in kronor with decimals.
    Max,
}

impl NumberIs {
    /// True for a number of kronor.
    pub fn is_money(self) -> bool {
        !matches!(self, Self::Count | Self::Persons)
    }

    /// True where more rows always make it larger.
    pub fn grows(self) -> bool {
        matches!(self, Self::Count | Self::Persons | Self::Sum)
    }
}
