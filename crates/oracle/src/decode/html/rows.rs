//! What is laid out as a row without being one: blocks side by side, and inline elements with nothing between them.

/// Most blocks of a row; more are a list.
const MOST_CELLS: usize = 16;
/// Most bytes of one; more are a paragraph.
const LONGEST: usize = 120;

/// The texts of the blocks in a block.
#[derive(Default)]
pub(super) struct Cells {
    texts: Vec<String>,
    /// True where some of them are blocks of their own.
    pub has_blocks: bool,
    /// They are no row.
    lost: bool,
}

impl Cells {
    /// Takes a text that stands in the block itself.
    pub fn add(&mut self, text: &str) {
        self.lost |= text.len() > LONGEST || self.texts.len() == MOST_CELLS;
        match self.lost {
            true => self.texts.clear(),
            false => self.texts.push(text.to_owned()),
        }
    }

    /// Takes the text of a block in it.
    pub fn add_block(&mut self, text: &str) {
        self.has_blocks = true;
        self.add(text);
    }

    /// The text of a block without blocks.
    pub fn only(&self) -> Option<&str> {
        self.texts.first().map(String::as_str).filter(|_| !self.lost)
    }

    /// All of them as a row's cells, kept apart by tabs.
    pub fn joined(&self) -> Option<String> {
        let is_row = !self.lost && self.texts.len() > 1;
        is_row.then(|| self.texts.join("\t").replace(['\n', '\r'], " "))
    }
}

/// Where inline elements part a text and nothing else does: `<span>Anna</span><span>Berg</span>`.
#[derive(Default)]
pub(super) struct Seams(Vec<usize>);

impl Seams {
    /// Takes the text so far, and what comes next.
    pub fn note(&mut self, before: &str, next: &str) {
        let ends = before.chars().next_back().is_some_and(char::is_alphanumeric);
        let begins = next.chars().next().is_some_and(char::is_alphanumeric);
        if ends && begins {
            self.0.push(before.len());
        }
    }

    /// The text with a tab at each seam; none where it has none.
    pub fn parted(&self, text: &str) -> Option<String> {
        let mut from = 0;
        let mut parts: Vec<&str> = self
            .0
            .iter()
            .map(|&at| &text[std::mem::replace(&mut from, at)..at])
            .collect();
        parts.push(&text[from..]);
        (parts.len() > 1).then(|| parts.join("\t").replace(['\n', '\r'], " "))
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}
