//! How a request is read before anything is decided about it.

use super::{Ask, Fault, View};
use crate::accounts::Grant;
use crate::faults::Faults;

/// Ways of reading a parameter that a sound portal does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misreading {
    /// The last of several values counts.
    LastOfSeveral,
    /// `forvaltning[]`.
    Array,
    /// `*` and `%` stand for any instance.
    Wildcard,
    /// Small and capital letters are the same.
    Folded,
    /// Spaces around it are no part of it.
    Padded,
    /// It is decoded twice.
    DecodedTwice,
    /// Chosen as nothing at all it stands for any instance.
    Blank,
    /// `alla` stands for any instance.
    AllWord,
    /// `konto` says whose list it is.
    Account,
}

/// Whether a parameter may be read in a way that the check of scope does not know.
pub fn misreads(ask: &Ask, reading: Misreading) -> bool {
    let fault = match reading {
        Misreading::LastOfSeveral => Fault::RepeatedParameter,
        Misreading::Array => Fault::ArrayParameter,
        Misreading::Wildcard => Fault::WildcardInstance,
        Misreading::Folded => Fault::FoldedInstance,
        Misreading::Padded => Fault::PaddedInstance,
        Misreading::DecodedTwice => Fault::InstanceDecodedTwice,
        Misreading::Blank => Fault::BlankInstance,
        Misreading::AllWord => Fault::AllWordInstance,
        Misreading::Account if ask.view == View::Mail => return ask.has(Fault::AccountField),
        Misreading::Account => Fault::AccountParameter,
    };
    ask.view == View::Orders && ask.has(fault)
}

/// The address that is answered: the one asked for, whatever a header says.
pub fn address_answered<'r>(faults: &Faults, path: &'r str, rewrite: Option<&'r str>) -> &'r str {
    match rewrite {
        Some(other) if faults.contains(&Fault::AddressRewritten) => other,
        _ => path,
    }
}

/// Whether an address with a slash too many leads to the one without.
pub fn slash_is_dropped(faults: &Faults) -> bool {
    !faults.contains(&Fault::SlashUnchecked)
}

/// Whether a field that the form for one's own account does not have changes what one is granted.
pub fn takes_any_field(ask: &Ask) -> bool {
    ask.has(Fault::MassAssignment) && matches!(ask.account.grant, Grant::Instances(_))
}
