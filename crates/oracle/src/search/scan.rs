//! The pass over a response's texts.

use std::collections::HashMap;

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
    let mut texts = Pass::new(index);
    decoded.texts.iter().for_each(|text| texts.text(text));
    let mut raw = Pass::new(index);
    decoded.raw.iter().for_each(|text| raw.text(text));
    let seen = texts.hits;
    let hidden = raw.hits;
    let more = |s: &Sighting| {
        let key = (s.value, s.strong);
        hidden.get(&key) > seen.get(&key)
    };
    let mut sightings = texts.sightings;
    sightings.extend(raw.sightings.into_iter().filter(more));
    conceal(index, &mut sightings);
    sightings
}

/// The hits in one text, in both of its readings.
pub(super) fn hits(index: &Index, text: &Text) -> Vec<(Found, String)> {
    let mut normal = Normal::default();
    let number_cell = text.place.starts_with('$') || text.place.contains(" $") || text.place.contains("blad \"");
    let mut all: Vec<(Found, String)> = Vec::new();
    let mut read = |source: &str| {
        normal.set(source);
        for hit in one_reading(index, &normal, number_cell) {
            let known = |(f, _): &(Found, String)| f.value == hit.value && f.strong == hit.strong;
            if !all.iter().any(known) {
                all.push((hit, normal.cased[hit.start..hit.end].to_owned()));
            }
        }
    };
    read(&text.text);
    if let Some(other) = unescape(&text.text) {
        read(&other);
    }
    all
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
    sightings: Vec<Sighting>,
    hits: HashMap<(usize, bool), usize>,
    patterns: HashMap<(usize, bool, String, Option<String>), usize>,
}

impl<'i> Pass<'i> {
    fn new(index: &'i Index) -> Self {
        Self {
            index,
            sightings: Vec::new(),
            hits: HashMap::new(),
            patterns: HashMap::new(),
        }
    }

    fn text(&mut self, text: &Text) {
        for (hit, written) in hits(self.index, text) {
            let seen = self.hits.entry((hit.value, hit.strong)).or_default();
            *seen += 1;
            let of_pattern = self
                .patterns
                .entry((hit.value, hit.strong, place_pattern(&text.place), text.column.clone()))
                .or_default();
            *of_pattern += 1;
            if *of_pattern <= PER_PATTERN {
                self.keep(hit, &written, text);
            }
        }
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

/// A place or a heading is shown in reports, so one that holds a planted value itself is masked.
fn conceal(index: &Index, sightings: &mut [Sighting]) {
    let mut holds: HashMap<String, bool> = HashMap::new();
    let mut check = |text: &str| {
        *holds.entry(text.to_owned()).or_insert_with(|| {
            let text = Text {
                place: String::new(),
                column: None,
                text: text.to_owned(),
            };
            !hits(index, &text).is_empty()
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
