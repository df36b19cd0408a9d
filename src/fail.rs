//! Why a command could not do its work, and the exit code that says so.

use std::fmt::Display;

use crate::texts::{self, Text};

/// A command that could not do its work.
#[derive(Debug)]
pub struct Fail {
    /// The process's exit code.
    pub exit: u8,
    /// One or more lines for people.
    pub message: Text,
}

impl Fail {
    /// The suite cannot run: usage, profile, feature or population is wrong.
    pub fn suite(message: Text) -> Self {
        Self { exit: 2, message }
    }

    /// No verdict: the run did not come to its end.
    pub fn no_verdict(message: Text) -> Self {
        Self { exit: 3, message }
    }

    /// A fault in the machine under skott.
    pub fn machine(message: Text) -> Self {
        Self { exit: 4, message }
    }

    /// A fault in skott itself, or one of the machine that nobody foresaw.
    pub fn own(error: impl Display) -> Self {
        Self::machine(texts::internal(error))
    }
}
