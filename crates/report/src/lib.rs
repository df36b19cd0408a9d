//! Pure functions of a run.
