//! A total held against the rows that it sums, on all pages: also where others' rows are among them and nobody knows what the
//! number should be.

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{Number, NumberIs, Unit};
use skott_model::{Finding, FindingKind, Rows};

use super::number::{amount, joined, written};
use super::{Expected, Seen, instances_of};

/// The totals that disagree with their rows. Asked only where nothing else is wrong: a row that is missing or too much is
/// said already.
pub(super) fn judge<'a>(
    matrix: &'a Matrix,
    cell: &Cell,
    expectation: Expected<'a>,
    seen: &'a Seen,
) -> impl Iterator<Item = Finding> + 'a {
    let view = &matrix.profile.view[cell.view];
    let is_list = view.unit == Unit::Orders && view.key.is_none();
    let rows = seen.rows.as_ref().filter(|_| is_list);
    let numbers = view.format[cell.format].numbers.iter();
    numbers.filter_map(move |number| {
        let text = seen.numbers.get(&number.id)?.as_deref()?;
        let rows_say = disagrees(number, amount(text, number.is)?, rows?)?;
        let total = written(number.is, amount(text, number.is)?);
        let place = format!("{}: {total}, raderna {}", number.id, written(number.is, rows_say));
        let whose = joined(&instances_of(matrix, &expectation.orders));
        Some(Finding::new(FindingKind::TotalNotRows, whose, place))
    })
}

/// What the rows come to, where the total is another.
fn disagrees(number: &Number, total: i64, rows: &Rows) -> Option<i64> {
    match number.is {
        NumberIs::Count => {
            let (least, others) = (rows.units as i64, rows.others as i64);
            (!(least..=least + others).contains(&total)).then_some(least)
        }
        NumberIs::Sum => rows.sum.filter(|sum| *sum != total),
        NumberIs::Persons | NumberIs::Average | NumberIs::Min | NumberIs::Max => None,
    }
}
