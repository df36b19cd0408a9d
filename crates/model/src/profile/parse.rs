//! From text to profile, with errors that say where, what and what to do.

use std::fmt;
use std::ops::Range;

use super::Profile;
use super::check::check;

/// Why a profile cannot be used. Displays as `12:3: what; what to do`; the caller puts the file's name before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub todo: String,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}", self.line, self.column, self.what, self.todo)
    }
}

impl std::error::Error for ProfileError {}

/// Reads a profile and checks all that can be checked without the population.
///
/// # Errors
/// Every fault found, in the order of the file; broken TOML gives just the first.
pub fn parse(text: &str) -> Result<Profile, Vec<ProfileError>> {
    let profile: Profile = toml::from_str(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        vec![located(
            text,
            at,
            error.message().to_owned(),
            "correct it; `skott schema profile` says what is allowed",
        )]
    })?;
    let mut faults = check(&profile);
    faults.sort_by_key(|fault| fault.at.start);
    if faults.is_empty() {
        return Ok(profile);
    }
    Err(faults
        .into_iter()
        .map(|f| located(text, f.at, f.what, &f.todo))
        .collect())
}

fn located(text: &str, at: Range<usize>, what: String, todo: &str) -> ProfileError {
    let before = &text[..text.floor_char_boundary(at.start)];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    ProfileError {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        what: what.lines().collect::<Vec<_>>().join(" "),
        todo: todo.to_owned(),
    }
}
