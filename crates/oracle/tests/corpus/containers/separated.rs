//! Tables of separated values, in the delimiters and charsets that exports come in.

use crate::container::{Container, ROWS, TYPED, Takes, response, utf8};
use crate::escape::windows_1252;
use crate::form::Form;

const PLACE: &str = r#"rad 3(, kolumn ".*")?"#;
const TYPE: &str = "text/csv";

pub fn all() -> Vec<Container> {
    let table = |name, takes, build| Container {
        name,
        place: PLACE,
        headed: true,
        takes,
        build,
    };
    let stray = Takes { stray: true, ..ROWS };
    vec![
        table("CSV with ;", stray, |f| response(TYPE, utf8(f, lines(f, ';')))),
        table("CSV with ,", Takes { stray: true, ..TYPED }, |f| {
            response(TYPE, utf8(f, lines(f, ',')))
        }),
        table("CSV with |", ROWS, |f| response(TYPE, lines(f, '|'))),
        table("TSV", stray, |f| {
            response("text/tab-separated-values", utf8(f, lines(f, '\t')))
        }),
        Container {
            place: r#"rad 4(, kolumn ".*")?"#,
            ..table("CSV that names its ;", ROWS, |f| {
                response(TYPE, format!("sep=;\r\n{}", lines(f, ';')))
            })
        },
        table("CSV in UTF-8 with a mark", ROWS, |f| {
            response(TYPE, format!("\u{feff}{}", lines(f, ';')))
        }),
        table("CSV in Windows-1252", Takes { narrow: true, ..ROWS }, |f| {
            response(
                TYPE,
                windows_1252(&lines(f, ';')).expect("letters beyond Windows-1252 are refused"),
            )
        }),
        table("CSV in UTF-16 LE", ROWS, |f| {
            response(
                TYPE,
                with_mark(&lines(f, '\t'))
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<u8>>(),
            )
        }),
        table("CSV in UTF-16 BE", ROWS, |f| {
            response(
                TYPE,
                with_mark(&lines(f, ';'))
                    .flat_map(u16::to_be_bytes)
                    .collect::<Vec<u8>>(),
            )
        }),
        table("CSV sent as an octet stream", ROWS, |f| {
            response("application/octet-stream", lines(f, ';'))
        }),
    ]
}

fn with_mark(text: &str) -> impl Iterator<Item = u16> {
    std::iter::once(0xfeff).chain(text.encode_utf16())
}

/// The form's table; quoted where it must be.
pub fn lines(form: &Form, delimiter: char) -> String {
    let table = form.table();
    let head = table
        .headings
        .iter()
        .map(|heading| (*heading).to_owned())
        .collect::<Vec<_>>();
    let rows = table
        .rows
        .iter()
        .map(|cells| cells.iter().map(|cell| quoted(cell.text(), delimiter)).collect());
    let all = std::iter::once(head).chain(rows);
    all.map(|cells: Vec<String>| cells.join(&delimiter.to_string()) + "\r\n")
        .collect()
}

fn quoted(text: &str, delimiter: char) -> String {
    match text.contains([delimiter, '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
