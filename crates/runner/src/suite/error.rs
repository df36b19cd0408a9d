//! Why a suite cannot run: where, what, and what to do.

use std::fmt;

/// A place in a feature file, counted from 1 in lines and characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// One fault of a suite. Displays as `isolering.feature:12:5: what; what to do`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SuiteError {
    /// Feature file; empty for what stands in none.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub todo: String,
}

impl fmt::Display for SuiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}:{}:{}: ", self.file, self.place.line, self.place.column)?;
        }
        write!(f, "{}; {}", self.what, self.todo)
    }
}

impl std::error::Error for SuiteError {}

impl SuiteError {
    /// No file gives a scenario.
    pub(super) fn of_no_scenario() -> Self {
        Self {
            file: String::new(),
            place: Place::default(),
            what: "egenskapsfilerna ger inget scenario".to_owned(),
            todo: "ange minst en egenskapsfil med ett scenario".to_owned(),
        }
    }
}

/// The faults of one file, as they are found.
pub(super) struct Faults<'a> {
    file: &'a str,
    found: Vec<SuiteError>,
}

impl<'a> Faults<'a> {
    /// None yet.
    pub fn of(file: &'a str) -> Self {
        Self {
            file,
            found: Vec::new(),
        }
    }

    /// One more.
    pub fn at(&mut self, place: Place, what: impl Into<String>, todo: impl Into<String>) {
        self.found.push(SuiteError {
            file: self.file.to_owned(),
            place,
            what: what.into(),
            todo: todo.into(),
        });
    }

    /// All, in the order of the file.
    pub fn sorted(mut self) -> Vec<SuiteError> {
        self.found.sort();
        self.found.dedup();
        self.found
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// ` – menade du ”…”?`, where something is near.
pub(super) fn did_you_mean(near: Option<String>) -> String {
    near.map(|near| format!(" – menade du ”{near}”?")).unwrap_or_default()
}
