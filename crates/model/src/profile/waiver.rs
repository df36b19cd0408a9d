//! Deviations that a person has accepted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Verdict;

/// An accepted deviation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Cell ids; `*` stands for any text.
    pub cells: String,
    /// What is accepted of them, as `["surplus"]`: what else they come to is not covered.
    pub verdict: Vec<Verdict>,
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub why: String,
    /// Last day it holds, `YYYY-MM-DD`.
    pub until: String,
}

impl Waiver {
    /// True when it is about the cell of this id.
    pub fn is_about(&self, cell: &str) -> bool {
        fits(&self.cells, cell)
    }
}

/// True when the text fits a pattern in which `*` stands for any text.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => text.strip_prefix(head).is_some_and(|rest| {
            rest.char_indices()
                .map(|(i, _)| i)
                .chain([rest.len()])
                .any(|i| fits(tail, &rest[i..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_text() {
        let cases = [
            ("a/*/c", "a/b/c", true),
            ("a/*/c", "a/b/d", false),
            ("*", "", true),
            ("a*", "b", false),
            ("*/å*/x", "ö/åä/x", true),
            ("a", "ab", false),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }
}
