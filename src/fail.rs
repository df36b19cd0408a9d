//! Why a command could not do its work, and the exit code that says so.

use std::fmt::Display;

/// A command that could not do its work.
#[derive(Debug)]
pub struct Fail {
    /// The process's exit code.
    pub exit: u8,
    /// One or more lines for people.
    pub message: String,
}

impl Fail {
    /// The suite cannot run: usage, profile, feature or population is wrong.
    pub fn suite(message: impl Display) -> Self {
        Self {
            exit: 2,
            message: message.to_string(),
        }
    }

    /// No verdict: the run did not come to its end.
    pub fn no_verdict(message: impl Display) -> Self {
        Self {
            exit: 3,
            message: message.to_string(),
        }
    }

    /// A fault in skott itself, or in the machine under it.
    pub fn own(message: impl Display) -> Self {
        Self {
            exit: 4,
            message: message.to_string(),
        }
    }
}
