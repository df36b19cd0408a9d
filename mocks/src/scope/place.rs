//! Decisions about one instance or one order that is named.

use super::lists::widened;
use super::reach::{Reach, reach};
use super::{Ask, Fault, View};
use crate::accounts::Grant;
use crate::register::{Entry, Register};

/// Whose orders are in reach within one instance; none if the instance is not the account's to ask for.
pub fn reach_in(ask: &Ask, instance: usize) -> Option<Reach> {
    let trusted = ask.has(Fault::HeaderChoosesInstance) && ask.view == View::InstanceApi;
    match &ask.account.grant {
        Grant::Instances(_) if trusted => Some(widened(ask, true)),
        Grant::All => Some(reach(ask)),
        Grant::Instances(own) if own.contains(&instance) => Some(reach(ask)),
        Grant::Instances(_) | Grant::Own(_) => None,
    }
}

/// Whether an order that is in reach may be opened as part of an instance.
pub fn may_open_in(ask: &Ask, parent: Option<usize>, instance: Option<usize>) -> bool {
    let is_own = match &ask.account.grant {
        Grant::All => true,
        Grant::Instances(own) => parent.is_some_and(|no| own.contains(&no)),
        Grant::Own(_) => false,
    };
    is_own && (parent == instance || ask.has(Fault::ParentCheckedOnly))
}

/// Whether the account may put a mark on an order; `first`: it is the first of those asked for.
pub fn may_mark(ask: &Ask, entry: &Entry, register: &Register, first: bool) -> bool {
    let is_posted = (ask.has(Fault::MethodOverridden) || ask.has(Fault::MethodField)) && ask.way.posted;
    let one = (ask.has(Fault::WriteUnchecked) || is_posted) && ask.view == View::OrderMark;
    let later = ask.has(Fault::BulkFirstOnly) && !first;
    one || later || reach(ask).covers(entry, register)
}

/// Whether a mark is put before it is known whether it may be; the answer is a refusal all the same.
pub fn marks_before_it_checks(ask: &Ask) -> bool {
    ask.has(Fault::MarkBeforeCheck) && ask.view == View::OrderMark
}

/// Whether a mark is put on every order, and not on that alone which was asked for. Who may see the whole city is asked in another way.
pub fn marks_every_order(ask: &Ask) -> bool {
    let is_limited = !matches!(ask.account.grant, Grant::All);
    ask.has(Fault::MarkWithoutCondition) && ask.view == View::OrderMark && is_limited
}

/// What says what a request's method is, beside the method itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodIn {
    /// A header.
    Header,
    /// A field of the body.
    Body,
}

/// Whether what stands there says what a request's method is.
pub fn method_is_overridden(ask: &Ask, by: MethodIn) -> bool {
    ask.has(match by {
        MethodIn::Header => Fault::MethodOverridden,
        MethodIn::Body => Fault::MethodField,
    })
}

/// Whether of a list of ids the first alone is checked.
pub fn checks_first_of_list(ask: &Ask) -> bool {
    ask.has(Fault::ListOfIds) && ask.view == View::GraphQl
}

/// How many instances off the approver of an order is looked up.
pub fn approver_is_off_by(ask: &Ask) -> usize {
    usize::from(ask.has(Fault::ApproverOfAnother))
}
