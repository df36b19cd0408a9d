//! One request by somebody who is logged in.

use crate::accounts::Account;
use crate::faults::Faults;
use crate::http::{Params, Response};
use crate::portal::Portal;
use crate::register::Register;

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
}

impl<'a> Visit<'a> {
    /// The orders.
    pub fn register(&self) -> &'a Register {
        &self.portal.register
    }

    /// What is wrong with the portal.
    pub fn faults(&self) -> &'a Faults {
        &self.portal.settings.faults
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
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Bad(reason)
    }
}

/// What a view answers.
pub type Answer = Result<Response, Refusal>;
