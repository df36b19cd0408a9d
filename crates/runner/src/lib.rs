//! Load, expand, lint, plan, run.
