//! What was looked at before, by its hash, in a table of one size: of two that share a place the later is known.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::RandomState;

pub(super) struct Known {
    hasher: RandomState,
    slots: Box<[u64]>,
}

impl Known {
    /// With room for so many, a power of two.
    pub fn of(slots: usize) -> Self {
        Self {
            hasher: RandomState::default(),
            slots: vec![0; slots].into_boxed_slice(),
        }
    }

    pub fn key(&self, what: impl Hash) -> u64 {
        self.hasher.hash_one(what)
    }

    pub fn has(&self, key: u64) -> bool {
        self.slots[self.slot(key)] == key
    }

    pub fn add(&mut self, key: u64) {
        let slot = self.slot(key);
        self.slots[slot] = key;
    }

    fn slot(&self, key: u64) -> usize {
        key as usize & (self.slots.len() - 1)
    }
}
