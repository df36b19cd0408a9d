//! The written forms of names, addresses and codes: patterns of the automaton, and what makes a match a hit.

use std::collections::{BTreeMap, HashSet};

use encoding_rs::WINDOWS_1252;

use super::normal::Normal;
use super::values::{Canonical, Value};

/// Codes as short as this stand in too much else when letters of either case count.
const CASELESS_FROM: usize = 7;

/// What a pattern stands for.
pub(super) struct Form {
    pub value: usize,
    pub name: &'static str,
    pub strong: bool,
    pub check: Check,
}

/// What must hold around a match.
pub(super) enum Check {
    /// A name or a street: whole words, or a genitive where that is nobody else's name.
    Words { genitive: bool },
    /// An e-mail address: no longer one contains it.
    Email,
    /// A whole token; in the case written, where it is given.
    Code { exact: Option<String> },
    /// Given name and the beginning of this surname, then an ellipsis.
    Truncated { family: String },
}

/// The automaton's patterns, and the forms that each stands for.
pub(super) fn of_all(values: &[Value]) -> (Vec<String>, Vec<Vec<Form>>) {
    let strong: HashSet<String> = values.iter().filter_map(|value| first_form(&value.text)).collect();
    let mut by_pattern: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for (i, value) in values.iter().enumerate() {
        for (pattern, name, is_strong, check) in of_one(&value.text, &strong) {
            if !pattern.trim().is_empty() {
                by_pattern.entry(pattern).or_default().push(Form {
                    value: i,
                    name,
                    strong: is_strong,
                    check,
                });
            }
        }
    }
    by_pattern.into_iter().unzip()
}

type Made = (String, &'static str, bool, Check);

fn first_form(text: &Canonical) -> Option<String> {
    match text {
        Canonical::Name { given, family } => Some(lower(&format!("{given} {family}"))),
        Canonical::Street(street) => Some(lower(street)),
        _ => None,
    }
}

fn of_one(text: &Canonical, known: &HashSet<String>) -> Vec<Made> {
    match text {
        Canonical::Name { given, family } => of_name(given, family, known),
        Canonical::Street(street) => of_words(street, known),
        Canonical::Email(email) => vec![(lower(email), "as-written", true, Check::Email)],
        Canonical::Code(code) => {
            let exact = (code.chars().count() < CASELESS_FROM).then(|| code.clone());
            vec![(lower(code), "as-written", true, Check::Code { exact })]
        }
        Canonical::Personnummer(_) | Canonical::Phone(_) | Canonical::Money(_) => Vec::new(),
    }
}

fn of_name(given: &str, family: &str, known: &HashSet<String>) -> Vec<Made> {
    let mut made = of_words(&format!("{given} {family}"), known);
    let (given, family) = (lower(given), lower(family));
    let words = || Check::Words { genitive: false };
    made.push((format!("{family}, {given}"), "surname-first", true, words()));
    made.push((format!("{family} {given}"), "surname-first", true, words()));
    let start: String = family.chars().take(2).collect();
    made.push((
        format!("{given} {start}"),
        "truncated",
        false,
        Check::Truncated {
            family: family.to_owned(),
        },
    ));
    made
}

fn of_words(written: &str, known: &HashSet<String>) -> Vec<Made> {
    let text = lower(written);
    let words = || Check::Words { genitive: false };
    let mut made = Vec::new();
    if !text.is_ascii() {
        made.extend(
            mojibake(written)
                .into_iter()
                .map(|garbled| (garbled, "mojibake", true, words())),
        );
        let folded = weakened(&text).into_iter().filter(|folded| !known.contains(folded));
        made.extend(folded.map(|folded| (folded, "folded", false, words())));
    }
    let genitive = !known.contains(&format!("{text}s"));
    made.push((text, "as-written", true, Check::Words { genitive }));
    made
}

fn lower(text: &str) -> String {
    Normal::of(text).lower
}

/// UTF-8 read as Windows-1252: a common fault of exports, and the name is there all the same. Garbled letters have no
/// upper and lower case any more, so each spelling is garbled by itself.
fn mojibake(written: &str) -> Vec<String> {
    let garble = |text: &str| lower(&WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0);
    let mut all = vec![
        garble(written),
        garble(&written.to_lowercase()),
        garble(&written.to_uppercase()),
    ];
    all.sort();
    all.dedup();
    all
}

/// The letters outside ASCII folded, or lost.
fn weakened(text: &str) -> [String; 3] {
    let lost = |sign: char| {
        text.chars()
            .map(|c| if c.is_ascii() { c } else { sign })
            .collect::<String>()
    };
    [text.chars().map(fold).collect(), lost('?'), lost('\u{fffd}')]
}

fn fold(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'æ' => 'a',
        'ö' | 'ø' | 'ó' | 'ò' | 'ô' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' | 'ú' | 'ù' => 'u',
        'í' | 'ï' | 'ì' => 'i',
        'ñ' => 'n',
        'ç' => 'c',
        _ => c,
    }
}
