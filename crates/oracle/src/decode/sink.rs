//! Where decoders put what they read, within the limits.

use std::fmt::Display;

use skott_model::Text;

use super::{Decoded, Limits, Note, NoteKind};

/// Collects texts and notes; the one place that knows the limits on number and size.
pub(super) struct Sink<'a> {
    pub limits: &'a Limits,
    /// Bytes that may still be unpacked, over all that is packed in one another.
    pub unpack: u64,
    /// How many packages enclose what is being read.
    pub packages: usize,
    out: Decoded,
    prefix: String,
}

impl<'a> Sink<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            unpack: limits.max_unzipped,
            packages: 0,
            out: Decoded::default(),
            prefix: String::new(),
        }
    }

    pub fn into_decoded(self) -> Decoded {
        self.out
    }

    /// Keeps a text; blank ones say nothing.
    pub fn text(&mut self, place: impl Display, column: Option<&str>, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if self.out.texts.len() >= self.limits.max_texts {
            self.note(NoteKind::OverLimit, "kropp");
            return;
        }
        let place = format!("{}{place}", self.prefix);
        self.out.texts.push(Text {
            place,
            column: column.map(str::to_owned),
            text: text.to_owned(),
        });
    }

    /// Keeps the source, some lines at a time.
    pub fn raw(&mut self, source: &str) {
        for (lines, text) in by_lines(source) {
            if self.out.raw.len() >= self.limits.max_texts {
                self.note(NoteKind::OverLimit, "kropp");
                return;
            }
            let place = format!("{}källkod {lines}", self.prefix);
            self.out.raw.push(Text {
                place,
                column: None,
                text: text.to_owned(),
            });
        }
    }

    /// Says once a place that something there could not be read.
    pub fn note(&mut self, kind: NoteKind, place: impl Display) {
        let note = Note {
            kind,
            place: format!("{}{place}", self.prefix),
        };
        if !self.out.notes.contains(&note) {
            self.out.notes.push(note);
        }
    }

    /// Runs a decoder for a part of the body; its places begin with `prefix`.
    pub fn inside(&mut self, prefix: impl Display, read: impl FnOnce(&mut Self)) {
        let outer = self.prefix.len();
        self.prefix.push_str(&prefix.to_string());
        read(self);
        self.prefix.truncate(outer);
    }

    /// The part of a body that the limit allows.
    pub fn within_limit<'b>(&mut self, body: &'b [u8]) -> &'b [u8] {
        if body.len() > self.limits.max_bytes {
            self.note(NoteKind::OverLimit, "kropp");
            return &body[..self.limits.max_bytes];
        }
        body
    }
}

/// A name that the portal chose, as far as it can stand in a place: a place is shown in reports, so what may be
/// somebody's value is not part of it.
pub(super) fn safe_name(name: &str) -> &str {
    let plain = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '[' | ']' | ':' | '$'));
    let count = |what: fn(char) -> bool| name.chars().filter(|c| what(*c)).count();
    let (lower, upper) = (count(char::is_lowercase), count(char::is_uppercase));
    let digits = count(|c| c.is_ascii_digit());
    let coded = digits > 3 || (digits > 0 && upper * 2 > lower);
    let constant = digits == 0 && (name.contains('_') || name.len() <= 4);
    if plain && name.chars().count() <= 40 && (lower > 0 && !coded || constant) {
        name
    } else {
        "*"
    }
}

/// A column's heading, as far as it can stand in a place: words, spaces and little else.
pub(super) fn safe_heading(heading: &str) -> String {
    heading.split(' ').map(safe_name).collect::<Vec<_>>().join(" ")
}

/// A text in pieces of whole lines, each about a kilobyte or one line long, as `rad 3` or `rad 3-40`: short texts
/// cost more to search than long ones.
pub(super) fn by_lines(text: &str) -> impl Iterator<Item = (String, &str)> {
    const PIECE: usize = 1024;
    let mut rest = text;
    let mut line = 1;
    std::iter::from_fn(move || {
        let mut end = 0;
        let first = line;
        while end < rest.len() && (end == 0 || end < PIECE) {
            end += rest[end..].find('\n').map_or(rest.len() - end, |at| at + 1);
            line += 1;
        }
        let (piece, tail) = rest.split_at(end);
        rest = tail;
        let place = if line == first + 1 {
            format!("rad {first}")
        } else {
            format!("rad {first}-{}", line - 1)
        };
        (!piece.is_empty()).then_some((place, piece))
    })
    .filter(|(_, piece)| !piece.trim().is_empty())
}
