//! Decisions beside the rows: numbers, searches, option lists, refusals and caches.

use super::Channel::{Csv, Html, Json};
use super::reach::{Reach, reach};
use super::slip::Slip;
use super::{Ask, Fault, View};
use crate::accounts::{Grant, Role};

/// Whose orders the total counts.
pub fn counted(ask: &Ask) -> Reach {
    let leaks = (ask.has(Fault::TotalLeaks) && ask.view == View::Orders)
        || (ask.has(Fault::PersonTotalLeaks) && ask.is(View::EmailList, Html));
    widened(ask, leaks)
}

/// Whose orders the sum adds up.
pub fn summed(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::SumLeaks) && ask.view == View::Statistics)
}

/// Whose orders the average is of.
pub fn averaged(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::AverageLeaks) && ask.view == View::Statistics)
}

/// Whether the instance, by number, is offered where one chooses among instances.
pub fn offers_instance(ask: &Ask, no: usize) -> bool {
    match &ask.account.grant {
        _ if ask.has(Fault::InstancesOffered) && ask.view == View::Orders => true,
        Grant::All => true,
        Grant::Instances(own) => own.contains(&no),
        Grant::Own(_) => false,
    }
}

/// Whose orders are offered where one chooses among persons.
pub fn offered(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::PersonsOffered))
}

/// Whose orders the data that a page carries for its scripts is about, if not just those of its rows.
pub fn carried(ask: &Ask) -> Option<Reach> {
    ask.has(Fault::PageDataUnscoped).then(|| widened(ask, true))
}

/// Whose orders the source rows of a workbook are, if not just those of its visible sheet.
pub fn sources(ask: &Ask) -> Option<Reach> {
    ask.has(Fault::HiddenSheetUnscoped).then(|| widened(ask, true))
}

/// Whether an export is answered with the file that the account was given last.
pub fn reuses_file(ask: &Ask) -> bool {
    ask.has(Fault::JobReusesFile)
}

fn widened(ask: &Ask, leaks: bool) -> Reach {
    let reach = reach(ask);
    if leaks { reach.with(Slip::Everything) } else { reach }
}

/// How many orders a query looks at before it asks whose they are.
pub fn looked_at(ask: &Ask) -> usize {
    match ask.has(Fault::LimitBeforeScope) && ask.view == View::Search {
        true => 50,
        false => usize::MAX,
    }
}

/// Whether the selection's days count.
pub fn heeds_days(ask: &Ask) -> bool {
    !(ask.has(Fault::FileIgnoresDays) && ask.is(View::Report, Csv))
}

/// Whether a search hit must be in reach: by its code, and by its person.
pub fn hit_needs_reach(ask: &Ask, by_code: bool) -> bool {
    by_code || !ask.has(Fault::SearchPrecedence) || ask.view != View::Search
}

/// Whether a protected person is found by what is hidden.
pub fn finds_hidden(ask: &Ask) -> bool {
    ask.has(Fault::SearchFindsHidden) && ask.view == View::Search
}

/// How many instances off the approver of an order is looked up.
pub fn approver_is_off_by(ask: &Ask) -> usize {
    usize::from(ask.has(Fault::ApproverOfAnother))
}

/// How somebody is told that an order is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// As if nobody had it.
    Missing,
    /// That it exists, and may not be seen.
    Forbidden,
    /// As if nobody had it, but with the day it was changed.
    Dated,
}

/// How a foreign order that exists is denied.
pub fn denial(ask: &Ask) -> Denial {
    if ask.has(Fault::ForbiddenNotMissing) && ask.channel == Html {
        Denial::Forbidden
    } else if ask.has(Fault::DatedDenial) && ask.channel == Json {
        Denial::Dated
    } else {
        Denial::Missing
    }
}

/// Whether a page that is refused is made all the same, and sent with the refusal.
pub fn refusal_holds_page(ask: &Ask) -> bool {
    ask.has(Fault::RefusalHoldsPage) && ask.view == View::EmailList && ask.account.role == Role::Finance
}

/// What a kept answer is kept by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptBy {
    /// Whose it is.
    pub account: bool,
    /// What was selected.
    pub query: bool,
}

/// Whether the answer is kept for a while, and by what.
pub fn kept_by(ask: &Ask) -> Option<KeptBy> {
    let is_kept = ask.channel == Json && matches!(ask.view, View::Orders | View::Statistics);
    is_kept.then(|| KeptBy {
        account: !(ask.has(Fault::CacheWithoutAccount) && ask.view == View::Orders),
        query: !(ask.has(Fault::CacheWithoutQuery) && ask.view == View::Statistics),
    })
}
