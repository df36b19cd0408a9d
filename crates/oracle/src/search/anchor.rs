//! Anchors: the words by which a value is noticed in a text, whatever form it is written in.
//!
//! A name is noticed by the last word of the given name and the first of the family name as neighbours, or the other way
//! round; a street by its last two words; a code by its longest word with a digit; an e-mail address by the words on both
//! sides of its `@`. An anchor only says where to look: the value is compared there letter by letter.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::at_once;
use super::hash::{self, Classes, Filter, Table};
use super::normal::{Clean, Normal};
use super::spell::Spelling;
use super::values::{Canonical, Value};

/// Kinds of hashes that are not of words.
const EMAIL: u64 = 1;
const SHORT_EMAIL: u64 = 2;
const TRUNCATED: u64 = 3;

/// What a word may be, as flags in [`Anchors::classes`]: an anchor by itself, the first or the second of a pair, the last word
/// of a given name, the first of a family name.
pub(super) const SINGLE: u8 = 1;
pub(super) const BEFORE: u8 = 2;
pub(super) const AFTER: u8 = 4;
pub(super) const GIVEN: u8 = 8;
pub(super) const FAMILY: u8 = 16;

/// What is expected where an anchor's words stand.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    pub value: u32,
    pub kind: Kind,
}

/// Which form of the value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name {
        spelling: Spelling,
        reversed: bool,
    },
    Truncated,
    Words(Spelling),
    Email,
    /// An address without what comes from its `@` on.
    LocalPart,
    Code,
}

/// All anchors of a population.
pub(super) struct Anchors {
    /// Asked for every word, and most say no; the filters below are asked after it.
    pub classes: Classes,
    pub filter: Filter,
    /// Of e-mail addresses alone, which are asked for after every `@`.
    pub emails: Filter,
    /// Last words of given names, first words of family names: for names that are split over a row's cells.
    pub givens: Filter,
    pub families: Filter,
    table: Table<Anchor>,
}

impl Anchors {
    pub fn new(values: &[Value]) -> Self {
        let (some, others) = values.split_at(middle(values));
        let (others, mut maker) = at_once(|| Maker::of(others, some.len()), || Maker::of(some, 0));
        maker.join(others);
        let is_email = |(_, anchor): &&(u64, Anchor)| anchor.kind == Kind::Email;
        let many = maker.made.iter().filter(is_email).count();
        let (mut filter, mut emails) = (Filter::with_room(maker.made.len() - many), Filter::with_room(many));
        for one in &maker.made {
            match is_email(&one) {
                true => emails.add(one.0),
                false => filter.add(one.0),
            }
        }
        let mut givens = Filter::with_room(maker.parts.len());
        let mut families = Filter::with_room(maker.parts.len());
        for part in maker.parts.values().flatten() {
            for ends in part.spelled.iter().flatten() {
                if part.is_family {
                    families.add(ends.first);
                }
                if part.is_given {
                    givens.add(ends.last);
                }
                let class = |is_it: bool, class: u8| if is_it { class } else { 0 };
                let first = AFTER | class(part.is_family, FAMILY);
                let last = BEFORE | class(part.is_given, GIVEN);
                maker.words.extend([(ends.first, first), (ends.last, last)]);
            }
            maker.words.extend(part.genitive.map(|hash| (hash, AFTER)));
        }
        Self {
            classes: Classes::of(&mut maker.words),
            filter,
            emails,
            givens,
            families,
            table: Table::of(&maker.made),
        }
    }

    pub fn get(&self, hash: u64) -> impl Iterator<Item = Anchor> + '_ {
        self.table.get(hash)
    }
}

/// Before it stand half of the values that have anchors.
fn middle(values: &[Value]) -> usize {
    let with_anchors = |(_, value): &(usize, &Value)| {
        !matches!(
            value.text,
            Canonical::Personnummer(_) | Canonical::Phone(_) | Canonical::Money(_)
        )
    };
    let all = || values.iter().enumerate().filter(with_anchors);
    all().nth(all().count() / 2).map_or(0, |(at, _)| at)
}

/// The hash by which an e-mail address is noticed: of the two words before its `@` and the one after it, or of one and one.
#[inline]
pub(super) fn email(pair_before: u64, after: u64) -> u64 {
    hash::number(EMAIL, hash::pair(pair_before, after))
}

/// As [`email`], of an address with a single word before the `@`.
#[inline]
pub(super) fn short_email(before: u64, after: u64) -> u64 {
    hash::number(SHORT_EMAIL, hash::pair(before, after))
}

