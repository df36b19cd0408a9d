//! Numbers as the population gives them, and plans in which a number could never tell a leak.

use std::collections::BTreeSet;

use super::{Cell, Matrix};
use crate::profile::{Fault, Number, NumberIs, Unit};

impl Matrix {
    /// What the number over these orders is; money in öre, an average rounded to the nearest. No rows have no average, smallest
    /// and largest amount.
    pub fn number(&self, is: NumberIs, rows: &[usize]) -> Option<i64> {
        let orders = &self.population.orders;
        let amounts = rows.iter().map(|&i| orders[i].amount_ore);
        Some(match is {
            NumberIs::Count => rows.len() as i64,
            NumberIs::Persons => {
                let persons: BTreeSet<&str> = rows.iter().map(|&i| orders[i].person.as_str()).collect();
                persons.len() as i64
            }
            NumberIs::Sum => amounts.sum(),
            NumberIs::Average => {
                let n = i64::try_from(rows.len()).ok().filter(|n| *n > 0)?;
                (amounts.sum::<i64>() + n / 2).div_euclid(n)
            }
            NumberIs::Min => amounts.min()?,
            NumberIs::Max => amounts.max()?,
        })
    }

    /// Views of numbers that prove nothing: every number of a cell is the same for the account and for the city. The first cell
    /// of each.
    pub(super) fn cannot_tell_apart(&self) -> Vec<Fault> {
        let mut told = BTreeSet::new();
        let lost = self.cells.iter().filter(|cell| self.coincides(cell));
        lost.filter(|cell| told.insert(cell.view))
            .map(|cell| {
                let what = format!("cell \"{}\": own and city-wide numbers coincide", cell.id);
                let todo = "give the view one more number, as a count, or plant other orders";
                Fault::new(&self.profile.view[cell.view].id, what, todo)
            })
            .collect()
    }

    /// Numbers that count no planted order: a name misspelt. An instance may have none.
    pub(super) fn count_nothing(&self) -> Vec<Fault> {
        let all: Vec<usize> = (0..self.population.orders.len()).collect();
        let is_instance = |id: &String| self.population.instances.iter().any(|instance| instance.id == *id);
        let mut faults = Vec::new();
        for view in &self.profile.view {
            let numbers = view.format.iter().flat_map(|format| &format.numbers);
            let of_nothing = numbers.filter(|n| n.is_of_some() && self.counted(n, &all).is_empty());
            let lost = of_nothing.filter(|n| !n.predicate.instance.as_ref().is_some_and(is_instance));
            faults.extend(lost.map(|number| {
                let what = format!(
                    "view \"{}\": number \"{}\" counts no planted order",
                    view.id.get_ref(),
                    number.id
                );
                Fault::new(&view.id, what, "correct its where, or plant orders that it means")
            }));
        }
        faults
    }

    fn coincides(&self, cell: &Cell) -> bool {
        let view = &self.profile.view[cell.view];
        if view.unit != Unit::Aggregate || !cell.access.opens() || self.profile.population.partial {
            return false;
        }
        let expectation = self.expectation(cell);
        let is_foreign = |&i: &usize| !expectation.reach.has_order(&self.population.orders[i]);
        let same = |number: &Number| {
            let of = self.expected_of(number, &expectation);
            self.number(number.is, &of.orders) == self.number(number.is, &of.city)
        };
        expectation.city.iter().any(is_foreign) && view.format[cell.format].numbers.iter().all(same)
    }
}
