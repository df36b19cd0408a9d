//! The fast pass: every word of a text is hashed once, and only what the filters let through is looked at again.

use std::ops::Range;

use super::anchor::{self, AFTER, Anchors, BEFORE, FAMILY, GIVEN, SINGLE, words};
use super::digits::Chain;
use super::hash;
use super::masks::{BLOCK, Masks};
use super::numbers::Numbers;
use crate::decode::packed;

/// Blocks whose words are told apart before the first of them is looked at.
const STRETCH: usize = 32;

/// Borders of words that a block may have; and those of a stretch, with one that is left of the stretch before.
const BORDERS: usize = BLOCK;
const MOST_BORDERS: usize = STRETCH * BORDERS + 1;

/// Longest space between a cell's border and what stands in it.
const CELL_SPACE: usize = 3;

/// Names of one row that are put together with each other.
const ROW_PARTS: usize = 64;

/// A place where a value may stand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// Two words, the first bytes of each.
    Pair { hash: u64, first: usize, second: usize },
    /// One word.
    Single { hash: u64, at: usize },
    /// The word after an `@`.
    Email { hash: u64, at: usize },
    /// Three dots, after the beginning of a name.
    Dots { hash: u64, given: usize, dots: usize },
    /// The last word of a cell and the first word of another cell of the same row.
    Row { hash: u64, given: usize, family: usize },
    /// A digit of a number.
    Number { at: usize },
    /// An amount with one decimal or none, which is one only where it stands as a number.
    Figure { at: usize },
}

impl Event {
    /// Where it is.
    pub fn at(&self) -> usize {
        match *self {
            Self::Pair { second, .. } => second,
            Self::Single { at, .. } | Self::Email { at, .. } | Self::Number { at } | Self::Figure { at } => at,
            Self::Dots { dots, .. } => dots,
            Self::Row { given, family, .. } => given.max(family),
        }
    }

    /// The same, counted from where a part of the text begins; none if not all of it stands there.
    pub fn within(&self, part: Range<usize>) -> Option<Self> {
        let within = |at: usize| part.contains(&at).then(|| at - part.start);
        Some(match *self {
            Self::Pair { hash, first, second } => Self::Pair {
                hash,
                first: within(first)?,
                second: within(second)?,
            },
            Self::Single { hash, at } => Self::Single { hash, at: within(at)? },
            Self::Email { hash, at } => Self::Email { hash, at: within(at)? },
            Self::Dots { hash, given, dots } => Self::Dots {
                hash,
                given: within(given)?,
                dots: within(dots)?,
            },
            Self::Row { hash, given, family } => Self::Row {
                hash,
                given: within(given)?,
                family: within(family)?,
            },
            Self::Number { at } => Self::Number { at: within(at)? },
            Self::Figure { at } => Self::Figure { at: within(at)? },
        })
    }

    /// What its words are looked up by; none of digits.
    #[inline]
    pub fn hash(&self) -> Option<u64> {
        match *self {
            Self::Pair { hash, .. }
            | Self::Single { hash, .. }
            | Self::Email { hash, .. }
            | Self::Dots { hash, .. }
            | Self::Row { hash, .. } => Some(hash),
            Self::Number { .. } | Self::Figure { .. } => None,
        }
    }
}

/// What the fast pass noticed. Reused from text to text.
#[derive(Default)]
pub(super) struct Sweep {
    pub events: Vec<Event>,
    /// Blocks whose text must be normalised, or may hold escapes or packed data: their first bytes.
    pub suspicious: Vec<usize>,
    /// The text must be normalised.
    pub odd: bool,
    /// The text may hold escapes or packed data.
    pub escaped: bool,
    /// Whether to notice every figure, as where numbers stand as numbers; else only one decimal makes one.
    pub figures: bool,
    /// Where words begin and end, by turns.
    borders: Vec<usize>,
    /// How many of them are to be looked at.
    told: usize,
    chain: Chain,
    givens: Vec<(u64, usize)>,
    families: Vec<(u64, usize)>,
    previous: Previous,
}

/// The word before.
#[derive(Clone, Copy, Default)]
struct Previous {
    hash: u64,
    /// With the word before it.
    pair: u64,
    start: usize,
    class: u8,
}

/// What two blocks of a text have in common.
#[derive(Default)]
struct Seam {
    /// One if the block before ended in a word.
    carry: u64,
    /// Where the block before had dots.
    dots: u64,
    /// One if the block before ended in a hyphen.
    dash: u64,
}

impl Sweep {
    /// Takes what is known of a text instead.
    pub fn take(&mut self, events: impl Iterator<Item = Event>) {
        self.events.clear();
        self.events.extend(events);
        self.suspicious.clear();
        (self.odd, self.escaped) = (false, false);
    }

