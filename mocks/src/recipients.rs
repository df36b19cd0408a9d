//! The persons who have orders in a selection, and may be written to.

use std::collections::BTreeSet;

use skott_population::Person;

use crate::filter::Filter;
use crate::listing::{listing, within};
use crate::register::Entry;
use crate::scope;
use crate::visit::Visit;

/// Each person once, in the order of the selection; protected persons are left out.
pub fn recipients<'a>(visit: &Visit<'a>, filter: &Filter) -> Vec<&'a Person> {
    of_rows(visit, listing(visit, filter).rows)
}

/// How many they are, as it is said to the reader.
pub fn count(visit: &Visit, filter: &Filter) -> usize {
    let counted = scope::counted(&visit.asking(filter.selection()));
    of_rows(visit, within(visit, filter, &counted)).len()
}

/// Persons by number; protected persons are left out.
pub fn persons<'a>(visit: &Visit<'a>, numbers: &[usize]) -> Vec<&'a Person> {
    let persons = numbers.iter().filter_map(|no| visit.register().person_by_no(*no));
    persons.filter(|person| !person.protected).collect()
}

fn of_rows<'a>(visit: &Visit<'a>, rows: Vec<&'a Entry>) -> Vec<&'a Person> {
    let mut seen = BTreeSet::new();
    let rows = rows.into_iter().filter(|entry| seen.insert(entry.person));
    rows.map(|entry| visit.register().person(entry))
        .filter(|person| !person.protected)
        .collect()
}
