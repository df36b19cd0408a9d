//! Whose orders are in reach.

use skott_population::{Instance, InstanceKind};

use super::Ask;
use super::slip::{Slip, granted, slips};
use crate::accounts::Grant;
use crate::organisation::is_heir;
use crate::register::{Entry, Register};

/// Whose orders an account sees on a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    grant: Grant,
    slips: Vec<Slip>,
}

/// Whose orders are seen by who asks.
pub fn reach(ask: &Ask) -> Reach {
    Reach {
        grant: granted(ask),
        slips: slips(ask),
    }
}

impl Reach {
    /// The same, reaching further.
    pub fn with(mut self, slip: Slip) -> Self {
        self.slips.push(slip);
        self
    }

    /// Whether an order is in reach.
    pub fn covers(&self, entry: &Entry, register: &Register) -> bool {
        let follows = self.slips.contains(&Slip::FollowsPerson);
        let instance = if follows {
            register.instance_now(entry)
        } else {
            entry.instance
        };
        let is_found = !self.slips.contains(&Slip::Renamed) || !register.is_renamed(entry);
        (is_found && self.is_granted(entry, instance))
            || self.slips.iter().any(|slip| self.lets_in(slip, entry, register))
    }

    fn is_granted(&self, entry: &Entry, instance: Option<usize>) -> bool {
        match &self.grant {
            Grant::All => true,
            Grant::Instances(own) => instance.is_some_and(|i| own.contains(&i)),
            Grant::Own(person) => entry.person == *person,
        }
    }

    fn any_own(&self, register: &Register, is: impl Fn(&Instance) -> bool) -> bool {
        let all = register.instances();
        match &self.grant {
            Grant::Instances(own) => own.iter().filter_map(|no| all.get(*no)).any(is),
            Grant::All | Grant::Own(_) => false,
        }
    }

    fn any_granted(&self, is: impl Fn(usize) -> bool) -> bool {
        match &self.grant {
            Grant::Instances(own) => own.iter().any(|no| is(*no)),
            Grant::All | Grant::Own(_) => false,
        }
    }

    fn lets_in(&self, slip: &Slip, entry: &Entry, register: &Register) -> bool {
        match slip {
            Slip::Everything => true,
            Slip::FollowsPerson | Slip::Renamed => false,
            Slip::WithoutInstance => entry.instance.is_none(),
            Slip::Inherited => self.any_own(register, |own| {
                let ended = register.instance(entry).map_or("", |i| &i.id);
                is_heir(ended, &own.id)
            }),
            Slip::Siblings => {
                let is_company = |i: &Instance| i.kind == InstanceKind::Bolag;
                register.instance(entry).is_some_and(is_company) && self.any_own(register, is_company)
            }
            Slip::SamePerson => {
                let others = register.entries().iter().filter(|e| e.person == entry.person);
                others.into_iter().any(|e| self.is_granted(e, e.instance))
            }
            Slip::WasEmployed => self.any_granted(|own| register.changes().was_employed(entry.person, own)),
            Slip::WasMerged => {
                let was_merged = |own, placed| register.changes().was_merged(placed, own);
                entry
                    .instance
                    .is_some_and(|placed| self.any_granted(|own| was_merged(own, placed)))
            }
            Slip::Closed => entry
                .instance
                .is_some_and(|placed| register.changes().is_closed(placed)),
        }
    }
}
