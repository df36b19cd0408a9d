//! Whose value is it: foreign only if none of its owners is within reach.

use skott_model::Category;
use skott_model::matrix::{Matrix, NO_INSTANCE, Reach};

use crate::search::{Index, Owner, Value};

/// Values seen from one account's reach.
pub(super) struct Ownership<'a> {
    pub matrix: &'a Matrix,
    pub index: &'a Index,
    pub reach: &'a Reach,
    /// The planted person that the account is, where it is one: it meets its own name on every page.
    pub person: Option<&'a str>,
}

impl Ownership<'_> {
    /// True when none of the value's owners is within reach.
    pub fn is_foreign(&self, value: &Value) -> bool {
        !value.owners.iter().any(|owner| self.reaches(owner))
    }

    /// True when the owner is within reach.
    pub fn reaches(&self, owner: &Owner) -> bool {
        let person = &self.matrix.population.persons[owner.person];
        match owner.order {
            Some(order) => self.reach.has_order(&self.matrix.population.orders[order]),
            None => {
                self.is_itself(owner.person)
                    || self
                        .reach
                        .has_person(&person.id, self.matrix.people.homes(owner.person))
            }
        }
    }

    /// True for the planted person that the account is.
    pub fn is_itself(&self, person: usize) -> bool {
        self.person == Some(&*self.matrix.population.persons[person].id)
    }

    /// True for what says who is logged in, as it stands at the top of each page.
    pub fn names_itself(&self, value: &Value) -> bool {
        matches!(value.category, Category::Name | Category::Email)
            && value.owners.iter().any(|o| self.is_itself(o.person))
    }

    /// True when the profile hides this category for protected identities, all owners are such, and it is not the
    /// account's own.
    pub fn is_protected(&self, value: &Value) -> bool {
        let hidden = &self.matrix.profile.protected.hidden;
        hidden.iter().any(|category| category == value.category.as_str())
            && !matches!(self.reach, Reach::Person(_))
            && value
                .owners
                .iter()
                .all(|o| self.matrix.population.persons[o.person].protected && !self.is_itself(o.person))
    }

    /// True when the value is owned in this instance alone: only then does seeing it prove that the instance was seen.
    pub fn is_of_only(&self, value: &Value, instance: Option<&str>) -> bool {
        value.owners.iter().all(|owner| match owner.order {
            Some(order) => self.matrix.population.orders[order].instance.as_deref() == instance,
            None => {
                let homes = self.matrix.people.homes(owner.person);
                homes.len() <= 1 && homes.first().map(String::as_str) == instance
            }
        })
    }

    /// The instances that own the value for this owner, joined by `+`.
    pub fn instances(&self, owner: &Owner) -> String {
        let homes = self.matrix.people.homes(owner.person);
        match owner.order {
            Some(order) => self.matrix.population.orders[order]
                .instance
                .as_deref()
                .unwrap_or(NO_INSTANCE)
                .to_owned(),
            None if homes.is_empty() => NO_INSTANCE.to_owned(),
            None => homes.iter().map(String::as_str).collect::<Vec<_>>().join("+"),
        }
    }

    /// The owner's planted id.
    pub fn person(&self, owner: &Owner) -> &str {
        &self.matrix.population.persons[owner.person].id
    }
}
