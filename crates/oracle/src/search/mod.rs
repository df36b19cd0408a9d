//! Finds planted persons' values in what was decoded, in every written form: one fast pass over the words, and an exact
//! look at the few places that it notices.

mod anchor;
mod cells;
mod contacts;
mod cursor;
mod digits;
mod exponent;
mod familiar;
mod hash;
mod known;
mod mask;
mod masks;
mod normal;
mod numbers;
mod row;
mod scan;
mod screen;
mod seek;
mod spell;
mod spots;
mod stream;
mod sweep;
mod unplanted;
mod values;
mod verify;

use serde::Serialize;
use skott_population::Population;

use crate::decode::Decoded;
use anchor::Anchors;
use numbers::Numbers;

pub use mask::mask;
pub use stream::{Stream, Streamed};
pub use unplanted::{Exempt, Hashed, looks_like_person};
pub use values::{Owner, Value};

/// Every planted value in every written form, ready to be searched for. Built once a run.
pub struct Index {
    values: Vec<Value>,
    anchors: Anchors,
    numbers: Numbers,
}

/// A planted value found in a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// Which value, as an index into [`Index::values`].
    pub value: usize,
    /// In which written form, as `as-written`, `surname-first`, `12-digit`.
    pub form: &'static str,
    /// False for a form that never makes a leak by itself: truncated, or letters folded.
    pub strong: bool,
    /// Where it stood.
    pub place: String,
    /// Under which heading or key it stood.
    pub column: Option<String>,
    /// The hit alone, masked.
    pub excerpt: String,
}

/// A hit in one text: a span of it, or of its normalised form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    value: usize,
    form: &'static str,
    strong: bool,
    start: usize,
    end: usize,
}

impl Index {
    /// Takes every value of the population.
    pub fn new(population: &Population) -> Self {
        let values = values::collect(population);
        // Neither needs the other, and a run waits for both.
        let (numbers, anchors) = at_once(|| Numbers::new(&values), || Anchors::new(&values));
        Self {
            values,
            anchors,
            numbers,
        }
    }

    /// The values, each with its owners.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Finds the values that stand in a response.
    pub fn search(&self, decoded: &Decoded) -> Vec<Sighting> {
        scan::search(self, decoded)
    }
}

/// Both, the first on a thread of its own.
fn at_once<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let made = scope.spawn(&one);
        let other = other();
        (made.join().unwrap_or_else(|_| one()), other)
    })
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("values", &self.values.len())
            .finish_non_exhaustive()
    }
}
