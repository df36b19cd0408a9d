//! What an outsider can tell two answers apart by, and where an answer repeats what was asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use serde_json::Value;
use sha2::{Digest, Sha256};
use skott_model::{Received, STATUS_LINE, Text, place_pattern};

mod asked;
mod listed;

pub use asked::Asked;
pub use listed::{always_more, has_more};

use listed::Listed;

/// The mark whose value is a number of bytes and no hash.
pub(crate) const LENGTH: &str = "längd";
/// The mark of the words of the body.
pub(crate) const BODY: &str = "brödtext";
/// The mark of everything in the body but what was asked for, mark-up and scripts as well.
pub(crate) const EXACT: &str = "exakt innehåll";
/// The same but for tokens and numbers, for pages that have new ones each time.
const NEARLY: &str = "innehåll utom koder";
/// The mark of all headers with all that they say, also numbers and tokens, as `X-Total-Count: 1`.
const HEADERS: &str = "exakta huvuden";
/// The marks that are compared to the letter.
const LETTERS: [&str; 3] = [EXACT, NEARLY, HEADERS];
/// With which the mark of a header begins.
const HEADER: &str = "huvud ";
/// With which the mark of a cookie begins.
pub(crate) const COOKIE: &str = "kaka ";

/// Headers that differ between any two answers, or are told by another mark.
const VOLATILE: [&str; 9] = [
    "set-cookie",
    "date",
    "age",
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "x-cache",
    "x-cache-hits",
];
/// Headers of which it tells only that they are there.
const OPAQUE: [&str; 9] = [
    "last-modified",
    "expires",
    "x-request-id",
    "x-correlation-id",
    "x-trace-id",
    "traceparent",
    "server-timing",
    "x-runtime",
    "x-response-time",
];
/// Headers that name who answered, as one address may always be answered by one server and another by another; and that which has a mark of
/// its own, and repeats addresses.
const ROUTED: [&str; 11] = [
    "location",
    "server",
    "via",
    "x-served-by",
    "x-server",
    "x-server-id",
    "x-backend",
    "x-backend-server",
    "x-node",
    "x-host",
    "x-upstream",
];
/// Most header and cookie names that are told apart.
const MOST: usize = 60;

/// Everything in which the answer for a foreign target may differ from that for one that does not exist, by the words that a
/// finding names it with: `status`, `omdirigering`, `huvud etag`, `kaka nyss`, `brödtext`, each with a short hash, `felkod` with
/// one of each code, and `längd` in bytes. What was asked for, tokens, numbers, mark-up and scripts are left out, since they differ between any two
/// answers; `exakt innehåll` and `exakta huvuden` have them, for portals whose answers for what does not exist never differ.
pub fn marks(exchanges: &[Received], asked: &Asked) -> BTreeMap<String, String> {
    let mut plain: BTreeMap<String, String> = BTreeMap::new();
    let (mut length, mut found) = (0, Listed::default());
    let [mut exact, mut nearly, mut said]: [Letters; 3] = Default::default();
    for received in exchanges {
        let _ = write!(plain.entry("status".to_owned()).or_default(), "{} ", received.status);
        for (name, value) in &received.headers {
            if ![&VOLATILE[..], &OPAQUE, &ROUTED]
                .iter()
                .any(|names| names.contains(&name.as_str()))
            {
                said.add(asked, &format!("{name}: {}\n", asked.taken_from(value)), str::to_owned);
            }
            let (mark, value) = match name.as_str() {
                "location" => ("omdirigering".to_owned(), told(&asked.taken_from(value))),
                "set-cookie" => cookie(value),
                name if VOLATILE.contains(&name) => continue,
                name if OPAQUE.contains(&name) => (format!("{HEADER}{}", safe(name)), String::new()),
                // Sentences, with capitals.
                STATUS_LINE => (
                    format!("{HEADER}{STATUS_LINE}"),
                    told(&asked.taken_from(value).to_lowercase()),
                ),
                "etag" => ("huvud etag".to_owned(), value.starts_with("W/").to_string()),
                name => (format!("{HEADER}{}", safe(name)), told(&asked.taken_from(value))),
            };
            if plain.len() < MOST || plain.contains_key(&mark) {
                let _ = write!(plain.entry(mark).or_default(), "{value};");
            }
        }
        let body = without_address(&String::from_utf8_lossy(&received.body), &received.path);
        let body = asked.taken_from(&body);
        length += if body.is_empty() {
            promised(received)
        } else {
            body.len()
        };
        nearly.add(asked, &body, without_codes);
        exact.add(asked, &body, str::to_owned);
        let text = plain.entry(BODY.to_owned()).or_default();
        let shown = shown(&body);
        let mut words = words(&shown);
        words.retain(|word| !asked.makes(word));
        text.push_str(&words.join(" "));
        found.add(&shown.to_lowercase(), asked);
        if let Ok(json) = serde_json::from_str(&body) {
            skeleton(&json, "", text);
        }
    }
    let mut marks: BTreeMap<String, String> = plain.into_iter().map(|(mark, text)| (mark, short(&text))).collect();
    marks.insert(LENGTH.to_owned(), length.to_string());
    if asked.is_another_each_time {
        for (mark, letters) in LETTERS.into_iter().zip([exact, nearly, said]) {
            marks.insert(mark.to_owned(), letters.hashes());
        }
    }
    marks.extend(found.marks());
    marks
}

