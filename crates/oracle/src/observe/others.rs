//! Whose rows a number is made of.

use std::collections::BTreeMap;

use skott_model::matrix::{Matrix, NO_INSTANCE};
use skott_model::profile::NumberIs;

use super::amount::Read;

/// Rows by the instance that they belong to.
pub(super) type ByInstance<'a> = BTreeMap<&'a str, Vec<usize>>;

/// These rows, by instance.
pub(super) fn by_instance<'a>(matrix: &'a Matrix, rows: &[usize]) -> ByInstance<'a> {
    let mut out = ByInstance::new();
    for &row in rows {
        let instance = matrix.population.orders[row].instance.as_deref();
        out.entry(instance.unwrap_or(NO_INSTANCE)).or_default().push(row);
    }
    out
}

/// The one foreign instance whose rows explain the number, beside one of these sets of the account's own or in their place.
pub(super) fn explained<'a>(
    matrix: &Matrix,
    is: NumberIs,
    own: &[&[usize]],
    foreign: &ByInstance<'a>,
    read: Read,
) -> Option<&'a str> {
    let with = |own: &[usize]| {
        let explains = |theirs: &[usize]| {
            let number = matrix.number(is, &[own, theirs].concat());
            number.is_some_and(|number| read.is(is, number))
        };
        let mut all = foreign.iter();
        all.find_map(|(instance, theirs)| explains(theirs).then_some(*instance))
    };
    own.iter().chain([&&[][..]]).find_map(|own| with(own))
}
