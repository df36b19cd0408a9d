//! What a question was asked by, and an answer without it.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use skott_model::matrix::{Selection, Target};
use skott_model::profile::Relation;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Names of instances are words of the page, too: an account's own may stand in its e-mail address.
const PLACES: [&str; 2] = ["instance", "home"];
/// What stands for any e-mail address.
const EMAIL: &str = "epostadress";

/// What a question was asked by, which any answer may repeat.
#[derive(Clone, Debug)]
pub struct Asked {
    /// By name.
    values: BTreeMap<String, String>,
    /// The same as they stand in addresses, mark-up and JSON, where that is otherwise.
    written: Vec<String>,
    /// Of a search: the words of all searches of the view, in small letters without their accents.
    words: BTreeSet<String>,
    /// What is asked for again is another such, so that of answers that are the same to the letter nothing is made of it.
    pub(super) is_another_each_time: bool,
}

impl From<&Target> for Asked {
    fn from(target: &Target) -> Self {
        Self {
            values: target.values.clone(),
            written: Vec::new(),
            words: BTreeSet::new(),
            is_another_each_time: target.relation != Relation::Random || target.other.is_some(),
        }
    }
}

/// What a selection searches for, by its settings.
fn searched(selection: &Selection) -> impl Iterator<Item = (&String, &String)> {
    let choices = selection.choices.iter();
    choices.filter_map(|choice| Some((&choice.setting, choice.begins.as_ref()?)))
}

impl Asked {
    /// By what a selection searches for, of all those of its view.
    pub fn by_search(selection: &Selection, all: &[Selection]) -> Self {
        let values: BTreeMap<String, String> = searched(selection)
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect();
        let words = all
            .iter()
            .flat_map(searched)
            .flat_map(|(_, text)| text.split(|c: char| !c.is_alphanumeric()));
        Self {
            written: values.values().flat_map(|text| written(text)).collect(),
            words: words.filter(|word| !word.is_empty()).map(plain).collect(),
            values,
            is_another_each_time: true,
        }
    }

    /// True for a word that an answer may make of what is searched for, in this question or another: one of its words, the beginning of
    /// one, or a letter.
    pub(super) fn makes(&self, word: &str) -> bool {
        const SHORTEST: usize = 3;
        let word = plain(word);
        let letters = word.chars().count();
        let is_beginning = || {
            self.words
                .range(word.clone()..)
                .next()
                .is_some_and(|asked| asked.starts_with(&word))
        };
        !self.words.is_empty()
            && (letters == 1 || self.words.contains(&word) || (letters >= SHORTEST && is_beginning()))
    }

    /// The values, whatever they are called.
    pub(super) fn values(&self) -> impl Iterator<Item = &String> {
        self.values.values()
    }

    /// The text without what was asked for. An e-mail address counts as one word whoever's it is: the account's own stands on its
    /// pages, and its domain may hold the name of the instance that was asked for.
    pub(super) fn taken_from(&self, text: &str) -> String {
        let is_word = |name: &String| !PLACES.contains(&name.as_str());
        let plain = self
            .values
            .iter()
            .filter(|(name, _)| is_word(name))
            .map(|(_, value)| value);
        let asked = |is_address: bool| {
            let is_asked = move |value: &&String| !value.is_empty() && value.contains('@') == is_address;
            let cased = |value: &String| [value.clone(), value.to_lowercase(), value.to_uppercase()];
            plain.clone().chain(&self.written).filter(is_asked).flat_map(cased)
        };
        let text = asked(true).fold(text.to_owned(), |text, asked| without_word(&text, &asked));
        asked(false).fold(without_addresses(&text), |text, asked| without_word(&text, &asked))
    }

    /// The text without the places that were asked for, too: an address that is repeated may hold them.
    pub(super) fn places_taken_from(&self, text: &str) -> String {
        let places = PLACES.iter().filter_map(|name| self.values.get(*name));
        let places = places.filter(|place| !place.is_empty());
        places.fold(text.to_owned(), |text, place| without_word(&text, place))
    }
}

/// A word in small letters without its accents.
fn plain(word: &str) -> String {
    let letters = word.nfd().filter(|c| !is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).collect()
}

/// What stands in addresses as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A text as addresses, mark-up and JSON have it, each other than the text itself.
fn written(text: &str) -> Vec<String> {
    let beyond_ascii = |write: &dyn Fn(char) -> String| -> String {
        let each = |c: char| if c.is_ascii() { c.to_string() } else { write(c) };
        text.chars().map(each).collect()
    };
    let in_json = |c: char| -> String {
        let mut units = [0; 2];
        c.encode_utf16(&mut units)
            .iter()
            .map(|unit| format!("\\u{unit:04x}"))
            .collect()
    };
    let escapes = utf8_percent_encode(text, PLAIN);
    let in_address = escapes.to_string();
    let small: String = escapes
        .map(|part| {
            if part.starts_with('%') {
                part.to_lowercase()
            } else {
                part.to_owned()
            }
        })
        .collect();
    let all = [
        in_address.replace("%20", "+"),
        small.replace("%20", "+"),
        in_address,
        small,
        beyond_ascii(&in_json),
        beyond_ascii(&|c| format!("&#{};", u32::from(c))),
        beyond_ascii(&|c| format!("&#x{:x};", u32::from(c))),
        beyond_ascii(&named_entity),
    ];
    all.into_iter().filter(|written| written != text).collect()
}

/// As HTML names what Swedish has beside ASCII.
fn named_entity(c: char) -> String {
    let named = [
        ('å', "&aring;"),
        ('ä', "&auml;"),
        ('ö', "&ouml;"),
        ('Å', "&Aring;"),
        ('Ä', "&Auml;"),
        ('Ö', "&Ouml;"),
        ('é', "&eacute;"),
        ('ü', "&uuml;"),
    ];
    let name = named
        .iter()
        .find(|(sign, _)| *sign == c)
        .map(|(_, name)| (*name).to_owned());
    name.unwrap_or_else(|| c.to_string())
}

fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric() && !"@._%+-".contains(c)) {
        let is_address = |token: &str| {
            token
                .split_once('@')
                .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty())
        };
        let token = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        match is_address(token) {
            true => out.extend([EMAIL, &part[token.len()..]]),
            false => out.push_str(part),
        }
    }
    out
}

/// True behind `%2F`, which in an address stands for a slash.
fn ends_in_escape(before: &str) -> bool {
    let last = before.as_bytes().last_chunk::<3>();
    last.is_some_and(|[sign, digits @ ..]| *sign == b'%' && digits.iter().all(u8::is_ascii_hexdigit))
}

/// A short id may also be part of an ordinary word, which stays.
fn without_word(text: &str, word: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(word) {
        let end = at + word.len();
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let joins_before = joins(text[..at].chars().next_back()) && !ends_in_escape(&text[..at]);
        if !joins_before && !joins(text[end..].chars().next()) {
            out.push_str(&text[from..at]);
            from = end;
        }
    }
    out.push_str(&text[from..]);
    out
}
