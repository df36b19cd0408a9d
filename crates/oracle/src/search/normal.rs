//! A text as it is searched: composed, spaces and dashes alike, nothing invisible.

use encoding_rs::WINDOWS_1252;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What stands in [`Normal::bytes`] for a sign that is neither ASCII nor part of a word.
const SIGN: u8 = 1;

/// A text in two spellings with the same byte offsets.
#[derive(Default)]
pub(super) struct Normal {
    /// Upper and lower case as written.
    pub text: String,
    /// In lower case, signs outside ASCII blanked: what is cut into words.
    pub bytes: Vec<u8>,
    /// A soft hyphen came last: white space after it is where a line was broken within a word.
    hyphenated: bool,
}

/// A text ready to be searched, borrowed: normalised, or one that needs no normalising.
#[derive(Clone, Copy)]
pub(super) struct Clean<'t> {
    pub text: &'t str,
    pub bytes: &'t [u8],
}

impl<'t> Clean<'t> {
    /// A text that holds nothing but ASCII and the letters of Latin-1.
    pub fn plain(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
        }
    }
}

impl Normal {
    pub fn of(text: &str) -> Self {
        let mut normal = Self::default();
        normal.set(text);
        normal
    }

    pub fn clean(&self) -> Clean<'_> {
        Clean {
            text: &self.text,
            bytes: &self.bytes,
        }
    }

    /// Takes another text into the same buffers.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.bytes.clear();
        self.hyphenated = false;
        if text.bytes().all(|b| b.is_ascii_graphic()) {
            self.text.push_str(text);
            self.bytes.extend(text.bytes().map(|b| b.to_ascii_lowercase()));
            return;
        }
        if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            text.chars().for_each(|c| self.push(c));
        } else {
            text.nfc().for_each(|c| self.push(c));
        }
    }

    fn push(&mut self, c: char) {
        if self.hyphenated && c.is_whitespace() {
            return;
        }
        self.hyphenated = c == '\u{ad}';
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{80}'..='\u{9f}' => windows_1252(c).chars().for_each(|c| self.printable(c)),
            _ => self.printable(c),
        }
    }

    fn printable(&mut self, c: char) {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.ascii('-'),
            '\u{2018}' | '\u{2019}' => self.ascii('\''),
            '…' => (0..3).for_each(|_| self.ascii('.')),
            '\t' | '\n' => self.ascii(c),
            _ if c.is_whitespace() => self.space(),
            _ if c.is_ascii() => self.ascii(c),
            _ => {
                self.text.push(c);
                let end = self.bytes.len() + c.len_utf8();
                match c.is_alphanumeric() {
                    true => self.bytes.extend(lower(c).encode_utf8(&mut [0; 4]).as_bytes()),
                    false => self.bytes.resize(end, SIGN),
                }
            }
        }
    }

    fn space(&mut self) {
        if !self.text.ends_with(' ') {
            self.ascii(' ');
        }
    }

    fn ascii(&mut self, c: char) {
        self.text.push(c);
        self.bytes.push(c.to_ascii_lowercase() as u8);
    }
}

/// What a control character of Latin-1 is in the charset that is commonly meant.
fn windows_1252(c: char) -> String {
    let byte = [c as u32 as u8];
    WINDOWS_1252.decode_without_bom_handling(&byte).0.into_owned()
}

/// Lower case where it takes as many bytes; the few letters where it does not stay as they are.
pub(super) fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}
