//! The order of rows under a sort key that the view may not show: who asks for the list by pay, and gets it by pay, has been
//! told who earns more than whom.

use std::collections::{BTreeSet, HashSet};

use skott_model::matrix::Cell;
use skott_model::profile::Unit;
use skott_model::{Category, Finding, FindingKind, Sequence};

use super::instances_of;
use super::number::joined;
use super::owners::Ownership;
use super::seen::Sighted;
use crate::search::Owner;

/// Units of a list that are kept in their order.
const MOST_UNITS: usize = 500;
/// Fewer different values are in some order by chance.
pub(crate) const FEWEST: usize = 5;

/// The units in the order shown, where the selection asks for a hidden order, or is the default one beside which such an
/// order is seen.
pub(super) fn sequence(ownership: &Ownership, cell: &Cell, sightings: &[Sighted]) -> Option<Sequence> {
    let matrix = ownership.matrix;
    let view = &matrix.profile.view[cell.view];
    let choices = &matrix.selections[cell.view][cell.selection].choices;
    let by = choices
        .iter()
        .find_map(|choice| choice.sorted_by.clone())
        .map(Category::from);
    let options = || {
        view.settings
            .iter()
            .flat_map(|name| &matrix.profile.setting[name.get_ref()].options)
    };
    let is_asked_for = by.is_some() || (cell.selection == 0 && options().any(|o| o.sorted_by.is_some()));
    if !is_asked_for || !matches!(view.unit, Unit::Orders | Unit::Persons) {
        return None;
    }
    let key = match (&view.key, view.unit) {
        (Some(key), _) => Category::from(key.clone()),
        (None, Unit::Persons) => Category::Email,
        (None, _) => Category::Order,
    };
    let values = ownership.index.values();
    let of_key = |s: &&Sighted| s.strong && values[s.value].category == key;
    let owners = sightings
        .iter()
        .filter(of_key)
        .filter_map(|s| values[s.value].owners.first());
    let mut seen = HashSet::new();
    let units = owners
        .map(unit)
        .filter(|unit| seen.insert(*unit))
        .take(MOST_UNITS)
        .collect();
    Some(Sequence { by, units })
}

/// Orders by number, persons by negative number: a list shows either.
fn unit(owner: &Owner) -> i64 {
    match owner.order {
        Some(order) => order as i64,
        None => -1 - owner.person as i64,
    }
}

/// A leak where the units stand exactly by what was asked for, up or down. Whether they always stand so is known beside the
/// default order: [`is_default_order`].
pub(super) fn hidden(ownership: &Ownership, sequence: Option<&Sequence>) -> Option<Finding> {
    let sequence = sequence?;
    let by = sequence.by.as_ref()?;
    let keys: Vec<(i64, String)> = sequence
        .units
        .iter()
        .filter_map(|unit| key(ownership, *unit, by))
        .collect();
    let different: BTreeSet<&(i64, String)> = keys.iter().collect();
    if different.len() < FEWEST || !(keys.is_sorted() || keys.iter().rev().is_sorted()) {
        return None;
    }
    let whose = sequence.units.iter().flat_map(|unit| instances(ownership, *unit));
    Some(Finding {
        category: Some(by.clone()),
        ..Finding::new(FindingKind::HiddenOrder, joined(&whose.collect()), "radordning")
    })
}

/// Whose a unit is.
fn instances(ownership: &Ownership, unit: i64) -> BTreeSet<String> {
    let matrix = ownership.matrix;
    match usize::try_from(unit) {
        Ok(order) => instances_of(matrix, &[order]),
        Err(_) => {
            let person = usize::try_from(-1 - unit).ok();
            person
                .map(|person| matrix.people.homes(person).clone())
                .unwrap_or_default()
        }
    }
}

/// What a unit is sorted by.
fn key(ownership: &Ownership, unit: i64, by: &Category) -> Option<(i64, String)> {
    let population = &ownership.matrix.population;
    let order = usize::try_from(unit).ok().map(|i| &population.orders[i]);
    let person = match order {
        Some(order) => &population.persons[ownership.matrix.people.index(&order.person)?],
        None => &population.persons[usize::try_from(-1 - unit).ok()?],
    };
    let text = |text: &str| Some((0, text.to_lowercase()));
    match by {
        Category::Pay => person.pay_ore.map(|ore| (ore, String::new())),
        Category::Pension => person.pension_ore.map(|ore| (ore, String::new())),
        Category::Amount => order.map(|order| (order.amount_ore, String::new())),
        Category::Personnummer => person.personnummer.as_deref().and_then(text),
        Category::Email => text(&person.email),
        Category::Phone => person.phone.as_deref().and_then(text),
        Category::Name => text(&format!("{} {}", person.family_name, person.given_name)),
        Category::Order => order.and_then(|order| text(&order.id)),
        Category::Receipt => order.and_then(|order| text(order.receipt.as_deref()?)),
        Category::Other(name) => order
            .and_then(|o| o.other.get(name))
            .or(person.other.get(name))
            .and_then(|t| text(t)),
        Category::Address => person.address.as_ref().and_then(|a| text(&a.street)),
    }
}

/// True when the units that both show stand in the same order: the portal ignored what it was asked. None where too few are
/// in both to tell.
pub(crate) fn is_default_order(asked: &Sequence, default: &Sequence) -> Option<bool> {
    let (one, other): (HashSet<i64>, HashSet<i64>) = (
        asked.units.iter().copied().collect(),
        default.units.iter().copied().collect(),
    );
    let of_both = |units: &[i64], both: &HashSet<i64>| -> Vec<i64> {
        units.iter().copied().filter(|unit| both.contains(unit)).collect()
    };
    let (asked, default) = (of_both(&asked.units, &other), of_both(&default.units, &one));
    (asked.len() >= FEWEST).then_some(asked == default)
}
