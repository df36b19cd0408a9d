//! Numbers as the population gives them, and plans in which a number could never tell a leak.

use std::collections::BTreeSet;

use super::{Cell, Matrix, PlanError};
use crate::profile::{NumberIs, Unit};

impl Matrix {
    /// What the number over these orders is; sums in öre.
    pub fn number(&self, is: NumberIs, rows: &[usize]) -> i64 {
        let orders = &self.population.orders;
        match is {
            NumberIs::Count => rows.len() as i64,
            NumberIs::Persons => {
                let persons: BTreeSet<&str> = rows.iter().map(|&i| orders[i].person.as_str()).collect();
                persons.len() as i64
            }
            NumberIs::Sum => rows.iter().map(|&i| orders[i].amount_ore).sum(),
        }
    }

    /// Where every number of an aggregate is the same for the account and for the city, it proves nothing.
    pub(super) fn tells_numbers_apart(&self) -> Result<(), PlanError> {
        match self.cells.iter().find(|cell| self.coincides(cell)) {
            None => Ok(()),
            Some(cell) => Err(PlanError {
                at: Some(self.profile.view[cell.view].id.span().start),
                what: format!("cell \"{}\": own and city-wide numbers coincide", cell.id),
                todo: "give the view one more number, as a count, or plant other orders".to_owned(),
            }),
        }
    }

    fn coincides(&self, cell: &Cell) -> bool {
        let view = &self.profile.view[cell.view];
        if view.unit != Unit::Aggregate || !cell.access.opens() || self.profile.population.partial {
            return false;
        }
        let expectation = self.expectation(cell);
        let is_foreign = |&i: &usize| !expectation.reach.has_order(&self.population.orders[i]);
        let same = |is: NumberIs| self.number(is, &expectation.orders) == self.number(is, &expectation.city);
        expectation.city.iter().any(is_foreign) && view.format[cell.format].numbers.iter().all(|n| same(n.is))
    }
}
