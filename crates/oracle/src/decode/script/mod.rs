//! JavaScript and JSONP: string literals without their escapes and joined where the script joins them, and the JSON that
//! stands in it.

mod literal;
mod values;

use super::lines::by_lines;
use super::sink::Sink;

pub(crate) use literal::{literal, regex};
pub(super) use values::values;

/// True for what begins as scripts do: a call with data, a variable, a strict or wrapped program.
pub(super) fn looks_like(text: &str) -> bool {
    const BEGINNINGS: [&str; 11] = [
        "\"use strict\"",
        "'use strict'",
        "var ",
        "let ",
        "const ",
        "window.",
        "self.",
        "export ",
        "(function",
        "!function",
        "(()",
    ];
    let text = text.trim_start();
    let text = text.strip_prefix("/**/").unwrap_or(text).trim_start();
    let programs = || text.contains(['=', '(', ';']);
    is_call(text) || (BEGINNINGS.iter().any(|begin| text.starts_with(begin)) && programs())
}

/// `callback({…})`, as JSONP comes.
fn is_call(text: &str) -> bool {
    let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    let end = text.find(|c| !name(c)).unwrap_or(0);
    let argument = text[end..].strip_prefix('(').map(str::trim_start);
    let data = argument.is_some_and(|a| a.starts_with(['{', '[', '"']));
    end > 0 && data && text.trim_end().trim_end_matches(';').trim_end().ends_with(')')
}

/// Reads a script that came as a body.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    for (lines, piece) in by_lines(text) {
        sink.text(lines, None, piece);
    }
    values(sink, text, "");
}
