//! The program as people and pipelines meet it: options in, exit code, texts and files out.
#![allow(clippy::unwrap_used)]

mod bench;
mod contract;
mod faults;
