//! A total held against the rows that it sums, on all pages: also where others' rows are among them and nobody knows what the
//! number should be.

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{Number, NumberIs, Unit, View};
use skott_model::{Finding, FindingKind, Rows};

use super::amount::{Read, parse, written};
use super::number::joined;
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
    let numbers = view.format[cell.format].numbers.iter();
    numbers.filter_map(move |number| {
        let total = parse(seen.numbers.get(&number.id)?.first()?, number.is)?;
        let said = RowsSay::of(view, number, seen.rows.as_ref())?;
        if said.is(total) {
            return None;
        }
        let [total, rows] = [total.value, said.told].map(|value| written(number.is, value));
        let place = format!("{}: {total}, raderna {rows}", number.id);
        let whose = joined(&instances_of(matrix, &expectation.orders));
        Some(Finding::new(FindingKind::TotalNotRows, whose, place))
    })
}

/// Whether a number is what the rows come to; none where they do not tell it.
pub(super) fn agrees(view: &View, number: &Number, read: Read, rows: Option<&Rows>) -> Option<bool> {
    Some(RowsSay::of(view, number, rows)?.is(read))
}

/// What the rows of a list come to.
struct RowsSay {
    told: i64,
    least: i64,
    most: i64,
}

impl RowsSay {
    /// None where the rows do not tell the number.
    fn of(view: &View, number: &Number, rows: Option<&Rows>) -> Option<Self> {
        // Under a key of its own a unit may be several; of the latest ones alone, or of some of the rows, no number is.
        let is_of_all = view.key.is_none() && view.latest.is_none() && !number.is_of_some();
        let rows = rows.filter(|_| is_of_all)?;
        let (told, less, more) = match (view.unit, number.is) {
            // What stands among them and does not look like a unit may be one more.
            (Unit::Orders, NumberIs::Count) | (Unit::Persons, NumberIs::Persons) => {
                (rows.units as i64, 0, rows.others as i64)
            }
            (Unit::Orders, NumberIs::Sum) => (rows.sum?, rows.rounded, rows.rounded),
            _ => return None,
        };
        Some(Self {
            told,
            least: told - less,
            most: told + more,
        })
    }

    /// True for what may be one of these, as it is written.
    fn is(&self, total: Read) -> bool {
        total.value + total.step > self.least && total.value - total.step < self.most
    }
}
