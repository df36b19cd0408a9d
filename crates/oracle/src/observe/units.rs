//! Completeness, in the view's unit: what was shown of what had to be, and what else of the own was shown.

use std::collections::BTreeSet;

use skott_model::matrix::{Cell, NO_INSTANCE, Reach};
use skott_model::profile::{ProtectedRule, TargetKind, Unit, View};
use skott_model::{Category, Finding, FindingKind};

use super::Expected;
use super::owners::Ownership;
use super::seen::Sighted;
use crate::search::Value;

/// What was counted.
#[derive(Default)]
pub(super) struct Units {
    pub expected: usize,
    pub shown: usize,
    pub witnessed: Vec<String>,
    pub findings: Vec<Finding>,
}

/// Counts what an opened view shows.
pub(super) fn count(ownership: &Ownership, cell: &Cell, expectation: Expected, sightings: &[Sighted]) -> Units {
    let view = &ownership.matrix.profile.view[cell.view];
    let counter = Counter {
        ownership,
        view,
        cell,
        expectation,
    };
    match view.unit {
        Unit::Orders => counter.orders(sightings),
        Unit::Persons => counter.persons(sightings),
        Unit::Suggestions => counter.suggestions(sightings),
        Unit::Aggregate | Unit::None => Units::default(),
    }
}

struct Counter<'a> {
    ownership: &'a Ownership<'a>,
    view: &'a View,
    cell: &'a Cell,
    expectation: Expected<'a>,
}

