//! Which views a role may open.

use super::{Ask, View};
use crate::accounts::Role;
use crate::faults::Fault;

/// Whether the account may open what it asks for at all.
pub fn may_open(ask: &Ask) -> bool {
    let hidden_only = ask.view == View::Statistics && ask.has(Fault::HiddenNotClosed);
    let unchecked = ask.way.rewritten
        || (ask.way.slash && ask.has(Fault::SlashUnchecked))
        || (ask.way.encoded && ask.has(Fault::EncodedUnchecked));
    if ask.account.has_left {
        return matches!(ask.view, View::Home | View::OwnAccount);
    }
    in_menu(ask.account.role, ask.view) || unchecked || (hidden_only && ask.account.role != Role::Employee)
}

/// Whether the start page has orders for the account: its role has a list of them, and the account still holds.
pub fn may_see_latest(ask: &Ask) -> bool {
    let has_list = |view| in_menu(ask.account.role, view);
    !ask.account.has_left && (has_list(View::Orders) || has_list(View::Mine))
}

/// Whether the view is meant for the role, so that the menu leads there.
pub fn in_menu(role: Role, view: View) -> bool {
    match (role, view) {
        (_, View::Home | View::Order | View::Receipt | View::GraphQl | View::OwnAccount) => true,
        (role, View::City) => role == Role::CityAdministrator,
        (Role::Employee, view) => view == View::Mine,
        (_, View::Mine) => false,
        (Role::Finance, View::EmailList | View::Mail) | (Role::Hr, View::Statistics) => false,
        _ => true,
    }
}
