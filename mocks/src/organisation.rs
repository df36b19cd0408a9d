//! How the city's organisation has changed: before the portal was started, and since.

use std::collections::{BTreeSet, HashMap};

/// The reorganisation of 1 January 2021: what ended, and where its work went. Orders stay where they were placed.
pub const REORGANISATION: [(&str, &[&str]); 11] = [
    ("sdf-angered", &["aldrevard", "funktionsstod", "soc-nordost"]),
    (
        "sdf-askim-frolunda-hogsbo",
        &["aldrevard", "funktionsstod", "soc-sydvast"],
    ),
    ("sdf-centrum", &["aldrevard", "funktionsstod", "soc-centrum"]),
    ("sdf-lundby", &["aldrevard", "funktionsstod", "soc-hisingen"]),
    ("sdf-majorna-linne", &["aldrevard", "funktionsstod", "soc-centrum"]),
    ("sdf-norra-hisingen", &["aldrevard", "funktionsstod", "soc-hisingen"]),
    ("sdf-vastra-goteborg", &["aldrevard", "funktionsstod", "soc-sydvast"]),
    ("sdf-vastra-hisingen", &["aldrevard", "funktionsstod", "soc-hisingen"]),
    ("sdf-orgryte-harlanda", &["aldrevard", "funktionsstod", "soc-centrum"]),
    ("sdf-ostra-goteborg", &["aldrevard", "funktionsstod", "soc-nordost"]),
    ("social-resurs", &["funktionsstod", "soc-centrum", "soc-nordost"]),
];

/// Whether the work of one instance went to another.
pub fn is_heir(ended: &str, heir: &str) -> bool {
    REORGANISATION
        .iter()
        .any(|(old, heirs)| *old == ended && heirs.contains(&heir))
}

/// What the city's administrator has changed since the portal was started; persons and instances by number. It is remembered
/// what was, too, as portals do. Orders stay where they were placed, whatever becomes of the person or the instance.
#[derive(Debug, Default)]
pub struct Changes {
    names: HashMap<usize, String>,
    closed: BTreeSet<usize>,
    heirs: HashMap<usize, usize>,
    merged: BTreeSet<(usize, usize)>,
    employments: HashMap<usize, Vec<Option<usize>>>,
}

impl Changes {
    /// The name that an instance was given, if it was.
    pub fn name(&self, instance: usize) -> Option<&str> {
        self.names.get(&instance).map(String::as_str)
    }

    /// Gives an instance a name; none gives back the one it had.
    pub fn rename(&mut self, instance: usize, name: Option<String>) {
        match name {
            Some(name) => self.names.insert(instance, name),
            None => self.names.remove(&instance),
        };
    }

    /// Whether an instance is closed.
    pub fn is_closed(&self, instance: usize) -> bool {
        self.closed.contains(&instance)
    }

    /// Closes an instance, or opens it again.
    pub fn close(&mut self, instance: usize, closed: bool) {
        match closed {
            true => self.closed.insert(instance),
            false => self.closed.remove(&instance),
        };
    }

    /// What an instance was merged into.
    pub fn heir(&self, instance: usize) -> Option<usize> {
        self.heirs.get(&instance).copied()
    }

    /// Whether one was ever merged into the other.
    pub fn was_merged(&self, instance: usize, heir: usize) -> bool {
        self.merged.contains(&(instance, heir))
    }

    /// Merges an instance into another; none parts them again.
    pub fn merge(&mut self, instance: usize, heir: Option<usize>) {
        match heir {
            Some(heir) => {
                self.merged.insert((instance, heir));
                self.heirs.insert(instance, heir)
            }
            None => self.heirs.remove(&instance),
        };
    }

    /// Where a person works now, if that was changed; the inner none for nowhere.
    pub fn employment(&self, person: usize) -> Option<Option<usize>> {
        self.employments.get(&person)?.last().copied()
    }

    /// Whether a person was employed at an instance by some change.
    pub fn was_employed(&self, person: usize, instance: usize) -> bool {
        let known = self.employments.get(&person);
        known.is_some_and(|places| places.contains(&Some(instance)))
    }

    /// Hires a person, moves it, or ends its employment.
    pub fn employ(&mut self, person: usize, instance: Option<usize>) {
        self.employments.entry(person).or_default().push(instance);
    }
}
