//! Why something could not be done, before it is known where.

use skott_model::{Detail, Doubt, DoubtKind};

/// A doubt without its place. It holds no value of the portal's and no address.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub kind: DoubtKind,
    pub what: Detail,
}

impl Trouble {
    pub fn new(kind: DoubtKind, what: impl Into<Detail>) -> Self {
        Self {
            kind,
            what: what.into(),
        }
    }

    pub fn at(self, place: &Detail) -> Doubt {
        Doubt {
            kind: self.kind,
            detail: place.then(self.what),
        }
    }
}