    /// Goes through a text.
    pub fn run(&mut self, anchors: &Anchors, numbers: &Numbers, bytes: &[u8]) {
        self.events.clear();
        self.suspicious.clear();
        self.givens.clear();
        self.families.clear();
        (self.odd, self.escaped, self.told) = (false, false, 0);
        self.chain = Chain::default();
        self.previous = Previous::default();
        if self.borders.is_empty() {
            self.borders.resize(MOST_BORDERS, 0);
        }
        let mut seam = Seam::default();
        // One block more than there are bytes, so that the last word ends.
        let blocks = bytes.len() / BLOCK + 1;
        for first in (0..blocks).step_by(STRETCH) {
            for block in first..blocks.min(first + STRETCH) {
                self.block(anchors, bytes, block * BLOCK, &mut seam);
            }
            self.words(anchors, numbers, bytes);
        }
    }

    /// Tells the words of a block apart.
    #[inline]
    fn block(&mut self, anchors: &Anchors, bytes: &[u8], base: usize, seam: &mut Seam) {
        let masks = block(bytes, base);
        let mut borders = masks.word ^ (masks.word << 1 | seam.carry);
        seam.carry = masks.word >> 63;
        // A hyphen at a line's end may break a word.
        let escape = masks.escape | (masks.line & (masks.dash << 1 | seam.dash));
        seam.dash = masks.dash >> 63;
        if masks.odd | escape != 0 {
            self.odd |= masks.odd != 0;
            self.escaped |= escape != 0;
            self.suspicious.push(base);
        }
        let count = borders.count_ones() as usize;
        if let Some(room) = self
            .borders
            .get_mut(self.told..)
            .and_then(|r| r.first_chunk_mut::<BORDERS>())
        {
            // Eight at a time, some of them more than there are: cheaper than to ask after each.
            for eight in room.as_chunks_mut::<8>().0.iter_mut().take(count.div_ceil(8)) {
                for border in eight {
                    *border = base + borders.trailing_zeros() as usize;
                    borders &= borders.wrapping_sub(1);
                }
            }
            self.told += count;
        }
        if masks.dot != 0 {
            let third = masks.dot & (masks.dot << 1 | seam.dots >> 63) & (masks.dot << 2 | seam.dots >> 62);
            self.dots(anchors, bytes, base, third & !(third << 1));
        }
        seam.dots = masks.dot;
    }

    /// Looks at the words told apart; one that has no end yet is left.
    fn words(&mut self, anchors: &Anchors, numbers: &Numbers, bytes: &[u8]) {
        let borders = std::mem::take(&mut self.borders);
        let (words, left) = borders[..self.told].as_chunks::<2>();
        for [start, end] in words {
            self.word(anchors, numbers, bytes, *start, *end);
        }
        let left = left.first().copied();
        self.borders = borders;
        self.told = usize::from(left.is_some());
        self.borders[0] = left.unwrap_or_default();
    }

    #[inline(always)]
    fn word(&mut self, anchors: &Anchors, numbers: &Numbers, bytes: &[u8], start: usize, end: usize) {
        let hash = hash::word(bytes, start, end);
        let pair = hash::pair(self.previous.hash, hash);
        let class = anchors.classes.get(hash);
        let paired = (self.previous.class & BEFORE != 0) & (class & AFTER != 0);
        let addressed = start > 0 && bytes[start - 1] == b'@';
        if (class & (SINGLE | GIVEN | FAMILY) != 0) | paired | addressed | (end - start >= packed::SHORTEST) {
            self.notable(
                anchors,
                numbers,
                bytes,
                Word {
                    hash,
                    pair,
                    class,
                    start,
                    end,
                },
            );
        }
        if bytes[start].is_ascii_digit() {
            let notice = self.chain.take(numbers, bytes, start, end, self.figures);
            if notice.number {
                self.events.push(Event::Number { at: start });
            }
            if notice.figure {
                self.events.push(Event::Figure { at: start });
            }
        }
        self.previous = Previous {
            hash,
            pair,
            start,
            class,
        };
    }

