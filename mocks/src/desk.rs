//! What administrators leave behind while they work: marks on orders, and cursors.

use std::collections::HashMap;

use crate::accounts::{Account, Grant};

/// More cursors than this are never kept: all make room.
const MOST_CURSORS: usize = 10_000;

/// Marks on orders, by number.
#[derive(Debug, Default)]
pub struct Marks(HashMap<usize, String>);

impl Marks {
    /// Puts a mark; an empty one takes it away.
    pub fn put(&mut self, order: usize, text: String) {
        if text.is_empty() {
            self.0.remove(&order);
        } else {
            self.0.insert(order, text);
        }
    }

    /// The mark on an order.
    pub fn of(&self, order: usize) -> Option<String> {
        self.0.get(&order).cloned()
    }
}

/// Where somebody has come to in leafing.
#[derive(Clone, Debug)]
pub struct Cursor {
    /// User name of who was given it.
    pub owner: String,
    /// What was granted then.
    pub granted: Grant,
    /// How many orders were shown before.
    pub from: usize,
}

/// All cursors given.
#[derive(Debug, Default)]
pub struct Cursors(HashMap<String, Cursor>);

impl Cursors {
    /// Keeps a cursor of the account's.
    pub fn keep(&mut self, id: String, owner: &Account, from: usize) {
        if self.0.len() >= MOST_CURSORS {
            self.0.clear();
        }
        let cursor = Cursor {
            owner: owner.username.clone(),
            granted: owner.grant.clone(),
            from,
        };
        self.0.insert(id, cursor);
    }

    /// The cursor, if it was given.
    pub fn find(&self, id: &str) -> Option<Cursor> {
        self.0.get(id).cloned()
    }
}
