//! Whom a failing cell may be blamed on, and which arm of a scenario a finding belongs to.

use skott_model::run::{Run, Settled};
use skott_model::{Arm, FindingKind};

use super::FaultFacts;

/// True when one of the faults may be seen on the cell's view by the cell's account.
pub(super) fn is_due(run: &Run, faults: &[FaultFacts], settled: &Settled) -> bool {
    faults.iter().any(|fault| touches(run, fault, settled))
}

/// True when the fault may be seen on the cell's view by the cell's account.
pub(super) fn touches(run: &Run, fault: &FaultFacts, settled: &Settled) -> bool {
    let account = &settled.cell.principal;
    let role = run
        .started
        .principals
        .iter()
        .find(|p| p.id == *account)
        .map(|p| &p.role);
    fault.views.contains(&settled.cell.view) && fault.accounts.iter().any(|name| name == account || Some(name) == role)
}

/// True when one of these arms asserts what the finding denies.
pub(super) fn is_asserted(kind: FindingKind, arms: &[Arm]) -> bool {
    let any = |wanted: &[Arm]| wanted.iter().any(|arm| arms.contains(arm));
    match kind {
        FindingKind::Opened => any(&[Arm::Refused]),
        // Where a view opens and is to show nothing, that it shows nothing foreign is also that it does not tell what exists.
        FindingKind::Existence => any(&[Arm::Indistinguishable, Arm::Isolated]),
        FindingKind::ForbiddenCategory | FindingKind::UndeclaredCategory => any(&[Arm::Minimal]),
        FindingKind::ForeignWrite => any(&[Arm::Unchanged]),
        FindingKind::NotChanged => any(&[Arm::Changed]),
        kind if kind.is_leak() => any(&[Arm::Isolated, Arm::Refused, Arm::Unchanged]),
        _ => any(&[Arm::Complete]),
    }
}
