//! What a portal lacks, by its profile's word, and what a profile does not try and says nothing of.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Method, Principal, Profile, Step};

/// What the portal does not have, so that rows of features that are about it give no scenario and that is well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// What it lacks.
    pub unit: AbsentUnit,
    /// Why the portal has none.
    pub why: String,
}

/// What a portal may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AbsentUnit {
    /// Views of persons.
    Persons,
    /// Suggestions while typing.
    Suggestions,
    /// Views of numbers.
    Aggregate,
    /// Principals of scope all.
    ScopeAll,
    /// Principals of scope some instances.
    ScopeInstances,
    /// Principals of scope none.
    ScopeNone,
    /// A principal of scope signed-out: somebody who never logs in.
    SignedOut,
    /// Principals of scope own, or views where they see only what is their own.
    Own,
    /// Views asked about one thing.
    Target,
    /// Views that somebody is refused.
    Refused,
    /// Writes whose effect is read back.
    Changes,
    /// Requests that no page offers.
    Manipulated,
    /// What somebody else has: a job, a file, a cursor, a validator.
    Others,
    /// Accounts, persons or instances that change while the portal is used.
    Lifecycle,
    /// Accounts that lose permission.
    Revoked,
    /// Accounts that may change what they are.
    SelfGranted,
    /// Persons who move from one instance to another.
    Moved,
    /// Employments that end.
    Ended,
    /// Instances that become part of others.
    Merged,
    /// Instances that get another name.
    Renamed,
    /// Instances that are closed.
    Closed,
    /// Two accounts that ask at one moment.
    Together,
}

impl From<Happening> for AbsentUnit {
    fn from(happening: Happening) -> Self {
        match happening {
            Happening::Revoked => Self::Revoked,
            Happening::SelfGranted => Self::SelfGranted,
            Happening::Moved => Self::Moved,
            Happening::Ended => Self::Ended,
            Happening::Merged => Self::Merged,
            Happening::Renamed => Self::Renamed,
            Happening::Closed => Self::Closed,
        }
    }
}

impl fmt::Display for AbsentUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Persons => "persons",
            Self::Suggestions => "suggestions",
            Self::Aggregate => "aggregate",
            Self::ScopeAll => "scope-all",
            Self::ScopeInstances => "scope-instances",
            Self::ScopeNone => "scope-none",
            Self::SignedOut => "signed-out",
            Self::Own => "own",
            Self::Target => "target",
            Self::Refused => "refused",
            Self::Changes => "changes",
            Self::Manipulated => "manipulated",
            Self::Others => "others",
            Self::Lifecycle => "lifecycle",
            Self::Revoked => "revoked",
            Self::SelfGranted => "self-granted",
            Self::Moved => "moved",
            Self::Ended => "ended",
            Self::Merged => "merged",
            Self::Renamed => "renamed",
            Self::Closed => "closed",
            Self::Together => "together",
        })
    }
}

impl AbsentUnit {
    /// What features ask for only of portals that have it, so that a profile without it would say nothing.
    const IF_ANY: [Self; 5] = [
        Self::Changes,
        Self::Manipulated,
        Self::Others,
        Self::Lifecycle,
        Self::Together,
    ];

    /// True where the profile tries it; of those that features ask for only of portals that have it.
    pub(super) fn is_tried(self, profile: &Profile) -> bool {
        let formats = || profile.view.iter().flat_map(|view| &view.format);
        let steps = || formats().flat_map(|format| &format.steps);
        let chosen = || profile.setting.values().flat_map(|setting| &setting.options);
        match self {
            Self::Changes => formats().any(|format| format.effect.is_some()),
            Self::Manipulated => {
                formats().any(|format| format.manipulates.is_some()) || chosen().any(|option| option.manipulates)
            }
            Self::Others => steps().any(|step| step.by().is_some() && !step.together),
            Self::Lifecycle => {
                let changes = |step: &Step| step.by().is_some() && step.method() != Method::Get;
                let happens = |principal: &Principal| !principal.history.is_empty();
                profile.principal.iter().any(happens) || steps().any(changes) || profile.has_happenings()
            }
            Self::Together => steps().any(|step| step.together),
            _ => Happening::ALL
                .into_iter()
                .any(|of| Self::from(of) == self && profile.is_asked_after(of)),
        }
    }
}

impl Profile {
    /// What it does not try, though portals have it, and does not say that this one lacks. A profile that says of one view what has
    /// happened says it of the others, too.
    pub fn untested(&self) -> Vec<AbsentUnit> {
        let is_excused = |unit| self.absent.iter().any(|absent| absent.unit == unit);
        let mut units = AbsentUnit::IF_ANY.to_vec();
        if self.has_happenings() {
            units.extend(Happening::ALL.map(AbsentUnit::from));
        }
        units.retain(|unit| !unit.is_tried(self) && !is_excused(*unit));
        units
    }

    fn has_happenings(&self) -> bool {
        self.view.iter().any(|view| view.after.is_some())
    }

    fn is_asked_after(&self, happening: Happening) -> bool {
        self.view.iter().any(|view| view.after == Some(happening))
    }
}
