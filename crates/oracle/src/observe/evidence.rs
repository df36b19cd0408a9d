//! Evidence of findings: what was read there, masked, the body's hash, and how to ask for it again.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};
use skott_model::matrix::Cell;
use skott_model::{Cited, Evidence};

use super::Found;
use super::curl::{Again, first_of_last_step};
use super::owners::Ownership;
use super::seen::{Searched, Seen, Sighted};
use crate::decode::safe_heading;
use crate::search::mask;

/// Answers that the findings of one cell cite; findings in further ones have a place, but no evidence of their own.
const MOST_CITED: usize = 50;

/// Gives each finding its evidence, and the answers that they cite. An answer about something foreign is cited also without
/// a finding: whether it tells that the thing exists is known only beside the answer for what does not.
pub(super) fn cite(
    ownership: &Ownership,
    cell: &Cell,
    seen: &Seen,
    sightings: &[Sighted],
    found: &mut [Found],
) -> Vec<Cited> {
    if seen.answers.is_empty() {
        return Vec::new();
    }
    let main = first_of_last_step(ownership.matrix, cell, &seen.answers[..seen.aside]);
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut order = Vec::new();
    if cell.is_compared() {
        numbers.insert(main, 0);
        order.push(main);
    }
    let excerpts = Excerpts::of(seen, sightings, found);
    for found in found {
        let sighted = found.sighting.map(|i| &sightings[i]);
        let answer = sighted.map_or(main, |s| s.answer);
        let known = numbers.len();
        if known < MOST_CITED || numbers.contains_key(&answer) {
            let number = *numbers.entry(answer).or_insert_with(|| {
                order.push(answer);
                known
            });
            let excerpt = sighted.map(|s| excerpts.around(s));
            found.finding.evidence = Some(Evidence {
                excerpt,
                answer: number,
            });
        }
    }
    let again = Again::new(ownership, cell, &seen.base_url);
    let cited = |answer: usize| Cited {
        sha256: sha256(&seen.answers[answer]),
        curl: again.curl(&seen.answers, answer),
    };
    order.into_iter().map(cited).collect()
}

fn sha256(searched: &Searched) -> String {
    let hash = Sha256::digest(&searched.received.body);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

type Place<'a> = (usize, &'a str, Option<&'a str>);

/// The texts in which findings stand, by answer, place and heading; none where two texts share them.
struct Excerpts<'a>(HashMap<Place<'a>, Option<&'a str>>);

impl<'a> Excerpts<'a> {
    fn of(seen: &'a Seen, sightings: &[Sighted], found: &[Found]) -> Self {
        let cited = found.iter().filter_map(|f| f.sighting).map(|i| &sightings[i]);
        let wanted: HashSet<Place> = cited.map(place_of).collect();
        let mut texts: HashMap<Place, Option<&str>> = HashMap::new();
        if wanted.is_empty() {
            return Self(texts);
        }
        for (answer, searched) in seen.answers.iter().enumerate() {
            for text in searched.decoded.texts.iter().chain(&searched.decoded.raw) {
                let place = (answer, text.place.as_str(), text.column.as_deref());
                if wanted.contains(&place) {
                    let known = texts.entry(place).or_insert(Some(&text.text));
                    *known = known.filter(|known| *known == text.text);
                }
            }
        }
        Self(texts)
    }

    /// The hit with the text that it stood in where that is short, and the column's heading; all of the portal's masked.
    fn around(&self, sighted: &Sighted) -> String {
        let text = self.0.get(&place_of(sighted)).copied().flatten().map(str::trim);
        let short = text.filter(|text| text.chars().count() <= Evidence::LONGEST);
        let shown = short.map_or_else(|| sighted.excerpt.clone(), mask);
        let shown = match &sighted.column {
            Some(column) => format!("{}: {shown}", safe_heading(column)),
            None => shown,
        };
        shown.chars().take(Evidence::LONGEST).collect()
    }
}

fn place_of<'a>(sighted: &'a Sighted) -> Place<'a> {
    (sighted.answer, &sighted.place, sighted.column.as_deref())
}