    /// A word that is more than one of a text's many.
    fn notable(&mut self, anchors: &Anchors, numbers: &Numbers, bytes: &[u8], word: Word) {
        let Word {
            hash,
            pair,
            class,
            start,
            end,
        } = word;
        if class & SINGLE != 0 && anchors.filter.has(hash) {
            self.events.push(Event::Single { hash, at: start });
        }
        // In an address's local part neither a name nor what stands without an `@` begins; the word after the `@` tells it.
        let of_address = bytes.get(end) == Some(&b'@') && bytes[..start].ends_with(b".");
        if self.previous.class & BEFORE != 0 && class & AFTER != 0 && !of_address && anchors.filter.has(pair) {
            let first = self.previous.start;
            self.events.push(Event::Pair {
                hash: pair,
                first,
                second: start,
            });
        }
        if start > 0 && bytes[start - 1] == b'@' {
            self.email(anchors, hash, start);
        }
        if class & (GIVEN | FAMILY) != 0 {
            self.part(anchors, bytes, hash, start, end);
        }
        if end - start < packed::SHORTEST {
            return;
        }
        numbers.within_word(&bytes[start..end], |at| {
            self.events.push(Event::Number { at: start + at })
        });
        if packed::plausible(bytes, start, end) {
            self.escaped = true;
            self.suspicious.push(start);
        }
    }

    fn email(&mut self, anchors: &Anchors, after: u64, at: usize) {
        let hashes = [
            anchor::email(self.previous.pair, after),
            anchor::short_email(self.previous.hash, after),
        ];
        for hash in hashes {
            if anchors.emails.has(hash) {
                self.events.push(Event::Email { hash, at });
            }
        }
    }

    /// A word of somebody's name, if it stands at a cell's border: is another cell of the row the rest of it?
    fn part(&mut self, anchors: &Anchors, bytes: &[u8], hash: u64, start: usize, end: usize) {
        let is_given = anchors.givens.has(hash) && at_border(bytes[end..].iter());
        let is_family = anchors.families.has(hash) && at_border(bytes[..start].iter().rev());
        let events = &mut self.events;
        let mut row = |hash: u64, given: usize, family: usize| {
            if anchors.filter.has(hash) && in_two_cells(bytes, given, family) {
                events.push(Event::Row { hash, given, family });
            }
        };
        if is_given {
            same_row(&mut self.families, bytes, start);
            let families = self.families.iter();
            families.for_each(|(family, at)| row(hash::pair(hash, *family), start, *at));
        }
        if is_family {
            same_row(&mut self.givens, bytes, start);
            let givens = self.givens.iter();
            givens.for_each(|(given, at)| row(hash::pair(*given, hash), *at, start));
            same_row(&mut self.families, bytes, start);
            keep(&mut self.families, (hash, start));
        }
        if is_given {
            same_row(&mut self.givens, bytes, start);
            keep(&mut self.givens, (hash, start));
        }
    }

    /// Three dots may cut a name short: of the words before them, does one follow a given name?
    fn dots(&mut self, anchors: &Anchors, bytes: &[u8], base: usize, mut thirds: u64) {
        while thirds != 0 {
            let dots = base + thirds.trailing_zeros() as usize - 2;
            thirds &= thirds - 1;
            let before = dots.saturating_sub(64);
            let last: Vec<(usize, usize)> = words(&bytes[before..dots]).collect();
            for pair in last[last.len().saturating_sub(4)..].windows(2) {
                let [given, cut] = [pair[0], pair[1]].map(|(start, end)| (before + start, before + end));
                let hash = anchor::truncated(hash::word(bytes, given.0, given.1), bytes, cut.0, cut.1);
                if anchors.filter.has(hash) {
                    let given = given.0;
                    self.events.push(Event::Dots { hash, given, dots });
                }
            }
        }
    }
}

/// A word as the fast pass has it.
struct Word {
    hash: u64,
    /// With the word before it.
    pair: u64,
    class: u8,
    start: usize,
    end: usize,
}

fn block(bytes: &[u8], base: usize) -> Masks {
    match bytes.get(base..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
        Some(block) => Masks::of(block),
        None => Masks::of_last(bytes, base),
    }
}

/// True where a cell ends, going away from it: at a border, maybe behind some space.
fn at_border<'b>(bytes: impl Iterator<Item = &'b u8>) -> bool {
    let mut past_space = bytes.take(CELL_SPACE + 1).skip_while(|b| **b == b' ');
    past_space.next().is_none_or(is_border)
}

fn is_border(byte: &u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b';' | b',' | b'|' | b'"')
}

/// False for two words of one cell: "Anna Berg" is no Anna in one cell and Berg in another.
fn in_two_cells(bytes: &[u8], one: usize, other: usize) -> bool {
    bytes[one.min(other)..one.max(other)].iter().any(is_border)
}

/// Forgets what stands in an earlier row.
fn same_row(parts: &mut Vec<(u64, usize)>, bytes: &[u8], start: usize) {
    if parts
        .last()
        .is_some_and(|(_, last)| bytes[*last..start].contains(&b'\n'))
    {
        parts.clear();
    }
}

fn keep(parts: &mut Vec<(u64, usize)>, part: (u64, usize)) {
    if parts.len() == ROW_PARTS {
        parts.remove(0);
    }
    parts.push(part);
}
