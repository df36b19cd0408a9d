//! Decode, search, observe, settle: from bytes to verdicts. No clock, no file, no network.

pub mod decode;
mod links;
mod observe;
mod rows;
pub mod search;
mod settle;

pub use links::{Link, address, links};
pub use observe::{
    Asked, MOST_FINDINGS, Searched, Seen, ToldApart, always_more, has_more, marks, may_be_another, observe, places_of,
    told_apart,
};
pub use rows::rows;
pub use settle::settle;
