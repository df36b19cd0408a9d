//! What a cell must show, what it must not, and who has to witness that.

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use skott_population::{Order, Person};

use super::expand::access;
use super::people::{Ground, People};
use super::select::meets;
use super::{Account, Cell, Choice, Matrix, Scope};
use crate::profile::{Access, ForeignFilter, ProtectedRule, TargetKind, Unit, View};

/// Stands for "no instance" wherever an instance id is written.
pub const NO_INSTANCE: &str = "ingen";

/// Whose values an account may see on a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Everybody's.
    All,
    /// Of persons and orders in these instances.
    Instances(Vec<String>),
    /// One person's.
    Person(String),
    /// Nobody's.
    None,
}

/// What a cell's answer is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// What the account may do.
    pub access: Access,
    /// Whose values are not foreign.
    pub reach: Reach,
    /// Orders that the answer must show, by index; in a view of persons, their persons.
    pub orders: Vec<usize>,
    /// Orders of anybody that the selection means, by index.
    pub city: Vec<usize>,
    /// Persons, by index, whom no order puts here and who may be named all the same: where nothing is chosen, who works here and never
    /// ordered anything.
    pub also: Vec<usize>,
    /// Foreign instances that have something here to leak: an entitled account must be seen to see it.
    pub needs: Vec<String>,
}

impl Matrix {
    /// What the cell's answer is held against.
    pub fn expectation(&self, cell: &Cell) -> Expectation {
        let account = &self.principals[cell.principal];
        let reach = reach_of(cell, &account.scope);
        let city = self.city(cell);
        let is_shown = |&i: &usize| {
            let order = &self.population.orders[i];
            on_target(cell, i, order) && reach.has_order(order)
        };
        let orders = match cell.access {
            Access::Nothing | Access::Refused | Access::Within => Vec::new(),
            Access::All | Access::Scope | Access::Own => city.iter().copied().filter(is_shown).collect(),
        };
        let needs = self.needs(cell, &reach);
        Expectation {
            access: cell.access,
            also: self.also(cell, &reach),
            reach,
            orders,
            city,
            needs,
        }
    }

    /// True when the cell's selection is about an instance that the account has nothing to do with.
    pub fn chooses_foreign(&self, cell: &Cell) -> bool {
        let scope = &self.principals[cell.principal].scope;
        let selection = &self.selections[cell.view][cell.selection];
        selection
            .choices
            .iter()
            .any(|choice| is_foreign(&self.people, scope, choice))
    }

    /// True when the value that marks the order's unit in the view belongs to one instance alone.
    pub fn can_witness(&self, view: &View, order: &Order) -> bool {
        match view.unit {
            Unit::Persons | Unit::Suggestions => self.people.homes_of(&order.person).is_none_or(|h| h.len() <= 1),
            Unit::Orders | Unit::Aggregate | Unit::None => true,
        }
    }

    /// Orders of anybody that the view may show with the cell's selection, as the portal takes it: a filter that it
    /// ignores, when set to a foreign instance, means nothing.
    fn city(&self, cell: &Cell) -> Vec<usize> {
        let (view, account) = (&self.profile.view[cell.view], &self.principals[cell.principal]);
        let selection = &self.selections[cell.view][cell.selection];
        let ignored = |c: &Choice| {
            self.profile.setting[&c.setting].foreign == ForeignFilter::Ignored
                && is_foreign(&self.people, &account.scope, c)
        };
        let listed = |i: &usize| !self.is_left_out(view, &self.population.orders[*i]);
        if !selection.choices.iter().any(ignored) {
            return selection.city.iter().copied().filter(listed).collect();
        }
        let choices: Vec<&Choice> = selection.choices.iter().filter(|c| !ignored(c)).collect();
        let means = |i: &usize| {
            choices
                .iter()
                .all(|c| meets(self.ground(), &self.population.orders[*i], &c.predicate))
        };
        (0..self.population.orders.len()).filter(means).filter(listed).collect()
    }

    /// True where an account sees everybody's in the view.
    fn shows_city(&self, view: &View) -> bool {
        let sees_all =
            |account: &Account| account.scope == Scope::All && access(view, account, None) == Some(Access::All);
        !self.profile.population.partial && self.principals.iter().any(sees_all)
    }

