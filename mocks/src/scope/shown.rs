//! What is shown of an order that is in reach.

use skott_population::Person;

use super::Channel::{Json, Pdf, Xlsx};
use super::{Ask, Fault, View};
use crate::accounts::Grant;

/// What is shown of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Name and contact data are hidden: the identity is protected.
    pub masked: bool,
    /// Telephone and address also where the view has no place for them.
    pub contact: bool,
    /// Pay.
    pub pay: bool,
}

/// What the account is shown of a person, by number. A protected identity is hidden from all but the person.
pub fn shown(ask: &Ask, no: usize, person: &Person) -> Shown {
    let is_self = ask.account.grant == Grant::Own(no);
    let unmasked = is_self
        || (ask.has(Fault::PrintUnmasked) && ask.is(View::Report, Pdf))
        || (ask.has(Fault::OrderUnmasked) && ask.is(View::Order, Json));
    Shown {
        masked: person.protected && !unmasked,
        contact: ask.has(Fault::ApiWholeRecord) && ask.is(View::Orders, Json),
        pay: ask.has(Fault::WorkbookShowsPay) && ask.is(View::Report, Xlsx)
            || ask.has(Fault::PrintShowsPay) && ask.is(View::Report, Pdf),
    }
}
