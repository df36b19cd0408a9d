//! The pass over a response's texts.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use skott_model::{Text, place_pattern};

use super::known::Known;
use super::screen::{Noted, Screen};
use super::seek::Seeker;
use super::{Found, Index, Sighting, mask};
use crate::decode::Decoded;

/// Sightings of one value that are kept, in all and at places of one pattern: a value echoed in every link must not
/// push out the one place that matters.
const PER_VALUE: usize = 50;
pub(super) const PER_PATTERN: usize = 4;
/// Room for texts that showed nothing.
const BLANK: usize = 1 << 10;

/// Finds every value; in the source only what the texts did not show as often.
pub(super) fn search(index: &Index, decoded: &Decoded) -> Vec<Sighting> {
    let (mut pass, mut screen) = (Pass::new(index), Screen::default());
    screen.noticed(index, &decoded.texts, |text, events| pass.text(text, events, None));
    let mut noticed = Vec::new();
    screen.noticed(index, &decoded.raw, |text, _| noticed.push(text));
    let hidden = more_in_source(index, &noticed, &pass.hits);
    if !hidden.is_empty() {
        noticed.iter().for_each(|text| pass.text(text, None, Some(&hidden)));
    }
    pass.done()
}

/// A value, and whether in a strong form.
type Key = (usize, bool);

/// What stands in the source more often than in the texts.
fn more_in_source(index: &Index, source: &[&Text], seen: &HashMap<Key, usize, RandomState>) -> HashSet<Key> {
    let mut counts: HashMap<Key, usize, RandomState> = HashMap::default();
    let mut seeker = Seeker::default();
    for text in source {
        hits(index, &mut seeker, text, None, |hit, _, _| {
            *counts.entry((hit.value, hit.strong)).or_default() += 1
        });
    }
    counts
        .into_iter()
        .filter(|(key, count)| Some(count) > seen.get(key))
        .map(|(key, _)| key)
        .collect()
}

/// The hits in one text and how each is written.
fn hits(
    index: &Index,
    seeker: &mut Seeker,
    text: &Text,
    events: Option<&[Noted]>,
    each: impl FnMut(Found, &str, Option<usize>),
) {
    let number_cell = is_number_cell(text);
    match events {
        Some(events) => seeker.hits_of(index, &text.text, events, number_cell, each),
        None => seeker.hits(index, &text.text, number_cell, each),
    }
}

/// True for a text that begins as a number does, where numbers stand as numbers.
pub(super) fn is_number_cell(text: &Text) -> bool {
    let number = text.text.trim_start();
    let place = &text.place;
    number.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && (place.starts_with('$') || place.contains(" $") || place.contains("blad \""))
}

pub(super) struct Pass<'i> {
    index: &'i Index,
    seeker: Seeker,
    /// Texts that showed nothing: a page says much over and over, as a row's status and a menu.
    blank: Known,
    sightings: Vec<Sighting>,
    /// The sightings of each value.
    kept: HashMap<Key, Vec<usize>, RandomState>,
    hits: HashMap<Key, usize, RandomState>,
    patterns: HashMap<(Key, u64), usize, RandomState>,
}

impl<'i> Pass<'i> {
    pub fn new(index: &'i Index) -> Self {
        Self {
            index,
            seeker: Seeker::default(),
            blank: Known::of(BLANK),
            sightings: Vec::new(),
            kept: HashMap::default(),
            hits: HashMap::default(),
            patterns: HashMap::default(),
        }
    }

    /// Takes the hits of a text, or of those only that are asked for; `events` where it was swept.
    pub fn text(&mut self, text: &Text, events: Option<&[Noted]>, only: Option<&HashSet<Key>>) {
        let asked = match events {
            Some(_) => None,
            None => Some(self.blank.key((&text.text, is_number_cell(text)))),
        };
        if asked.is_some_and(|asked| self.blank.has(asked)) {
            return;
        }
        let mut seeker = std::mem::take(&mut self.seeker);
        let mut pattern = None;
        let mut blank = true;
        hits(self.index, &mut seeker, text, events, |hit, written, line| {
            if text.row && !written.contains('\t') {
                return;
            }
            blank = false;
            let key = (hit.value, hit.strong);
            if only.is_some_and(|only| !only.contains(&key)) {
                return;
            }
            *self.hits.entry(key).or_default() += 1;
            let pattern = *pattern.get_or_insert_with(|| pattern_of(self.patterns.hasher(), text));
            let of_pattern = self.patterns.entry((key, pattern)).or_default();
            *of_pattern += 1;
            if *of_pattern <= PER_PATTERN {
                self.keep(hit, written, text, line);
            }
        });
        self.seeker = seeker;
        if let Some(asked) = asked.filter(|_| blank) {
            self.blank.add(asked);
        }
    }

