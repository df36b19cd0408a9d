//! Whom a failing cell may be blamed on.

use skott_model::run::{Run, Settled};

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
