//! The shape of a population, as `skott plant --format json` writes it and `population.json` is read.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Money in öre (1/100 krona), never a float.
pub type Ore = i64;

/// Everything planted: each instance, each person, each order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// `skott.population/1`.
    pub schema: String,
    /// The seed it was planted from; none for a population that a portal already held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Förvaltningar and bolag, in a stable order.
    pub instances: Vec<Instance>,
    /// Persons, in a stable order.
    pub persons: Vec<Person>,
    /// Orders, in a stable order.
    pub orders: Vec<Order>,
}

/// A förvaltning or a bolag: the wall that must hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    /// Short stable name in ASCII, as `aldrevard`.
    pub id: String,
    /// As people write it, as `Äldre samt vård- och omsorgsförvaltningen`.
    pub name: String,
    /// Förvaltning or bolag.
    pub kind: InstanceKind,
    /// The domain of its employees' e-mail, reserved (`….example`).
    pub email_domain: String,
    /// Where the data controller (personuppgiftsansvarig, PUA) is told of a breach.
    pub contact: String,
}

/// What kind of organisation an instance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InstanceKind {
    /// A municipal department.
    Forvaltning,
    /// A company that the city owns.
    Bolag,
}

/// A planted person. Every text here is a value that the oracle searches for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Stable id, as `grundskola-03`; the only name for a person in what Skott writes.
    pub id: String,
    /// First name.
    pub given_name: String,
    /// Surname.
    pub family_name: String,
    /// `YYYYMMDD-NNNN`, or `YYYYMMDD+NNNN` for who is a hundred or more; always a published test number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personnummer: Option<String>,
    /// On a reserved domain.
    pub email: String,
    /// E.164, as `+46313900600`; a number kept for fiction, so it may repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Skyddade personuppgifter: name masked or hidden, no contact data shown.
    #[serde(default)]
    pub protected: bool,
    /// Where the person works or worked; empty for a person without instance.
    #[serde(default)]
    pub employments: Vec<Employment>,
    /// Monthly pay; no view may ever show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_ore: Option<Ore>,
    /// Monthly pension provision; no view may ever show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pension_ore: Option<Ore>,
    /// Further identifying values by category, as `employee_no`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other: BTreeMap<String, String>,
    /// Which hard cases this person stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// `NNN NN`.
    pub postal_code: String,
    /// Town.
    pub city: String,
}

/// One employment in one instance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Employment {
    /// Instance id.
    pub instance: String,
    /// First day, `YYYY-MM-DD`.
    #[schemars(with = "String")]
    pub from: Date,
    /// Last day, `YYYY-MM-DD`; none while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
}

/// The hard cases that every planted population holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// Shares a surname with somebody of another instance.
    SameSurname,
    /// Shares the full name with somebody of another instance.
    SameName,
    /// Employed in two instances at once.
    TwoEmployments,
    /// Moved from one instance to another, with orders in both.
    Moved,
    /// Belongs to no instance; seen by scope `all` alone.
    NoInstance,
    /// Protected identity.
    Protected,
    /// å, ä, ö or é in the name.
    Diacritics,
    /// A hyphen in the name.
    Hyphen,
    /// A coordination number (samordningsnummer).
    CoordinationNumber,
    /// A hundred years or more: `+` in the personnummer.
    Centenarian,
    /// A telephone number that somebody in another instance also has.
    SharedPhone,
}

/// An order: it belongs to (person, instance that held the employment when it was placed).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The code that the portal shows; unique in the city, matched as a whole token.
    pub id: String,
    /// Person id.
    pub person: String,
    /// Instance id; none for a person without instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// What was ordered, one or several products.
    pub benefits: Vec<String>,
    /// The day it was placed, `YYYY-MM-DD`.
    #[schemars(with = "String")]
    pub placed: Date,
    /// The portal's word for its state.
    pub status: String,
    /// Amount; unique in the city in a planted population, so that a foreign sum shows.
    pub amount_ore: Ore,
    /// Receipt number, unique in the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Further values by category, as `secret`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other: BTreeMap<String, String>,
}

impl Order {
    /// What it may be asked for by beside its id, each by its name: its receipt, and its further values.
    pub fn codes(&self) -> impl Iterator<Item = (&str, &str)> {
        let receipt = self.receipt.as_deref().map(|receipt| ("receipt", receipt));
        let other = self.other.iter();
        receipt
            .into_iter()
            .chain(other.map(|(name, value)| (name.as_str(), value.as_str())))
    }
}
