//! Scope and selection brought together: the rows of a view, its total and its sum.

use skott_population::Ore;

use crate::filter::{Filter, PAGE_ROWS};
use crate::register::{Entry, Register};
use crate::scope::{self, Reach};
use crate::visit::Visit;

/// What a list view shows.
pub struct Listing<'a> {
    /// All rows in order, also those on other pages.
    pub rows: Vec<&'a Entry>,
    /// The total said to the reader.
    pub count: usize,
    /// The sum said to the reader.
    pub sum: Ore,
    /// The average said to the reader, to the nearest öre; none of no orders.
    pub average: Option<Ore>,
}

/// The rows of the view for its visitor.
pub fn listing<'a>(visit: &Visit<'a>, filter: &Filter) -> Listing<'a> {
    let register = visit.register();
    let ask = visit.listing(filter);
    let selected = |reach: &Reach| within(visit, filter, reach);
    let (reach, counted, summed) = (scope::reach(&ask), scope::counted(&ask), scope::summed(&ask));
    let mut rows = selected(&reach);
    let count = if counted == reach {
        rows.len()
    } else {
        selected(&counted).len()
    };
    let sum = if summed == reach {
        sum(&rows, register)
    } else {
        sum(&selected(&summed), register)
    };
    let averaged = scope::averaged(&ask);
    let average = if averaged == reach {
        average(&rows, register)
    } else {
        average(&selected(&averaged), register)
    };
    filter.sort(&mut rows, register);
    Listing {
        rows,
        count,
        sum,
        average,
    }
}

/// The orders of the selection that are in some reach, newest first.
pub fn within<'a>(visit: &Visit<'a>, filter: &Filter, reach: &Reach) -> Vec<&'a Entry> {
    let register = visit.register();
    let held = register.entries().iter().filter(|e| filter.holds(e, register));
    held.filter(|e| reach.covers(e, register)).collect()
}

fn average(rows: &[&Entry], register: &Register) -> Option<Ore> {
    let count = Ore::try_from(rows.len()).ok().filter(|n| *n > 0)?;
    Some((sum(rows, register) + count / 2).div_euclid(count))
}

/// What the orders cost together.
pub fn sum(rows: &[&Entry], register: &Register) -> Ore {
    rows.iter().map(|e| register.order(e).amount_ore).sum()
}

/// One page of something.
pub struct Page<'a, T> {
    /// What is on it; nothing beyond the last page.
    pub rows: &'a [T],
    /// Its number.
    pub number: usize,
    /// How many there are; at least one.
    pub pages: usize,
}

/// Cuts out one page.
pub fn page<T>(rows: &[T], number: usize) -> Page<'_, T> {
    let pages = rows.len().div_ceil(PAGE_ROWS).max(1);
    let from = number.saturating_sub(1).saturating_mul(PAGE_ROWS).min(rows.len());
    let until = from.saturating_add(PAGE_ROWS).min(rows.len());
    Page {
        rows: &rows[from..until],
        number,
        pages,
    }
}

impl<T> Page<'_, T> {
    /// The number of the page after, if there is one.
    pub fn next(&self) -> Option<String> {
        (self.number < self.pages).then(|| (self.number + 1).to_string())
    }

    /// The number of the page before, if there is one.
    pub fn previous(&self) -> Option<String> {
        (1 < self.number && self.number <= self.pages).then(|| (self.number - 1).to_string())
    }
}
