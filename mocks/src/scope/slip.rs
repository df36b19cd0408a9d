//! What faults make of an account's reach: the one table of which mistake bears on which question.

use super::Channel::{Csv, Html, Json, Pdf, Xlsx};
use super::{Ask, Fault, View, refusal_holds_page};
use crate::accounts::{Grant, Role};

/// A way in which a faulty portal reaches further than was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The query has no scope.
    Everything,
    /// An order follows its person to where the person works now.
    FollowsPerson,
    /// Orders without instance are taken for everybody's.
    WithoutInstance,
    /// What an instance left behind when it ended goes with its work.
    Inherited,
    /// One of the city's companies stands for all of them.
    Siblings,
    /// Whoever has one order in scope brings along all others.
    SamePerson,
    /// A person is remembered at every instance that it was moved to.
    WasEmployed,
    /// What was once merged stays merged.
    WasMerged,
    /// The orders of a closed instance are taken for everybody's.
    Closed,
    /// An instance that was given another name is not found by it.
    Renamed,
}

/// Every slip that bears on the question.
pub fn slips(ask: &Ask) -> Vec<Slip> {
    ask.faults.iter().filter_map(|fault| slip(*fault, ask)).collect()
}

fn slip(fault: Fault, ask: &Ask) -> Option<Slip> {
    let Grant::Instances(own) = &ask.account.grant else {
        let by_id = match fault {
            Fault::OrderById => ask.view == View::Order,
            Fault::OrderApiUnchecked => ask.is(View::Order, Json),
            Fault::ReceiptByAddress => ask.view == View::Receipt,
            Fault::HeadUnchecked => ask.view == View::Order && ask.way.head,
            Fault::AddressRewritten => ask.way.rewritten,
            _ => false,
        };
        return by_id.then_some(Slip::Everything);
    };
    let chosen = ask.selection;
    let everything = match fault {
        Fault::OrderPageAllInstances => ask.view == View::Orders && !own.is_empty(),
        Fault::ReportForHr => ask.view == View::Report && ask.account.role == Role::Hr && !own.is_empty(),
        Fault::ReportFilesAllInstances => ask.view == View::Report && ask.channel != Html,
        Fault::EmailFileAllInstances => ask.is(View::EmailList, Csv),
        Fault::WorkbookAllInstances => ask.is(View::Report, Xlsx),
        Fault::PrintAllInstances => ask.is(View::Report, Pdf),
        Fault::OrderById => ask.view == View::Order,
        Fault::OrderApiUnchecked => ask.is(View::Order, Json),
        Fault::FilterOverridesScope => chosen.instance,
        Fault::NothingAskedNoScope => ask.view == View::EmailList && chosen.nothing,
        Fault::EmptyScopeSeesAll => own.is_empty(),
        Fault::SuggestionsUnscoped => ask.view == View::Suggestions,
        Fault::CancelledUnscoped => ask.view == View::Orders && chosen.status == Some("avbruten"),
        Fault::LaterPagesUnscoped => ask.view == View::Orders && chosen.page > 1,
        Fault::JobAsSystem => ask.view == View::Export,
        Fault::EventLogUnscoped => ask.is(View::EventLog, Html),
        Fault::OldApiUnscoped => ask.view == View::OldApi,
        Fault::TemplateUnscoped => ask.view == View::ImportTemplate,
        Fault::ReceiptByAddress => ask.view == View::Receipt,
        Fault::ParentCheckedOnly => ask.view == View::OrderInInstance,
        Fault::HeadUnchecked => ask.view == View::Order && ask.way.head,
        Fault::AddressRewritten => ask.way.rewritten,
        Fault::RepeatedParameter
        | Fault::ArrayParameter
        | Fault::WildcardInstance
        | Fault::FoldedInstance
        | Fault::PaddedInstance
        | Fault::InstanceDecodedTwice
        | Fault::BlankInstance
        | Fault::AllWordInstance
        | Fault::AccountParameter
        | Fault::AccountField => chosen.misread,
        Fault::RefusalHoldsPage => refusal_holds_page(ask),
        Fault::OneInTen => ask.view == View::Mail && ask.turn % 10 == 9,
        _ => false,
    };
    match fault {
        _ if everything => Some(Slip::Everything),
        Fault::NoInstanceIsEverybodys if ask.view == View::Search => Some(Slip::WithoutInstance),
        Fault::DualEmploymentAll if ask.view == View::Report => Some(Slip::SamePerson),
        Fault::OrderOfSamePerson if ask.view == View::Order => Some(Slip::SamePerson),
        Fault::HeirSeesOld if ask.view == View::People => Some(Slip::Inherited),
        Fault::SiblingCompanies if ask.view == View::EventLog => Some(Slip::Siblings),
        Fault::MovedOrdersFollow if ask.view == View::Orders => Some(Slip::FollowsPerson),
        Fault::MovedBackStays if ask.view == View::People => Some(Slip::WasEmployed),
        Fault::MergeStays if ask.view == View::Report => Some(Slip::WasMerged),
        Fault::ClosedIsEverybodys if ask.view == View::Stream => Some(Slip::Closed),
        Fault::RenamedIsLost if ask.view == View::ImportTemplate => Some(Slip::Renamed),
        _ => None,
    }
}

/// The grant that the portal goes by.
pub fn granted(ask: &Ask) -> Grant {
    match &ask.account.grant {
        Grant::Instances(own) if ask.has(Fault::ScopeAsRange) && ask.view == View::Orders => {
            let (first, last) = (own.iter().min(), own.iter().max());
            Grant::Instances(first.zip(last).map_or(Vec::new(), |(a, b)| (*a..=*b).collect()))
        }
        Grant::Instances(own) if ask.has(Fault::FirstInstanceOnly) && ask.view == View::Export => {
            Grant::Instances(own.iter().take(1).copied().collect())
        }
        Grant::Instances(_)
            if ask.has(Fault::CookieChoosesInstance) && ask.view == View::Orders && ask.named.is_some() =>
        {
            Grant::Instances(ask.named.into_iter().collect())
        }
        grant => grant.clone(),
    }
}
