//! A text of any size, searched while it comes in: memory does not grow with it.
//!
//! Whole lines are swept in blocks; a line in which something is noticed is then decoded and searched as it would be in a
//! body that is held, so that both see the same in the same places.

use std::collections::HashSet;
use std::ops::Range;

use encoding_rs::{Decoder, Encoding, UTF_8};
use memchr::{memchr, memchr_iter, memrchr};
use skott_model::Text;

use super::familiar::{Familiar, News};
use super::normal::{Clean, Normal};
use super::scan::Pass;
use super::spots::{Read, Spot, Spots};
use super::sweep::Sweep;
use super::{Exempt, Hashed, Index, Sighting, verify};
use crate::decode::{Decoded, Lines, Note, NoteKind, charset, readings};

/// Bytes that are swept together.
const BLOCK: usize = 256 << 10;

/// Bytes by which the kind of a text is told.
const BEGINNING: usize = 4 << 10;

/// The longest line that is taken as a whole; a longer one is searched in pieces.
const LONGEST: usize = 1 << 20;

/// What two pieces of one line have in common, so that nothing is lost between them.
const OVERLAP: usize = 4 << 10;

/// Of a table's record in quotes, the most lines.
const MOST_LINES: usize = 100;

/// Bytes in which real people's data are looked for line by line; after them, only where something was noticed.
const SAMPLED: usize = 1 << 20;

/// A text being searched while it comes in.
pub struct Stream<'i> {
    index: &'i Index,
    exempt: Option<&'i Exempt>,
    content_type: Option<String>,
    /// For UTF-16, and what else is told by a byte order mark.
    decoder: Option<Decoder>,
    begun: bool,
    lines: Option<Lines>,
    /// Bytes of lines that are not whole yet, in UTF-8 unless the charset is told apart block by block.
    held: Vec<u8>,
    /// Bytes to be held before whole lines are swept, and as many as is usual.
    block: usize,
    usual: usize,
    /// Lines before those held.
    before: usize,
    /// The line being read began in an earlier block.
    inside_line: bool,
    sweep: Sweep,
    inner: Sweep,
    normal: Normal,
    pass: Pass<'i>,
    familiar: Familiar,
    notes: Vec<Note>,
    unplanted: HashSet<Hashed>,
    bytes: u64,
}

/// What was seen in a streamed text.
#[derive(Debug, Default)]
pub struct Streamed {
    /// Planted values.
    pub sightings: Vec<Sighting>,
    /// What could not be read.
    pub notes: Vec<Note>,
    /// What looks like real people's data: in the first megabyte, and in lines and cells where something planted stands.
    pub unplanted: HashSet<Hashed>,
    /// Bytes received.
    pub bytes: u64,
}

impl Index {
    /// Begins to search a text of that content type.
    pub fn stream<'i>(&'i self, content_type: Option<&str>, exempt: Option<&'i Exempt>) -> Stream<'i> {
        Stream::new(self, content_type, exempt)
    }
}

impl<'i> Stream<'i> {
    fn new(index: &'i Index, content_type: Option<&str>, exempt: Option<&'i Exempt>) -> Self {
        Self {
            index,
            exempt,
            content_type: content_type.map(str::to_owned),
            decoder: None,
            begun: false,
            lines: None,
            held: Vec::with_capacity(BLOCK),
            block: BLOCK,
            usual: BLOCK,
            before: 0,
            inside_line: false,
            sweep: Sweep::default(),
            inner: Sweep::default(),
            normal: Normal::default(),
            pass: Pass::new(index),
            familiar: Familiar::default(),
            notes: Vec::new(),
            unplanted: HashSet::new(),
            bytes: 0,
        }
    }

    /// Sweeps blocks of about that many bytes instead of the usual ones.
    #[must_use]
    pub fn in_blocks(mut self, bytes: usize) -> Self {
        (self.block, self.usual) = (bytes.max(BEGINNING), bytes.max(1));
        self
    }

