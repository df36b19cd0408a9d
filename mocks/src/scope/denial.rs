//! What is told to somebody who may not, or whose question cannot be read.

use super::Channel::{Html, Json};
use super::lists::widened;
use super::reach::Reach;
use super::{Ask, Fault, View};
use crate::accounts::Role;

/// How somebody is told that an order is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// As if nobody had it.
    Missing,
    /// That it exists, and may not be seen.
    Forbidden,
    /// As if nobody had it, but with the day it was changed.
    Dated,
    /// As if nobody had it, to a reader; the page's markup says that it is barred.
    Barred,
}

/// How a foreign order that exists is denied.
pub fn denial(ask: &Ask) -> Denial {
    if ask.has(Fault::ForbiddenNotMissing) && ask.is(View::Order, Html) {
        Denial::Forbidden
    } else if ask.has(Fault::DatedDenial) && ask.is(View::Order, Json) {
        Denial::Dated
    } else if ask.has(Fault::BarredInMarkup) && ask.is(View::Order, Html) {
        Denial::Barred
    } else {
        Denial::Missing
    }
}

/// Whether a page that is refused is made all the same, and sent with the refusal.
pub fn refusal_holds_page(ask: &Ask) -> bool {
    ask.has(Fault::RefusalHoldsPage) && ask.view == View::EmailList && ask.account.role == Role::Finance
}

/// Whose orders the message tells of when an order is not found, if anybody's.
pub fn told_in_errors(ask: &Ask) -> Option<Reach> {
    (ask.has(Fault::ErrorShowsRow) && ask.is(View::Order, Html)).then(|| widened(ask, true))
}
