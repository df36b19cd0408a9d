//! The judge: what was seen, and what it comes to.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod amounts;
mod damage;
mod ground;
mod meanwhile;
mod observing;
mod outcomes;
mod pace;
mod rows;
mod undeclared;
mod unseen;
mod verdicts;
