//! The portal's client against a small portal on the loopback interface.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod asked;
mod broken;
mod helpers;
mod login;
mod moments;
mod town;
mod views;
