//! A population from a seed: the same seed and sizes give the same bytes.

use crate::catalogue::{self, MAX_INSTANCES};
use crate::nouns::Population;
use crate::{cast, money, order_book, people};

/// What `schema` says in files of this shape.
pub const SCHEMA: &str = "skott.population/1";

/// Fewer instances have no room for the hard cases.
pub const MIN_INSTANCES: usize = 4;
/// Two plain persons, and two who are hard cases.
pub const MIN_PERSONS: usize = 4;
/// More, and there would be too few unique amounts.
pub const MAX_PERSONS: usize = 250;

/// A size that cannot be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlantError {
    /// Too few or too many instances.
    #[error("there cannot be {0} instances; choose {MIN_INSTANCES} to {MAX_INSTANCES}")]
    Instances(usize),
    /// Too few or too many persons.
    #[error("there cannot be {0} persons in each instance; choose {MIN_PERSONS} to {MAX_PERSONS}")]
    Persons(usize),
}

/// Plants so many persons in each of so many instances, and the hard cases on top.
pub fn plant(seed: u64, instances: usize, persons: usize) -> Result<Population, PlantError> {
    if !(MIN_INSTANCES..=MAX_INSTANCES).contains(&instances) {
        return Err(PlantError::Instances(instances));
    }
    if !(MIN_PERSONS..=MAX_PERSONS).contains(&persons) {
        return Err(PlantError::Persons(persons));
    }
    let instances = catalogue::instances(instances);
    let cast = cast::cast(&instances, persons);
    let mut persons = people::people(seed, &cast, &instances);
    let mut orders = order_book::orders(seed, &persons);
    money::fill(seed, &mut persons, &mut orders);
    Ok(Population {
        schema: SCHEMA.to_owned(),
        seed: Some(seed),
        instances,
        persons,
        orders,
    })
}
