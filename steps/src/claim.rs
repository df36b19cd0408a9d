//! What a *Så* or *Men* phrase says of a cell, finer than the arm that it asserts: the lint holds it against the profile.

use skott_model::Arm;

/// What is said of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// All orders of the account's own instances.
    OrdersInScope,
    /// All orders of the city.
    OrdersInCity,
    /// All persons of the account's own instances.
    PersonsInScope,
    /// All persons of the city.
    PersonsInCity,
    /// Numbers computed over the account's own instances.
    NumbersInScope,
    /// Numbers computed over the city.
    NumbersInCity,
    /// Suggestions out of the account's own instances.
    SuggestionsInScope,
    /// Suggestions out of the city.
    SuggestionsInCity,
    /// Everything of the instance that was asked about.
    OfInstance,
    /// The order that was asked about.
    TheOrder,
    /// All of the person's own orders.
    OwnOrders,
    /// All else that is the person's own: the profile, numbers, suggestions.
    OwnRest,
    /// It opens and shows nothing of anybody.
    Nothing,
    /// A page without orders or persons opens.
    Opens,
    /// Nothing that belongs to other instances alone.
    NoForeign,
    /// Nothing of other persons.
    NoOthers,
    /// Whatever is answered, it tells no more than what one may see anyway.
    Within,
    /// What was written stands there.
    Changed,
    /// Nothing was written, whatever was answered.
    Unchanged,
    /// Access is refused.
    Refused,
    /// The answer is that for what does not exist.
    Indistinguishable,
    /// No pay, no pension, nothing that the view may not show.
    Minimal,
}

impl Claim {
    /// The arm that it asserts.
    pub fn arm(self) -> Arm {
        match self {
            Self::NoForeign | Self::NoOthers | Self::Within => Arm::Isolated,
            Self::Changed => Arm::Changed,
            Self::Unchanged => Arm::Unchanged,
            Self::Refused => Arm::Refused,
            Self::Indistinguishable => Arm::Indistinguishable,
            Self::Minimal => Arm::Minimal,
            Self::OrdersInScope
            | Self::OrdersInCity
            | Self::PersonsInScope
            | Self::PersonsInCity
            | Self::NumbersInScope
            | Self::NumbersInCity
            | Self::SuggestionsInScope
            | Self::SuggestionsInCity
            | Self::OfInstance
            | Self::TheOrder
            | Self::OwnOrders
            | Self::OwnRest
            | Self::Nothing
            | Self::Opens => Arm::Complete,
        }
    }
}