/// A body without the address that was asked, which it may repeat: with the places in it, too, that the question has and others have not.
fn without_address(body: &str, asked: &str) -> String {
    const SHORTEST: usize = 4;
    let path = asked.split('?').next().unwrap_or_default();
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let in_markup = |text: &str| text.replace('&', "&amp;");
    let forms = [
        in_markup(asked),
        asked.to_owned(),
        decoded(asked),
        path.to_owned(),
        decoded(path),
    ];
    let forms = forms.iter().filter(|form| form.len() >= SHORTEST);
    forms.fold(body.to_owned(), |body, form| match body.contains(form.as_str()) {
        true => body.replace(form.as_str(), ""),
        false => body,
    })
}

/// A text to the letter, twice: as it is, and without the places that were asked for. An answer may repeat them, and a page may have them of
/// its own, so only what differs both ways is another.
#[derive(Default)]
struct Letters([Sha256; 2]);

impl Letters {
    fn add(&mut self, asked: &Asked, text: &str, read: fn(&str) -> String) {
        let [as_it_is, without] = &mut self.0;
        as_it_is.update(read(text));
        without.update(read(&asked.places_taken_from(text)));
    }

    fn hashes(self) -> String {
        self.0.map(|hash| hex(&hash.finalize())).join(" ")
    }
}

/// True for answers that are the same to the letter, either way.
fn are_same(one: Option<&String>, other: Option<&String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.split(' ').zip(other.split(' ')).any(|(one, other)| one == other),
        (one, other) => one == other,
    }
}

/// The marks in which two answers differ, in words; the length only where nothing else explains it, and not by a little. Codes
/// are compared by themselves.
fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let by_itself = |name: &str| name == LENGTH || LETTERS.contains(&name) || listed::is_one(name);
    let differs = |name: &&&String| one.get(**name) != other.get(**name) && !by_itself(name);
    let mut out: Vec<String> = names.iter().filter(differs).map(|name| (**name).clone()).collect();
    let length = |marks: &BTreeMap<String, String>| marks.get(LENGTH).and_then(|n| n.parse::<usize>().ok());
    if let (true, Some(a), Some(b)) = (out.is_empty(), length(one), length(other))
        && a.abs_diff(b) > 64.max(a.max(b) / 10)
    {
        out.push(LENGTH.to_owned());
    }
    out
}

/// How the answer for a foreign target differs from those for targets that do not exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldApart {
    /// The marks in which it differs from all of them, and in which the last two of them agree.
    pub by: Vec<String>,
    /// The marks in which it differs from all of them, and in which the last two of them differ, too: nothing follows.
    pub unsettled: Vec<String>,
}

impl ToldApart {
    /// True where nothing tells it apart, or may, but what may come and go by itself: words and their length, as a tip of the day, and
    /// headers, as a cache's.
    pub fn is_by_what_may_vary(&self) -> bool {
        let mut all = self.by.iter().chain(&self.unsettled).peekable();
        all.peek().is_some() && all.all(|mark| [BODY, LENGTH].contains(&mark.as_str()) || is_header(mark))
    }
}

/// True for the mark of a header.
fn is_header(mark: &str) -> bool {
    mark.starts_with(HEADER)
}