    /// Takes the next piece, of any length.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        let mut rest = chunk;
        while !rest.is_empty() {
            let room = self.block.saturating_sub(self.held.len()).max(1);
            let (piece, tail) = rest.split_at(rest.len().min(room));
            rest = tail;
            self.take(piece, false);
            if self.held.len() >= self.block {
                self.whole_lines();
            }
        }
    }

    /// Ends the text.
    pub fn finish(mut self) -> Streamed {
        self.begin(true);
        self.take(&[], true);
        let held = std::mem::take(&mut self.held);
        self.bytes_of_lines(&held);
        Streamed {
            sightings: self.pass.done(),
            notes: self.notes,
            unplanted: self.unplanted,
            bytes: self.bytes,
        }
    }

    /// Adds bytes to those held, in UTF-8 where the charset is known for all of the text.
    fn take(&mut self, piece: &[u8], last: bool) {
        if let Some(decoder) = &mut self.decoder {
            decode_onto(decoder, piece, last, &mut self.held);
        } else {
            self.held.extend_from_slice(piece);
            self.begin(false);
        }
    }

    /// Tells the charset by the first bytes.
    fn begin(&mut self, all_there: bool) {
        const MARK: usize = 4;
        if self.begun || (self.held.len() < MARK && !all_there) {
            return;
        }
        self.begun = true;
        let declared = self.content_type.as_deref().and_then(charset::of_wide);
        let (encoding, mark) = match Encoding::for_bom(&self.held) {
            Some((encoding, mark)) => (Some(encoding), mark),
            None => (declared, 0),
        };
        self.held.drain(..mark);
        if let Some(encoding) = encoding.filter(|encoding| *encoding != UTF_8) {
            let mut decoder = encoding.new_decoder_without_bom_handling();
            let raw = std::mem::take(&mut self.held);
            decode_onto(&mut decoder, &raw, false, &mut self.held);
            self.decoder = Some(decoder);
        }
    }

    /// Searches the whole lines among the bytes held, and keeps the rest.
    fn whole_lines(&mut self) {
        let end = match self.held.iter().rposition(|b| *b == b'\n') {
            Some(last) => last + 1,
            None if self.held.len() < LONGEST.max(self.block) => return self.wait_for_more(),
            None => return self.piece_of_line(),
        };
        let mut held = std::mem::take(&mut self.held);
        self.bytes_of_lines(&held[..end]);
        held.drain(..end);
        self.held = held;
        self.block = self.usual;
    }

    /// A line longer than a block: the block grows.
    fn wait_for_more(&mut self) {
        self.block = (self.held.len() * 2).min(LONGEST);
    }

    /// Searches what is held of a line, as far as its last whole word; some of it again with what comes.
    fn piece_of_line(&mut self) {
        let held = std::mem::take(&mut self.held);
        let parts = |b: &u8| b.is_ascii() && !b.is_ascii_alphanumeric() && !b"-._+'@".contains(b);
        let end = held.iter().rposition(parts).map_or(held.len(), |at| at + 1);
        let overlap = end.saturating_sub(OVERLAP.min(held.len() / 2));
        let start = held[overlap..end]
            .iter()
            .position(parts)
            .map_or(end, |at| overlap + at + 1);
        self.bytes_of_lines(&held[..end]);
        self.held = held[start..].to_vec();
        self.inside_line = true;
    }

    fn bytes_of_lines(&mut self, bytes: &[u8]) {
        let (text, valid) = charset::to_text(bytes, self.content_type.as_deref().filter(|_| self.decoder.is_none()));
        if !valid {
            self.note(NoteKind::InvalidText);
        }
        self.text(&text);
    }

    fn note(&mut self, kind: NoteKind) {
        let note = Note {
            kind,
            place: "kropp".to_owned(),
        };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Searches a text of whole lines.
    fn text(&mut self, text: &str) {
        let first = self.before == 0 && self.lines.is_none();
        if self.lines.is_none() {
            self.lines = Some(Lines::of(text, self.content_type.as_deref()));
        }
        if let Some(exempt) = self.exempt.filter(|_| self.bytes <= (SAMPLED + self.block) as u64) {
            self.unplanted.extend(exempt.unplanted(&as_decoded(text)));
        }
        let spots = self.spots(text, first);
        let (mut counted, mut done) = (0, 0);
        for Spot { mut line, read } in spots {
            if line.start < done || (read == Read::Perhaps && !self.is_worth_reading(&text[line.clone()])) {
                continue;
            }
            line.start = record_start(text, &line).max(done);
            line.end = record_end(text, &line);
            self.before += newlines(&text.as_bytes()[counted..line.start]);
            counted = line.start;
            self.line(self.before + 1, text[line.clone()].trim_end_matches(['\r', '\n']), read);
            done = line.end;
        }
        self.before += newlines(&text.as_bytes()[counted..]);
        self.inside_line = false;
    }

    /// The lines in which something was noticed, in order.
    fn spots(&mut self, text: &str, first: bool) -> Vec<Spot> {
        let lines = self.lines.as_ref();
        let json = lines.is_some_and(Lines::is_json);
        self.sweep.figures = json;
        self.sweep
            .run(&self.index.anchors, &self.index.numbers, text.as_bytes());
        let mut spots = Spots::default();
        if first {
            headings(text).for_each(|line| spots.add(line, Read::Line));
        }
        let parted_by = lines.and_then(Lines::parted_by);
        self.familiar.begin();
        for event in &self.sweep.events {
            if spots.covers(event.at()) {
                continue;
            }
            let news = match parted_by {
                Some(sign) => self.familiar.news(self.index, text, *event, sign),
                None if verify::is_likely(self.index, Clean::plain(text), *event, json) => News::Line,
                None => News::None,
            };
            match news {
                News::None => {}
                News::Cell(columns) => spots.add(line_at(text, event.at()), Read::Cells(columns)),
                News::Line => spots.add(line_at(text, event.at()), Read::Line),
            }
        }
        for &from in &self.sweep.suspicious {
            let mut at = from;
            while at < text.len() && at < from + super::masks::BLOCK {
                let line = line_at(text, at);
                at = line.end.max(at + 1);
                spots.add(line, Read::Perhaps);
            }
        }
        if lines.is_some_and(Lines::is_markup) {
            let tags = text.match_indices('<').map(|(at, _)| line_at(text, at));
            tags.for_each(|line| spots.add(line, Read::Perhaps));
        }
        spots.in_order()
    }

    /// True if a further reading of a line, or the line normalised, shows something.
    fn is_worth_reading(&mut self, line: &str) -> bool {
        if self.shows(line) {
            return true;
        }
        let markup = self.lines.as_ref().is_some_and(Lines::is_markup) && line.contains('<');
        if markup && self.shows(&Lines::without_tags(line)) {
            return true;
        }
        self.inner.escaped && readings(line).iter().any(|reading| self.shows(&reading.text))
    }

    fn shows(&mut self, text: &str) -> bool {
        let Index { anchors, numbers, .. } = self.index;
        self.inner.figures = true;
        self.inner.run(anchors, numbers, text.as_bytes());
        let mut clean = Clean::plain(text);
        if self.inner.odd {
            let escaped = self.inner.escaped;
            self.normal.set(text);
            clean = self.normal.clean();
            self.inner.run(anchors, numbers, clean.bytes);
            self.inner.escaped |= escaped;
        }
        let mut events = self.inner.events.iter();
        events.any(|event| verify::is_likely(self.index, clean, *event, true))
    }

    fn line(&mut self, number: usize, line: &str, read: Read) {
        let Some(lines) = &mut self.lines else {
            return;
        };
        if lines.wants_headings() {
            lines.take_headings(line);
            let place = format!("rad {number}");
            let text = line.to_owned();
            return self.pass.text(
                &Text {
                    place,
                    column: None,
                    text,
                    row: false,
                },
                None,
                None,
            );
        }
        let decoded = match self.inside_line {
            true => as_decoded_at(line, format!("rad {number}")),
            false => lines.decode(number, line, read.columns()),
        };
        if let Some(exempt) = self.exempt {
            self.unplanted.extend(exempt.unplanted(&decoded));
        }
        decoded.texts.iter().for_each(|text| self.pass.text(text, None, None));
        decoded.notes.iter().for_each(|note| self.note(note.kind));
    }
}

