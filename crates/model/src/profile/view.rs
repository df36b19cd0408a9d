//! A view: a page, search, report, export, API or job.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{AccessRule, Effect, Fields, Happening, Locator, Number, Step};
use crate::template::spelling;

/// A page, search, report, export, API or job that the portal offers.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Short stable name.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// As people write it.
    pub title: String,
    /// What it shows.
    pub unit: Unit,
    /// Which way to log in it needs.
    #[schemars(with = "String")]
    pub auth: Spanned<String>,
    /// Categories of personal data that it may show; anything else is a leak.
    pub shows: Vec<String>,
    /// The category by which a unit is recognised; `order` for orders, `email` for persons where left out.
    #[serde(default)]
    pub key: Option<String>,
    /// What it is asked about, where it is asked about one thing.
    #[serde(default)]
    pub target: Option<TargetKind>,
    /// What `{target.<name>}` is, as `id`, where the view is asked about what does not exist. Left out, it is a value of the
    /// planted ones' shape that no planted order has; give it where that may be somebody's, as in a portal of running numbers. Two in a
    /// list are asked for by turns; of answers to one alone nobody can tell what they make of the question, and mark-up is not compared.
    #[serde(default)]
    pub unknown: Fields,
    /// Settings, by name.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub settings: Vec<Spanned<String>>,
    /// What it does with persons of protected identity.
    #[serde(default)]
    pub protected: ProtectedRule,
    /// What its steps, or an account's history, have made happen by the time it answers: features ask what must hold then.
    #[serde(default)]
    pub after: Option<Happening>,
    /// How many times each of its cells is tried, at least, for what comes and goes.
    #[serde(default = "View::default_tries")]
    pub tries: u32,
    /// It shows no more than so many orders, those of the selection that were placed last, as a start page does. Numbers on it are of all.
    #[serde(default)]
    pub latest: Option<usize>,
    /// Columns whose numbers are orders' amounts.
    #[serde(default)]
    pub amount_columns: Vec<String>,
    /// Who may do what; the first that matches holds.
    pub access: Vec<AccessRule>,
    /// Its formats.
    pub format: Vec<ViewFormat>,
}

impl View {
    fn default_tries() -> u32 {
        1
    }

    /// The declared column of amounts that a heading is, or the keys at a place in JSON are: signs of sorting, a unit in brackets and
    /// capitals make no other column, and `{"amount": {"value": 1}}` stands under `amount` as well as under `value`.
    pub fn amount_column(&self, heading: &str, place: &str) -> Option<&str> {
        let mut keys = keys(place).rev().take(2);
        let parent = keys.next().and(keys.next());
        let seen = [Some(heading), parent].map(|name| name.map(bare));
        let is_it = |column: &&String| seen.iter().flatten().any(|seen| *seen == bare(column));
        self.amount_columns.iter().find(is_it).map(String::as_str)
    }
}

/// The keys of a place in JSON, as `$.orders[3].amount.value`; none of another place.
fn keys(place: &str) -> impl DoubleEndedIterator<Item = &str> {
    let path = place.rsplit_once("$.").map_or("", |(_, path)| path);
    path.split('.').map(|key| key.split('[').next().unwrap_or_default())
}

/// A heading without what does not name it.
fn bare(heading: &str) -> String {
    let named = heading.split(['(', '[']).next().unwrap_or_default();
    let words = named.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn a_column_of_amounts_however_its_heading_is_dressed() {
        let view = "id = \"v\"\ntitle = \"V\"\nunit = \"orders\"\nauth = \"a\"\nshows = []\naccess = []\nformat = []\n\
                    amount_columns = [\"Belopp\", \"Att betala\", \"amount\"]";
        let view: View = toml::from_str(view).unwrap_or_else(|error| panic!("{error}"));
        let cases = [
            ("Belopp", "rad 2, kolumn \"Belopp\"", Some("Belopp")),
            ("BELOPP", "", Some("Belopp")),
            ("Belopp ▲", "", Some("Belopp")),
            (" Belopp (kr)", "", Some("Belopp")),
            ("Att  betala:", "", Some("Att betala")),
            ("amount", "$.orders[3].amount", Some("amount")),
            ("value", "$.orders[3].amount.value", Some("amount")),
            ("value", "<script> rad 2 $.amount[1].value", Some("amount")),
            ("value", "$.amount.of.value", None),
            ("value", "$.orders[3].value", None),
            ("Beloppp", "", None),
            ("Belopp per månad", "", None),
            ("", "", None),
        ];
        for (heading, place, expected) in cases {
            assert_eq!(view.amount_column(heading, place), expected, "{heading} {place}");
        }
    }
}

/// What a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Orders.
    Orders,
    /// Persons.
    Persons,
    /// Suggestions while typing.
    Suggestions,
    /// Numbers.
    Aggregate,
    /// Nothing of persons or orders.
    None,
}

/// What a view is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TargetKind {
    /// One order.
    Order,
    /// One instance.
    Instance,
}

/// What a view does with persons of protected identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProtectedRule {
    /// Shows their rows, without what is hidden.
    #[default]
    Shown,
    /// Leaves them out.
    LeftOut,
}

/// One format of a view.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewFormat {
    /// `html`, `json`, `csv`, `xlsx`, `pdf`, …
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The format that this is a manipulation of, as `html`: requests that no page offers, an older address, another method.
    /// Whatever is answered must show no more than the account's scope; what is missing is not asked.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub manipulates: Option<Spanned<String>>,
    /// The requests; the last one's answer is the view's, all are searched.
    pub steps: Vec<Step>,
    /// What the requests change, where they are to change something; the view's unit is then `none`.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// Where the next page's address stands; asked until there is none.
    #[serde(default)]
    pub next: Option<Locator>,
    /// The parameter of the page's own address that carries what `next` finds, where that is no address but a cursor or a number.
    #[serde(default)]
    pub next_as: Option<String>,
    /// Numbers that it shows.
    #[serde(default)]
    pub numbers: Vec<Number>,
    /// Lists of choices that it offers, as a filter's options.
    #[serde(default)]
    pub lists: Vec<OptionList>,
}

impl ViewFormat {
    /// What of its target its requests say, with what is chosen: the `id` of `{target.id}`.
    pub fn asks_by<'a>(&self, chosen: impl Iterator<Item = &'a Fields>) -> BTreeSet<String> {
        // The requests as they are written hold all their texts, wherever those stand.
        let chosen: Vec<&Fields> = chosen.collect();
        let written = serde_json::to_string(&(&self.steps, chosen)).unwrap_or_default();
        let names = written
            .split("{target.")
            .skip(1)
            .filter_map(|rest| rest.split('}').next());
        names.map(|name| spelling(name).0.to_owned()).collect()
    }

    /// Some request of it changes something, whether or not that is what it is judged by.
    pub fn writes(&self) -> bool {
        self.steps.iter().any(|step| step.effect)
    }
}

/// A list of choices: an option outside the account's scope is a leak, and one's own that is not there is missing.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionList {
    /// Short name.
    pub id: String,
    /// What is chosen among.
    pub of: ListOf,
    /// Where the choices stand, on the first page of the last step: ids or names of instances; ids, e-mail addresses or names of
    /// persons. Other choices tell nothing.
    pub at: Locator,
}

/// What a list of choices offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListOf {
    /// Instances.
    Instances,
    /// Persons.
    Persons,
}
