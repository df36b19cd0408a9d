//! Randomness that stays put: one stream for each (seed, kind, id), so that a change in one place moves nothing elsewhere.

use std::collections::HashSet;
use std::hash::Hash;

use jiff::ToSpan;
use jiff::civil::Date;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// The stream for one thing.
pub(crate) fn stream(seed: u64, kind: &str, id: &str) -> ChaCha8Rng {
    let digest = Sha256::digest(format!("skott.population/1\n{seed}\n{kind}\n{id}"));
    ChaCha8Rng::from_seed(digest.into())
}

/// A day from the first to the last, both included.
pub(crate) fn day(rng: &mut ChaCha8Rng, first: Date, last: Date) -> Date {
    let days = (last - first).get_days();
    first.saturating_add(rng.random_range(0..=days).days())
}

/// Keeps what has been drawn, and draws again until it is something new.
pub(crate) struct Fresh<K>(HashSet<K>);

impl<K: Hash + Eq> Fresh<K> {
    pub(crate) fn new() -> Self {
        Self(HashSet::new())
    }

    /// Draws until the key is new; the caller sees to that there are more values than will be asked for.
    pub(crate) fn draw<T>(&mut self, key: impl Fn(&T) -> K, mut next: impl FnMut() -> T) -> T {
        loop {
            let value = next();
            if self.0.insert(key(&value)) {
                return value;
            }
        }
    }

    /// As if that key had been drawn already.
    pub(crate) fn without(key: K) -> Self {
        Self(HashSet::from([key]))
    }
}