    fn also(&self, cell: &Cell, reach: &Reach) -> Vec<usize> {
        let view = &self.profile.view[cell.view];
        let means_all = self.selections[cell.view][cell.selection].city.len() == self.population.orders.len();
        if !matches!(view.unit, Unit::Persons | Unit::Suggestions) || !means_all {
            return Vec::new();
        }
        let here = cell.target.as_ref().and_then(|target| target.instance.as_ref());
        let is_here = |instance: Option<&String>| here.is_none_or(|here| instance == Some(here));
        let orders = self.population.orders.iter();
        let placed_here = orders.filter(|order| is_here(order.instance.as_ref()) && reach.has_order(order));
        let ordered: HashSet<&str> = placed_here.map(|order| order.person.as_str()).collect();
        let persons = self.population.persons.iter().enumerate();
        let is_also = |(index, person): &(usize, &Person)| {
            let homes = self.people.homes(*index);
            let works_here = here.is_none_or(|here| homes.contains(here)) && reach.has_person(&person.id, homes);
            let is_left_out = person.protected && view.protected == ProtectedRule::LeftOut;
            works_here && !is_left_out && !ordered.contains(person.id.as_str())
        };
        persons.filter(is_also).map(|(index, _)| index).collect()
    }

    fn is_left_out(&self, view: &View, order: &Order) -> bool {
        view.protected == ProtectedRule::LeftOut && self.ground().person(&order.person).is_some_and(|p| p.protected)
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        Ground {
            profile: &self.profile,
            population: &self.population,
            people: &self.people,
            taken: &self.taken,
        }
    }

    /// By the selection as it is asked: where the portal ignores a filter for this account, who is entitled still sees no
    /// more than what the filter means.
    fn needs(&self, cell: &Cell, reach: &Reach) -> Vec<String> {
        let view = &self.profile.view[cell.view];
        if view.unit == Unit::None || view.target == Some(TargetKind::Order) {
            return Vec::new();
        }
        // On no instance's page can anybody see the orders of who has no instance.
        let has_page = |order: &Order| view.target.is_none() || order.instance.is_some();
        let is_there = |order: &Order| has_page(order) && !self.is_left_out(view, order);
        let asked = self.selections[cell.view][cell.selection].city.iter().copied();
        let there: Vec<usize> = asked.filter(|&i| is_there(&self.population.orders[i])).collect();
        // Of the latest ones nobody is shown more than the city's latest, if nobody asks whose they are.
        let latest = self.latest(view, there);
        let of = |shown: &[usize]| {
            let shown = shown.iter().map(|&i| &self.population.orders[i]);
            let foreign = shown.filter(|order| !reach.has_order(order) && self.can_witness(view, order));
            foreign
                .map(|order| order.instance.as_deref().unwrap_or(NO_INSTANCE))
                .collect::<BTreeSet<&str>>()
        };
        let certain = of(&latest.certain);
        // Whoever sees the whole city must be shown as many of the tied ones as fit, whichever they are.
        let needs = match certain.is_empty() && !self.shows_city(view) {
            true => of(&latest.tied),
            false => certain,
        };
        needs.into_iter().map(str::to_owned).collect()
    }
}

impl Reach {
    /// What an account of that scope may see where nothing says otherwise.
    pub fn of(scope: &Scope) -> Self {
        match scope {
            Scope::All => Self::All,
            Scope::None | Scope::SignedOut => Self::None,
            Scope::Instances(ids) => Self::Instances(ids.clone()),
            Scope::Own(person) => Self::Person(person.clone()),
        }
    }

    /// True when the order is not foreign.
    pub fn has_order(&self, order: &Order) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Person(person) => order.person == *person,
            Self::Instances(ids) => order.instance.as_ref().is_some_and(|i| ids.contains(i)),
        }
    }

    /// True when a value of this person, who belongs to these instances, is not foreign.
    pub fn has_person(&self, person: &str, instances: &BTreeSet<String>) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Person(own) => own == person,
            Self::Instances(ids) => ids.iter().any(|i| instances.contains(i)),
        }
    }
}

/// True when an option is about an instance outside the scope; a person's own are those where it works or has ordered.
pub(super) fn is_foreign(people: &People, scope: &Scope, choice: &Choice) -> bool {
    let Some(instance) = &choice.instance else {
        return false;
    };
    match scope {
        Scope::All => false,
        Scope::None | Scope::SignedOut => true,
        Scope::Instances(ids) => !ids.contains(instance),
        Scope::Own(person) => people.homes_of(person).is_none_or(|homes| !homes.contains(instance)),
    }
}

/// Where an account sees nothing, nobody's values are its own, whatever its scope elsewhere, and no manipulation of what it is
/// refused shows it anybody; only who is a person meets the own name on every page.
fn reach_of(cell: &Cell, scope: &Scope) -> Reach {
    let is_closed = cell.plain.is_some() && cell.closed;
    match (cell.access, scope) {
        (Access::All, _) => Reach::All,
        (_, Scope::Own(_)) => Reach::of(scope),
        (Access::Nothing, _) => Reach::None,
        _ if is_closed => Reach::None,
        _ => Reach::of(scope),
    }
}

fn on_target(cell: &Cell, index: usize, order: &Order) -> bool {
    match &cell.target {
        None => true,
        Some(target) => match (target.order, &target.instance) {
            (Some(asked), _) => asked == index,
            (None, Some(instance)) => order.instance.as_ref() == Some(instance),
            (None, None) => false,
        },
    }
}
