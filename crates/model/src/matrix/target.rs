//! What a view is asked about: one order of each instance, one's own, and one that does not exist. Where all who may open it are persons,
//! nobody else is entitled to what is theirs: their own orders are then what is asked about.

use std::collections::{BTreeMap, BTreeSet};

use skott_population::{Order, Person, Population};

use super::expand::access;
use super::people::Ground;
use super::unknown::{Known, unknown};
use super::{Account, NO_INSTANCE, Scope, Target};
use crate::profile::{Access, ProtectedRule, Relation, TargetKind, View};

/// With which the target begins that is a person's own order, by its instance.
pub const OWN_TARGET: &str = "own:";

/// The targets that an account asks a view about, the one that does not exist first: it is the control for the others. `askers` are
/// all accounts that have the view's credential.
pub(super) fn targets(
    view: &View,
    kind: TargetKind,
    account: &Account,
    askers: &[&Account],
    ground: Ground,
    known: &Known,
) -> Vec<Target> {
    let mut out = match (kind, persons(view, askers)) {
        (TargetKind::Order, Some(persons)) => persons_targets(&persons, account, ground),
        (TargetKind::Order, None) => [order_targets(account, ground), hard_targets(view, account, ground)].concat(),
        (TargetKind::Instance, _) => instance_targets(account, ground.population),
    };
    let foreign = out.iter().find(|t| t.relation == Relation::Foreign);
    let control = random_like(view, kind, foreign.or(out.first()), known, &home(account, ground));
    out.insert(0, control);
    out
}

/// Instances that have orders, none of which the view is asked about. Persons alone are asked about each other's orders: that of any
/// other instance than their own one stands for them all.
pub(super) fn unasked<'a>(view: &View, kind: TargetKind, askers: &[&Account], ground: Ground<'a>) -> Vec<&'a str> {
    let asked_of = persons(view, askers).map(|persons| orders_of(&persons, ground));
    let is_foreign = |order: &&Order| {
        askers
            .iter()
            .any(|a| relation_to(a, ground, order) == Relation::Foreign)
    };
    if kind != TargetKind::Order || asked_of.as_ref().is_some_and(|orders| orders.iter().any(is_foreign)) {
        return Vec::new();
    }
    let is_asked = |id: &str| match &asked_of {
        Some(orders) => orders.iter().any(|order| order.instance.as_deref() == Some(id)),
        None => ground.witness_order(Some(id)).is_some(),
    };
    let has_orders = |id: &str| {
        ground
            .population
            .orders
            .iter()
            .any(|o| o.instance.as_deref() == Some(id))
    };
    let ids = ground.population.instances.iter().map(|i| i.id.as_str());
    ids.filter(|id| has_orders(id) && !is_asked(id)).collect()
}

fn orders_of<'a>(persons: &[&str], ground: Ground<'a>) -> Vec<&'a Order> {
    let each = persons.iter().flat_map(|person| first_orders(person, ground));
    each.map(|(_, order)| order).collect()
}

/// The persons that those are who may open what is their own; none if one of them is more than a person.
fn persons<'a>(view: &View, askers: &[&'a Account]) -> Option<Vec<&'a str>> {
    let person = |account: &&'a Account| match &account.scope {
        Scope::Own(person) => Some(person.as_str()),
        _ => None,
    };
    let may_open = |account: &&&Account| {
        let access = access(view, account, Some(Relation::Own));
        access.is_some_and(|access| access.opens() && access != Access::Nothing)
    };
    let all: Option<Vec<&str>> = askers.iter().filter(may_open).map(person).collect();
    all.filter(|persons| !persons.is_empty())
}

