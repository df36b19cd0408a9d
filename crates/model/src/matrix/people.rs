//! Persons by id and where they belong, looked up once for all cells.

use std::collections::{BTreeSet, HashMap, HashSet};

use skott_population::{Order, Person, Population};

use crate::profile::Profile;

/// Persons by id, and the instances that own each one's values.
#[derive(Clone, Debug)]
pub struct People {
    by_id: HashMap<String, usize>,
    homes: Vec<BTreeSet<String>>,
}

impl People {
    /// Of a population.
    pub fn of(population: &Population) -> Self {
        let by_id: HashMap<String, usize> = population
            .persons
            .iter()
            .enumerate()
            .map(|(i, p)| (p.id.clone(), i))
            .collect();
        let mut homes: Vec<BTreeSet<String>> = population
            .persons
            .iter()
            .map(|p| p.employments.iter().map(|e| e.instance.clone()).collect())
            .collect();
        for order in &population.orders {
            if let (Some(&person), Some(instance)) = (by_id.get(&order.person), &order.instance) {
                homes[person].insert(instance.clone());
            }
        }
        Self { by_id, homes }
    }

    /// The index of a person.
    pub fn index(&self, person: &str) -> Option<usize> {
        self.by_id.get(person).copied()
    }

    /// The instances that own the values of the person at `index`.
    pub fn homes(&self, index: usize) -> &BTreeSet<String> {
        &self.homes[index]
    }

    /// The instances that own the values of a person.
    pub fn homes_of(&self, person: &str) -> Option<&BTreeSet<String>> {
        self.index(person).map(|i| &self.homes[i])
    }
}

/// What cells are made from.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub profile: &'a Profile,
    pub population: &'a Population,
    pub people: &'a People,
    /// Persons that are test accounts.
    pub taken: &'a HashSet<String>,
}

impl<'a> Ground<'a> {
    pub fn person(&self, id: &str) -> Option<&'a Person> {
        self.people.index(id).map(|i| &self.population.persons[i])
    }

    /// The order that stands for an instance: its first whose person belongs there alone, is not protected and is nobody's
    /// test account, so that everybody else is a stranger to it. With none: that of persons without instance.
    pub fn witness_order(&self, instance: Option<&str>) -> Option<(usize, &'a Order)> {
        self.population.orders.iter().enumerate().find(|(_, order)| {
            order.instance.as_deref() == instance
                && !self.taken.contains(&order.person)
                && self
                    .people
                    .homes_of(&order.person)
                    .is_some_and(|homes| homes.len() <= 1)
                && self.person(&order.person).is_some_and(|p| !p.protected)
        })
    }
}
