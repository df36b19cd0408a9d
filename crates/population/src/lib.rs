//! Planted synthetic persons ("canaries") and their orders, per instance.
//!
//! Only nouns and pure functions: the stub portal and the judge both read these, and share nothing else.

mod cast;
mod catalogue;
mod draw;
mod money;
mod names;
mod nouns;
mod order_book;
mod people;
pub mod personnummer;
mod plant;
mod queries;

pub use catalogue::MAX_INSTANCES;
pub use nouns::{Address, Case, Employment, Instance, InstanceKind, Order, Ore, Person, Population};
pub use order_book::{BENEFITS, PERIODS, STATUSES};
pub use personnummer::Personnummer;
pub use plant::{MAX_PERSONS, MIN_INSTANCES, MIN_PERSONS, PlantError, SCHEMA, plant};
