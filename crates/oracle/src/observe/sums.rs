//! Sums of an account's own rows. One of them may be somebody's pay to the öre: in a city's statistics that happens by chance.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{Access, NumberIs};
use skott_population::Order;

use super::seen::Sighted;
use super::{Expected, Seen, number};
use crate::search::Index;

/// Takes away sightings of pay and pension where each of them is a sum that the answer may rightly show. Where pay itself is shown, more
/// of it is seen than that.
pub(super) fn drop_chance(
    matrix: &Matrix,
    index: &Index,
    cell: &Cell,
    (expectation, seen): (Expected, &Seen),
    sightings: &mut Vec<Sighted>,
) {
    let is_pay = |s: &Sighted| s.strong && index.values()[s.value].category.is_forbidden();
    if !sightings.iter().any(is_pay) {
        return;
    }
    let mut sums = number::rightly_shown(matrix, cell, expectation, seen);
    sums.extend(of_groups(matrix, &rows(matrix, cell, expectation)));
    let is_sum = |s: &Sighted| index.values()[s.value].ore().is_some_and(|ore| sums.contains(&ore));
    if sightings.iter().filter(|s| is_pay(s)).all(is_sum) {
        sightings.retain(|s| !is_pay(s));
    }
}

/// The rows that the answer may sum: of what no page offers, all that are the account's own.
fn rows(matrix: &Matrix, cell: &Cell, expectation: Expected) -> Vec<usize> {
    let orders = &matrix.population.orders;
    match cell.access {
        Access::Within => (0..orders.len())
            .filter(|i| expectation.reach.has_order(&orders[*i]))
            .collect(),
        _ => expectation.orders.clone(),
    }
}

/// Sum, average, least and most of all the rows, and of those that statistics put together.
pub(super) fn of_groups(matrix: &Matrix, rows: &[usize]) -> BTreeSet<i64> {
    let groups = groups(matrix, rows);
    let all = [NumberIs::Sum, NumberIs::Average, NumberIs::Min, NumberIs::Max];
    let sums = groups.values().flat_map(|rows| all.map(|is| matrix.number(is, rows)));
    sums.flatten().collect()
}

/// The average of all the rows, however it is rounded, and the sums of those that statistics put together, but for one person's.
pub(super) fn of_statistics(matrix: &Matrix, rows: &[usize]) -> BTreeSet<i64> {
    let groups = groups(matrix, rows);
    let of_many = groups.iter().filter(|((kind, _), _)| *kind != PERSON);
    let sums = of_many.map(|(_, rows)| matrix.number(NumberIs::Sum, rows));
    let average = matrix.number(NumberIs::Average, rows);
    let rounded = average.into_iter().flat_map(|ore| ore - 1..=ore + 1);
    sums.flatten().chain(rounded).collect()
}

/// What kind of group it is, and which.
type Group = (u8, String);

/// Of [`groups_of`], one person's.
const PERSON: u8 = 6;

fn groups(matrix: &Matrix, rows: &[usize]) -> BTreeMap<Group, Vec<usize>> {
    let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    for &row in rows {
        for group in groups_of(&matrix.population.orders[row]) {
            groups.entry(group).or_default().push(row);
        }
    }
    groups
}

/// The groups in which statistics count an order: all, its instance's, its benefits', its state's, its month's, its year's, its person's.
fn groups_of(order: &Order) -> Vec<Group> {
    let placed = order.placed;
    let mut groups = vec![
        (0, String::new()),
        (1, order.instance.clone().unwrap_or_default()),
        (2, order.benefits.join("+")),
        (3, order.status.clone()),
        (4, format!("{}-{}", placed.year(), placed.month())),
        (5, placed.year().to_string()),
        (PERSON, order.person.clone()),
    ];
    groups.extend(order.benefits.iter().map(|benefit| (7, benefit.clone())));
    groups
}
