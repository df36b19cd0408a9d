//! What the oracle says of noise.

use std::collections::BTreeMap;

use skott_model::Category;
use skott_oracle::decode::{Limits, decode_body};
use skott_oracle::search::Index;
use skott_population::Population;

use crate::page::{KINDS, Kind};
use crate::town::Town;

/// Size of one answer, in bytes.
const PAGE: usize = 64 << 10;

/// What was heard so far.
#[derive(Default)]
pub struct Hearing {
    pub bytes: usize,
    /// Hits of strong forms, by category, form and kind of answer, each with the first place.
    pub strong: BTreeMap<String, (usize, String)>,
    /// Hits of weak forms, by category, form and kind of answer.
    pub weak: BTreeMap<String, usize>,
    /// Answers of which a part was said to be unreadable, by kind.
    pub unreadable: BTreeMap<String, usize>,
}

/// Searches so many bytes of noise, in answers of every kind in turn; calls after each with what was heard so far.
pub fn hear(planted: &Population, seed: u64, bytes: usize, mut after: impl FnMut(&Hearing)) -> Hearing {
    let index = Index::new(planted);
    let mut town = Town::new(planted, seed);
    let mut hearing = Hearing::default();
    for kind in KINDS.iter().cycle() {
        let page = kind.page(&mut town, PAGE);
        hearing.listen(&index, kind, &page);
        after(&hearing);
        if hearing.bytes >= bytes {
            break;
        }
    }
    hearing
}

impl Hearing {
    pub fn listen(&mut self, index: &Index, kind: &Kind, page: &[u8]) {
        let decoded = decode_body(page, Some(kind.content_type), &Limits::default());
        self.bytes += page.len();
        *self.unreadable.entry(kind.name.to_owned()).or_default() += usize::from(!decoded.notes.is_empty());
        for sighting in index.search(&decoded) {
            let category = &index.values()[sighting.value].category;
            // As the judge does: an amount counts in a column of amounts alone.
            if *category == Category::Amount
                && sighting
                    .column
                    .as_deref()
                    .is_none_or(|c| c != "Belopp" && c != "belopp")
            {
                continue;
            }
            if sighting.strong {
                let what = format!("{category} {} in {}", sighting.form, kind.name);
                self.strong.entry(what).or_insert((0, sighting.place)).0 += 1;
            } else {
                let what = format!("{category} {} in {}", sighting.form, kind.name);
                *self.weak.entry(what).or_default() += 1;
            }
        }
    }

    /// In words, a line each.
    pub fn told(&self) -> String {
        let megabytes = self.bytes as f64 / f64::from(1 << 20);
        let strong: usize = self.strong.values().map(|(n, _)| n).sum();
        let weak: usize = self.weak.values().sum();
        let mut told = format!(
            "{megabytes:.0} MB: {strong} hits of strong forms, {:.2} of weak forms per MB\n",
            weak as f64 / megabytes
        );
        for (what, (count, place)) in &self.strong {
            told.push_str(&format!("  strong: {count} {what}, first at {place}\n"));
        }
        for (what, count) in &self.weak {
            told.push_str(&format!("  weak: {what}: {:.2} per MB\n", *count as f64 / megabytes));
        }
        for (kind, count) in self.unreadable.iter().filter(|(_, count)| **count > 0) {
            told.push_str(&format!("  unreadable: {count} answers of {kind}\n"));
        }
        told
    }
}
