//! Whom a failing cell may be blamed on.

use skott_model::Finding;
use skott_model::run::{Run, Settled};

use super::FaultFacts;

/// True when one of the faults may be seen on the cell's view by the cell's account.
pub(super) fn is_due(run: &Run, faults: &[FaultFacts], settled: &Settled) -> bool {
    faults.iter().any(|fault| touches(run, fault, settled))
}

/// True when all that is wrong with the cell was answered while its account logged in, and one of the faults touches the account: the
/// page that a login ends on is told with whatever is asked for next.
pub(super) fn is_told_at_the_door(run: &Run, faults: &[FaultFacts], settled: &Settled) -> bool {
    let is_at_the_door = !settled.findings.is_empty() && settled.findings.iter().all(Finding::is_at_the_door);
    is_at_the_door && faults.iter().any(|fault| touches_account(run, fault, settled))
}

/// True when the fault may be seen on the cell's view by the cell's account.
pub(super) fn touches(run: &Run, fault: &FaultFacts, settled: &Settled) -> bool {
    fault.views.contains(&settled.cell.view) && touches_account(run, fault, settled)
}

fn touches_account(run: &Run, fault: &FaultFacts, settled: &Settled) -> bool {
    let account = &settled.cell.principal;
    let declared = run.started.principals.iter().find(|p| p.id == *account);
    let role = declared.map(|p| &p.role);
    fault.accounts.iter().any(|name| name == account || Some(name) == role)
}
