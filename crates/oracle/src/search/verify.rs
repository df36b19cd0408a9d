//! The exact look at what the fast pass noticed: is the value there, as a whole, and in which form?

use std::borrow::Cow;

use super::anchor::{Anchor, Kind, words};
use super::cursor::{around, folded_after, folded_before, is_escaped_beside, word_begins, word_ends};
use super::normal::{Clean, Normal, lower};
use super::spell::Spelling;
use super::sweep::Event;
use super::values::Canonical;
use super::{Found, Index, cells, row};
use crate::decode::{ENDINGS, escaped};

/// Codes as short as this stand in too much else when letters of either case count.
const CASELESS_FROM: usize = 7;

/// What of a value was found: its form, whether that is strong, and its span.
type Hit = (&'static str, bool, usize, usize);

/// Adds the hits that a notice makes.
pub(super) fn check(index: &Index, text: Clean<'_>, event: Event, found: &mut Vec<Found>) {
    if let Event::Number { at } = event {
        return index.numbers.around(text.bytes, at, found);
    }
    let Some(hash) = event.hash() else { return };
    for Anchor { value, kind } in index.anchors.get(hash) {
        let value = value as usize;
        if let Some((form, strong, start, end)) = hit(index, text.text, event, kind, &index.values[value].text) {
            found.push(Found {
                value,
                form,
                strong,
                start,
                end,
            });
        }
    }
}

/// True where a value is likely enough to stand that the place is worth decoding.
/// Figures count where numbers stand as numbers (`json`), else with one decimal as a cell of their own.
pub(super) fn is_likely(index: &Index, text: Clean<'_>, event: Event, json: bool) -> bool {
    match event {
        Event::Figure { at } => json || text.bytes[..at].ends_with(b"."),
        Event::Number { at } => {
            let mut found = Vec::new();
            index.numbers.around(text.bytes, at, &mut found);
            !found.is_empty()
        }
        _ => event
            .hash()
            .is_some_and(|hash| index.anchors.get(hash).next().is_some()),
    }
}

fn hit(index: &Index, text: &str, event: Event, kind: Kind, value: &Canonical) -> Option<Hit> {
    match (event, kind, value) {
        (Event::Pair { first, second, .. }, Kind::Name { spelling, reversed }, Canonical::Name { given, family }) => {
            let name = Spelled::of(given, family, spelling);
            match reversed {
                false => name.in_order(index, text, first, second),
                true => name.surname_first(index, text, first, second),
            }
        }
        (
            Event::Row {
                given: g, family: f, ..
            },
            Kind::Name { spelling, .. },
            Canonical::Name { given, family },
        ) => Spelled::of(given, family, spelling).in_cells(index, text, g, f),
        (Event::Dots { given: at, dots, .. }, Kind::Truncated, Canonical::Name { given, family }) => {
            truncated(text, at, dots, given, family)
        }
        (Event::Pair { first, .. }, Kind::Words(spelling), _) => phrase(text, first, spelling, &written(value)?, 2),
        (Event::Single { at, .. }, Kind::Words(spelling), _) => phrase(text, at, spelling, &written(value)?, 1),
        (Event::Email { at, .. }, Kind::Email, Canonical::Email(email)) => {
            let offset = email.find('@')? + 1;
            let offset = offset + ends_of(&email[offset..])?.0;
            let (start, end) = around(text, at, email, offset)?;
            match is_whole_email(text, start, end) {
                true => Some(("as-written", true, start, end)),
                // A word before it, or a file's ending behind it, may make another address of it.
                false => {
                    let start = before_joint(text, start);
                    let end = after_ending(text, end);
                    is_whole_email(text, start, end).then_some(("as-written", false, start, end))
                }
            }
        }
        (Event::Pair { first, .. }, Kind::LocalPart, Canonical::Email(email)) => local_part(text, first, email),
        (Event::Single { at, .. }, Kind::Code, Canonical::Code(code) | Canonical::Email(code)) => {
            let (start, end) = around(text, at, code, best_word(code)?.0)?;
            is_whole_code(text, start, end, code).then_some(("as-written", true, start, end))
        }
        _ => None,
    }
}

fn written(value: &Canonical) -> Option<String> {
    match value {
        Canonical::Street(street) => Some(street.clone()),
        Canonical::Name { given, family } => Some(Canonical::phrase(given, family)),
        _ => None,
    }
}

/// Where the first and the last word of a normalised text begin.
fn ends_of(text: &str) -> Option<(usize, usize)> {
    let ends = |bytes: &[u8]| {
        let mut words = words(bytes);
        let first = words.next()?;
        Some((first.0, words.last().unwrap_or(first).0))
    };
    match text.chars().all(|c| c.is_ascii() || c.is_alphanumeric()) {
        true => ends(text.as_bytes()),
        false => ends(&Normal::of(text).bytes),
    }
}

/// The words of a normalised text.
fn words_of(text: &str) -> Vec<(usize, usize)> {
    match text.is_ascii() {
        true => words(text.as_bytes()).collect(),
        false => words(&Normal::of(text).bytes).collect(),
    }
}

/// The word by which a code is noticed.
pub(super) fn best_word(code: &str) -> Option<(usize, usize)> {
    let has_digit = |span: &(usize, usize)| code.as_bytes()[span.0..span.1].iter().any(u8::is_ascii_digit);
    let all = words_of(code).into_iter();
    all.max_by_key(|span| (has_digit(span), span.1 - span.0))
}

/// A name as one spelling has it.
struct Spelled<'v> {
    spelling: Spelling,
    given: Cow<'v, str>,
    family: Cow<'v, str>,
}