fn as_decoded(text: &str) -> Decoded {
    as_decoded_at(text, String::new())
}

fn as_decoded_at(text: &str, place: String) -> Decoded {
    let text = Text {
        place,
        column: None,
        text: text.to_owned(),
        row: false,
    };
    Decoded {
        texts: vec![text],
        ..Decoded::default()
    }
}

/// The lines that a table's headings may be in.
fn headings(text: &str) -> impl Iterator<Item = Range<usize>> {
    let first = line_at(text, 0);
    let told = text[first.clone()].starts_with("sep=");
    let second = told.then(|| line_at(text, first.end.min(text.len())));
    [first].into_iter().chain(second)
}

/// The line that holds a byte, with its end.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let start = memrchr(b'\n', &bytes[..at]).map_or(0, |i| i + 1);
    let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |i| at + i + 1);
    start..end
}

/// Where the record begins of which this line may be the end: its first quotation mark closes a cell.
fn record_start(text: &str, line: &Range<usize>) -> usize {
    let odd = |range: Range<usize>| text.as_bytes()[range].iter().filter(|b| **b == b'"').count() % 2 == 1;
    let written = &text[line.clone()];
    let opens = |at: usize| at == 0 || written[..at].ends_with([';', ',', '\t', '|', '^', '~', ':']);
    if !odd(line.clone()) || written.find('"').is_none_or(opens) {
        return line.start;
    }
    let mut start = line.start;
    for _ in 0..MOST_LINES {
        if start == 0 {
            break;
        }
        let before = line_at(text, start - 1);
        start = before.start;
        if odd(before) {
            return start;
        }
    }
    line.start
}

/// Where a record ends that begins with this line: a cell in quotes may hold lines' ends.
fn record_end(text: &str, line: &Range<usize>) -> usize {
    let quotes = |range: Range<usize>| text.as_bytes()[range].iter().filter(|b| **b == b'"').count();
    let mut open = quotes(line.clone()) % 2 == 1;
    let mut end = line.end;
    for _ in 0..MOST_LINES {
        if !open || end >= text.len() {
            return if open { line.end } else { end };
        }
        let next = line_at(text, end);
        open ^= quotes(next.clone()) % 2 == 1;
        end = next.end;
    }
    line.end
}

fn newlines(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count()
}

fn decode_onto(decoder: &mut Decoder, mut piece: &[u8], last: bool, held: &mut Vec<u8>) {
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len() * 3) + 16);
    loop {
        let (result, read, _) = decoder.decode_to_string(piece, &mut text, last);
        piece = &piece[read..];
        if result == encoding_rs::CoderResult::InputEmpty {
            break;
        }
        text.reserve(64);
    }
    held.extend_from_slice(text.as_bytes());
}
