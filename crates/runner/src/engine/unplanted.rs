//! Values that look like real persons' and are not planted, seen so far: counted by view and kind, never kept.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use skott_model::Category;
use skott_model::record::Unplanted;
use skott_oracle::search::Hashed;

/// Different values beyond this are not counted on one view.
const MOST: usize = 100_000;

/// By view and kind, hashes that are drawn anew in every process.
#[derive(Default)]
pub(super) struct Tally(Mutex<BTreeMap<(String, Category), HashSet<u64>>>);

impl Tally {
    /// Takes in what one answer on a view showed.
    pub fn take(&self, view: &str, found: HashSet<Hashed>) {
        if found.is_empty() {
            return;
        }
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (kind, hash) in found {
            let seen = tally.entry((view.to_owned(), kind)).or_default();
            if seen.len() < MOST {
                seen.insert(hash);
            }
        }
    }

    /// Different values in all.
    pub fn total(&self) -> u64 {
        let tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = tally
            .iter()
            .flat_map(|((_, kind), seen)| seen.iter().map(move |hash| (kind, hash)));
        all.collect::<HashSet<_>>().len() as u64
    }

    /// By kind and view.
    pub fn on_views(&self) -> Vec<Unplanted> {
        let tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let one = |((view, kind), seen): (&(String, Category), &HashSet<u64>)| Unplanted {
            kind: kind.clone(),
            view: view.clone(),
            count: seen.len() as u64,
        };
        let mut all: Vec<Unplanted> = tally.iter().map(one).collect();
        all.sort();
        all
    }
}
