//! What a list, a search or a number is made of, when it is not simply the rows in reach.

use super::Channel::{Csv, Html};
use super::reach::{Reach, reach};
use super::slip::Slip;
use super::{Ask, Fault, View};
use crate::accounts::Grant;

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

/// Whose orders the rows of statistics put together.
pub fn grouped(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::GroupsLeak) && ask.view == View::Statistics)
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

/// Whose orders the start page shows the latest of.
pub fn latest(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::LatestUnscoped))
}

/// Whose orders a search knows to be met, beside those that it shows.
pub fn met(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::SearchTellsOfHits))
}

/// Whose names and orders are counted where a suggestion says that there are more.
pub fn suggested(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::SuggestionsTellOfMore))
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

/// Whose events are followed on a channel, or without one.
pub fn followed(ask: &Ask, channel: Option<usize>) -> Reach {
    let is_scoped = matches!(ask.account.grant, Grant::Instances(_));
    let fault = match channel {
        None => Fault::StreamWithoutChannel,
        Some(_) => Fault::ChannelUnchecked,
    };
    widened(ask, is_scoped && ask.has(fault))
}

/// Whose receipts one comes to when leafing.
pub fn leafed(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::LeafingUnscoped))
}

/// Which order numbers are taken, as far as the account may know.
pub fn numbers(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::NumberTaken))
}

/// Whose orders are reached by a relation from an order.
pub fn related(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::RelationUnscoped))
}

/// To whom a letter goes when it is sent.
pub fn addressed(ask: &Ask) -> Reach {
    widened(ask, ask.has(Fault::LetterToMore))
}

/// The account's reach, or everything.
pub fn widened(ask: &Ask, leaks: bool) -> Reach {
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

/// Whether a list is sorted by any column of the database, also one that it does not show.
pub fn sorts_by_hidden(ask: &Ask) -> bool {
    ask.has(Fault::SortsByHidden) && ask.view == View::Orders
}

/// Whether a protected person is found by what is hidden.
pub fn finds_hidden(ask: &Ask) -> bool {
    ask.has(Fault::SearchFindsHidden) && ask.view == View::Search
}
