//! What an account may open and whose orders it may see there. Every authorization decision is made here, and this is
//! the only place that knows of faults. `open`, `reach` and `shown` are what is sound; `slip` is the table of what faults make
//! of reach; the rest are decisions beside the rows, each with the fault that turns it.

mod asked;
mod denial;
mod lasting;
mod lists;
mod open;
mod place;
mod reach;
mod shown;
mod slip;
mod who;

pub use asked::{Misreading, address_answered, misreads, slash_is_dropped, takes_any_field};
pub use denial::{Denial, denial, refusal_holds_page, told_in_errors};
pub use lasting::{
    KeptBy, behind_cursor, is_kept_for_all, kept_by, kept_outlives_grant, letters_of, may_fetch, reach_at_night,
    reuses_file, tab_kept_by, validator_is_own,
};
pub use lists::{
    addressed, averaged, carried, counted, finds_hidden, followed, grouped, heeds_days, hit_needs_reach, latest,
    leafed, looked_at, met, numbers, offered, offers_instance, related, sorts_by_hidden, sources, suggested, summed,
};
pub use open::{in_menu, may_open, may_see_latest};
pub use place::{
    MethodIn, approver_is_off_by, checks_first_of_list, marks_before_it_checks, marks_every_order, may_mark,
    may_open_in, method_is_overridden, reach_in,
};
pub use reach::{Reach, reach};
pub use shown::shown;
pub use who::{Who, acting, guest};

use crate::accounts::Account;
use crate::faults::{Fault, Faults};

/// What is opened, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The menu and the latest orders.
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
    /// The file of such an export.
    ExportFile,
    /// The own orders.
    Mine,
    /// The event log and its API.
    EventLog,
    /// Events as they come.
    Stream,
    /// The receipt of one order.
    Receipt,
    /// One order as part of its instance.
    OrderInInstance,
    /// The first version of the API.
    OldApi,
    /// The API that asks for one instance by a header.
    InstanceApi,
    /// Whether an order number is free.
    OrderNumber,
    /// The people register.
    People,
    /// The template for importing orders.
    ImportTemplate,
    /// The workspace.
    Workspace,
    /// Letters and reports that were sent.
    Outbox,
    /// Scheduled reports.
    Schedule,
    /// The GraphQL endpoint.
    GraphQl,
    /// A mark on one order.
    OrderMark,
    /// The same mark on many orders.
    BulkMark,
    /// Orders by cursor.
    Cursor,
    /// One's own account.
    OwnAccount,
    /// What the city's administrator sees to.
    City,
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
    /// In which way it is asked for.
    pub way: Way,
    /// The instance that a cookie names; a sound portal has no such cookie.
    pub named: Option<usize>,
    /// What the selection says, as far as a fault may care.
    pub selection: Selection<'a>,
}

/// The way in which something is asked for; a sound portal decides the same for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// Headers alone.
    pub head: bool,
    /// With a slash too many.
    pub slash: bool,
    /// By a header that rewrites the address.
    pub rewritten: bool,
    /// By an address in which letters are written as their codes.
    pub encoded: bool,
    /// By POST.
    pub posted: bool,
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
    /// It was read by a rule that the check of scope does not know.
    pub misread: bool,
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
