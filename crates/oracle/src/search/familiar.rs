//! What a streamed table or plain text has shown often enough: a value is kept at a few places of one kind, so a cell that shows
//! it once more at such a place need not be decoded, and a cell that was looked at so is known again by its hash.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use memchr::{memchr, memchr_iter};

use super::known::Known;
use super::normal::Clean;
use super::numbers::Numbers;
use super::scan::PER_PATTERN;
use super::stream::line_at;
use super::sweep::Event;
use super::{Found, Index, seek, verify};
use crate::decode::Columns;

/// A value, whether it is strong, and the column.
type Spot = (usize, bool, usize);

/// How much of a line is to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Nothing: it shows nothing, or nothing new.
    None,
    /// One cell.
    Cell(Columns),
    /// All of it: what was noticed may stand in several cells.
    Line,
}

/// Room for events that showed nothing new.
const SPENT: usize = 1 << 20;

/// How often each value was shown in each column, and which events showed nothing new.
pub(super) struct Familiar {
    shown: HashMap<Spot, usize, RandomState>,
    spent: Known,
    cells: Cells,
    found: Vec<Found>,
}

impl Default for Familiar {
    fn default() -> Self {
        Self {
            shown: HashMap::default(),
            spent: Known::of(SPENT),
            cells: Cells::default(),
            found: Vec::new(),
        }
    }
}

impl Familiar {
    /// Takes another text: the cells of the one before are no longer known.
    pub fn begin(&mut self) {
        self.cells.line = 0..0;
    }

    /// What of the line in which something was noticed may show what was not shown before; `sign` parts its cells.
    pub fn news(&mut self, index: &Index, text: &str, event: Event, sign: u8) -> News {
        self.cells.hold(text, event.at(), sign);
        let (column, cell) = self.cells.at(event.at());
        // What a look at it depends on.
        let looked_at = match event {
            Event::Pair { first, .. } if cell.contains(&first) => cell,
            Event::Single { .. } | Event::Email { .. } => cell,
            // Commas part cells, thousands and decimals.
            Event::Number { at } if sign != b',' => Numbers::window(text.as_bytes(), at),
            _ => return of_line(index, text, event),
        };
        let Some(key) = self.key(text.as_bytes(), &looked_at, event, column) else {
            return of_line(index, text, event);
        };
        if self.spent.has(key) {
            return News::None;
        }
        let news = self.look(index, text, event);
        if news == News::None {
            self.spent.add(key);
        }
        news
    }

    fn look(&mut self, index: &Index, text: &str, event: Event) -> News {
        self.found.clear();
        verify::check(index, Clean::plain(text), event, &mut self.found);
        seek::tidy(&mut self.found);
        let line = &self.cells.line;
        let mut news = News::None;
        for hit in self.found.iter().filter(|hit| line.contains(&hit.start)) {
            let (column, cell) = self.cells.at(hit.start);
            if hit.end > cell.end {
                return News::Line;
            }
            let times = self.shown.entry((hit.value, hit.strong, column)).or_default();
            *times += 1;
            // What stands beside these may still explain them away.
            let sure = !matches!(hit.form, "surname-first" | "genitive" | "folded");
            if !sure || *times <= PER_PATTERN {
                news = news.with(Columns::one(column).map_or(News::Line, News::Cell));
            }
        }
        news
    }

    /// The same for all events of which the look would give the same; none where it would go further than those bytes, or may.
    fn key(&self, bytes: &[u8], looked_at: &Range<usize>, event: Event, column: usize) -> Option<u64> {
        let line = &self.cells.line;
        let (start, end) = (looked_at.start.saturating_sub(1), (looked_at.end + 1).min(bytes.len()));
        let seen = &bytes[start..end];
        if self.cells.entangled {
            return None;
        }
        // A line of quoted-printable may go on.
        if seen.first() == Some(&b'=') || seen.last() == Some(&b'=') {
            return None;
        }
        // A number with an exponent is read on past it.
        if matches!(event, Event::Number { .. }) && seen.last().is_some_and(|b| b.eq_ignore_ascii_case(&b'e')) {
            return None;
        }
        let ends = [
            line.start.max(start) - start,
            line.end.min(end) - start,
            event.at() - start,
        ];
        let kind = std::mem::discriminant(&event);
        Some(self.spent.key((seen, ends, column, kind, event.hash())))
    }
}

impl News {
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, one) | (one, Self::None) => one,
            (Self::Cell(some), Self::Cell(others)) => Self::Cell(some.with(others)),
            _ => Self::Line,
        }
    }
}

fn of_line(index: &Index, text: &str, event: Event) -> News {
    match verify::is_likely(index, Clean::plain(text), event, false) {
        true => News::Line,
        false => News::None,
    }
}

/// The cells of one line.
#[derive(Default)]
struct Cells {
    line: Range<usize>,
    /// Where each cell ends.
    ends: Vec<usize>,
    /// A cell in quotation marks may hold the sign, and lines; one of quoted-printable goes on in the next.
    entangled: bool,
}

impl Cells {
    /// Takes the line that holds a byte.
    fn hold(&mut self, text: &str, at: usize, sign: u8) {
        if self.line.contains(&at) {
            return;
        }
        self.line = line_at(text, at);
        let bytes = text.as_bytes();
        let line = &bytes[self.line.clone()];
        let start = self.line.start;
        self.ends.clear();
        self.ends.extend(memchr_iter(sign, line).map(|at| start + at));
        self.ends.push(self.line.end);
        let goes_on = |before: &[u8]| before.trim_ascii_end().ends_with(b"=");
        self.entangled = memchr(b'"', line).is_some() || goes_on(line) || goes_on(&bytes[..start]);
    }

    /// The number of the cell that holds a byte of the line, and its span.
    fn at(&self, at: usize) -> (usize, Range<usize>) {
        let column = self.ends.partition_point(|end| *end <= at).min(self.ends.len() - 1);
        let start = match column {
            0 => self.line.start,
            _ => self.ends[column - 1] + 1,
        };
        (column, start..self.ends[column])
    }
}
