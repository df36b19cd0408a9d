//! From text to profile, with errors that say where, what and what to do.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::check::check;
use super::fault::placed;
use super::{
    Absent, Auth, Fault, Ignored, Limits, PopulationSource, Principal, Profile, ProfileError, Proving, Setting, View,
    ViewFormat, Waiver,
};

const TODO: &str = "correct it; `skott schema profile` says what is allowed";

/// Reads a profile and checks all that can be checked without the population.
///
/// # Errors
/// Every fault found, in the order of the file.
pub fn parse(text: &str) -> Result<Profile, Vec<ProfileError>> {
    parse_with(text, |_| Vec::new())
}

/// The same with a check that this crate cannot make, as whether a selector can be read.
///
/// # Errors
/// Every fault found, in the order of the file.
pub fn parse_with(text: &str, also: impl Fn(&Profile) -> Vec<Fault>) -> Result<Profile, Vec<ProfileError>> {
    let profile: Profile = toml::from_str(text).map_err(|error| placed(text, unreadable(text, &error)))?;
    let mut faults = check(&profile);
    faults.extend(also(&profile));
    if faults.is_empty() {
        return Ok(profile);
    }
    Err(placed(text, faults))
}

/// All that keeps a text from being a profile: what is no TOML, or else the first fault of each part that can be read by itself.
fn unreadable(text: &str, first: &toml::de::Error) -> Vec<Fault> {
    let (root, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        // A table whose heading is broken leaves its keys to the table before it.
        let follows =
            |error: &&toml::de::Error| error.message() != first.message() && error.message() == "duplicate key";
        return broken.iter().filter(|error| !follows(error)).map(fault).collect();
    }
    let mut parts = Parts(vec![fault(first)]);
    let root = root.get_ref();
    for name in ["schema", "name", "title", "base_url"] {
        parts.one::<String>(root.get(name));
    }
    parts.one::<PopulationSource>(root.get("population"));
    parts.one::<Limits>(root.get("limits"));
    parts.one::<Proving>(root.get("prove"));
    parts.each::<Auth>(root.get("auth"));
    parts.each::<Setting>(root.get("setting"));
    parts.each::<Principal>(root.get("principal"));
    parts.each::<Absent>(root.get("absent"));
    parts.each::<Ignored>(root.get("ignore"));
    parts.each::<Waiver>(root.get("waiver"));
    for view in items(root.get("view")) {
        parts.one::<View>(Some(view));
        if let DeValue::Table(view) = view.get_ref() {
            parts.each::<ViewFormat>(view.get("format"));
        }
    }
    parts.0
}

/// Faults of parts that are read by themselves.
struct Parts(Vec<Fault>);

impl Parts {
    fn one<T: DeserializeOwned>(&mut self, part: Option<&Spanned<DeValue<'_>>>) {
        let Some(part) = part else { return };
        if let Err(error) = T::deserialize(ValueDeserializer::from(part.clone())) {
            self.0.push(fault(&error));
        }
    }

    fn each<T: DeserializeOwned>(&mut self, parts: Option<&Spanned<DeValue<'_>>>) {
        items(parts).into_iter().for_each(|part| self.one::<T>(Some(part)));
    }
}

/// The values of a list or table.
fn items<'t, 'i>(list: Option<&'t Spanned<DeValue<'i>>>) -> Vec<&'t Spanned<DeValue<'i>>> {
    match list.map(Spanned::get_ref) {
        Some(DeValue::Array(items)) => items.iter().collect(),
        Some(DeValue::Table(members)) => members.values().collect(),
        _ => Vec::new(),
    }
}

fn fault(error: &toml::de::Error) -> Fault {
    let at = super::At::Byte(error.span().unwrap_or(0..0).start);
    Fault::new(at, error.message(), TODO)
}