/// The headers in which answers to one and the same question differ: they come and go by themselves.
pub(crate) fn fickle_headers<'a>(answers: &[&'a BTreeMap<String, String>]) -> BTreeSet<&'a str> {
    let differing = |two: &[&'a BTreeMap<String, String>]| {
        let (one, other) = (two[0], two[1]);
        let names = one.keys().chain(other.keys()).map(String::as_str);
        names
            .filter(|mark| is_header(mark) && one.get(*mark) != other.get(*mark))
            .collect::<Vec<_>>()
    };
    answers.windows(2).flat_map(differing).collect()
}

/// What all the answers for one foreign thing together say of the words that each was told apart by, `told`. Words of which one answer
/// has the same as one for what does not exist tell nothing, but where others of them come so often among all `foreign` answers that they
/// would have come among the `controls` as well. Where no two answers have the same, nothing follows.
pub(crate) fn of_all(
    mut told: ToldApart,
    answers: &[&BTreeMap<String, String>],
    foreign: &[&BTreeMap<String, String>],
    controls: &[&BTreeMap<String, String>],
) -> ToldApart {
    /// So often they would have come; that they did not come by chance is one case in fifty.
    const EXPECTED: usize = 4;
    let words = |marks: &&BTreeMap<String, String>| marks.get(BODY).cloned();
    let [here, around, there] = [answers, foreign, controls].map(|all| all.iter().map(words).collect::<Vec<_>>());
    let is_body = |mark: &String| mark == BODY;
    if here.iter().any(|words| there.contains(words)) {
        let is_of_foreign = |words: &Option<String>| {
            let many = around.iter().filter(|other| *other == words).count();
            !there.contains(words) && many * there.len() >= EXPECTED * around.len()
        };
        let is_unsettled = here.iter().any(is_of_foreign);
        told.by.retain(|mark| !is_body(mark));
        told.unsettled.retain(|mark| is_unsettled || !is_body(mark));
    } else if told.by.iter().any(is_body) && here.len() > 1 && here.iter().collect::<BTreeSet<_>>().len() == here.len()
    {
        told.by.retain(|mark| !is_body(mark));
        told.unsettled.push(BODY.to_owned());
    }
    let is_told = !told.by.is_empty() || !told.unsettled.is_empty();
    if !is_told {
        let by = LETTERS
            .into_iter()
            .find(|mark| is_exactly_another(mark, answers, controls));
        told.by.extend(by.map(str::to_owned));
        // Too few to be sure of, as where one of them was not heard.
        let may_be = |mark: &&str| !answers.is_empty() && answers.iter().all(|marks| may_be(mark, marks, controls));
        let unsure = LETTERS
            .into_iter()
            .find(may_be)
            .filter(|_| by.is_none() && are_few(answers, controls));
        told.unsettled.extend(unsure.map(str::to_owned));
    }
    told
}

/// True where the answers for what does not exist are the same to the letter, and so are these, and others. Of what comes and goes in every
/// second answer, that it parts them so is one case in two thousand.
fn is_exactly_another(
    mark: &str,
    answers: &[&BTreeMap<String, String>],
    controls: &[&BTreeMap<String, String>],
) -> bool {
    let all_the_same =
        |all: &[&BTreeMap<String, String>]| all.windows(2).all(|two| are_same(two[0].get(mark), two[1].get(mark)));
    !are_few(answers, controls) && all_the_same(answers) && may_be(mark, answers[0], controls)
}

/// True where chance may have parted them.
fn are_few(answers: &[&BTreeMap<String, String>], controls: &[&BTreeMap<String, String>]) -> bool {
    const ENOUGH: usize = 6;
    answers.len() < ENOUGH || controls.len() < ENOUGH
}

/// True where an answer is not the same to the letter as those for what does not exist, and those are, as far as is known.
pub fn may_be_another(marks: &BTreeMap<String, String>, controls: &[&BTreeMap<String, String>]) -> bool {
    LETTERS.into_iter().any(|mark| may_be(mark, marks, controls))
}

fn may_be(mark: &str, marks: &BTreeMap<String, String>, controls: &[&BTreeMap<String, String>]) -> bool {
    // Of answers to one and the same question nobody knows what of them is made of it.
    let known = controls.first().and_then(|control| control.get(mark));
    known.is_some()
        && controls.iter().all(|control| are_same(control.get(mark), known))
        && marks.get(mark).is_some_and(|own| !are_same(Some(own), known))
}

