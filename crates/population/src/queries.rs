//! Questions that the judge and the stub both ask a population.

use std::collections::BTreeSet;

use crate::nouns::{Case, Instance, Order, Person, Population};

impl Population {
    /// The person of that id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.persons.iter().find(|person| person.id == id)
    }

    /// The instance of that id.
    pub fn instance(&self, id: &str) -> Option<&Instance> {
        self.instances.iter().find(|instance| instance.id == id)
    }

    /// A person's orders, in the population's order.
    pub fn orders_of<'a>(&'a self, person: &'a str) -> impl Iterator<Item = &'a Order> {
        self.orders.iter().filter(move |order| order.person == person)
    }

    /// The first person who stands for a hard case; none only in a population that was not planted.
    pub fn case(&self, case: Case) -> Option<&Person> {
        self.persons.iter().find(|person| person.cases.contains(&case))
    }

    /// The instances that own a person's values: every employment's, past ones too, and every order's.
    pub fn instances_of<'a>(&'a self, person: &'a Person) -> BTreeSet<&'a str> {
        let employments = person.employments.iter().map(|employment| employment.instance.as_str());
        let orders = self.orders_of(&person.id).filter_map(|order| order.instance.as_deref());
        employments.chain(orders).collect()
    }
}

impl Person {
    /// Given name and surname.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}
