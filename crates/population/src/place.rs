//! From a path in JSON to the line and column where it stands.

use serde::de::IgnoredAny;

use crate::faults::Step;

/// Line and column (both from 1, the column in characters) of the value at that path; of the nearest value around it where
/// the path goes on into what is not written. The text must be well-formed JSON.
pub(crate) fn place(text: &str, path: &[Step]) -> (usize, usize) {
    line_and_column(text, find(text, 0, path))
}

/// Line and column (both from 1) of a byte.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

fn find(text: &str, from: usize, path: &[Step]) -> usize {
    let start = skip_blanks(text, from);
    let Some((step, rest)) = path.split_first() else {
        return start;
    };
    child(text, start, step).map_or(start, |child| find(text, child, rest))
}

/// Where the member or element of the value at `start` begins.
fn child(text: &str, start: usize, wanted: &Step) -> Option<usize> {
    let object = matches!(wanted, Step::Key(_));
    let mut at = start + 1;
    for nth in 0.. {
        at = skip_blanks(text, at);
        let mut step = Step::Index(nth);
        if object {
            let end = skip_value(text, at)?;
            step = Step::Key(serde_json::from_str(text.get(at..end)?).ok()?);
            at = skip_blanks(text, end) + 1;
        }
        if step == *wanted {
            return Some(at);
        }
        at = skip_blanks(text, skip_value(text, at)?) + 1;
    }
    None
}

fn skip_blanks(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.len() - rest.trim_start().len()
}

fn skip_value(text: &str, from: usize) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_str(text.get(from..)?).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    Some(from + values.byte_offset())
}
