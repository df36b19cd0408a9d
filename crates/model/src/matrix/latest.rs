//! Views that show no more than so many orders, those placed last.

use std::cmp::Reverse;

use super::Matrix;
use crate::profile::View;

/// Which orders a view shows of those that it may, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Latest {
    /// Placed late enough to be shown for certain; all of them where the view shows all.
    pub certain: Vec<usize>,
    /// Nobody knows which of these are shown: they were placed on one and the same day, on which the list ends, or others than the planted
    /// ones may be among the latest.
    pub tied: Vec<usize>,
    /// How many of those must be shown.
    pub of_tied: usize,
}

impl Latest {
    /// Those that may be shown.
    pub fn possible(&self) -> impl Iterator<Item = usize> {
        self.certain.iter().chain(&self.tied).copied()
    }

    /// Those that must be shown, where these are: of the tied ones first those that are.
    pub fn due(&self, is_shown: impl Fn(usize) -> bool) -> Vec<usize> {
        let (shown, others): (Vec<usize>, Vec<usize>) = self.tied.iter().partition(|order| is_shown(**order));
        let tied = shown.into_iter().chain(others).take(self.of_tied);
        self.certain.iter().copied().chain(tied).collect()
    }
}

impl Matrix {
    /// Of these orders those that the view shows.
    pub fn latest(&self, view: &View, orders: Vec<usize>) -> Latest {
        let Some(most) = view.latest else {
            return Latest {
                certain: orders,
                ..Latest::default()
            };
        };
        let mut sorted = orders;
        let day = |order: &usize| self.population.orders[*order].placed;
        sorted.sort_by_key(|order| (Reverse(day(order)), *order));
        let (before, possible) = match sorted.get(most.saturating_sub(1)).map(day) {
            Some(last) => (
                sorted.partition_point(|order| day(order) > last),
                sorted.partition_point(|order| day(order) >= last),
            ),
            None => (sorted.len(), sorted.len()),
        };
        let is_partial = self.profile.population.partial;
        let certain = if is_partial {
            0
        } else if possible <= most {
            possible
        } else {
            before
        };
        Latest {
            certain: sorted[..certain].to_vec(),
            tied: sorted[certain..possible].to_vec(),
            of_tied: if is_partial { 0 } else { most.min(possible) - certain },
        }
    }
}
