//! What is searched for, and whose it is.

use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use skott_model::Category;
use skott_population::{Order, Person, Population};

use super::at_once;
use super::normal::Normal;

/// A planted value. Equal texts of one category are one value with several owners: a shared telephone, two persons of
/// the same name.
pub struct Value {
    /// What kind of value it is.
    pub category: Category,
    /// Whose it is.
    pub owners: Vec<Owner>,
    pub(super) text: Canonical,
}

impl Value {
    /// The value as it was planted, where it is always written so: a code, an address.
    pub(crate) fn as_planted(&self) -> Option<&str> {
        match &self.text {
            Canonical::Code(text) | Canonical::Email(text) => Some(text),
            _ => None,
        }
    }

    /// The amount that it is, in öre.
    pub(crate) fn ore(&self) -> Option<i64> {
        match self.text {
            Canonical::Money(ore) => Some(ore),
            _ => None,
        }
    }
}

/// Whose a value is, by index into the population.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Owner {
    /// In [`Population::persons`].
    pub person: usize,
    /// In [`Population::orders`], for an order's value.
    pub order: Option<usize>,
}

/// A value in the form that its written forms are made from.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Canonical {
    Name {
        given: String,
        family: String,
    },
    /// Twelve digits.
    Personnummer(String),
    Email(String),
    /// E.164 without the plus.
    Phone(String),
    Street(String),
    /// A whole token, as written.
    Code(String),
    Money(i64),
}

impl Canonical {
    /// A name as one phrase; also of a person with but one name.
    pub fn phrase(given: &str, family: &str) -> String {
        format!("{given} {family}").trim().to_owned()
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Value")
            .field("category", &self.category)
            .field("owners", &self.owners)
            .finish_non_exhaustive()
    }
}

/// Every value of a population, in a stable order. Equal ones are of one category, so that each of two threads takes some categories.
pub(super) fn collect(population: &Population) -> Vec<Value> {
    let (mut all, others) = at_once(|| names_and_addresses(population), || others(population));
    all.extend(others);
    all
}

fn names_and_addresses(population: &Population) -> Vec<Value> {
    let mut values = Values::with_room(2 * population.persons.len());
    for (i, person) in population.persons.iter().enumerate() {
        let owner = Owner { person: i, order: None };
        let (given, family) = (tidy(&person.given_name), tidy(&person.family_name));
        values.add(owner, Category::Name, Canonical::Name { given, family });
        values.add(owner, Category::Email, Canonical::Email(tidy(&person.email)));
    }
    values.list
}

fn others(population: &Population) -> Vec<Value> {
    let mut values = Values::with_room(4 * population.persons.len() + 3 * population.orders.len());
    for (i, person) in population.persons.iter().enumerate() {
        values.person(Owner { person: i, order: None }, person);
    }
    let by_id: HashMap<&str, usize, FixedState> = population
        .persons
        .iter()
        .enumerate()
        .map(|(i, p)| (p.id.as_str(), i))
        .collect();
    for (i, order) in population.orders.iter().enumerate() {
        if let Some(&person) = by_id.get(order.person.as_str()) {
            values.order(Owner { person, order: Some(i) }, order);
        }
    }
    values.list
}

struct Values {
    list: Vec<Value>,
    /// Places in the list, by category and text: a map would hold both a second time.
    known: HashTable<usize>,
    hasher: FixedState,
}

impl Values {
    fn with_room(many: usize) -> Self {
        Self {
            list: Vec::with_capacity(many),
            known: HashTable::with_capacity(many),
            hasher: FixedState::default(),
        }
    }

    /// All but name and e-mail address.
    fn person(&mut self, owner: Owner, person: &Person) {
        if let Some(number) = &person.personnummer {
            self.add(owner, Category::Personnummer, Canonical::Personnummer(digits(number)));
        }
        if let Some(phone) = &person.phone {
            self.add(owner, Category::Phone, Canonical::Phone(digits(phone)));
        }
        if let Some(address) = &person.address {
            self.add(owner, Category::Address, Canonical::Street(tidy(&address.street)));
        }
        for (category, money) in [(Category::Pay, person.pay_ore), (Category::Pension, person.pension_ore)] {
            if let Some(ore) = money {
                self.add(owner, category, Canonical::Money(ore));
            }
        }
        self.others(owner, &person.other);
    }

    fn order(&mut self, owner: Owner, order: &Order) {
        self.add(owner, Category::Order, Canonical::Code(tidy(&order.id)));
        self.add(owner, Category::Amount, Canonical::Money(order.amount_ore));
        if let Some(receipt) = &order.receipt {
            self.add(owner, Category::Receipt, Canonical::Code(tidy(receipt)));
        }
        self.others(owner, &order.other);
    }

    fn others(&mut self, owner: Owner, other: &std::collections::BTreeMap<String, String>) {
        for (name, text) in other {
            self.add(owner, Category::Other(name.clone()), Canonical::Code(tidy(text)));
        }
    }

    fn add(&mut self, owner: Owner, category: Category, text: Canonical) {
        let Self { list, known, hasher } = self;
        let hash = |category: &Category, text: &Canonical| hasher.hash_one((category, text));
        let is_it = |at: &usize| list[*at].category == category && list[*at].text == text;
        let rehash = |at: &usize| hash(&list[*at].category, &list[*at].text);
        match known.entry(hash(&category, &text), is_it, rehash) {
            Entry::Occupied(known) => {
                let owners = &mut list[*known.get()].owners;
                // A value is given once for all of an owner's, so that the same owner can only be the last.
                if owners.last() != Some(&owner) {
                    owners.push(owner);
                }
            }
            Entry::Vacant(place) => {
                place.insert(list.len());
                list.push(Value {
                    category,
                    owners: vec![owner],
                    text,
                });
            }
        }
    }
}

fn tidy(text: &str) -> String {
    // What is printable ASCII is normal already, but for spaces at its ends and in a row.
    let is_one = |pair: &[u8]| pair != b"  ";
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) && text.as_bytes().windows(2).all(is_one) {
        return text.trim().to_owned();
    }
    Normal::of(text).text.trim().to_owned()
}

fn digits(text: &str) -> String {
    let mut digits = String::with_capacity(text.len());
    digits.extend(text.chars().filter(char::is_ascii_digit));
    digits
}
