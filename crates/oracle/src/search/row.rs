//! What stands between and beside the parts of a name: spaces, a list's comma, a table's borders.

use super::Index;
use super::anchor::words;
use super::hash;
use super::normal::Normal;

/// A span of a text.
type Span = (usize, usize);

/// True for white space that joins words; a tab keeps cells apart.
pub(super) fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() && c != '\t')
}

/// "Eva Berg, Anna Lind" holds no "Berg, Anna". None where the words on both sides say so; false where one of them makes
/// it doubtful; true where it is clear.
pub(super) fn surname_first(index: &Index, text: &str, start: usize, end: usize, comma: bool) -> Option<bool> {
    let left = text[..start]
        .strip_suffix(' ')
        .and_then(|rest| name_like(last_word(rest)));
    let right = text[end..]
        .strip_prefix(' ')
        .and_then(|rest| name_like(first_word(rest)));
    let known = |word: &str, givens: bool| {
        let normal = Normal::of(word);
        let hashes = words(&normal.bytes).map(|(start, end)| hash::word(&normal.bytes, start, end));
        let names = if givens {
            &index.anchors.givens
        } else {
            &index.anchors.families
        };
        hashes.into_iter().any(|hash| names.has(hash))
    };
    match (left, right) {
        (Some(left), Some(right)) if known(left, true) && known(right, false) => None,
        (Some(_), _) => Some(false),
        (None, Some(_)) => Some(comma),
        (None, None) => Some(true),
    }
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

/// True if both spans are whole cells of one row: between tabs, semicolons or bars, in quotes or without. Commas part
/// cells only where nothing but one stands between the two, for in a list of names they do not.
pub(super) fn are_cells(text: &str, one: Span, other: Span) -> bool {
    let (first, second) = if one.0 < other.0 { (one, other) } else { (other, one) };
    let Some(gap) = text.get(first.1..second.0) else {
        return false;
    };
    let commas = matches!(gap, "," | "\",\"" | "','");
    let border = |c: char| matches!(c, '\t' | ';' | '|' | '\n' | '\r') || (commas && matches!(c, ',' | '[' | ']'));
    let whole = |span: Span| {
        let (before, after) = (
            text[..span.0].trim_end_matches(' '),
            text[span.1..].trim_start_matches(' '),
        );
        let (before, after) = match (before.strip_suffix('"'), after.strip_prefix('"')) {
            (Some(before), Some(after)) => (before.trim_end_matches(' '), after.trim_start_matches(' ')),
            _ => (before, after),
        };
        before.chars().next_back().is_none_or(border) && after.chars().next().is_none_or(border)
    };
    gap.contains(border) && !gap.contains('\n') && whole(first) && whole(second)
}
