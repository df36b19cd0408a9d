//! Which of an answer's texts want a look by themselves: all are swept together, so that one in which nothing stands costs
//! little more than its bytes.

use std::ops::Range;

use memchr::memchr;
use skott_model::Text;

use super::masks::BLOCK;
use super::numbers::Numbers;
use super::scan::is_number_cell;
use super::sweep::{Event, Sweep};
use super::values::Canonical;
use super::{Found, Index};

/// Bytes of texts that are swept together.
const TOGETHER: usize = 64 << 10;

/// Texts longer than this are looked at in any case: what would be swept twice is no longer little.
const LONG: usize = 4 << 10;

/// Parts two texts: a cell ends at it as at a text's end, and it joins digits as spaces do, so that together more is noticed than
/// alone, and never less.
const SEAM: u8 = b'\n';

/// How many texts a cell may stand before the next one of its row: keys and what a cell carries are texts as well.
const REACH: usize = 4;

/// Buffers for screening one answer after the other.
#[derive(Default)]
pub(super) struct Screen {
    sweep: Sweep,
    bytes: Vec<u8>,
    pieces: Vec<Piece>,
    cells: Vec<Cell>,
    /// Which texts stand in a row's, and are not swept once more.
    covered: Vec<bool>,
    looks: Vec<Look>,
    events: Vec<Noted>,
    found: Vec<Found>,
}

/// What was noticed in a text that is no row, by its place there.
pub(super) struct Noted {
    text: usize,
    pub event: Event,
}

/// How a text is to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    None,
    /// Where something was noticed.
    There,
    /// As one of which nothing is known.
    Whole,
}

/// A part of what is swept together.
struct Piece {
    end: usize,
    text: usize,
    /// The row of which the text is a cell.
    row: Option<usize>,
}

/// A text that a row's text repeats.
struct Cell {
    text: usize,
    row: usize,
    span: Range<usize>,
}

impl Screen {
    /// Calls `each` with every text in which a value may stand, in their order, and with what was noticed there; with none
    /// where it is to be swept by itself.
    pub fn noticed<'t>(&mut self, index: &Index, texts: &'t [Text], mut each: impl FnMut(&'t Text, Option<&[Noted]>)) {
        let mut rest = texts;
        while !rest.is_empty() {
            let (some, later) = rest.split_at(together(rest));
            self.cover(some);
            self.fill(some);
            self.sweep(index, some);
            for (i, (text, look)) in some.iter().zip(&self.looks).enumerate() {
                match look {
                    Look::None => {}
                    Look::There => each(text, Some(self.noted(i))),
                    Look::Whole => each(text, None),
                }
            }
            rest = later;
        }
    }

    /// Finds the cells of rows among the texts before them.
    fn cover(&mut self, texts: &[Text]) {
        self.cells.clear();
        self.covered.clear();
        self.covered.resize(texts.len(), false);
        let rows = texts.iter().enumerate().filter(|(_, text)| text.row && is_short(text));
        for (row, text) in rows {
            let first = self.cells.len();
            let (mut before, mut rest) = (row, text.text.as_str());
            loop {
                let is_it = |at: &usize| !self.covered[*at] && !texts[*at].row && is_last_cell(rest, &texts[*at].text);
                let found = (before.saturating_sub(REACH)..before).rev().find(is_it);
                let end = rest.len();
                let start = match found {
                    Some(at) => end - texts[at].text.len(),
                    None => rest.rfind('\t').map_or(0, |tab| tab + 1),
                };
                if let Some(at) = found {
                    self.covered[at] = true;
                    before = at;
                    self.cells.push(Cell {
                        text: at,
                        row,
                        span: start..end,
                    });
                }
                let Some(tab) = start.checked_sub(1) else { break };
                rest = &rest[..tab];
            }
            self.cells[first..].reverse();
        }
    }

    /// Puts the texts together.
    fn fill(&mut self, texts: &[Text]) {
        self.bytes.clear();
        self.pieces.clear();
        let mut cells = self.cells.iter().peekable();
        for (i, text) in texts.iter().enumerate().filter(|(i, _)| !self.covered[*i]) {
            let start = self.bytes.len();
            if is_short(text) {
                self.bytes.extend_from_slice(text.text.as_bytes());
            }
            self.bytes.push(SEAM);
            let of_row = |end: usize| Piece {
                end,
                text: i,
                row: None,
            };
            while let Some(cell) = cells.next_if(|cell| cell.row == i) {
                self.pieces.push(of_row(start + cell.span.start));
                self.pieces.push(Piece {
                    end: start + cell.span.end,
                    text: cell.text,
                    row: Some(i),
                });
            }
            self.pieces.push(of_row(self.bytes.len()));
        }
    }

