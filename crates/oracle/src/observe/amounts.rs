//! Amounts of foreign orders where nobody said that amounts stand: rows that name nobody, as the points of a chart.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::profile::View;
use skott_model::{Category, Doubt, DoubtKind, Said, place_pattern};

use super::amount_column;
use super::owners::Ownership;
use super::seen::Sighted;

/// So many in a column: by chance a number of some table is now and then somebody's amount to the öre, and so is a price.
const FEWEST: usize = 3;
/// Of fewer öre, too much else is written so.
const LEAST_ORE: i64 = 10_000;
/// Öre that prices end in.
const OF_PRICES: [i64; 6] = [0, 50, 90, 95, 98, 99];

/// A doubt for each undeclared column in which amounts of several foreign orders stand, each in a place of its own.
pub(super) fn beside_columns(ownership: &Ownership, view: &View, sightings: &[Sighted]) -> Vec<Doubt> {
    let mut columns: BTreeMap<(String, Option<&str>), BTreeMap<usize, &Sighted>> = BTreeMap::new();
    for sighting in sightings.iter().filter(|s| s.strong && is_telling(ownership, s)) {
        if amount_column(view, sighting).is_none() {
            let column = (place_pattern(&sighting.place), sighting.column.as_deref());
            columns.entry(column).or_default().insert(sighting.value, sighting);
        }
    }
    let places = |column: &BTreeMap<usize, &Sighted>| {
        let places: BTreeSet<&str> = column.values().map(|s| s.place.as_str()).collect();
        places.len()
    };
    let several = columns.values().filter(|column| places(column) >= FEWEST);
    several
        .filter_map(|column| column.values().next())
        .map(|s| doubt(ownership, s))
        .collect()
}

/// True for an amount that one foreign order alone has, and that is no price.
fn is_telling(ownership: &Ownership, sighting: &Sighted) -> bool {
    let value = &ownership.index.values()[sighting.value];
    let is_odd = |ore: i64| ore >= LEAST_ORE && !OF_PRICES.contains(&(ore % 100));
    value.category == Category::Amount
        && value.owners.len() == 1
        && ownership.is_foreign(value)
        && value.ore().is_some_and(is_odd)
}

fn doubt(ownership: &Ownership, sighting: &Sighted) -> Doubt {
    let value = &ownership.index.values()[sighting.value];
    let whose = value.owners.first().map_or("", |owner| ownership.person(owner));
    Doubt {
        kind: DoubtKind::Weak,
        detail: Said::Trace(
            whose.to_owned(),
            value.category.clone(),
            sighting.form.to_owned(),
            sighting.place.clone(),
        )
        .into(),
    }
}
