//! For whom everything is decided: who logged in, or whose eyes the portal is seen with.

use super::{Fault, View};
use crate::accounts::{Account, Grant, Role};
use crate::faults::Faults;

/// What is known of who asks.
pub struct Who<'a> {
    /// Who logged in, with what is granted now.
    pub logged_in: Account,
    /// Whose eyes the portal is seen with, if not one's own.
    pub as_whom: Option<Account>,
    /// All that has been granted since login.
    pub in_session: &'a Grant,
    /// Whether the person had left before the session was opened, and not come back.
    pub had_left: bool,
    /// What is granted to another account that asked at the same time.
    pub neighbour: Option<Grant>,
    /// What is opened.
    pub view: View,
    /// What is wrong with the portal.
    pub faults: &'a Faults,
}

/// For whom a question is answered that nobody logged in for; in a sound portal for nobody.
pub fn guest(faults: &Faults, view: View) -> Option<Account> {
    let is_open = match view {
        View::Receipt => faults.contains(&Fault::ReceiptWithoutLogin),
        View::ExportFile => faults.contains(&Fault::JobWithoutLogin),
        _ => false,
    };
    is_open.then(|| Account {
        username: String::new(),
        name: String::new(),
        role: Role::CityAdministrator,
        grant: Grant::All,
        is_contact: false,
        has_left: false,
    })
}

/// The account for which everything is decided.
pub fn acting(who: Who) -> Account {
    let has = |fault| who.faults.contains(&fault);
    let own = who.logged_in.grant.clone();
    let account = match who.as_whom {
        Some(other) if has(Fault::ImpersonationKeepsScope) => Account { grant: own, ..other },
        Some(other) => other,
        None if has(Fault::SessionKeepsGrant) || (has(Fault::OldApiKeepsGrant) && who.view == View::OldApi) => {
            Account {
                grant: who.in_session.clone(),
                ..who.logged_in
            }
        }
        None => who.logged_in,
    };
    let account = Account {
        has_left: account.has_left && (who.had_left || !has(Fault::LeaverKeepsSession)),
        ..account
    };
    match (&account.grant, who.neighbour) {
        (Grant::Instances(_), _) if has(Fault::RolesWiden) && account.is_contact => Account {
            grant: Grant::All,
            ..account
        },
        (Grant::Instances(_), Some(grant)) if has(Fault::SharedConnection) && who.view == View::People => {
            Account { grant, ..account }
        }
        _ => account,
    }
}
