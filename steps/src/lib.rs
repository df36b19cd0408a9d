//! The World and every phrase of the features, in Swedish and English.
//!
//! One table holds the phrases: it is registered with the runner, linted against, and printed by `skott steps`. No step
//! judges anything: *När* asks the bench to attempt a cell, *Så* and *Men* say what is claimed of it.

mod catalogue;
mod claim;
mod lang;
mod near;
mod phrase;
mod reading;
mod table;
mod words;
mod world;

pub use catalogue::catalogue_text;
pub use claim::Claim;
pub use lang::Lang;
pub use near::{nearest, nearest_name};
pub use phrase::{Arg, Family, Keyword, Phrase, Says};
pub use reading::{Reading, read, read_anywhere};
pub use table::vocabulary;
pub use words::{ACCOUNTS, Accounts, SELECTIONS, Selections, TARGETS, Targets, VIEWS, Views, Word, is_every, meaning};
pub use world::{Bench, Broken, World, steps};