impl<'v> Spelled<'v> {
    fn of(given: &'v str, family: &'v str, spelling: Spelling) -> Self {
        Self {
            spelling,
            given: spelling.of(given),
            family: spelling.of(family),
        }
    }

    /// `Märta Öberg`, from the given name's last word and the family name's first one.
    fn in_order(&self, index: &Index, text: &str, first: usize, second: usize) -> Option<Hit> {
        let (start, given_end) = around(text, first, &self.given, ends_of(&self.given)?.1)?;
        let (family_start, end) = around(text, second, &self.family, ends_of(&self.family)?.0)?;
        let gap = text.get(given_end..family_start)?;
        let joined = is_joint(gap);
        if !(row::is_space(gap) || joined) || !word_begins(text, start) {
            return None;
        }
        if gap == "." && is_of_address(text, start, end) {
            return None;
        }
        // A hyphen joins names as well, and a dot what may be an account of somebody else's.
        let clear = !matches!(gap, "-" | ".") && (!gap.contains('\n') || row::goes_on(index, text, start, end)?);
        let (form, strong, start, end) = whole_or_genitive(text, start, end, self.spelling)?;
        Some((form, strong && clear, start, end))
    }

    /// `Öberg, Märta` and `Öberg Märta`, from the family name's last word and the given name's first one.
    fn surname_first(&self, index: &Index, text: &str, first: usize, second: usize) -> Option<Hit> {
        let (start, family_end) = around(text, first, &self.family, ends_of(&self.family)?.1)?;
        let (given_start, end) = around(text, second, &self.given, ends_of(&self.given)?.0)?;
        let gap = text.get(family_end..given_start)?;
        let comma = gap.trim_start_matches(' ').strip_prefix(',');
        let apart =
            row::is_space(gap) || gap == "_" || comma.is_some_and(|rest| rest.is_empty() || row::is_space(rest));
        if !apart || !word_begins(text, start) || !word_ends(text, end) {
            return None;
        }
        let clear = match gap.contains('\n') && comma.is_none() {
            true => row::alone(text, start, end).then_some(true)?,
            false => row::surname_first(index, text, start, end, comma.is_some())?,
        };
        let strong = clear && self.spelling.is_strong();
        Some((self.spelling.name().unwrap_or("surname-first"), strong, start, end))
    }

    /// The given name in one cell of a row and the family name in another.
    fn in_cells(&self, index: &Index, text: &str, given: usize, family: usize) -> Option<Hit> {
        let given = around(text, given, &self.given, ends_of(&self.given)?.1)?;
        let family = around(text, family, &self.family, ends_of(&self.family)?.0)?;
        let form = self.spelling.name().unwrap_or("split-columns");
        let (start, end) = (given.0.min(family.0), given.1.max(family.1));
        let clear = cells::are_one(index, text, given, family)?;
        Some((form, clear && self.spelling.is_strong(), start, end))
    }
}

/// What joins names where there may be no space, as in names of files and of accounts.
fn is_joint(gap: &str) -> bool {
    matches!(gap, "_" | "-" | ".")
}

/// True beside an `@`, whatever of its address stands between: the address is a value of its own.
fn is_of_address(text: &str, start: usize, end: usize) -> bool {
    let is_part = |c: &char| c.is_alphanumeric() || ".-_+%".contains(*c);
    let after = text[end..].chars().find(|c| !is_part(c));
    let before = text[..start].chars().rev().find(|c| !is_part(c));
    after == Some('@') || before == Some('@')
}

fn whole_or_genitive(text: &str, start: usize, end: usize, spelling: Spelling) -> Option<Hit> {
    let form = spelling.name().unwrap_or("as-written");
    let genitive = spelling == Spelling::Plain && text[end..].starts_with(['s', 'S']) && word_ends(text, end + 1);
    let (form, strong, end) = match word_ends(text, end) {
        true => (form, spelling.is_strong(), end),
        false => genitive.then_some(("genitive", true, end + 1))?,
    };
    // It may be the beginning of a longer name, or the first half of one.
    let cut = text[end..].trim_start_matches('-').starts_with("...");
    Some(if cut {
        ("truncated", false, start, end)
    } else {
        (form, strong, start, end)
    })
}