/// Compares an answer with those for what does not exist, as they came; a mark that it shares with one of them tells nothing.
pub fn told_apart(marks: &BTreeMap<String, String>, controls: &[&BTreeMap<String, String>]) -> ToldApart {
    let Some((first, others)) = controls.split_first() else {
        return ToldApart::default();
    };
    let mut from_all = differing(marks, first);
    for other in others {
        let also = differing(marks, other);
        from_all.retain(|mark| also.contains(mark));
    }
    let varying = match controls {
        [.., last_but_one, last] => differing(last_but_one, last),
        _ => Vec::new(),
    };
    let (unsettled, by) = from_all.into_iter().partition(|mark| varying.contains(mark));
    let mut told = ToldApart { by, unsettled };
    for (mark, is_sure) in listed::lacking(marks, controls) {
        let named = if is_sure { &mut told.by } else { &mut told.unsettled };
        named.push(mark.to_owned());
    }
    told
}

/// The patterns of places at which a text stands: where an answer repeats what it was asked for.
pub fn places_of(texts: &[Text], asked: &str) -> BTreeSet<String> {
    let asked = asked.to_lowercase();
    if asked.is_empty() {
        return BTreeSet::new();
    }
    texts
        .iter()
        .filter(|t| !t.row && t.text.to_lowercase().contains(&asked))
        .map(|t| place_pattern(&t.place))
        .collect()
}

fn short(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(hash: &[u8]) -> String {
    hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// A name that the portal chose, as far as it can stand in a report.
fn safe(name: &str) -> &str {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let digits = name.chars().filter(char::is_ascii_digit).count();
    if !name.is_empty() && name.len() <= 40 && digits <= 2 && name.chars().all(is_plain) {
        name
    } else {
        "*"
    }
}

/// A cookie by its name and attributes; its value and its times are its own.
fn cookie(header: &str) -> (String, String) {
    let mut parts = header.split(';');
    let name = parts.next().and_then(|pair| pair.split('=').next()).unwrap_or_default();
    let attribute = |part: &str| part.split('=').next().unwrap_or_default().trim().to_lowercase();
    let attributes: BTreeSet<String> = parts.map(attribute).filter(|a| a != "expires").collect();
    let attributes: Vec<String> = attributes.into_iter().collect();
    (format!("{COOKIE}{}", safe(name.trim())), attributes.join(","))
}

/// What of a header's value tells something: words in small letters. Tokens, numbers and times are not told apart.
fn told(value: &str) -> String {
    let is_word = |part: &&str| part.len() <= 30 && part.chars().all(|c| c.is_ascii_lowercase() || "-/.*".contains(c));
    let mut out = String::new();
    for part in value.split([' ', ';', ',', '=', '"', '\'']).filter(|p| !p.is_empty()) {
        out.push_str(if is_word(&part) { part } else { "#" });
        out.push(' ');
    }
    out
}

/// The text with one sign for each token and number: what every answer has anew. Mark-up, words, capitals and signs stay.
fn without_codes(text: &str) -> String {
    const LONG: usize = 24;
    let is_of_run = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '+' | '/' | '=' | '.' | ':');
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !is_of_run(c)) {
        let run = part.trim_end_matches(|c: char| !is_of_run(c));
        let is_word = |word: &str| !is_token(word) && word.len() <= LONG;
        match run.split(|c: char| !c.is_alphabetic()).all(is_word) && !run.contains(|c: char| c.is_ascii_digit()) {
            true => out.push_str(run),
            false => out.push('#'),
        }
        out.push_str(&part[run.len()..]);
    }
    out
}

/// What a body that was not sent would have been, as `HEAD` says it, in bytes.
fn promised(received: &Received) -> usize {
    let told = received.header("content-length");
    told.and_then(|told| told.trim().parse().ok()).unwrap_or_default()
}

/// What of a body is shown: without mark-up and scripts.
fn shown(body: &str) -> String {
    let small = body.to_ascii_lowercase();
    let mut plain = String::with_capacity(body.len());
    let mut from = 0;
    while let Some(at) = small[from..].find('<').map(|at| from + at) {
        plain.push_str(&body[from..at]);
        plain.push(' ');
        let rest = &small[at..];
        let hidden = ["<script", "<style"].iter().find(|tag| rest.starts_with(**tag));
        let end = match hidden {
            // What has no end hides all that follows.
            Some(tag) => rest.find(&format!("</{}", &tag[1..])).unwrap_or(rest.len()),
            None => 0,
        };
        from = rest[end..].find('>').map_or(body.len(), |close| at + end + close + 1);
    }
    plain.push_str(&body[from..]);
    plain
}