impl Counter<'_> {
    fn orders(&self, sightings: &[Sighted]) -> Units {
        let key = self.key("order");
        let shown: Vec<&Value> = self.strong(sightings, &key).collect();
        let seen: BTreeSet<usize> = shown
            .iter()
            .flat_map(|v| v.owners.iter().filter_map(|o| o.order))
            .collect();
        self.settle_orders(&seen, &shown)
    }

    /// `shown`: the values that units were recognised by.
    fn settle_orders(&self, seen: &BTreeSet<usize>, shown: &[&Value]) -> Units {
        let matrix = self.ownership.matrix;
        let latest = matrix.latest(self.view, self.expectation.orders.clone());
        let due = latest.due(|order| seen.contains(&order));
        let expected: BTreeSet<usize> = due.into_iter().collect();
        let mut units = Units {
            expected: expected.len(),
            ..Units::default()
        };
        for &order in &expected {
            if seen.contains(&order) {
                units.shown += 1;
            } else {
                units.findings.push(self.of_order(FindingKind::Missing, order));
            }
        }
        units.witnessed = self.witnessed(shown);
        if self.view.target != Some(TargetKind::Order) {
            let possible: BTreeSet<usize> = latest.possible().collect();
            let own_elsewhere = |order: &&usize| {
                !possible.contains(order) && self.expectation.reach.has_order(&self.population().orders[**order])
            };
            units.findings.extend(
                seen.iter()
                    .filter(own_elsewhere)
                    .map(|&o| self.of_order(FindingKind::Surplus, o)),
            );
        }
        units
    }

    fn persons(&self, sightings: &[Sighted]) -> Units {
        let key = self.key("email");
        let hidden = self
            .ownership
            .matrix
            .profile
            .protected
            .hidden
            .iter()
            .any(|c| c == key.as_str());
        let shown: Vec<&Value> = self.strong(sightings, &key).collect();
        let seen: BTreeSet<usize> = shown
            .iter()
            .flat_map(|v| v.owners.iter().filter(|o| self.ownership.reaches(o)).map(|o| o.person))
            .collect();
        let is_listed = |person: &usize| {
            let is_protected = self.population().persons[*person].protected;
            !(is_protected && hidden && self.view.protected == ProtectedRule::Shown)
        };
        let expected: BTreeSet<usize> = self.expected_persons().into_iter().filter(is_listed).collect();
        let mut units = Units {
            expected: expected.len(),
            witnessed: self.witnessed(&shown),
            ..Units::default()
        };
        for &person in &expected {
            if seen.contains(&person) {
                units.shown += 1;
            } else {
                units.findings.push(self.of_person(FindingKind::Missing, person));
            }
        }
        let is_beside = |person: &usize| !expected.contains(person) && !self.may_be_named(*person);
        units.findings.extend(
            seen.into_iter()
                .filter(is_beside)
                .map(|p| self.of_person(FindingKind::Surplus, p)),
        );
        units
    }

    /// A person meets the own name on every page, and a register has also those who never ordered anything.
    fn may_be_named(&self, person: usize) -> bool {
        matches!(self.expectation.reach, Reach::Person(_))
            || self.ownership.is_itself(person)
            || self.expectation.also.contains(&person)
    }

    /// A suggestion stands for an order when it shows the order, or any value of its person.
    fn suggestions(&self, sightings: &[Sighted]) -> Units {
        let (mut persons, mut orders) = (BTreeSet::new(), BTreeSet::new());
        let values = self.ownership.index.values();
        let shown: Vec<&Value> = sightings
            .iter()
            .filter(|s| s.strong)
            .map(|s| &values[s.value])
            .collect();
        for value in &shown {
            for owner in &value.owners {
                match owner.order {
                    Some(order) => orders.insert(order),
                    None => persons.insert(owner.person),
                };
            }
        }
        let meant = self.expected_persons();
        let stands = |order: usize| {
            self.person_of(order)
                .is_some_and(|p| persons.contains(&p) || orders.contains(&order))
        };
        let in_reach = |o: &&usize| self.expectation.reach.has_order(&self.population().orders[**o]);
        let beside = orders
            .iter()
            .filter(in_reach)
            .filter(|o| self.person_of(**o).is_some_and(|p| !meant.contains(&p)));
        let mut seen: BTreeSet<usize> = beside.copied().collect();
        seen.extend(self.expectation.orders.iter().copied().filter(|&o| stands(o)));
        let mut units = self.settle_orders(&seen, &shown);
        units.findings.extend(self.beside_the_query(&shown, &meant));
        units
    }

    /// Suggested persons in reach whom the query does not mean.
    fn beside_the_query(&self, shown: &[&Value], meant: &BTreeSet<usize>) -> Vec<Finding> {
        let is_beside = |value: &&&Value| {
            value
                .owners
                .iter()
                .all(|o| o.order.is_none() && !meant.contains(&o.person))
                && !value.category.is_forbidden()
        };
        let in_reach = shown.iter().filter(is_beside).flat_map(|v| &v.owners);
        let persons: BTreeSet<usize> = in_reach
            .filter(|o| self.ownership.reaches(o))
            .map(|o| o.person)
            .collect();
        let surplus = |person| self.of_person(FindingKind::Surplus, person);
        let beside = persons.into_iter().filter(|&person| !self.may_be_named(person));
        beside.map(surplus).collect()
    }

    /// Instances of which one of these values, owned there alone, stands for an order that had to be shown.
    fn witnessed(&self, shown: &[&Value]) -> Vec<String> {
        let mut out = BTreeSet::new();
        for &order in &self.expectation.orders {
            let placed = &self.population().orders[order];
            let instance = placed.instance.as_deref();
            if out.contains(instance.unwrap_or(NO_INSTANCE)) || !self.ownership.matrix.can_witness(self.view, placed) {
                continue;
            }
            let person = self.person_of(order);
            let stands = |v: &&&Value| {
                v.owners
                    .iter()
                    .any(|o| o.order.map_or(Some(o.person) == person, |seen| seen == order))
            };
            if shown
                .iter()
                .filter(stands)
                .any(|v| self.ownership.is_of_only(v, instance))
            {
                out.insert(instance.unwrap_or(NO_INSTANCE));
            }
        }
        out.into_iter().map(str::to_owned).collect()
    }

    fn strong<'s>(&'s self, sightings: &'s [Sighted<'s>], key: &'s Category) -> impl Iterator<Item = &'s Value> {
        let values = self.ownership.index.values();
        sightings
            .iter()
            .filter(|s| s.strong)
            .map(|s| &values[s.value])
            .filter(move |v| v.category == *key)
    }

    fn key(&self, default: &str) -> Category {
        Category::from(self.view.key.clone().unwrap_or_else(|| default.to_owned()))
    }

    fn expected_persons(&self) -> BTreeSet<usize> {
        self.expectation
            .orders
            .iter()
            .filter_map(|&o| self.person_of(o))
            .collect()
    }

    fn person_of(&self, order: usize) -> Option<usize> {
        self.ownership
            .matrix
            .people
            .index(&self.population().orders[order].person)
    }

    fn population(&self) -> &skott_population::Population {
        &self.ownership.matrix.population
    }

    fn of_order(&self, kind: FindingKind, order: usize) -> Finding {
        let order = &self.population().orders[order];
        let instance = order.instance.clone().unwrap_or_else(|| NO_INSTANCE.to_owned());
        self.finding(
            kind,
            instance,
            order.person.clone(),
            self.key("order"),
            order_place(self.cell, &order.id),
        )
    }

    fn of_person(&self, kind: FindingKind, person: usize) -> Finding {
        let homes = self.ownership.matrix.people.homes(person);
        let instance = if homes.is_empty() {
            NO_INSTANCE.to_owned()
        } else {
            homes.iter().map(String::as_str).collect::<Vec<_>>().join("+")
        };
        let id = self.population().persons[person].id.clone();
        self.finding(
            kind,
            instance,
            id.clone(),
            self.key("email"),
            order_place(self.cell, &id),
        )
    }

    fn finding(
        &self,
        kind: FindingKind,
        instance: String,
        person: String,
        category: Category,
        place: String,
    ) -> Finding {
        Finding {
            person: Some(person),
            category: Some(category),
            ..Finding::new(kind, instance, place)
        }
    }
}

/// Where something missing should have stood, or something in surplus stood: the cell's list, and which row by its planted
/// id.
fn order_place(cell: &Cell, id: &str) -> String {
    let target = cell.target.as_ref().map_or("", |t| t.id.as_str());
    if target.is_empty() {
        format!("rad {id}")
    } else {
        format!("{target}, rad {id}")
    }
}
