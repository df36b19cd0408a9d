//! The faults that a portal offers, and how they are switched on: the stub's own catalogue, or commands of a real portal.

use skott_mocks::Fault;
use skott_report::kills::FaultFacts;

use crate::cli::ProveArgs;
use crate::fail::Fail;

/// Faults that can be switched on.
pub struct Offered {
    faults: Vec<FaultFacts>,
}

impl Offered {
    /// What the portal of the options offers.
    ///
    /// # Errors
    /// It offers none.
    pub fn of(_args: &ProveArgs) -> Result<Self, Fail> {
        Ok(Self {
            faults: Fault::all().map(facts).collect(),
        })
    }

    /// All of them.
    pub fn faults(&self) -> &[FaultFacts] {
        &self.faults
    }

    /// How many runs may be under way at once: a stub a run, so one a core.
    pub fn at_once(&self, asked: Option<usize>) -> usize {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        asked.unwrap_or(cores).max(1)
    }

    /// Switches on these and no others. A run starts its own stub with its faults, so there is nothing to do for it.
    ///
    /// # Errors
    /// The portal's command fails.
    pub fn switch(&self, _names: &[&str]) -> Result<(), Fail> {
        Ok(())
    }
}

fn facts(fault: Fault) -> FaultFacts {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    FaultFacts {
        name: fault.name().to_owned(),
        class: fault.class().to_owned(),
        kind: fault.kind().to_owned(),
        says: [fault.sv().to_owned(), fault.en().to_owned()],
        views: list(fault.views()),
        accounts: list(fault.accounts()),
    }
}
