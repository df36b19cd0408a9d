//! Lists of choices: filters, facets, menus. What they offer outside the scope tells that it exists; what they lack of one's own
//! cannot be chosen.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::matrix::{Cell, NO_INSTANCE, Scope};
use skott_model::profile::{Access, ListOf, OptionList};
use skott_model::{Finding, FindingKind};
use skott_population::Order;

use super::Expected;
use super::owners::Ownership;

/// What the lists that the format declares offer too much, and what they lack. Choices that are nothing planted, as *Alla*,
/// tell nothing.
pub(super) fn judge(
    ownership: &Ownership,
    cell: &Cell,
    expectation: Expected,
    found: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<Finding> {
    let lists = &ownership.matrix.profile.view[cell.view].format[cell.format].lists;
    let offers = |list: &OptionList| {
        let offered: Vec<String> = found
            .get(&list.id)
            .into_iter()
            .flatten()
            .map(|text| plain(text))
            .flat_map(|text| [without_count(&text).to_owned(), text])
            .collect();
        let offer = Offer {
            ownership,
            cell,
            expectation,
            list,
            offered,
        };
        match list.of {
            ListOf::Instances => offer.instances(),
            ListOf::Persons => offer.persons(),
        }
    };
    lists.iter().flat_map(offers).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A facet tells how many there are: `Grundskola (26)`.
fn without_count(choice: &str) -> &str {
    let is_count = |inside: &str| !inside.is_empty() && inside.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let counted = choice.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    counted
        .filter(|(_, inside)| is_count(inside))
        .map_or(choice, |(before, _)| before.trim_end())
}

struct Offer<'a> {
    ownership: &'a Ownership<'a>,
    cell: &'a Cell,
    expectation: Expected<'a>,
    list: &'a OptionList,
    offered: Vec<String>,
}

impl Offer<'_> {
    fn instances(&self) -> Vec<Finding> {
        let population = &self.ownership.matrix.population;
        let mut out = Vec::new();
        let mine = self.mine();
        for instance in &population.instances {
            let is_offered = self.offers([instance.id.as_str(), instance.name.as_str()]);
            let is_mine = mine.as_ref().is_none_or(|mine| mine.contains(instance.id.as_str()));
            // Where there is nothing to choose between, a portal need not offer it.
            let is_choice = mine.as_ref().is_none_or(|mine| mine.len() > 1);
            if is_offered && !is_mine {
                out.push(self.finding(FindingKind::ForeignOption, &instance.id, &instance.id));
            } else if !is_offered
                && is_mine
                && self.must_offer(|order| order.instance.as_ref() == Some(&instance.id))
                && (is_choice || !self.offered.is_empty())
            {
                out.push(self.finding(FindingKind::Missing, &instance.id, &instance.id));
            }
        }
        out
    }

    fn persons(&self) -> Vec<Finding> {
        let matrix = self.ownership.matrix;
        let (mine, hidden) = (self.mine(), &matrix.profile.protected.hidden);
        let is_mine = |person: usize| {
            let homes = matrix.people.homes(person);
            mine.as_ref()
                .is_none_or(|mine| homes.iter().any(|home| mine.contains(home.as_str())))
        };
        let persons = &matrix.population.persons;
        // Two persons of the same name are one choice.
        let names: BTreeSet<String> = (0..persons.len())
            .filter(|&i| is_mine(i))
            .map(|i| plain(&persons[i].full_name()))
            .collect();
        let mut out = Vec::new();
        for (i, person) in persons.iter().enumerate() {
            let name = plain(&person.full_name());
            let by_id = self.offers([person.id.as_str(), person.email.as_str()]);
            let is_offered = by_id || self.offered.contains(&name);
            let homes = matrix
                .people
                .homes(i)
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("+");
            let homes = if homes.is_empty() { NO_INSTANCE } else { &homes };
            let is_own_person = matches!(&self.scope(), Scope::Own(own) if *own == person.id);
            if is_mine(i) || is_own_person {
                let is_listed = !person.protected || hidden.is_empty();
                if !is_offered && is_listed && self.must_offer(|order| order.person == person.id) {
                    out.push(self.of_person(FindingKind::Missing, homes, &person.id));
                }
            } else if by_id || (is_offered && !names.contains(&name)) {
                out.push(self.of_person(FindingKind::ForeignOption, homes, &person.id));
            }
        }
        out
    }

    fn offers<const N: usize>(&self, spellings: [&str; N]) -> bool {
        spellings.iter().any(|spelled| self.offered.contains(&plain(spelled)))
    }

    fn scope(&self) -> &Scope {
        &self.ownership.matrix.principals[self.cell.principal].scope
    }

    /// The instances that the account may choose among; none for all.
    fn mine(&self) -> Option<BTreeSet<&str>> {
        match self.scope() {
            _ if self.cell.access == Access::All => None,
            Scope::All => None,
            Scope::None | Scope::SignedOut => Some(BTreeSet::new()),
            Scope::Instances(ids) => Some(ids.iter().map(String::as_str).collect()),
            Scope::Own(person) => {
                let homes = self.ownership.matrix.people.homes_of(person);
                Some(homes.into_iter().flatten().map(String::as_str).collect())
            }
        }
    }

    /// Where nothing is chosen yet, what has an order to show must be offered. Many lists leave out what has none, under what
    /// is chosen at the moment; and an account that sees only its own orders need not be offered anything.
    fn must_offer(&self, is_of: impl Fn(&Order) -> bool) -> bool {
        let orders = &self.ownership.matrix.population.orders;
        matches!(self.cell.access, Access::All | Access::Scope)
            && !matches!(self.scope(), Scope::Own(_))
            && self.cell.selection == 0
            && self.expectation.orders.iter().any(|&order| is_of(&orders[order]))
    }

    fn finding(&self, kind: FindingKind, instance: &str, what: &str) -> Finding {
        Finding::new(kind, instance, format!("lista {}, val {what}", self.list.id))
    }

    fn of_person(&self, kind: FindingKind, instance: &str, person: &str) -> Finding {
        Finding {
            person: Some(person.to_owned()),
            ..self.finding(kind, instance, person)
        }
    }
}