/// A phrase of whole words, as a street; noticed by its last words.
fn phrase(text: &str, at: usize, spelling: Spelling, written: &str, anchored: usize) -> Option<Hit> {
    let spelled = spelling.of(written);
    let all = words_of(&spelled);
    let (start, end) = around(text, at, &spelled, all.get(all.len().checked_sub(anchored)?)?.0)?;
    word_begins(text, start).then(|| whole_or_genitive(text, start, end, spelling))?
}

/// "Märta Öb…" for Märta Öberg: two letters of the surname at least, then the dots.
fn truncated(text: &str, at: usize, dots: usize, given: &str, family: &str) -> Option<Hit> {
    const SHORTEST: usize = 2;
    let (start, given_end) = around(text, at, given, ends_of(given)?.1)?;
    let cut = text.get(given_end..dots)?;
    let beginning = cut.trim();
    let letters = beginning.chars().count();
    let same = beginning.chars().zip(family.chars()).all(|(a, b)| lower(a) == lower(b));
    let short = (SHORTEST..family.chars().count()).contains(&letters);
    (same && short && cut.starts_with(char::is_whitespace) && word_begins(text, start)).then_some((
        "truncated",
        false,
        start,
        dots,
    ))
}

/// No longer address contains it.
fn is_whole_email(text: &str, start: usize, end: usize) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let mut after = text[end..].chars();
    let ends = match after.next() {
        Some('.') => !after.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && c != '-',
        None => true,
    };
    ends && !text[..start].chars().next_back().is_some_and(inner)
        && !is_folded(text, start, end)
        && !is_escaped_beside(text, start, end, inner)
}

/// Where a word begins that a hyphen joins to what begins there.
fn before_joint(text: &str, start: usize) -> usize {
    let Some(joined) = text[..start].strip_suffix('-') else {
        return start;
    };
    let begins = joined.trim_end_matches(char::is_alphabetic).len();
    if joined.len() - begins < 2 { start } else { begins }
}

/// Where the ending of a file's name ends that follows.
fn after_ending(text: &str, end: usize) -> usize {
    let ending = text[end..].strip_prefix('.').map(|rest| {
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        &rest[..length]
    });
    let is_one = |ending: &&str| ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
    ending.filter(is_one).map_or(end, |ending| end + 1 + ending.len())
}

/// What stands before the `@` of an address, without it: many portals call their users so. Without a digit it is a name like others.
fn local_part(text: &str, first: usize, email: &str) -> Option<Hit> {
    let local = &email[..email.find('@')?];
    let before_last = words_of(local).into_iter().nth_back(1)?.0;
    let (start, end) = around(text, first, local, before_last)?;
    let strong = local.bytes().any(|b| b.is_ascii_digit());
    let after = &text[end..];
    let sign = escaped::first(after).or_else(|| after.chars().next());
    let goes_on = matches!(sign, Some('@' | '%')) || after.starts_with("=40");
    (!goes_on && is_whole_email(text, start, end)).then_some(("local-part", strong, start, end))
}

/// A whole token; if it is short, in the case written.
fn is_whole_code(text: &str, start: usize, end: usize, code: &str) -> bool {
    let alone = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let short = code.chars().count() < CASELESS_FROM;
    (!short || &text[start..end] == code)
        && alone(text[..start].chars().next_back())
        && alone(text[end..].chars().next())
        && !is_folded(text, start, end)
        && !is_escaped_beside(text, start, end, char::is_alphanumeric)
        && !(short && in_random(text, start, end))
}

/// True for a part of a longer word, which lines of quoted-printable fold.
fn is_folded(text: &str, start: usize, end: usize) -> bool {
    folded_before(text.as_bytes(), start) || folded_after(text.as_bytes(), end)
}

/// True for a short code in the midst of a long token of random letters, as base64 is: there it stands by chance.
fn in_random(text: &str, start: usize, end: usize) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '_' | '-');
    let token = text[..start].char_indices().rev().take_while(|(_, c)| part(*c));
    let before = token.last().map_or(start, |(at, _)| at);
    let after = text[end..].find(|c| !part(c)).map_or(text.len(), |i| end + i);
    let sides = [
        text[before..start].rsplit(separator).nth(1),
        text[end..after].split(separator).nth(1),
    ];
    after - before >= 40 && sides.iter().all(|side| side.is_some_and(looks_random))
}

fn separator(c: char) -> bool {
    !c.is_ascii_alphanumeric()
}

/// Letters of both cases and digits, mixed as no word is.
fn looks_random(run: &str) -> bool {
    let kind = |c: char| (c.is_ascii_uppercase(), c.is_ascii_digit());
    let turns = run
        .chars()
        .zip(run.chars().skip(1))
        .filter(|(a, b)| kind(*a) != kind(*b))
        .count();
    run.len() >= 6 && turns * 5 > run.len() * 2
}
