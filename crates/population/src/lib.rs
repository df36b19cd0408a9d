//! Planted synthetic persons ("canaries") and their orders, per instance.
//!
//! Only nouns and pure functions: the stub portal and the judge both read these, and share nothing else.

mod cast;
mod catalogue;
mod draw;
mod export;
mod faults;
mod money;
mod names;
mod nouns;
mod order_book;
mod parse;
mod people;
pub mod personnummer;
mod place;
mod plant;
mod queries;
mod table;

pub use catalogue::MAX_INSTANCES;
pub use export::{to_csv, to_json, to_xlsx};
pub use faults::{Fault, Path, Step, validate};
pub use nouns::{Address, Case, Employment, Instance, InstanceKind, Order, Ore, Person, Population};
pub use order_book::{BENEFITS, PERIODS, STATUSES};
pub use parse::{ParseError, parse};
pub use personnummer::Personnummer;
pub use plant::{MAX_PERSONS, MIN_INSTANCES, MIN_PERSONS, PlantError, SCHEMA, plant};
pub use rust_xlsxwriter::XlsxError;
