//! What was made earlier and is asked for later: kept answers, files, letters, schedules, cursors, tabs.

use super::Channel::Json;
use super::reach::{Reach, reach};
use super::{Ask, Channel, Fault, View};
use crate::accounts::{Account, Grant};
use crate::faults::Faults;

/// What a kept answer is kept by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptBy {
    /// Whose it is.
    pub account: bool,
    /// What was selected.
    pub query: bool,
}

/// Whether the answer is kept for a while, and by what. A conditional question asks only for what has changed.
pub fn kept_by(ask: &Ask, is_conditional: bool) -> Option<KeptBy> {
    let is_kept = ask.channel == Json && matches!(ask.view, View::Orders | View::Statistics);
    is_kept.then(|| KeptBy {
        account: ask.view != View::Orders
            || !(ask.has(Fault::CacheWithoutAccount) || (is_conditional && ask.has(Fault::ValidatorSkipsAccount))),
        query: !(ask.has(Fault::CacheWithoutQuery) && ask.view == View::Statistics),
    })
}

/// Whether what was answered to anybody is also kept for those who ask without being logged in.
pub fn is_kept_for_all(faults: &Faults, view: View, channel: Channel) -> bool {
    faults.contains(&Fault::CacheBeforeLogin) && view == View::Orders && channel == Json
}

/// Whether a validator tells accounts and answers apart, or only addresses.
pub fn validator_is_own(ask: &Ask) -> bool {
    !ask.has(Fault::ValidatorOfAll)
}

/// Whether kept answers outlive a change of what is granted.
pub fn kept_outlives_grant(faults: &Faults) -> bool {
    faults.contains(&Fault::CacheOutlivesGrant)
}

/// Whether an export is answered with the file that the account was given last.
pub fn reuses_file(ask: &Ask) -> bool {
    ask.has(Fault::JobReusesFile)
}

/// Whether an account may ask after an export and fetch its file: its own, as long as what is granted is what `was` granted
/// when it was made.
pub fn may_fetch(ask: &Ask, owner: &str, was: &Grant) -> bool {
    let is_own = ask.account.username == owner;
    let is_same = ask.account.grant == *was || ask.has(Fault::JobOutlivesGrant);
    let is_guest = ask.account.username.is_empty();
    let is_told = ask.view == View::Export && ask.has(Fault::JobStatusByAddress);
    (is_own && is_same) || is_guest || is_told || ask.has(Fault::JobByAddress)
}

/// Whose orders a cursor leads on through; none if it is not the account's own.
pub fn behind_cursor(ask: &Ask, owner: &str, was: &Grant) -> Option<Reach> {
    if ask.has(Fault::CursorCarriesScope) {
        return Some(reach_of(ask, was));
    }
    (owner == ask.account.username && ask.account.grant == *was).then(|| reach(ask))
}

/// Whose orders a scheduled report holds when it is run: by what is granted then, not by what `was` when it was scheduled.
pub fn reach_at_night(ask: &Ask, was: &Grant) -> Reach {
    let kept = ask.has(Fault::ScheduleKeepsGrant);
    reach_of(ask, if kept { was } else { &ask.account.grant })
}

fn reach_of(ask: &Ask, grant: &Grant) -> Reach {
    let account = Account {
        grant: grant.clone(),
        ..ask.account.clone()
    };
    reach(&Ask {
        account: &account,
        ..*ask
    })
}

/// Whose letters are listed; none for everybody's.
pub fn letters_of<'a>(ask: &Ask<'a>) -> Option<&'a str> {
    (!ask.has(Fault::OutboxOfAll)).then_some(&*ask.account.username)
}

/// What a tab's instance is kept by within the session.
pub fn tab_kept_by(ask: &Ask, tab: &str) -> String {
    if ask.has(Fault::TabsShareInstance) {
        String::new()
    } else {
        tab.to_owned()
    }
}
