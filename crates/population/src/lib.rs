//! Planted synthetic persons ("canaries") and their orders, per instance.
//!
//! Only nouns and pure functions: the stub portal and the judge both read these, and share nothing else.

mod nouns;

pub use nouns::{Address, Case, Employment, Instance, InstanceKind, Order, Ore, Person, Population};
