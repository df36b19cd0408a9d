//! Which views a role may open.

use super::{Ask, View};
use crate::accounts::Role;
use crate::faults::Fault;

/// Whether the account may open what it asks for at all.
pub fn may_open(ask: &Ask) -> bool {
    let hidden_only = ask.view == View::Statistics && ask.has(Fault::HiddenNotClosed);
    in_menu(ask.account.role, ask.view) || (hidden_only && ask.account.role != Role::Employee)
}

/// Whether the view is meant for the role, so that the menu leads there.
pub fn in_menu(role: Role, view: View) -> bool {
    match (role, view) {
        (_, View::Home | View::Order) => true,
        (Role::Employee, view) => view == View::Mine,
        (_, View::Mine) => false,
        (Role::Finance, View::EmailList | View::Mail) | (Role::Hr, View::Statistics) => false,
        _ => true,
    }
}
