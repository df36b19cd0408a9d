//! Bodies inside bodies: each container is read whole, each text in a place that a person can find again.
#![allow(clippy::unwrap_used, reason = "a fixture that cannot be built fails its test")]

#[path = "../common/mod.rs"]
mod common;

mod archives;
mod calendars;
mod documents;
mod headers;
mod hostile;
mod inline;
mod mails;
mod markup;
mod properties;
mod scripts;
mod writers;

use skott_oracle::decode::{Decoded, Limits, decode_body};

/// Reads a body of the content type declared; an empty one declares none.
fn read(content_type: &str, body: impl AsRef<[u8]>) -> Decoded {
    let declared = Some(content_type).filter(|declared| !declared.is_empty());
    decode_body(body.as_ref(), declared, &Limits::default())
}

/// Each text stands in its place under its heading (where one is given), and nothing was left unread.
fn check(decoded: &Decoded, expected: &[(&str, &str, Option<&str>)]) {
    contains(decoded, expected);
    assert_eq!(decoded.notes, []);
}

/// As [`check`], whatever was left unread.
fn contains(decoded: &Decoded, expected: &[(&str, &str, Option<&str>)]) {
    for (place, text, column) in expected {
        let found = decoded.texts.iter().any(|t| {
            t.place == *place
                && t.text.split_whitespace().eq(text.split_whitespace())
                && (column.is_none() || t.column.as_deref() == *column)
        });
        let close: Vec<_> = decoded
            .texts
            .iter()
            .filter(|t| t.place == *place || t.text.contains(text))
            .collect();
        assert!(
            found,
            "{place:?} {text:?} {column:?}: {close:#?} of {} texts, {:?}",
            decoded.texts.len(),
            decoded.notes
        );
    }
}
