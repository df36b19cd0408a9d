//! A name that is split over cells of one row: whose are the two halves?
//!
//! Two cells side by side belong together, and so do two with one other between them, unless what stands beside them may be
//! the other half of either: a row often names two persons. Cells further apart are a doubt. Rows whose headings say which
//! cells belong together are put in order by their decoders.

use super::Index;
use super::row::{is_family, is_given};

/// A span of a text.
type Span = (usize, usize);

/// True if two whole cells of one row are the halves of one person's name, false where that is doubtful, none where they
/// are not.
pub(super) fn are_one(index: &Index, text: &str, given: Span, family: Span) -> Option<bool> {
    let given_first = given.0 < family.0;
    let (first, second) = if given_first { (given, family) } else { (family, given) };
    let gap = text.get(first.1..second.0).filter(|gap| !gap.contains('\n'))?;
    let delimiter = delimiter(gap)?;
    let (before, after) = (
        whole(text[..first.0].rsplit('\n').next()?, delimiter, End::Last)?,
        whole(text[second.1..].split('\n').next()?, delimiter, End::First)?,
    );
    let between: Vec<&str> = inside(gap, delimiter)?;
    let (before, after) = (name_like(before), name_like(after));
    // What would be the other half of the first cell, and of the second.
    let (left, right) = match given_first {
        true => (
            before.is_some_and(|b| is_family(index, b)),
            after.is_some_and(|a| is_given(index, a)),
        ),
        false => (
            before.is_some_and(|b| is_given(index, b)),
            after.is_some_and(|a| is_family(index, a)),
        ),
    };
    let alone = before.is_none() && after.is_none();
    let inner = || {
        between
            .first()
            .copied()
            .and_then(name_like)
            .or(between.last().copied().and_then(name_like))
    };
    match between.len() {
        _ if left && right => None,
        // The row goes on as it begins, so that either half is another's.
        0 if !given_first && (left || right) && before.is_some() && after.is_some() => None,
        0 if given_first => Some(before.is_none() || after.is_none()),
        0 => Some(!left && !right && (before.is_none() || after.is_none())),
        1 => Some(alone),
        _ => (alone && inner().is_none()).then_some(false),
    }
}

/// What parts the cells. A comma does so only where nothing but one stands between the two, for in a list of names it does
/// not.
fn delimiter(gap: &str) -> Option<char> {
    match gap {
        "," | "\",\"" | "','" => Some(','),
        _ => gap.chars().find(|c| matches!(c, '\t' | ';' | '|')),
    }
}

enum End {
    First,
    Last,
}

/// The nearest cell with letters beside a whole cell, by what stands on that side of it in its row; empty where there is
/// none, none where the cell goes on.
fn whole(beside: &str, delimiter: char, end: End) -> Option<&str> {
    let mut cells: Box<dyn Iterator<Item = &str>> = match end {
        End::First => Box::new(beside.split(delimiter)),
        End::Last => Box::new(beside.rsplit(delimiter)),
    };
    let rest = cells.next().unwrap_or_default();
    let list = |c: char| delimiter == ',' && matches!(c, '[' | ']');
    if !rest.chars().all(|c| matches!(c, ' ' | '\r' | '"' | '\'') || list(c)) {
        return None;
    }
    Some(cells.map(bare).find(|cell| !cell.is_empty()).unwrap_or_default())
}

/// The cells with letters between two whole cells; none where one of the two goes on.
fn inside(gap: &str, delimiter: char) -> Option<Vec<&str>> {
    let cells: Vec<&str> = gap.split(delimiter).map(bare).collect();
    let (first, rest) = cells.split_first()?;
    let (last, between) = rest.split_last()?;
    let ends = first.is_empty() && last.is_empty();
    ends.then(|| between.iter().copied().filter(|cell| !cell.is_empty()).collect())
}

/// A cell without its quotes and the space around it.
fn bare(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
}

/// A cell that may be a name, or a half of one.
fn name_like(cell: &str) -> Option<&str> {
    let is_part = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'');
    (cell.starts_with(char::is_uppercase) && cell.chars().all(is_part)).then_some(cell)
}