/// The orders of each of these persons, under the same name for every account: whoever it belongs to witnesses that it opens.
fn persons_targets(persons: &[&str], account: &Account, ground: Ground) -> Vec<Target> {
    let named = |person: &&str| {
        let name = format!("order:{person}");
        first_orders(person, ground)
            .into_iter()
            .map(move |(index, order)| (format!("{name}:{}", instance_of(order)), index, order))
    };
    let all = persons.iter().flat_map(named);
    all.map(|(id, index, order)| order_target(id, index, order, account, ground))
        .collect()
}

fn order_targets(account: &Account, ground: Ground) -> Vec<Target> {
    let population = ground.population;
    let mut out = Vec::new();
    if let Scope::Own(person) = &account.scope {
        for (index, order) in first_orders(person, ground) {
            let id = format!("{OWN_TARGET}{}", instance_of(order));
            out.push(order_target(id, index, order, account, ground));
        }
    }
    let instances = population.instances.iter().map(|i| Some(i.id.as_str())).chain([None]);
    for instance in instances {
        if let Some((index, order)) = ground.witness_order(instance) {
            let id = format!("order:{}", instance.unwrap_or(NO_INSTANCE));
            out.push(order_target(id, index, order, account, ground));
        }
    }
    out
}

/// Persons of more than one instance whose orders are asked for.
const MOST_OF_SEVERAL: usize = 2;

/// Orders that a portal may find by their person instead of by where they were placed: of who belongs to several instances, in each of
/// them; and one of a person with protected identity, where the view shows such at all.
fn hard_targets(view: &View, account: &Account, ground: Ground) -> Vec<Target> {
    let has_orders = |person: &&Person| !first_orders(&person.id, ground).is_empty();
    let persons = || ground.population.persons.iter().filter(has_orders);
    let is_of_several = |person: &&Person| ground.people.homes_of(&person.id).is_some_and(|homes| homes.len() > 1);
    let is_protected = |person: &&Person| person.protected && view.protected != ProtectedRule::LeftOut;
    let is_itself = |person: &Person| account.scope == Scope::Own(person.id.clone());
    let several = persons().filter(is_of_several).take(MOST_OF_SEVERAL);
    let protected = persons().find(|person| is_protected(person) && !is_of_several(person));
    let hard = several.chain(protected).filter(|person| !is_itself(person));
    let named = |person: &Person| {
        let orders = first_orders(&person.id, ground).into_iter();
        let person = person.id.clone();
        orders.map(move |(index, order)| (format!("order:{person}:{}", instance_of(order)), index, order))
    };
    hard.flat_map(named)
        .map(|(id, index, order)| order_target(id, index, order, account, ground))
        .collect()
}

/// A person's first order in each instance.
fn first_orders<'a>(person: &str, ground: Ground<'a>) -> Vec<(usize, &'a Order)> {
    let mut seen = BTreeSet::new();
    let orders = ground.population.orders.iter().enumerate();
    orders
        .filter(|(_, order)| order.person == person && seen.insert(order.instance.as_deref()))
        .collect()
}

fn instance_of(order: &Order) -> &str {
    order.instance.as_deref().unwrap_or(NO_INSTANCE)
}

fn order_target(id: String, index: usize, order: &Order, account: &Account, ground: Ground) -> Target {
    let mut values = BTreeMap::from([("id".to_owned(), order.id.clone())]);
    values.insert("instance".to_owned(), order.instance.clone().unwrap_or_default());
    let codes = order.codes();
    values.extend(codes.map(|(name, code)| (name.to_owned(), code.to_owned())));
    let relation = relation_to(account, ground, order);
    let home = match relation {
        Relation::Own => order.instance.clone().unwrap_or_default(),
        _ => home(account, ground),
    };
    values.insert("home".to_owned(), home);
    Target {
        id,
        relation,
        values,
        other: None,
        order: Some(index),
        instance: order.instance.clone(),
    }
}

