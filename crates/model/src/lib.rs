//! The nouns: profile, matrix, cells, observations, verdicts, runs. No I/O, no async.

mod category;
mod detail;
mod exchange;
pub mod matrix;
mod observation;
pub mod profile;
pub mod record;
pub mod run;
pub mod template;
mod verdict;

pub use category::Category;
pub use detail::{Detail, Said};
pub use exchange::{Cut, Received, STATUS_LINE, Text, place_pattern, without_guard};
pub use observation::{
    Answer, Cited, Doubt, DoubtKind, Effect, Evidence, Finding, FindingKind, Observation, Rows, Sequence, Shows,
};
pub use verdict::{Arm, Outcome, Verdict, Weight};
