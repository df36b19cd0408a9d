//! The ways in which formats write letters that they can't take as they are.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// A format's way to write text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// Entities, in HTML and XML.
    Markup,
    /// Backslashes, in JSON and JavaScript.
    String,
    /// Percent, in addresses.
    Percent,
    /// Equals signs, in mail.
    QuotedPrintable,
}

impl Escape {
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::Markup => markup(text),
            Self::String => string(text),
            Self::Percent => percent(text),
            Self::QuotedPrintable => quoted_printable(text),
        }
    }
}

fn markup(text: &str) -> String {
    let entity = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        _ => c.to_string(),
    };
    text.chars().map(entity).collect()
}

fn string(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        _ => c.to_string(),
    };
    text.chars().map(escaped).collect::<String>().replace("</", "<\\/")
}

/// Every byte but the unreserved ones.
pub fn percent(text: &str) -> String {
    let escaped = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(escaped).collect()
}

/// In lines of at most 76 characters, with soft breaks.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for b in text.bytes() {
        let piece = match b {
            b'\n' => "\r\n".to_owned(),
            b' '..=b'~' if b != b'=' => char::from(b).to_string(),
            _ => format!("={b:02X}"),
        };
        if width + piece.len() > 75 {
            out.push_str("=\r\n");
            width = 0;
        }
        width = if b == b'\n' { 0 } else { width + piece.len() };
        out.push_str(&piece);
    }
    out
}

pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// As UTF-16, little end first, without a mark.
pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// As Windows-1252; none where it lacks a letter.
pub fn windows_1252(text: &str) -> Option<Vec<u8>> {
    const HIGH: [(char, u8); 10] = [
        ('€', 0x80),
        ('…', 0x85),
        ('‰', 0x89),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('–', 0x96),
        ('—', 0x97),
        ('™', 0x99),
    ];
    let byte = |c: char| match c as u32 {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => HIGH.iter().find(|(high, _)| *high == c).map(|(_, b)| *b),
    };
    text.chars().map(byte).collect()
}
