//! What stands between and beside the parts of a name in running text: spaces, a list's comma, other names.

use super::Index;
use super::anchor::words;
use super::cursor::is_quoted_letter;
use super::hash::{self, Filter};
use super::normal::Normal;

/// True for white space that joins words; a tab keeps cells apart.
pub(super) fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() && c != '\t')
}

/// "Eva Berg, Anna Lind" holds no "Berg, Anna". None where the words on both sides say so; false where one of them makes
/// it doubtful; true where it is clear.
pub(super) fn surname_first(index: &Index, text: &str, start: usize, end: usize, comma: bool) -> Option<bool> {
    if is_quoted_beside(text, start, end) {
        return None;
    }
    match beside(text, start, end) {
        // Either half is another's.
        (Some(left), Some(right)) if is_given(index, left) || is_family(index, right) => None,
        (Some(_), _) => Some(false),
        (None, Some(_)) => Some(comma),
        (None, None) => Some(true),
    }
}

/// True where a name that is broken over two lines stands alone on both.
pub(super) fn alone(text: &str, start: usize, end: usize) -> bool {
    let (left, right) = beside(text, start, end);
    left.or(right).is_none()
}

/// Whether a name goes on in the next line, given name first. None where what stands on both sides looks like the halves of
/// other names, as in a list that has the surname first; false where it only may be.
pub(super) fn goes_on(index: &Index, text: &str, start: usize, end: usize) -> Option<bool> {
    match beside(text, start, end) {
        (Some(left), Some(right)) if is_family(index, left) || is_given(index, right) => None,
        (left, right) => Some(left.is_none() || right.is_none()),
    }
}

/// The words before and after that may be parts of names.
fn beside(text: &str, start: usize, end: usize) -> (Option<&str>, Option<&str>) {
    let left = text[..start].strip_suffix(' ').map(last_word);
    let right = text[end..].strip_prefix(' ').map(first_word);
    (left.and_then(name_like), right.and_then(name_like))
}

/// True if a word beside a name is written in quoted-printable: the text without its escapes tells whose name it is.
fn is_quoted_beside(text: &str, start: usize, end: usize) -> bool {
    let left = text[..start].trim_end_matches(' ').rsplit(char::is_whitespace).next();
    let right = text[end..].trim_start_matches(' ').split(char::is_whitespace).next();
    let words = left.into_iter().chain(right).map(str::as_bytes);
    words
        .into_iter()
        .any(|word| (0..word.len()).any(|at| is_quoted_letter(word, at)))
}

/// True if a word stands in somebody's given name.
pub(super) fn is_given(index: &Index, text: &str) -> bool {
    has_word(&index.anchors.givens, text)
}

/// True if a word stands in somebody's family name.
pub(super) fn is_family(index: &Index, text: &str) -> bool {
    has_word(&index.anchors.families, text)
}

fn has_word(names: &Filter, text: &str) -> bool {
    let normal = Normal::of(text);
    words(&normal.bytes).any(|(start, end)| names.has(hash::word(&normal.bytes, start, end)))
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !(c.is_alphanumeric() || c == '-'))
        .next()
        .unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .next()
        .unwrap_or_default()
}

fn name_like(word: &str) -> Option<&str> {
    word.starts_with(char::is_uppercase).then_some(word)
}