    fn sweep(&mut self, index: &Index, texts: &[Text]) {
        let found = &mut self.found;
        self.looks.clear();
        self.looks.extend(texts.iter().map(|text| match is_short(text) {
            true if is_number_cell(text) && is_planted_number(index, &text.text, found) => Look::There,
            true => Look::None,
            false => Look::Whole,
        }));
        self.sweep.run(&index.anchors, &index.numbers, &self.bytes);
        self.events.clear();
        for event in self.sweep.events.iter().filter(|event| is_likely(index, event)) {
            let at = self.holder(event.at());
            let Piece { end, text, row } = self.pieces[at];
            if !texts[text].row {
                let start = end - texts[text].text.len() - usize::from(row.is_none());
                if let Some(event) = event.within(start..end) {
                    self.events.push(Noted { text, event });
                    self.looks[text] = self.looks[text].max(Look::There);
                }
            }
            let row = row.or(texts[text].row.then_some(text));
            let unseen = row.filter(|row| self.looks[*row] == Look::None);
            if let Some(row) = unseen.filter(|_| crosses_cells(index, &self.bytes, event)) {
                self.looks[row] = Look::Whole;
            }
        }
        self.events.sort_by_key(|noted| noted.text);
        for &from in &self.sweep.suspicious {
            let last = self.holder((from + BLOCK).min(self.bytes.len()) - 1);
            for piece in &self.pieces[self.holder(from)..=last] {
                self.looks[piece.text] = Look::Whole;
                piece.row.into_iter().for_each(|row| self.looks[row] = Look::Whole);
            }
        }
    }

    /// What was noticed in a text.
    fn noted(&self, text: usize) -> &[Noted] {
        let (start, end) = (
            self.events.partition_point(|noted| noted.text < text),
            self.events.partition_point(|noted| noted.text <= text),
        );
        &self.events[start..end]
    }

    /// The piece that holds a byte.
    fn holder(&self, at: usize) -> usize {
        self.pieces.partition_point(|piece| piece.end <= at)
    }
}

/// How many of the next texts are swept together.
fn together(texts: &[Text]) -> usize {
    let mut bytes = 0;
    let fits = |text: &Text| {
        let before = bytes;
        bytes += if is_short(text) { text.text.len() + 1 } else { 1 };
        before <= TOGETHER
    };
    texts.iter().map(fits).take_while(|fits| *fits).count()
}

fn is_short(text: &Text) -> bool {
    text.text.len() <= LONG
}

/// True if the last cell of a row, or of its beginning, is that text.
fn is_last_cell(row: &str, text: &str) -> bool {
    row.strip_suffix(text)
        .is_some_and(|before| before.is_empty() || before.ends_with('\t'))
}

/// True where words may be a value's; of digits their text decides.
fn is_likely(index: &Index, event: &Event) -> bool {
    event.hash().is_none_or(|hash| index.anchors.get(hash).next().is_some())
}

/// True for what may stand in several cells of a row, which are kept apart by tabs.
fn crosses_cells(index: &Index, bytes: &[u8], event: &Event) -> bool {
    let has_tab = |start: usize, end: usize| memchr(b'\t', &bytes[start..end]).is_some();
    let is_wider = |hash: u64| {
        index
            .anchors
            .get(hash)
            .any(|anchor| is_wider(&index.values[anchor.value as usize].text))
    };
    match *event {
        Event::Pair { hash, first, second } => has_tab(first, second) || is_wider(hash),
        Event::Single { hash, .. } => is_wider(hash),
        Event::Dots { given, dots, .. } => has_tab(given, dots),
        Event::Number { at } => has_tab(Numbers::window(bytes, at).start, at),
        Event::Row { .. } => true,
        Event::Email { .. } | Event::Figure { .. } => false,
    }
}

/// True for a value with more words than those by which it is noticed, with spaces between: a cell may end at any of them.
fn is_wider(value: &Canonical) -> bool {
    match value {
        Canonical::Name { given, family } => given.contains(' ') || family.contains(' '),
        Canonical::Street(street) => street.matches(' ').count() > 1,
        Canonical::Code(code) => code.contains(' '),
        Canonical::Email(_) | Canonical::Personnummer(_) | Canonical::Phone(_) | Canonical::Money(_) => false,
    }
}

fn is_planted_number(index: &Index, text: &str, found: &mut Vec<Found>) -> bool {
    found.clear();
    index.numbers.plain_number(text, true, found);
    !found.is_empty()
}
