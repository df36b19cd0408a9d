//! Decode, search, observe, settle: from bytes to verdicts. No clock, no file, no network.

pub mod decode;
mod links;
mod observe;
pub mod search;
mod settle;

pub use links::links;
pub use observe::{MOST_FINDINGS, Seen, observe, places_of, shape};
pub use settle::settle;
