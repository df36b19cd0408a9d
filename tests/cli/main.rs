//! The program as people and pipelines meet it: options in, exit code, texts and files out.
#![allow(clippy::unwrap_used)]

mod accepting;
mod bad_input;
mod bench;
mod commands;
mod contract;
mod faults;
mod harness;
mod options;
mod prove;
mod readme;
mod record;
