//! The orders as the portal keeps them: sorted, indexed, and ready to be searched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use skott_population::{Instance, Order, Person, Population};

/// An order with its owner looked up, by index into the population.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which order.
    pub order: usize,
    /// Whose.
    pub person: usize,
    /// Of which instance; none for a person without.
    pub instance: Option<usize>,
    /// Place in the order of names, as the portal shows them.
    pub name_rank: usize,
    haystack: String,
}

impl Entry {
    /// Whether the text, in lower case, is found in what the order may be found by.
    pub fn holds(&self, lower: &str) -> bool {
        self.haystack.contains(lower)
    }
}

/// Everything the portal keeps.
#[derive(Debug)]
pub struct Register {
    population: Arc<Population>,
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
    instances: HashMap<String, usize>,
    benefits: BTreeSet<String>,
    statuses: BTreeSet<String>,
}

/// What stands in the place of a protected person's name.
pub const MASKED_NAME: &str = "Skyddad identitet";

impl Register {
    /// Takes in a population. An order whose person is not in it is left out.
    pub fn of(population: Arc<Population>) -> Self {
        let instances = numbered(population.instances.iter().map(|i| &i.id));
        let entries = entries(&population, &instances);
        let by_id = entries
            .iter()
            .enumerate()
            .map(|(no, e)| (population.orders[e.order].id.clone(), no))
            .collect();
        let benefits = population
            .orders
            .iter()
            .flat_map(|o| o.benefits.iter().cloned())
            .collect();
        let statuses = population.orders.iter().map(|o| o.status.clone()).collect();
        Self {
            entries,
            by_id,
            instances,
            benefits,
            statuses,
            population,
        }
    }

    /// Every order, newest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The order with this id.
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|no| &self.entries[*no])
    }

    /// The number of the instance with this id.
    pub fn instance_no(&self, id: &str) -> Option<usize> {
        self.instances.get(id).copied()
    }

    /// Förvaltningar and bolag.
    pub fn instances(&self) -> &[Instance] {
        &self.population.instances
    }

    /// What can be ordered.
    pub fn benefits(&self) -> &BTreeSet<String> {
        &self.benefits
    }

    /// The states an order may be in.
    pub fn statuses(&self) -> &BTreeSet<String> {
        &self.statuses
    }

    /// The planted order behind an entry.
    pub fn order(&self, entry: &Entry) -> &Order {
        &self.population.orders[entry.order]
    }

    /// Who placed it.
    pub fn person(&self, entry: &Entry) -> &Person {
        &self.population.persons[entry.person]
    }

    /// The instance it was placed in.
    pub fn instance(&self, entry: &Entry) -> Option<&Instance> {
        entry.instance.map(|no| &self.population.instances[no])
    }
}

fn numbered<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, usize> {
    ids.enumerate().map(|(no, id)| (id.clone(), no)).collect()
}

fn entries(population: &Population, instances: &HashMap<String, usize>) -> Vec<Entry> {
    let persons = numbered(population.persons.iter().map(|p| &p.id));
    let ranks = name_ranks(&population.persons);
    let entry = |(no, order): (usize, &Order)| {
        let person = *persons.get(&order.person)?;
        let instance = order.instance.as_ref().and_then(|id| instances.get(id).copied());
        let haystack = haystack(order, &population.persons[person]);
        Some(Entry {
            order: no,
            person,
            instance,
            name_rank: ranks[person],
            haystack,
        })
    };
    let mut entries: Vec<_> = population.orders.iter().enumerate().filter_map(entry).collect();
    let placed = |e: &Entry| &population.orders[e.order];
    entries.sort_by(|a, b| {
        placed(b)
            .placed
            .cmp(&placed(a).placed)
            .then_with(|| placed(a).id.cmp(&placed(b).id))
    });
    entries
}

/// A protected person is found by the order's id alone.
fn haystack(order: &Order, person: &Person) -> String {
    if person.protected {
        return order.id.to_lowercase();
    }
    let number = person.personnummer.as_deref().unwrap_or_default();
    let texts = [
        &order.id,
        &full_name(person),
        &person.email,
        number,
        &number.replace(['-', '+'], ""),
    ];
    texts.join("\n").to_lowercase()
}

/// Given name and surname.
pub fn full_name(person: &Person) -> String {
    format!("{} {}", person.given_name, person.family_name)
}

/// By surname as in a Swedish telephone book; a protected person by what is shown instead, so the place tells nothing.
fn name_ranks(persons: &[Person]) -> Vec<usize> {
    let key = |p: &Person| match p.protected {
        true => alphabetical(MASKED_NAME),
        false => alphabetical(&format!("{} {}", p.family_name, p.given_name)),
    };
    let distinct: BTreeSet<String> = persons.iter().map(key).collect();
    let places: BTreeMap<String, usize> = distinct.into_iter().enumerate().map(|(at, k)| (k, at)).collect();
    persons
        .iter()
        .map(|p| places.get(&key(p)).copied().unwrap_or_default())
        .collect()
}

/// A key that sorts å, ä and ö last, in that order, and é with e.
fn alphabetical(name: &str) -> String {
    let letter = |c| match c {
        'å' => '{',
        'ä' => '|',
        'ö' => '}',
        'é' => 'e',
        other => other,
    };
    name.to_lowercase().chars().map(letter).collect()
}
