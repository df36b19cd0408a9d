//! One request by somebody who is logged in.

use crate::accounts::Account;
use crate::filter::Filter;
use crate::http::{Params, Request, Response};
use crate::portal::Portal;
use crate::register::Register;
use crate::scope::{Ask, Channel, Selection, View, Way};
use jiff::civil::Date;

/// Who asks, and for what.
pub struct Visit<'a> {
    /// The portal visited.
    pub portal: &'a Portal,
    /// Who is logged in.
    pub account: &'a Account,
    /// Token for forms on the page.
    pub csrf: String,
    /// What the address says.
    pub query: Params,
    /// What the form says.
    pub form: Params,
    /// What is opened.
    pub view: View,
    /// In which form.
    pub channel: Channel,
    /// In which way it was asked for.
    pub way: Way,
    /// The session's id.
    pub session: String,
    /// The request as received.
    pub request: &'a Request,
}

impl<'a> Visit<'a> {
    /// The orders.
    pub fn register(&self) -> &'a Register {
        &self.portal.register
    }

    /// The question of rights that this request is, when nothing is selected.
    pub fn ask(&self) -> Ask<'_> {
        self.asking(Selection::default())
    }

    /// The question of rights with the selection of a list.
    pub fn asking<'s>(&'s self, selection: Selection<'s>) -> Ask<'s> {
        Ask {
            account: self.account,
            view: self.view,
            channel: self.channel,
            faults: &self.portal.settings.faults,
            turn: 0,
            way: self.way,
            named: self
                .request
                .cookie("forvaltning")
                .and_then(|id| self.register().instance_no(id)),
            selection,
        }
    }

    /// The question of rights that a list of orders is; each is counted.
    pub fn listing<'s>(&'s self, filter: &'s Filter) -> Ask<'s> {
        Ask {
            turn: self.portal.turn(self.view),
            ..self.asking(filter.selection())
        }
    }
}

/// Why something is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The role may not.
    Forbidden,
    /// The form sent was not shown to this browser.
    StaleForm,
    /// What was asked for cannot be understood, and why.
    Bad(String),
    /// Not there, or not for this account; the two look the same.
    Missing(&'static str),
    /// The same, but the message names an order at which the search stopped.
    MissingAt(&'static str, String),
    /// The same, but the answer tells since when.
    MissingSince(&'static str, Date),
    /// The same, but the page's markup is that of what is barred.
    Barred(&'static str),
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Bad(reason)
    }
}

/// What a view answers.
pub type Answer = Result<Response, Refusal>;
