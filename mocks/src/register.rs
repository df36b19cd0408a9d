//! The orders as the portal keeps them: sorted, indexed, and ready to be searched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use skott_population::{Instance, Order, Person, Population};

use crate::organisation::Changes;

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
    /// In lower case.
    code: String,
    /// What else the order is found by, in lower case; empty for a protected person.
    person_texts: String,
    /// The same for a protected person.
    hidden_texts: String,
}

impl Entry {
    /// Whether the text, in lower case, is found in the order's id.
    pub fn code_holds(&self, lower: &str) -> bool {
        self.code.contains(lower)
    }

    /// Whether the text, in lower case, is found in what the person may be found by.
    pub fn person_holds(&self, lower: &str) -> bool {
        self.person_texts.contains(lower)
    }

    /// Whether the text, in lower case, is found in what is hidden of the person.
    pub fn hidden_holds(&self, lower: &str) -> bool {
        self.hidden_texts.contains(lower)
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
    /// Of each instance, who approves its orders.
    approvers: Vec<Option<usize>>,
    /// Of each person, the instance of the employment that lasts.
    employed: Vec<Option<usize>>,
    changes: Mutex<Changes>,
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
            approvers: approvers(&population, &entries),
            employed: employed(&population, &instances),
            changes: Mutex::default(),
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

    /// A person by number.
    pub fn person_by_no(&self, no: usize) -> Option<&Person> {
        self.population.persons.get(no)
    }

    /// Whether the order is by the person with this e-mail address.
    pub fn is_called(&self, entry: &Entry, email: &str) -> bool {
        self.person(entry).email == email
    }

    /// Where the person works now; where the order was placed if that is not known.
    pub fn instance_now(&self, entry: &Entry) -> Option<usize> {
        self.works_at(entry.person).or(entry.instance)
    }

    /// Where a person works now, as far as is known.
    pub fn works_at(&self, person: usize) -> Option<usize> {
        let changed = self.changes().employment(person);
        changed.unwrap_or_else(|| self.employed.get(person).copied().flatten())
    }

    /// Whether a person's employment has been ended.
    pub fn has_left(&self, person: usize) -> bool {
        self.changes().employment(person) == Some(None)
    }

    /// The number of the person with this id.
    pub fn person_no(&self, id: &str) -> Option<usize> {
        self.population.persons.iter().position(|person| person.id == id)
    }

    /// How many persons there are.
    pub fn person_count(&self) -> usize {
        self.population.persons.len()
    }

    /// What an instance is called now; nothing for one that is not there.
    pub fn instance_name(&self, no: usize) -> String {
        let planted = || self.population.instances.get(no).map(|i| i.name.clone());
        let given = self.changes().name(no).map(str::to_owned);
        given.or_else(planted).unwrap_or_default()
    }

    /// Whether the order's instance was given another name.
    pub fn is_renamed(&self, entry: &Entry) -> bool {
        entry.instance.is_some_and(|no| self.changes().name(no).is_some())
    }

    /// What has been changed since the portal was started.
    pub fn changes(&self) -> MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who approves orders of the order's instance, or of the one so many places after it.
    pub fn approver(&self, entry: &Entry, off_by: usize) -> Option<&Person> {
        let no = (entry.instance? + off_by) % self.approvers.len();
        self.approvers[no].map(|person| &self.population.persons[person])
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
        let texts = person_texts(&population.persons[person]);
        let (person_texts, hidden_texts) = match population.persons[person].protected {
            true => (String::new(), texts),
            false => (texts, String::new()),
        };
        Some(Entry {
            order: no,
            person,
            instance,
            name_rank: ranks[person],
            code: order.id.to_lowercase(),
            person_texts,
            hidden_texts,
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

fn person_texts(person: &Person) -> String {
    let number = person.personnummer.as_deref().unwrap_or_default();
    let texts = [
        &full_name(person),
        &person.email,
        number,
        &number.replace(['-', '+'], ""),
    ];
    texts.join("\n").to_lowercase()
}

/// The first of each instance who has orders nowhere else and whose name may be shown.
fn approvers(population: &Population, entries: &[Entry]) -> Vec<Option<usize>> {
    let mut places: BTreeMap<usize, BTreeSet<Option<usize>>> = BTreeMap::new();
    for entry in entries {
        places.entry(entry.person).or_default().insert(entry.instance);
    }
    let approver = |no: usize| {
        let only_there = |(_, at): &(&usize, &BTreeSet<Option<usize>>)| at.len() == 1 && at.contains(&Some(no));
        let mut persons = places.iter().filter(only_there).map(|(person, _)| *person);
        persons.find(|person| !population.persons[*person].protected)
    };
    (0..population.instances.len()).map(approver).collect()
}

fn employed(population: &Population, instances: &HashMap<String, usize>) -> Vec<Option<usize>> {
    let now = |person: &Person| {
        let lasting = person.employments.iter().find(|e| e.until.is_none())?;
        instances.get(&lasting.instance).copied()
    };
    population.persons.iter().map(now).collect()
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