/// The hash by which a truncated name is noticed: of the given name's last word and the beginning of the next one.
pub(super) fn truncated(given: u64, bytes: &[u8], start: usize, end: usize) -> u64 {
    let is_inner = |b: &u8| b & 0xc0 == 0x80;
    let mut second = start + 1;
    while second < end && bytes.get(second).is_some_and(is_inner) {
        second += 1;
    }
    let mut two = (second + 1).min(end);
    while two < end && bytes.get(two).is_some_and(is_inner) {
        two += 1;
    }
    hash::number(TRUNCATED, hash::pair(given, hash::word(bytes, start, two)))
}

/// The words of a text, as spans of its bytes.
pub(super) fn words(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|b| is_word(*b))?;
        let length = bytes[start..].iter().position(|b| !is_word(*b));
        at = length.map_or(bytes.len(), |length| start + length);
        Some((start, at))
    })
}

/// True for a byte of a word, as [`super::masks::Masks`] has it.
#[inline]
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The first and last word of a given or family name.
#[derive(Clone, Copy, PartialEq)]
struct Ends {
    first: u64,
    last: u64,
}

/// A given or family name, hashed once for all who bear it.
struct Part {
    /// One for each spelling that has words; one alone where all letters are ASCII.
    spelled: Vec<Option<Ends>>,
    /// The first word with an s, where it is the only one.
    genitive: Option<u64>,
    normal: Normal,
    first: (usize, usize),
    is_given: bool,
    is_family: bool,
}

impl Part {
    /// None for a name without letters and digits.
    fn of(text: &str) -> Option<Self> {
        let spellings = if text.is_ascii() { 1 } else { Spelling::ALL.len() };
        let ends = |spelling: &Spelling| {
            let normal = Normal::of(&spelling.of(text));
            let hashed = |(start, end)| hash::word(&normal.bytes, start, end);
            let first = words(&normal.bytes).next().map(hashed)?;
            let last = words(&normal.bytes).last().map(hashed)?;
            Some(Ends { first, last })
        };
        let spelled = Spelling::ALL[..spellings].iter().map(ends).collect();
        let normal = Normal::of(text);
        let first = words(&normal.bytes).next()?;
        let genitive = (words(&normal.bytes).count() == 1).then(|| hash_with_s(&normal.bytes[first.0..first.1]));
        Some(Self {
            spelled,
            genitive,
            normal,
            first,
            is_given: false,
            is_family: false,
        })
    }

    fn spelled(&self, i: usize) -> Option<Ends> {
        if self.spelled.len() == 1 {
            return self.spelled[0];
        }
        self.spelled[i]
    }
}

fn hash_with_s(word: &[u8]) -> u64 {
    let longer = [word, b"s"].concat();
    hash::word(&longer, 0, longer.len())
}

#[derive(Default)]
struct Maker<'v> {
    made: Vec<(u64, Anchor)>,
    parts: HashMap<&'v str, Option<Part>, FixedState>,
    /// Words of anchors, and what they are there.
    words: Vec<(u64, u8)>,
    /// One text after the other.
    normal: Normal,
}

impl<'v> Maker<'v> {
    /// All anchors of these values, of which the first has this number.
    fn of(values: &'v [Value], first: usize) -> Self {
        // A name has most of them, and is one value of several a person has.
        let mut maker = Self {
            made: Vec::with_capacity(4 * values.len()),
            words: Vec::with_capacity(2 * values.len()),
            ..Self::default()
        };
        for (value, i) in values.iter().zip(first as u32..) {
            maker.value(i, &value.text);
        }
        maker
    }

    /// Takes what another has made of other values.
    fn join(&mut self, other: Self) {
        self.made.extend(other.made);
        self.words.extend(other.words);
        for (text, part) in other.parts {
            let Some(part) = part else { continue };
            match self.parts.entry(text).or_default() {
                Some(known) => {
                    known.is_given |= part.is_given;
                    known.is_family |= part.is_family;
                }
                none => *none = Some(part),
            }
        }
    }

    fn value(&mut self, value: u32, text: &'v Canonical) {
        match text {
            Canonical::Name { given, family } => self.name(value, given, family),
            Canonical::Street(street) => self.words(value, street),
            Canonical::Email(email) => self.email(value, email),
            Canonical::Code(code) => self.code(value, code),
            Canonical::Personnummer(_) | Canonical::Phone(_) | Canonical::Money(_) => {}
        }
    }