    /// What was seen, fit to be shown.
    pub fn done(mut self) -> Vec<Sighting> {
        conceal(self.index, &mut self.sightings);
        self.sightings
    }

    fn keep(&mut self, hit: Found, written: &str, text: &Text, line: Option<usize>) {
        let line = || line.or_else(|| Seeker::line_of(self.index, &text.text, hit.value));
        let place = at_line(&text.place, line).unwrap_or_else(|| text.place.clone());
        let kept = self.kept.entry((hit.value, hit.strong)).or_default();
        let is_here = |at: &usize| {
            let known = &self.sightings[*at];
            known.place == place && known.column == text.column
        };
        if kept.len() >= PER_VALUE || kept.iter().any(is_here) {
            return;
        }
        kept.push(self.sightings.len());
        self.sightings.push(Sighting {
            value: hit.value,
            form: hit.form,
            strong: hit.strong,
            place,
            column: text.column.clone(),
            excerpt: mask(written),
        });
    }
}

/// The place of a line in a text of several: in `rad 3-40`, two lines down is `rad 5`. None for a text of one.
fn at_line(place: &str, line: impl FnOnce() -> Option<usize>) -> Option<String> {
    let (before, lines) = place.rsplit_once("rad ")?;
    let (first, last) = lines.split_once('-')?;
    let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    Some(format!("{before}rad {}", (first + line()?).min(last)))
}

/// One number for all places of a pattern under one heading.
fn pattern_of(hasher: &RandomState, text: &Text) -> u64 {
    hasher.hash_one((place_pattern(&text.place), &text.column))
}

/// A place or a heading is shown in reports, so one that holds a planted value itself is masked.
fn conceal(index: &Index, sightings: &mut [Sighting]) {
    let mut seeker = Seeker::default();
    let mut holds: HashMap<String, bool> = HashMap::new();
    let mut check = |text: &str| {
        if let Some(known) = holds.get(text) {
            return *known;
        }
        let mut found = false;
        seeker.hits(index, text, false, |_, _, _| found = true);
        holds.insert(text.to_owned(), found);
        found
    };
    for sighting in sightings {
        if check(without_row(&sighting.place)) {
            sighting.place = mask(&sighting.place);
        }
        if let Some(column) = sighting.column.as_mut().filter(|column| check(column)) {
            *column = mask(column);
        }
    }
}

/// A place without the number of its row, which has too few digits to be anybody's number and is told by hundreds of thousands
/// of places.
fn without_row(place: &str) -> &str {
    const MOST_DIGITS: usize = 6;
    let Some(row) = place.strip_prefix("rad ") else {
        return place;
    };
    let digits = row.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &row[digits..];
    match (1..=MOST_DIGITS).contains(&digits) && (rest.is_empty() || rest.starts_with(", kolumn ")) {
        true => rest,
        false => place,
    }
}

#[cfg(test)]
mod tests {
    use super::without_row;

    #[test]
    fn what_of_a_place_may_hold_a_value() {
        let cases = [
            ("rad 7", ""),
            ("rad 123456, kolumn \"Namn\"", ", kolumn \"Namn\""),
            ("rad 1234567", "rad 1234567"),
            ("rad 12-3456", "rad 12-3456"),
            ("rad 12 $.namn", "rad 12 $.namn"),
            ("rad ", "rad "),
            ("$.rad 7", "$.rad 7"),
        ];
        for (place, expected) in cases {
            assert_eq!(without_row(place), expected, "{place}");
        }
    }
}
