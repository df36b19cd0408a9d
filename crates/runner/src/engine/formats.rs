//! What a list showed in each of its formats, where others than planted persons use the portal: a row that came between two
//! questions is no fault of either format.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use skott_model::Observation;
use skott_model::matrix::Cell;

/// Principal, view, selection and target.
type List = (usize, usize, usize, Option<String>);

/// By list and cell: the hash of the rows that it showed last.
#[derive(Default)]
pub(super) struct Formats(Mutex<HashMap<List, BTreeMap<usize, String>>>);

impl Formats {
    /// Keeps what a cell showed. Gives another cell of the same list that showed other rows.
    pub fn differing(&self, index: usize, cell: &Cell, observation: &Observation) -> Option<usize> {
        let rows = observation.rows.as_ref().filter(|rows| rows.partial)?;
        if !observation.findings.is_empty() || !observation.doubts.is_empty() {
            return None;
        }
        let target = cell.target.as_ref().map(|target| target.id.clone());
        let list = (cell.principal, cell.view, cell.selection, target);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.entry(list).or_default();
        known.insert(index, rows.digest.clone());
        let other = known.iter().find(|(_, digest)| **digest != rows.digest);
        other.map(|(other, _)| *other)
    }
}
