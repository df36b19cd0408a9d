//! Why something could not be done, before it is known where.

use skott_model::{Doubt, DoubtKind};

/// A doubt without its place. Its words are ours: never a value of the portal's, never an address.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub kind: DoubtKind,
    pub what: String,
}

impl Trouble {
    pub fn new(kind: DoubtKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
        }
    }

    pub fn at(self, place: &str) -> Doubt {
        Doubt {
            kind: self.kind,
            detail: format!("{place}: {}", self.what),
        }
    }
}
