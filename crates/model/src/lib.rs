//! The nouns: profile, matrix, cells, observations, verdicts, runs. No I/O, no async.

mod category;
mod exchange;

pub use category::Category;
pub use exchange::{Cut, Received, Text, place_pattern};
