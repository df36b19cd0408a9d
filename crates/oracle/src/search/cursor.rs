//! Compares a value with a text from a place onwards, letter by letter, upper and lower case alike.

use super::normal::lower;
use crate::decode::escaped;

/// Where a pattern that begins at `at` ends; none if something else stands there. A space of the pattern is any white
/// space.
pub(super) fn forward(text: &str, at: usize, pattern: &str) -> Option<usize> {
    let mut rest = text.get(at..)?;
    if rest.starts_with(pattern) && !pattern.ends_with(' ') {
        return Some(at + pattern.len());
    }
    for expected in pattern.chars() {
        rest = if expected == ' ' {
            let trimmed = rest.trim_start();
            (trimmed.len() < rest.len()).then_some(trimmed)?
        } else {
            let next = rest.chars().next().filter(|c| same(*c, expected))?;
            &rest[next.len_utf8()..]
        };
    }
    Some(text.len() - rest.len())
}

/// Where a pattern that ends at `at` begins.
pub(super) fn backward(text: &str, at: usize, pattern: &str) -> Option<usize> {
    let mut rest = text.get(..at)?;
    if rest.ends_with(pattern) && !pattern.starts_with(' ') {
        return Some(at - pattern.len());
    }
    for expected in pattern.chars().rev() {
        rest = if expected == ' ' {
            let trimmed = rest.trim_end();
            (trimmed.len() < rest.len()).then_some(trimmed)?
        } else {
            let last = rest.chars().next_back().filter(|c| same(*c, expected))?;
            &rest[..rest.len() - last.len_utf8()]
        };
    }
    Some(rest.len())
}

/// The span of a pattern of which the byte `offset` stands at `at`.
pub(super) fn around(text: &str, at: usize, pattern: &str, offset: usize) -> Option<(usize, usize)> {
    let (before, after) = pattern.split_at_checked(offset)?;
    Some((backward(text, at, before)?, forward(text, at, after)?))
}

fn same(a: char, b: char) -> bool {
    a == b || lower(a) == lower(b)
}

