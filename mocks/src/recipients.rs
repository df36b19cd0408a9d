//! The persons who have orders in a selection, and may be written to.

use std::collections::BTreeSet;

use skott_population::Person;

use crate::filter::Filter;
use crate::listing::listing;
use crate::scope::View;
use crate::visit::Visit;

/// Each person once, in the order of the selection; protected persons are left out.
pub fn recipients<'a>(visit: &Visit<'a>, view: View, filter: &Filter) -> Vec<&'a Person> {
    let mut seen = BTreeSet::new();
    let rows = listing(visit, view, filter)
        .rows
        .into_iter()
        .filter(|entry| seen.insert(entry.person));
    rows.map(|entry| visit.register().person(entry))
        .filter(|person| !person.protected)
        .collect()
}
