//! What a write changed: judged by the value as somebody who may see it read it, whatever was answered.

use skott_model::matrix::{Cell, Matrix, NO_INSTANCE, Target};
use skott_model::{Effect, Finding, FindingKind};

/// What a write came to: how many changes it had to make and made, and what is wrong with that.
pub(super) struct Judged {
    pub expected: usize,
    pub shown: usize,
    pub finding: Option<Finding>,
}

/// Holds what became of the value against what the account may do. Of who may change it, exactly that change must be seen;
/// of anybody else, none.
pub(super) fn judge(matrix: &Matrix, cell: &Cell, effect: Option<Effect>) -> Judged {
    let may_change = cell.access.may_change();
    let kind = match (may_change, effect) {
        (true, Some(Effect::Unchanged | Effect::Absent)) => Some(FindingKind::NotChanged),
        (false, Some(Effect::Changed)) => Some(FindingKind::ForeignWrite),
        _ => None,
    };
    Judged {
        expected: usize::from(may_change),
        shown: usize::from(may_change && effect == Some(Effect::Changed)),
        finding: kind.map(|kind| finding(matrix, cell, kind, cell.target.as_ref())),
    }
}

/// What was changed of somebody else's.
pub(super) fn foreign(matrix: &Matrix, cell: &Cell, target: &Target) -> Finding {
    finding(matrix, cell, FindingKind::ForeignWrite, Some(target))
}

fn finding(matrix: &Matrix, cell: &Cell, kind: FindingKind, target: Option<&Target>) -> Finding {
    let effect = matrix.profile.view[cell.view].format[cell.format].effect.as_ref();
    let order = target.and_then(|t| t.order).map(|i| &matrix.population.orders[i]);
    let instance = target.and_then(|t| t.instance.as_deref()).unwrap_or(NO_INSTANCE);
    let place = effect.map_or("", |effect| effect.of.as_str());
    Finding {
        person: order.map(|order| order.person.clone()),
        ..Finding::new(kind, instance, place)
    }
}