fn relation_to(account: &Account, ground: Ground, order: &Order) -> Relation {
    let own = match &account.scope {
        Scope::All => true,
        Scope::None | Scope::SignedOut => false,
        Scope::Instances(ids) => order.instance.as_ref().is_some_and(|i| ids.contains(i)),
        Scope::Own(person) if *person == order.person => true,
        Scope::Own(person) => {
            let homes = ground.people.homes_of(person);
            let together = order
                .instance
                .as_ref()
                .is_some_and(|i| homes.is_some_and(|h| h.contains(i)));
            return if together {
                Relation::Colleague
            } else {
                Relation::Foreign
            };
        }
    };
    if own { Relation::Own } else { Relation::Foreign }
}

fn instance_targets(account: &Account, population: &Population) -> Vec<Target> {
    let own = |id: &String| match &account.scope {
        Scope::All => true,
        Scope::Instances(ids) => ids.contains(id),
        Scope::None | Scope::SignedOut | Scope::Own(_) => false,
    };
    let target = |id: &String| Target {
        id: format!("instance:{id}"),
        relation: if own(id) { Relation::Own } else { Relation::Foreign },
        values: BTreeMap::from([("id".to_owned(), id.clone()), ("instance".to_owned(), id.clone())]),
        other: None,
        order: None,
        instance: Some(id.clone()),
    };
    population.instances.iter().map(|i| target(&i.id)).collect()
}

/// Where the account is at home, for addresses that hold both the own instance and a target of another.
fn home(account: &Account, ground: Ground) -> String {
    let own = match &account.scope {
        Scope::Instances(ids) => ids.first(),
        Scope::Own(person) => ground.people.homes_of(person).and_then(BTreeSet::first),
        Scope::All | Scope::None | Scope::SignedOut => None,
    };
    own.or(ground.population.instances.first().map(|i| &i.id))
        .cloned()
        .unwrap_or_default()
}

/// A target that nobody has, of the same shape and in the same place as `like`: each value that tells one order from another
/// is one that none has, whichever of them a view asks by. Another such stands beside it, but where the view says one alone.
fn random_like(view: &View, kind: TargetKind, like: Option<&Target>, known: &Known, home: &str) -> Target {
    let like = like.map(|t| t.values.clone()).unwrap_or_default();
    let mut values = unknown_values(kind, &like, known, home);
    let mut other = unknown_values(kind, &like, &known.and(&values), home);
    for (name, texts) in &view.unknown {
        let of = |text: Option<&String>| text.map(|text| (name.clone(), text.clone()));
        values.extend(of(texts.all().first()));
        other.extend(of(texts.all().last()));
    }
    let is_one_alone = view.unknown.values().any(|texts| texts.all().len() < 2);
    Target {
        id: "random".to_owned(),
        relation: Relation::Random,
        other: (!is_one_alone && other != values).then_some(other),
        values,
        order: None,
        instance: None,
    }
}

fn unknown_values(
    kind: TargetKind,
    like: &BTreeMap<String, String>,
    known: &Known,
    home: &str,
) -> BTreeMap<String, String> {
    let mut values = like.clone();
    match kind {
        TargetKind::Order => {
            let id = unknown(values.get("id").map_or("", String::as_str), &known.orders);
            values.insert("id".to_owned(), id);
            for (name, value) in &mut values {
                if let Some(others) = known.telling.get(name.as_str()) {
                    *value = unknown(value, others);
                }
            }
        }
        TargetKind::Instance => {
            const NAMES: [&str; 2] = ["finns-inte", "saknas-helt"];
            let has_digits = |id: &&String| id.contains(|c: char| c.is_ascii_digit());
            let id = match values.get("id").filter(has_digits) {
                Some(id) => unknown(id, &known.instances),
                None => NAMES
                    .into_iter()
                    .find(|name| !known.instances.contains(name))
                    .unwrap_or_default()
                    .to_owned(),
            };
            values.insert("id".to_owned(), id.clone());
            values.insert("instance".to_owned(), id);
        }
    }
    values.insert("home".to_owned(), home.to_owned());
    values
}
