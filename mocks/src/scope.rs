//! What an account may open and whose orders it may see there. Every authorization decision is made here, and this is
//! the only place that knows of faults.

use crate::accounts::{Account, Grant, Role};
use crate::faults::{Fault, Faults};
use crate::register::Entry;

/// What is opened, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The menu.
    Home,
    /// The order page and its API.
    Orders,
    /// The order report on screen.
    Report,
    /// The order report as a file.
    ReportFile,
    /// One order.
    Order,
    /// Search and its suggestions.
    Search,
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

/// Whether the role may open the view at all.
pub fn may_open(role: Role, view: View) -> bool {
    match (role, view) {
        (_, View::Home | View::Order) => true,
        (Role::Employee, view) => view == View::Mine,
        (_, View::Mine) => false,
        (Role::Finance, View::EmailList | View::Mail) | (Role::Hr, View::Statistics) => false,
        _ => true,
    }
}

/// Whose orders are in reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach<'a> {
    /// Everybody's.
    All,
    /// Those of some instances.
    Instances(&'a [usize]),
    /// One person's.
    Person(usize),
}

impl Reach<'_> {
    /// Whether an order is in reach.
    pub fn covers(&self, entry: &Entry) -> bool {
        match self {
            Self::All => true,
            Self::Instances(instances) => entry.instance.is_some_and(|i| instances.contains(&i)),
            Self::Person(person) => entry.person == *person,
        }
    }
}

/// Whose orders the account sees on the view. `asked` says that an existing instance was asked for by name.
pub fn reach<'a>(account: &'a Account, view: View, asked: bool, faults: &Faults) -> Reach<'a> {
    match &account.grant {
        Grant::All => Reach::All,
        Grant::Own(_) if view == View::Order && faults.contains(&Fault::OrderById) => Reach::All,
        Grant::Own(person) => Reach::Person(*person),
        Grant::Instances(own) if faults.iter().any(|f| forgets(*f, own, view, asked)) => Reach::All,
        Grant::Instances(own) => Reach::Instances(own),
    }
}

/// Whose orders the total of the view counts.
pub fn counted<'a>(account: &'a Account, view: View, asked: bool, faults: &Faults) -> Reach<'a> {
    match view {
        View::Orders if faults.contains(&Fault::TotalLeaks) => Reach::All,
        _ => reach(account, view, asked, faults),
    }
}

/// Whether the name and contact data of a protected person are hidden from the account: from all but the person.
pub fn masks(account: &Account, person: usize) -> bool {
    account.grant != Grant::Own(person)
}

/// Whether a fault makes the view forget an administrator's own instances.
fn forgets(fault: Fault, own: &[usize], view: View, asked: bool) -> bool {
    match fault {
        Fault::OrderPageAllInstances => view == View::Orders && !own.is_empty(),
        Fault::ReportFilesAllInstances => view == View::ReportFile,
        Fault::FilterOverridesScope => asked,
        Fault::EmptyScopeSeesAll => own.is_empty(),
        Fault::OrderById => view == View::Order,
        Fault::TotalLeaks => false,
    }
}
