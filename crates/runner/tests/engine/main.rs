//! The engine against a small town of its own, whose faults are switched on one at a time: from request to verdict.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod bench;
mod controls;
mod helpers;
mod histories;
mod manipulations;
mod meanwhile;
mod rates;
mod town;
mod writes;
