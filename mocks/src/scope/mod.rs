//! What an account may open and whose orders it may see there. Every authorization decision is made here, and this is
//! the only place that knows of faults: what is sound stands in `open`, `reach` and `shown`, what a fault
//! makes of reach in `slip`, and what is decided beside the rows in `beside`.

mod beside;
mod open;
mod reach;
mod shown;
mod slip;

pub use beside::*;
pub use open::{in_menu, may_open};
pub use reach::{Reach, reach};
pub use shown::shown;

use crate::accounts::Account;
use crate::faults::{Fault, Faults};

/// What is opened, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The menu.
    Home,
    /// The order page and its API.
    Orders,
    /// The order report, on screen and as files.
    Report,
    /// One order.
    Order,
    /// Search.
    Search,
    /// Suggestions while one types.
    Suggestions,
    /// The list of e-mail addresses.
    EmailList,
    /// Mail to those who have ordered.
    Mail,
    /// Numbers without persons.
    Statistics,
    /// Exports made in the background.
    Export,
    /// The own orders.
    Mine,
}

/// The form in which a view is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A page.
    Html,
    /// The API.
    Json,
    /// Semicolon-separated text.
    Csv,
    /// A workbook.
    Xlsx,
    /// For print.
    Pdf,
}

/// One question of rights: who asks for what, and how.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// Who.
    pub account: &'a Account,
    /// What is opened.
    pub view: View,
    /// In which form.
    pub channel: Channel,
    /// What is wrong with the portal.
    pub faults: &'a Faults,
    /// How many requests the portal had answered before this one.
    pub turn: usize,
    /// What the selection says, as far as a fault may care.
    pub selection: Selection<'a>,
}

/// What of a selection may mislead a faulty portal.
#[derive(Clone, Copy, Default)]
pub struct Selection<'a> {
    /// An existing instance is asked for by its id.
    pub instance: bool,
    /// Nothing at all is asked for.
    pub nothing: bool,
    /// The status asked for.
    pub status: Option<&'a str>,
    /// The page asked for; 0 where there are no pages.
    pub page: usize,
}

impl Ask<'_> {
    /// Whether the portal has this fault.
    pub fn has(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }

    fn is(&self, view: View, channel: Channel) -> bool {
        (self.view, self.channel) == (view, channel)
    }
}
