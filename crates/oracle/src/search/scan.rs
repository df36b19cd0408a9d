//! The pass over a response's texts.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use skott_model::{Text, place_pattern};

use super::normal::Normal;
use super::{Found, Index, Sighting, mask, tokens};
use crate::decode::{Decoded, unescape};

/// Sightings of one value that are kept, in all and at places of one pattern: a value echoed in every link must not
/// push out the one place that matters.
const PER_VALUE: usize = 50;
const PER_PATTERN: usize = 4;

/// Finds every value; in the source only what the texts did not show as often.
pub(super) fn search(index: &Index, decoded: &Decoded) -> Vec<Sighting> {
    let mut pass = Pass::new(index);
    decoded.texts.iter().for_each(|text| pass.text(text, None));
    let hidden = more_in_source(index, decoded, &pass.hits);
    if !hidden.is_empty() {
        decoded.raw.iter().for_each(|text| pass.text(text, Some(&hidden)));
    }
    conceal(index, &mut pass.sightings);
    pass.sightings
}

/// A value, and whether in a strong form.
type Key = (usize, bool);

/// What stands in the source more often than in the texts.
fn more_in_source(index: &Index, decoded: &Decoded, seen: &HashMap<Key, usize>) -> HashSet<Key> {
    let mut counts: HashMap<Key, usize> = HashMap::new();
    let mut normal = Normal::default();
    for text in &decoded.raw {
        hits(index, &mut normal, text, |hit, _| {
            *counts.entry((hit.value, hit.strong)).or_default() += 1
        });
    }
    counts
        .into_iter()
        .filter(|(key, count)| Some(count) > seen.get(key))
        .map(|(key, _)| key)
        .collect()
}

/// The hits in one text and how each is written; in its second reading only the values that the first does not show.
fn hits(index: &Index, normal: &mut Normal, text: &Text, mut each: impl FnMut(Found, &str)) {
    let number_cell = text.place.starts_with('$') || text.place.contains(" $") || text.place.contains("blad \"");
    normal.set(&text.text);
    let first = one_reading(index, normal, number_cell);
    first
        .iter()
        .for_each(|hit| each(*hit, &normal.cased[hit.start..hit.end]));
    if let Some(other) = unescape(&text.text) {
        normal.set(&other);
        for hit in one_reading(index, normal, number_cell) {
            if !first
                .iter()
                .any(|known| known.value == hit.value && known.strong == hit.strong)
            {
                each(hit, &normal.cased[hit.start..hit.end]);
            }
        }
    }
}

fn one_reading(index: &Index, text: &Normal, number_cell: bool) -> Vec<Found> {
    let mut found = Vec::new();
    for hit in index.automaton.find_overlapping_iter(&text.lower) {
        for form in &index.forms[hit.pattern().as_usize()] {
            let Some((end, name)) = tokens::accept(&form.check, text, hit.start(), hit.end()) else {
                continue;
            };
            let name = name.unwrap_or_else(|| spelled(form.name, &text.cased[hit.start()..end]));
            found.push(Found {
                value: form.value,
                form: name,
                strong: form.strong,
                start: hit.start(),
                end,
            });
        }
    }
    if found.len() > 1 {
        drop_across_names(&mut found);
    }
    index.numbers.find(&text.lower, number_cell, &mut found);
    found
}

/// "Eva Berg, Anna Lind" holds no "Berg, Anna".
fn drop_across_names(found: &mut Vec<Found>) {
    let first: Vec<(usize, usize)> = found
        .iter()
        .filter(|f| f.strong && f.form != "surname-first")
        .map(|f| (f.start, f.end))
        .collect();
    let crosses = |f: &Found| first.iter().any(|&(start, end)| start < f.end && f.start < end);
    found.retain(|f| f.form != "surname-first" || !crosses(f));
}

fn spelled(form: &'static str, hit: &str) -> &'static str {
    let upper = || hit.chars().any(char::is_uppercase) && !hit.chars().any(char::is_lowercase);
    let letters = hit.chars().filter(|c| c.is_alphabetic()).count();
    if form == "as-written" && letters > 3 && hit.contains(' ') && upper() {
        "upper-case"
    } else {
        form
    }
}

struct Pass<'i> {
    index: &'i Index,
    normal: Normal,
    sightings: Vec<Sighting>,
    hits: HashMap<Key, usize>,
    patterns: HashMap<(Key, u64), usize>,
}

impl<'i> Pass<'i> {
    fn new(index: &'i Index) -> Self {
        let (hits, patterns) = (HashMap::new(), HashMap::new());
        Self {
            index,
            normal: Normal::default(),
            sightings: Vec::new(),
            hits,
            patterns,
        }
    }

    /// Takes the hits of a text, or of those only that are asked for.
    fn text(&mut self, text: &Text, only: Option<&HashSet<Key>>) {
        let mut normal = std::mem::take(&mut self.normal);
        let mut pattern = None;
        hits(self.index, &mut normal, text, |hit, written| {
            let key = (hit.value, hit.strong);
            if only.is_some_and(|only| !only.contains(&key)) {
                return;
            }
            *self.hits.entry(key).or_default() += 1;
            let pattern = *pattern.get_or_insert_with(|| pattern_of(text));
            let of_pattern = self.patterns.entry((key, pattern)).or_default();
            *of_pattern += 1;
            if *of_pattern <= PER_PATTERN {
                self.keep(hit, written, text);
            }
        });
        self.normal = normal;
    }

    fn keep(&mut self, hit: Found, written: &str, text: &Text) {
        let same = |s: &Sighting| s.value == hit.value && s.strong == hit.strong;
        let of_value = self.sightings.iter().filter(|s| same(s));
        let (mut count, mut known) = (0, false);
        for sighting in of_value {
            count += 1;
            known |= sighting.place == text.place && sighting.column == text.column;
        }
        if known || count >= PER_VALUE {
            return;
        }
        self.sightings.push(Sighting {
            value: hit.value,
            form: hit.form,
            strong: hit.strong,
            place: text.place.clone(),
            column: text.column.clone(),
            excerpt: mask(written),
        });
    }
}

/// One number for all places of a pattern under one heading.
fn pattern_of(text: &Text) -> u64 {
    let mut hasher = DefaultHasher::new();
    (place_pattern(&text.place), &text.column).hash(&mut hasher);
    hasher.finish()
}

/// A place or a heading is shown in reports, so one that holds a planted value itself is masked.
fn conceal(index: &Index, sightings: &mut [Sighting]) {
    let mut normal = Normal::default();
    let mut holds: HashMap<String, bool> = HashMap::new();
    let mut check = |text: &str| {
        *holds.entry(text.to_owned()).or_insert_with(|| {
            let text = Text {
                place: String::new(),
                column: None,
                text: text.to_owned(),
            };
            let mut found = false;
            hits(index, &mut normal, &text, |_, _| found = true);
            found
        })
    };
    for sighting in sightings {
        if check(&sighting.place) {
            sighting.place = mask(&sighting.place);
        }
        if let Some(column) = sighting.column.as_mut().filter(|column| check(column)) {
            *column = mask(column);
        }
    }
}
