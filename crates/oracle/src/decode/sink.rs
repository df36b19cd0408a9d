//! Where decoders put what they read, within the limits.

use std::fmt::{Display, Write};

use skott_model::Text;

use super::lines::by_lines_from;
use super::{Limits, Note, NoteKind, Piece};

/// Notes that are kept: one is enough for doubt, and some to find the reason.
const MOST_NOTES: usize = 200;

/// Endings of files' names, in small letters.
pub(crate) const ENDINGS: [&str; 25] = [
    "csv", "doc", "docx", "eml", "gz", "htm", "html", "ics", "jpeg", "jpg", "js", "json", "log", "msg", "ods", "odt",
    "pdf", "png", "tsv", "txt", "vcf", "xls", "xlsx", "xml", "zip",
];

/// Columns of a table that may have headings: as many as a sheet has.
pub(super) const MOST_HEADINGS: usize = 16_384;

/// Gives on texts and notes; the one place that knows the limits on number and size.
pub(super) struct Sink<'a> {
    pub limits: &'a Limits,
    /// Bytes that may still be unpacked, over all that is packed in one another.
    pub unpack: u64,
    /// Files of archives that may still be opened, over all archives.
    pub files: usize,
    /// How many bodies enclose what is being read.
    pub enclosed: usize,
    each: &'a mut dyn FnMut(Piece),
    texts: usize,
    raw: usize,
    over: bool,
    notes: Vec<Note>,
    prefix: String,
}

impl<'a> Sink<'a> {
    pub fn new(limits: &'a Limits, each: &'a mut dyn FnMut(Piece)) -> Self {
        const MOST_FILES: usize = 10_000;
        Self {
            limits,
            unpack: limits.max_unzipped,
            files: MOST_FILES,
            enclosed: 0,
            each,
            texts: 0,
            raw: 0,
            over: false,
            notes: Vec::new(),
            prefix: String::new(),
        }
    }

    /// Keeps a text; blank ones say nothing.
    pub fn text(&mut self, place: impl Display, column: Option<&str>, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if self.is_full() {
            return self.over();
        }
        self.texts += 1;
        let text = self.made(place, column, text.to_owned());
        (self.each)(Piece::Text(text));
    }

    /// Keeps the cells of a row as one text, as [`super::record::Record::joined`] has them; each must be kept as a text too.
    pub fn row(&mut self, place: impl Display, joined: Option<String>) {
        let Some(joined) = joined else { return };
        if self.is_full() {
            return self.over();
        }
        self.texts += 1;
        let text = self.made(place, None, joined);
        (self.each)(Piece::Text(Text { row: true, ..text }));
    }

    /// Keeps a file's name, whole and without its ending, before which an address ends, and with a space for each plus.
    pub fn file_name(&mut self, place: impl Display, name: &str) {
        self.text(&place, None, name);
        if let Some((stem, ending)) = name.rsplit_once('.')
            && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        {
            self.text(&place, None, stem);
        }
        if name.contains('+') {
            self.text(&place, None, &name.replace('+', " "));
        }
    }

    /// Says once that more texts came than are kept.
    fn over(&mut self) {
        if !self.over {
            self.over = true;
            self.note(NoteKind::OverLimit, "kropp");
        }
    }

    /// True once no more texts are kept.
    pub fn is_full(&self) -> bool {
        self.texts >= self.limits.max_texts
    }

    /// Keeps the source, some lines at a time.
    pub fn raw(&mut self, source: &str) {
        self.raw_from(1, source);
    }

    /// Keeps a part of the source that begins in that line.
    pub fn raw_from(&mut self, first: usize, source: &str) {
        for (lines, text) in by_lines_from(first, source) {
            self.raw_piece(format_args!("källkod {lines}"), text);
        }
    }

    /// Keeps what stands in a line of the source and may go on in the next ones, as one.
    pub fn raw_line(&mut self, number: usize, line: &str) {
        self.raw_piece(format_args!("källkod rad {number}"), line);
    }

    fn raw_piece(&mut self, place: impl Display, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if self.raw >= self.limits.max_texts {
            return self.over();
        }
        self.raw += 1;
        let text = self.made(place, None, text.to_owned());
        (self.each)(Piece::Raw(text));
    }

    fn made(&self, place: impl Display, column: Option<&str>, text: String) -> Text {
        let mut full = String::with_capacity(self.prefix.len() + 32);
        full.push_str(&self.prefix);
        // Writing to a string cannot fail.
        let _ = write!(full, "{place}");
        Text {
            place: full,
            column: column.map(str::to_owned),
            text,
            row: false,
        }
    }

    /// Says once a place that something there could not be read.
    pub fn note(&mut self, kind: NoteKind, place: impl Display) {
        let note = Note {
            kind,
            place: format!("{}{place}", self.prefix),
        };
        if self.notes.len() < MOST_NOTES && !self.notes.contains(&note) {
            self.notes.push(note.clone());
            (self.each)(Piece::Note(note));
        }
    }

    /// Says that what comes next may never come back.
    pub fn checkpoint(&mut self) {
        (self.each)(Piece::Checkpoint);
    }

    /// Takes from what may still be unpacked; false where that is more than is left.
    pub fn spend(&mut self, bytes: usize) -> bool {
        let enough = bytes as u64 <= self.unpack;
        self.unpack = self.unpack.saturating_sub(bytes as u64);
        enough
    }

    /// Runs a decoder for a part of the body; its places begin with `prefix`.
    pub fn inside(&mut self, prefix: impl Display, read: impl FnOnce(&mut Self)) {
        let outer = self.prefix.len();
        self.prefix.push_str(&prefix.to_string());
        read(self);
        self.prefix.truncate(outer);
    }

    /// How far inside other bodies a place is, for [`Self::at_depth`].
    pub fn depth(&self) -> usize {
        self.prefix.len()
    }

    /// Runs what tells places of a body that encloses the one being read.
    pub fn at_depth(&mut self, depth: usize, tell: impl FnOnce(&mut Self)) {
        let inner = self.prefix.split_off(depth.min(self.prefix.len()));
        tell(self);
        self.prefix.push_str(&inner);
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

/// A file's name as a place shows it.
pub(super) fn safe_file(name: &str) -> String {
    let pieces = name.split_inclusive(['/', '.', ' ']).take(32).map(|piece| {
        let (word, end) = piece.split_at(piece.len() - usize::from(piece.ends_with(['/', '.', ' '])));
        format!("{}{end}", safe_name(word))
    });
    pieces.collect()
}

/// A column's heading, as far as it can be shown: words, spaces and little else, and nothing that reads as a person's name.
pub(crate) fn safe_heading(heading: &str) -> String {
    let is_named = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_lowercase() || c == '-' || c.is_uppercase())
    };
    let words = heading.split(' ');
    match words.clone().count() > 1 && words.clone().all(is_named) {
        true => words.map(|_| "*").collect::<Vec<_>>().join(" "),
        false => words.map(safe_name).collect::<Vec<_>>().join(" "),
    }
}