/// A hyphen joins names: "Anna Berg" does not stand in "Eva-Anna Berg", nor in "Anna Berg-Lind". It does in "rapport-Anna Berg".
pub(super) fn word_begins(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    let word = start - usize::from(bytes[..start].ends_with(b"-"));
    if folded_before(bytes, word) || word.checked_sub(3).is_some_and(|at| is_quoted_letter(bytes, at)) {
        return false;
    }
    if escaped::last(&text[..word]).is_some_and(is_part) {
        return false;
    }
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('-') => {
            let joined = &text[..start - 1];
            let word = joined.trim_end_matches(char::is_alphabetic).len();
            let beside = joined[..word].chars().next_back();
            word == joined.len() || is_no_half(&joined[word..], beside, first_word(&text[start..]))
        }
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// As [`word_begins`], for a word's end.
pub(super) fn word_ends(text: &str, end: usize) -> bool {
    let bytes = text.as_bytes();
    let word = end + usize::from(bytes.get(end) == Some(&b'-'));
    if folded_after(bytes, word) || is_quoted_letter(bytes, word) {
        return false;
    }
    if escaped::first(&text[word..]).is_some_and(is_part) {
        return false;
    }
    let mut after = text[end..].chars();
    match after.next() {
        Some('-') => {
            let joined = first_word(&text[end + 1..]);
            let last = text[..end].trim_end_matches(char::is_alphabetic).len();
            let beside = text[end + 1 + joined.len()..].chars().next();
            joined.is_empty() || (!PARTICLES.contains(&joined) && is_no_half(joined, beside, &text[last..end]))
        }
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// What stands before many surnames, in small letters.
const PARTICLES: [&str; 9] = ["af", "av", "von", "van", "der", "den", "de", "la", "du"];

/// What files are named after, beside whom they are about, in small letters. No name is among them.
const PAPERS: [&str; 31] = [
    "ansökan",
    "arende",
    "avtal",
    "bekräftelse",
    "bestallning",
    "beställning",
    "bilaga",
    "bilagor",
    "blankett",
    "dokument",
    "export",
    "faktura",
    "fil",
    "form",
    "foto",
    "intyg",
    "invoice",
    "kopia",
    "kvitto",
    "lista",
    "order",
    "portal",
    "profil",
    "rapport",
    "receipt",
    "report",
    "underlag",
    "user",
    "utdrag",
    "ärende",
    "översikt",
];

/// True for a word that is no half of a double name: it is in small letters or in capitals, or says what a file is, and the name, of which
/// this is a word, is written as one.
fn is_no_half(joined: &str, beside: Option<char>, name: &str) -> bool {
    let is_written_as_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let is_all = |is: fn(char) -> bool| joined.chars().count() > 1 && joined.chars().all(is);
    // Beside any other sign it may be a part of a word, of which a letter is escaped or was read in another charset.
    let ends = |sign: char| sign.is_whitespace() || "-_/\"'()[]<>,.:".contains(sign);
    let is_word =
        || is_all(char::is_lowercase) || is_all(char::is_uppercase) || PAPERS.contains(&joined.to_lowercase().as_str());
    is_written_as_name(name) && beside.is_none_or(ends) && is_word()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// True for what a name may go on with, a soft hyphen too.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\u{ad}')
}

/// True for a part of a longer code, where an escape beside it tells so: the text without its escapes is read too.
pub(super) fn is_escaped_beside(text: &str, start: usize, end: usize, joins: fn(char) -> bool) -> bool {
    let quoted = text.as_bytes().get(end..end + 3).and_then(|three| match three {
        b"=2D" | b"=2d" => Some('-'),
        b"=2E" | b"=2e" => Some('.'),
        b"=2B" | b"=2b" => Some('+'),
        b"=5F" | b"=5f" => Some('_'),
        _ => is_quoted_letter(three, 0).then_some('ö'),
    });
    let after = quoted.or_else(|| escaped::first(&text[end..]));
    after.or_else(|| escaped::last(&text[..start])).is_some_and(joins)
}

/// Lines of quoted-printable are folded near their longest; an equals sign ends shorter ones for other reasons.
const FOLDED_FROM: usize = 40;

/// True if a word goes on after a soft break of quoted-printable: `Anna Berg=`, and `ström` in the next line.
pub(super) fn folded_after(bytes: &[u8], end: usize) -> bool {
    bytes.get(end) == Some(&b'=') && is_soft_break(bytes, end)
}

/// As [`folded_after`], for what comes before.
pub(super) fn folded_before(bytes: &[u8], start: usize) -> bool {
    let Some(before) = bytes[..start].strip_suffix(b"\n") else {
        return false;
    };
    let line = before.iter().rposition(|b| !matches!(b, b'\r' | b' '));
    line.is_some_and(|sign| bytes[sign] == b'=' && is_soft_break(bytes, sign))
}

fn is_soft_break(bytes: &[u8], sign: usize) -> bool {
    let line = bytes[..sign]
        .iter()
        .rev()
        .take(FOLDED_FROM)
        .take_while(|b| **b != b'\n');
    let next = bytes[sign + 1..].iter().position(|b| !matches!(b, b'\r' | b' '));
    let next = next.map(|at| &bytes[sign + 1 + at..]);
    let goes_on = |b: &u8| b.is_ascii_alphanumeric() || *b >= 0x80 || matches!(b, b'-' | b'=');
    let long = line.count() == FOLDED_FROM;
    let inside = sign > 0 && goes_on(&bytes[sign - 1]);
    let joins = matches!(next, Some([b'\n', b, ..]) if goes_on(b));
    inside && joins && (long || is_quoted(bytes))
}

/// True where quoted-printable writes a part of a letter outside ASCII: `Anna Berg-=C3=96berg`.
pub(super) fn is_quoted_letter(bytes: &[u8], at: usize) -> bool {
    let part = |b: u8, digits: &[u8]| digits.contains(&b);
    matches!(bytes.get(at..at + 3), Some([b'=', high, low]) if part(*high, b"89ABCDEF") && part(*low, b"0123456789ABCDEF"))
}

/// True for a text that holds a byte as quoted-printable writes one, with a letter among its digits.
fn is_quoted(bytes: &[u8]) -> bool {
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'A'..=b'F');
    let is_byte = |three: &[u8]| three[0] == b'=' && digit(three[1]) && digit(three[2]) && (three[1] | three[2]) > b'9';
    bytes.windows(3).any(is_byte)
}
