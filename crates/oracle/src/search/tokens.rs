//! Where a name, an address or a code begins and ends.

use super::forms::Check;
use super::normal::Normal;

/// The end of the hit that a match makes, where it makes one, and the form if it differs from the pattern's.
pub(super) fn accept(check: &Check, text: &Normal, start: usize, end: usize) -> Option<(usize, Option<&'static str>)> {
    match check {
        Check::Words { genitive } => words(&text.lower, start, end, *genitive),
        Check::Email => email(&text.lower, start, end).then_some((end, None)),
        Check::Code { exact } => code(text, start, end, exact.as_deref()).then_some((end, None)),
        Check::Truncated { family } => truncated(&text.lower, start, end, family).map(|end| (end, None)),
    }
}

fn words(text: &str, start: usize, end: usize, genitive: bool) -> Option<(usize, Option<&'static str>)> {
    if !word_begins(text, start) {
        return None;
    }
    if word_ends(text, end) {
        return Some((end, None));
    }
    let possessive = genitive && text[end..].starts_with('s') && word_ends(text, end + 1);
    possessive.then_some((end + 1, Some("genitive")))
}

/// A hyphen joins names: "Anna Berg" does not stand in "Eva-Anna Berg", nor in "Anna Berg-Lind".
fn word_begins(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('-') => !before.next().is_some_and(char::is_alphabetic),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

fn word_ends(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match after.next() {
        Some('-') => !after.next().is_some_and(char::is_alphabetic),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

fn email(text: &str, start: usize, end: usize) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let mut after = text[end..].chars();
    let ends = match after.next() {
        Some('.') => !after.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && c != '-',
        None => true,
    };
    ends && !text[..start].chars().next_back().is_some_and(inner)
}

fn code(text: &Normal, start: usize, end: usize, exact: Option<&str>) -> bool {
    let alone = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    exact.is_none_or(|exact| &text.cased[start..end] == exact)
        && alone(text.cased[..start].chars().next_back())
        && alone(text.cased[end..].chars().next())
        && !(exact.is_some() && in_random(&text.cased, start, end))
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

/// "Märta Öb…" for Märta Öberg: the letters after the match go on as the surname does, then the ellipsis.
fn truncated(text: &str, start: usize, end: usize, family: &str) -> Option<usize> {
    if !word_begins(text, start) {
        return None;
    }
    let rest = family.char_indices().nth(2).map_or("", |(at, _)| &family[at..]);
    let same = text[end..].chars().zip(rest.chars()).take_while(|(a, b)| a == b);
    let shared: usize = same.map(|(a, _)| a.len_utf8()).sum();
    let cut = &text[end + shared..];
    let cut = cut.strip_prefix(' ').unwrap_or(cut);
    (shared < rest.len() && (cut.starts_with('…') || cut.starts_with("..."))).then_some(end + shared)
}