/// The words of what is shown, in small letters: letters only, and no part of a token.
fn words(shown: &str) -> Vec<String> {
    let runs = shown.split(|c: char| !c.is_alphanumeric() && !"-_".contains(c));
    let parts = runs.filter(|run| !is_token(run)).flat_map(|run| run.split(['-', '_']));
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    parts.filter(is_word).map(str::to_lowercase).collect()
}

/// True for letters among digits, or small and capital ones in disorder: a reference that every answer has anew. `NotOwner` and
/// `forbidden-403` are words.
fn is_token(run: &str) -> bool {
    const SHORTEST_HUMP: usize = 3;
    let is_mixed = |part: &str| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        let is_short_hump = |hump: &str| hump.chars().count() < SHORTEST_HUMP;
        let humps = humps(part);
        (letters > 0 && letters < part.chars().count()) || (humps.len() > 1 && humps.into_iter().any(is_short_hump))
    };
    run.split(['-', '_']).any(is_mixed)
}

/// `NotOwner` has two.
fn humps(part: &str) -> Vec<&str> {
    let signs: Vec<(usize, char)> = part.char_indices().collect();
    let begins = signs
        .windows(2)
        .filter(|two| two[0].1.is_lowercase() && two[1].1.is_uppercase());
    let mut from = 0;
    let mut out: Vec<&str> = begins
        .map(|two| two[1].0)
        .map(|at| &part[std::mem::replace(&mut from, at)..at])
        .collect();
    out.push(&part[from..]);
    out
}

/// The build of a JSON answer: its keys and kinds of values, and whole values where the key says that they are a code.
fn skeleton(value: &Value, key: &str, out: &mut String) {
    match value {
        Value::Object(members) => {
            out.push('{');
            for (key, value) in members {
                let _ = write!(out, "{}:", safe(key));
                skeleton(value, key, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            items.iter().for_each(|item| skeleton(item, key, out));
            out.push(']');
        }
        Value::Number(code) if is_code(key) && code.as_i64().is_some_and(|n| n.abs() < 100_000) => {
            let _ = write!(out, "{code},");
        }
        Value::String(code) if is_code(key) && code.len() <= 24 && !code.contains(char::is_whitespace) => {
            let _ = write!(out, "\"{code}\",");
        }
        Value::Null => out.push('n'),
        Value::Bool(is) => out.push(if *is { 't' } else { 'f' }),
        Value::Number(_) => out.push('#'),
        Value::String(_) => out.push('s'),
    }
}

/// A key under which portals write what went wrong, and not when or for whom: `errorCode`, `fel_kod`, `statuskod`, but not `errorId`.
fn is_code(key: &str) -> bool {
    const WHAT: [&str; 7] = ["code", "kod", "status", "error", "fel", "reason", "type"];
    const WHICH: [&str; 11] = [
        "id",
        "uuid",
        "ref",
        "reference",
        "trace",
        "request",
        "correlation",
        "time",
        "timestamp",
        "tid",
        "at",
    ];
    let parts = key_parts(key);
    let is_compound = |part: &String| part.ends_with("kod") || part.ends_with("code");
    let is_what = |part: &String| WHAT.contains(&part.as_str()) || is_compound(part);
    parts.iter().any(is_what) && !parts.iter().any(|part| WHICH.contains(&part.as_str()))
}

/// The words of a key, in small letters: `errorCode`, `error_code` and `HTTPStatus` have two.
fn key_parts(key: &str) -> Vec<String> {
    let signs: Vec<char> = key.chars().collect();
    let mut out = vec![String::new()];
    for (at, &sign) in signs.iter().enumerate() {
        let is_after_small = at > 0 && !signs[at - 1].is_uppercase();
        let is_before_small = signs.get(at + 1).is_some_and(|next| next.is_lowercase());
        if !sign.is_alphanumeric() || (sign.is_uppercase() && (is_after_small || is_before_small)) {
            out.push(String::new());
        }
        if let (true, Some(part)) = (sign.is_alphanumeric(), out.last_mut()) {
            part.extend(sign.to_lowercase());
        }
    }
    out
}

#[cfg(test)]
mod tests;