    fn add(&mut self, hash: u64, value: u32, kind: Kind) {
        self.made.push((hash, Anchor { value, kind }));
    }

    fn name(&mut self, value: u32, given: &'v str, family: &'v str) {
        for (text, is_given) in [(given, true), (family, false)] {
            if let Some(part) = self.parts.entry(text).or_insert_with(|| Part::of(text)) {
                part.is_given |= is_given;
                part.is_family |= !is_given;
            }
        }
        let (Some(given), Some(family)) = (&self.parts[given], &self.parts[family]) else {
            return self.words(value, &Canonical::phrase(given, family));
        };
        let made = &mut self.made;
        let mut add = |hash: u64, kind: Kind| made.push((hash, Anchor { value, kind }));
        for i in 0..given.spelled.len().max(family.spelled.len()) {
            let (Some(g), Some(f)) = (given.spelled(i), family.spelled(i)) else {
                continue;
            };
            if (4..i).any(|j| given.spelled(j) == Some(g) && family.spelled(j) == Some(f)) {
                continue;
            }
            let spelling = Spelling::ALL[i];
            let name = |reversed| Kind::Name { spelling, reversed };
            add(hash::pair(g.last, f.first), name(false));
            add(hash::pair(f.last, g.first), name(true));
        }
        let Some(Ends { last, .. }) = given.spelled(0) else {
            return;
        };
        if let Some(genitive) = family.genitive {
            let kind = Kind::Name {
                spelling: Spelling::Plain,
                reversed: false,
            };
            add(hash::pair(last, genitive), kind);
        }
        let (start, end) = family.first;
        add(truncated(last, &family.normal.bytes, start, end), Kind::Truncated);
    }

    fn words(&mut self, value: u32, text: &str) {
        let spellings = if text.is_ascii() { 1 } else { Spelling::ALL.len() };
        for spelling in Spelling::ALL.into_iter().take(spellings) {
            let normal = Normal::of(&spelling.of(text));
            self.last_words(normal.clean(), value, spelling, hash::word);
            if spelling == Spelling::Plain {
                let with_s = |bytes: &[u8], start: usize, end: usize| hash_with_s(&bytes[start..end]);
                self.last_words(normal.clean(), value, spelling, with_s);
            }
        }
    }

    /// Adds a phrase by its last two words, the last one as `of_last` has it; by its only word.
    fn last_words(
        &mut self,
        text: Clean<'_>,
        value: u32,
        spelling: Spelling,
        of_last: impl Fn(&[u8], usize, usize) -> u64,
    ) {
        let mut before = None;
        let mut last = None;
        for word in words(text.bytes) {
            before = last.replace(word);
        }
        let Some(last) = last.map(|(start, end)| of_last(text.bytes, start, end)) else {
            return;
        };
        let hash = match before.map(|(start, end)| hash::word(text.bytes, start, end)) {
            Some(before) => {
                self.words.extend([(before, BEFORE), (last, AFTER)]);
                hash::pair(before, last)
            }
            None => {
                self.words.push((last, SINGLE));
                last
            }
        };
        self.add(hash, value, Kind::Words(spelling));
    }

    fn email(&mut self, value: u32, email: &str) {
        self.normal.set(email);
        let bytes = self.normal.bytes.as_slice();
        let Some(sign) = bytes.iter().position(|b| *b == b'@') else {
            return self.code(value, email);
        };
        let (mut before, mut last) = (None, None);
        for (start, end) in words(&bytes[..sign]) {
            before = last.replace(hash::word(bytes, start, end));
        }
        let after = words(&bytes[sign + 1..]).next();
        let Some(after) = after.map(|(start, end)| hash::word(bytes, sign + 1 + start, sign + 1 + end)) else {
            return;
        };
        match (before, last) {
            (Some(a), Some(b)) => {
                self.add(self::email(hash::pair(a, b), after), value, Kind::Email);
                self.words.extend([(a, BEFORE), (b, AFTER)]);
                self.add(hash::pair(a, b), value, Kind::LocalPart);
            }
            (None, Some(one)) => self.add(short_email(one, after), value, Kind::Email),
            (_, None) => {}
        }
    }

    fn code(&mut self, value: u32, code: &str) {
        if let Some((start, end)) = super::verify::best_word(code) {
            self.normal.set(code);
            let hash = hash::word(&self.normal.bytes, start, end);
            self.words.push((hash, SINGLE));
            self.add(hash, value, Kind::Code);
        }
    }
}
