//! Compares a value with a text from a place onwards, letter by letter, upper and lower case alike.

use super::normal::lower;

/// Where a pattern that begins at `at` ends; none if something else stands there. A space of the pattern is any white
/// space.
pub(super) fn forward(text: &str, at: usize, pattern: &str) -> Option<usize> {
    let mut rest = text.get(at..)?;
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

/// A hyphen joins names: "Anna Berg" does not stand in "Eva-Anna Berg", nor in "Anna Berg-Lind".
pub(super) fn word_begins(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('-') => !before.next().is_some_and(char::is_alphabetic),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// As [`word_begins`], for a word's end.
pub(super) fn word_ends(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match after.next() {
        Some('-') => !after.next().is_some_and(char::is_alphabetic),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}
