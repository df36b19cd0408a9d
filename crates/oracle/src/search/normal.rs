//! A text as it is searched: composed, spaces and dashes alike, nothing invisible, in lower case.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in two spellings with the same byte offsets.
#[derive(Default)]
pub(super) struct Normal {
    /// Upper and lower case as written.
    pub cased: String,
    /// In lower case.
    pub lower: String,
}

impl Normal {
    pub fn of(text: &str) -> Self {
        let mut normal = Self::default();
        normal.set(text);
        normal
    }

    /// Takes another text into the same buffers.
    pub fn set(&mut self, text: &str) {
        self.cased.clear();
        self.lower.clear();
        if text.is_ascii() {
            self.ascii(text);
        } else if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            text.chars().for_each(|c| self.push(c));
        } else {
            text.nfc().for_each(|c| self.push(c));
        }
    }

    fn ascii(&mut self, text: &str) {
        for word in text.split_ascii_whitespace() {
            if !self.cased.is_empty() {
                self.cased.push(' ');
            }
            self.cased.push_str(word);
        }
        self.lower.push_str(&self.cased);
        self.lower.make_ascii_lowercase();
    }

    fn push(&mut self, c: char) {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.both('-', '-'),
            '\u{2019}' => self.both('\'', '\''),
            _ if c.is_whitespace() && (self.cased.is_empty() || self.cased.ends_with(' ')) => {}
            _ if c.is_whitespace() => self.both(' ', ' '),
            _ => self.both(c, lower(c)),
        }
    }

    fn both(&mut self, cased: char, lower: char) {
        self.cased.push(cased);
        self.lower.push(lower);
    }
}

/// Lower case where it takes as many bytes; the few letters where it does not stay as they are.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}
