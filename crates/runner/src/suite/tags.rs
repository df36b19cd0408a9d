//! `--tags`.

use cucumber::gherkin::tagexpr::TagOperation;
use cucumber::tag::Ext as _;

/// Why an expression of tags cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagsError {
    /// It cannot be read.
    Unreadable(String),
    /// No scenario has such tags.
    SelectNothing(String),
}

/// Reads a tag expression.
pub(super) fn parse(text: &str) -> Result<TagOperation, TagsError> {
    text.parse().map_err(|_| TagsError::Unreadable(text.to_owned()))
}

/// True when the expression holds for these tags.
pub(super) fn holds(wanted: &TagOperation, tags: &[String]) -> bool {
    wanted.eval(tags)
}
