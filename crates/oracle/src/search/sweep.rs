//! The fast pass: every word of a text is hashed once, and only what the filters let through is looked at again.

use super::anchor::{self, Anchors, words};
use super::hash;
use super::masks::{BLOCK, Masks};
use super::numbers::Numbers;
use crate::decode::packed;

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
    /// Whether to notice figures.
    pub figures: bool,
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
}

/// Runs of digits that may be one number.
#[derive(Default)]
struct Chain {
    groups: [(usize, usize); 8],
    length: usize,
    digits: usize,
}

impl Sweep {
    /// Goes through a text.
    pub fn run(&mut self, anchors: &Anchors, numbers: &Numbers, bytes: &[u8]) {
        self.events.clear();
        self.suspicious.clear();
        self.givens.clear();
        self.families.clear();
        (self.odd, self.escaped) = (false, false);
        self.chain = Chain::default();
        self.previous = Previous::default();
        let (mut inside, mut start, mut carry, mut dots) = (false, 0, 0u64, 0u64);
        let mut base = 0;
        // One block more than there are bytes, so that the last word ends.
        while base <= bytes.len() {
            let masks = block(bytes, base);
            let mut borders = masks.word ^ (masks.word << 1 | carry);
            carry = masks.word >> 63;
            if masks.odd | masks.escape != 0 {
                self.odd |= masks.odd != 0;
                self.escaped |= masks.escape != 0;
                self.suspicious.push(base);
            }
            loop {
                if !inside {
                    if borders == 0 {
                        break;
                    }
                    start = base + borders.trailing_zeros() as usize;
                    borders &= borders - 1;
                    inside = true;
                }
                if borders == 0 {
                    break;
                }
                let end = base + borders.trailing_zeros() as usize;
                borders &= borders - 1;
                inside = false;
                self.word(anchors, numbers, bytes, start, end);
            }
            if masks.dot != 0 {
                let third = masks.dot & (masks.dot << 1 | dots >> 63) & (masks.dot << 2 | dots >> 62);
                self.dots(anchors, bytes, base, third & !(third << 1));
            }
            dots = masks.dot;
            base += BLOCK;
        }
    }

    #[inline(always)]
    fn word(&mut self, anchors: &Anchors, numbers: &Numbers, bytes: &[u8], start: usize, end: usize) {
        let hash = hash::word(bytes, start, end);
        let pair = hash::pair(self.previous.hash, hash);
        if anchors.filter.has(hash) | anchors.filter.has(pair) {
            self.anchored(anchors, hash, pair, start);
        }
        if start > 0 && bytes[start - 1] == b'@' {
            self.email(anchors, hash, start);
        }
        if bytes[start].is_ascii_digit() {
            self.digits(numbers, bytes, start, end);
        } else if anchors.givens.has(hash) | anchors.families.has(hash) {
            self.part(anchors, bytes, hash, start, end);
        }
        if end - start >= packed::SHORTEST && packed::plausible(bytes, start, end) {
            self.escaped = true;
            self.suspicious.push(start);
        }
        self.previous = Previous { hash, pair, start };
    }

    #[cold]
    fn anchored(&mut self, anchors: &Anchors, hash: u64, pair: u64, start: usize) {
        if anchors.filter.has(hash) {
            self.events.push(Event::Single { hash, at: start });
        }
        if anchors.filter.has(pair) {
            let first = self.previous.start;
            self.events.push(Event::Pair {
                hash: pair,
                first,
                second: start,
            });
        }
    }

    fn email(&mut self, anchors: &Anchors, after: u64, at: usize) {
        let hashes = [
            anchor::email(self.previous.pair, after),
            anchor::short_email(self.previous.hash, after),
        ];
        for hash in hashes {
            if anchors.filter.has(hash) {
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
            if anchors.filter.has(hash) {
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
            keep(&mut self.families, (hash, start));
        }
        if is_given {
            same_row(&mut self.givens, bytes, start);
            keep(&mut self.givens, (hash, start));
        }
    }

    fn digits(&mut self, numbers: &Numbers, bytes: &[u8], start: usize, end: usize) {
        let decimals = start >= 2 && matches!(bytes[start - 1], b'.' | b',') && bytes[start - 2].is_ascii_digit();
        if decimals && numbers.may_be_money(bytes, start) {
            self.events.push(Event::Number { at: start });
        }
        if self.figures && numbers.may_be_figure(bytes, start, end) {
            self.events.push(Event::Figure { at: start });
        }
        if !bytes[start..end].iter().all(u8::is_ascii_digit) {
            self.chain.length = 0;
            if decimals && numbers.may_be_exponent(bytes, start) {
                self.events.push(Event::Number { at: start });
            }
            return;
        }
        if !self.chain.take(bytes, start, end) {
            self.chain = Chain::default();
            self.chain.take(bytes, start, end);
        }
        let groups = &self.chain.groups[..self.chain.length];
        if self.chain.digits >= numbers.shortest() && numbers.may_end(bytes, groups) {
            self.events.push(Event::Number { at: start });
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

impl Chain {
    /// Takes one run of digits more; false where it does not belong to those before.
    fn take(&mut self, bytes: &[u8], start: usize, end: usize) -> bool {
        if self.length > 0 && !super::numbers::joins(&bytes[self.groups[self.length - 1].1..start]) {
            return false;
        }
        if self.length == self.groups.len() {
            self.digits -= self.groups[0].1 - self.groups[0].0;
            self.groups.rotate_left(1);
            self.length -= 1;
        }
        self.groups[self.length] = (start, end);
        self.length += 1;
        self.digits += end - start;
        true
    }
}

fn block(bytes: &[u8], base: usize) -> Masks {
    let rest = bytes.get(base..).unwrap_or_default();
    match rest.first_chunk::<BLOCK>() {
        Some(block) => Masks::of(block),
        None => {
            let mut block = [0; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            Masks::of(&block)
        }
    }
}

/// True where a cell ends, going away from it: at a border, maybe behind some space.
fn at_border<'b>(bytes: impl Iterator<Item = &'b u8>) -> bool {
    let mut past_space = bytes.take(CELL_SPACE + 1).skip_while(|b| **b == b' ');
    past_space
        .next()
        .is_none_or(|b| matches!(b, b'\t' | b'\n' | b'\r' | b';' | b',' | b'|' | b'"'))
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
