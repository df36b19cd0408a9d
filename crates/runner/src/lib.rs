//! Load, expand, lint, plan, run.

pub mod engine;
pub mod suite;
