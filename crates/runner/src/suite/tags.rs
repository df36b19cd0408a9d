//! `--tags`.

use cucumber::gherkin::tagexpr::TagOperation;
use cucumber::tag::Ext as _;

use super::error::{Place, SuiteError};

/// Reads a tag expression.
pub(super) fn parse(text: &str) -> Result<TagOperation, SuiteError> {
    text.parse().map_err(|_| {
        let what = format!("--tags: ”{text}” går inte att läsa");
        error(what, "skriv till exempel \"@incident and not @långsam\"")
    })
}

/// True when the expression holds for these tags.
pub(super) fn holds(wanted: &TagOperation, tags: &[String]) -> bool {
    wanted.eval(tags)
}

/// Nothing was selected.
pub(super) fn nothing(tags: Option<&str>) -> SuiteError {
    match tags {
        Some(text) => error(
            format!("--tags: ”{text}”{SELECTS_NOTHING}"),
            "rätta uttrycket; taggarna står överst i egenskapsfilerna",
        ),
        None => error(
            "egenskapsfilerna ger inget scenario".to_owned(),
            "ange minst en egenskapsfil med ett scenario",
        ),
    }
}

const SELECTS_NOTHING: &str = " väljer inget scenario";

impl SuiteError {
    /// True when nothing is wrong but that a tag expression selects no scenario.
    pub fn is_empty_selection(&self) -> bool {
        self.file.is_empty() && self.what.ends_with(SELECTS_NOTHING)
    }
}

fn error(what: String, todo: &str) -> SuiteError {
    SuiteError {
        file: String::new(),
        place: Place::default(),
        what,
        todo: todo.to_owned(),
    }
}
