//! The names in a document, each once, with the line in which it stands first: one may be somebody's value.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// Names that are kept; a document with more is searched as it is written.
const MOST: usize = 256;

/// Names, and what else is no text of an element and no value of an attribute.
#[derive(Default)]
pub(super) struct Names {
    lines: HashMap<String, usize, FixedState>,
}

impl Names {
    /// Takes a name that stands behind the byte `from` of the document.
    pub fn take(&mut self, document: &str, from: usize, name: &str) {
        if self.lines.len() > MOST || self.lines.contains_key(name) {
            return;
        }
        let before = document.as_bytes().get(..from).unwrap_or_default();
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        self.lines.insert(name.to_owned(), line);
    }

    pub fn are_too_many(&self) -> bool {
        self.lines.len() > MOST
    }

    /// Each name with its line, in the order of lines.
    pub fn all(&self) -> Vec<(usize, &str)> {
        let mut all: Vec<(usize, &str)> = self.lines.iter().map(|(name, line)| (*line, name.as_str())).collect();
        all.sort_unstable();
        all
    }
}
