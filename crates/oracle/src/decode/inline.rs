//! Bodies that are written as text inside another: `data:` URLs, and the base64 of a document as APIs send it.

use std::fmt::Display;

use data_url::DataUrl;
use mail_parser::decoders::base64::base64_decode;

use super::sink::Sink;
use super::{NoteKind, archive, enclosed, json, kind, packed, plain};

/// Begins a URL that carries its own body.
const SCHEME: &str = "data:";

/// How the base64 of PDF, zip, gzip, and Microsoft's older container begins.
const DOCUMENTS: [&str; 4] = ["JVBERi", "UEsDB", "H4sI", "0M8R4KGx"];

/// A page's state is smaller; of more, as of a picture of a kind that nobody knows, the texts by chance would fill all room.
const MOST_STRINGS: usize = 1 << 20;

/// Reads every body that a text carries; places begin with `place`.
pub(super) fn read(sink: &mut Sink<'_>, text: &str, place: impl Display) {
    let text = text.trim();
    match DOCUMENTS.iter().any(|begin| text.starts_with(begin)) {
        true => document(sink, text, &place),
        false => packed::unpacked_bytes(text)
            .iter()
            .for_each(|body| unnamed(sink, body, &place)),
    }
    for url in urls(text) {
        let Ok((body, declared)) = unpacked(url) else {
            continue;
        };
        if !sink.spend(body.len()) {
            return sink.note(NoteKind::OverLimit, format_args!("{place}, data-URL"));
        }
        if is_picture(&declared) {
            // An icon that a page carries in itself is no less readable than one that it links to.
            sink.inside(format_args!("{place}, data-URL, "), |sink| plain::strings(sink, &body));
        } else {
            enclosed(sink, format_args!("{place}, data-URL, "), &body, Some(&declared));
        }
    }
}

fn document(sink: &mut Sink<'_>, text: &str, place: &impl Display) {
    let letters: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let base64 = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_');
    if letters.len() < 24 || !letters.iter().all(base64) {
        return;
    }
    let Some(body) = base64_decode(&letters) else {
        return sink.note(NoteKind::Unreadable, format_args!("{place}, base64"));
    };
    match sink.spend(body.len()) {
        true => enclosed(sink, format_args!("{place}, base64, "), &body, None),
        false => sink.note(NoteKind::OverLimit, format_args!("{place}, base64")),
    }
}

/// What programs pack of their own, as a page's state or a session: squeezed or not, whatever text is in it. No document is read from
/// it, since none that would want a process of its own is looked for there.
fn unnamed(sink: &mut Sink<'_>, body: &[u8], place: &impl Display) {
    if !sink.spend(body.len()) {
        return sink.note(NoteKind::OverLimit, format_args!("{place}, base64"));
    }
    if kind::is_media(body) {
        return;
    }
    let text = archive::squeezed_text(sink, body);
    sink.inside(format_args!("{place}, base64, "), |sink| match &text {
        Some(text) if json::embedded(sink, text, "") => {}
        Some(text) => plain::read(sink, text),
        None if body.len() > MOST_STRINGS => sink.note(NoteKind::OverLimit, "kropp"),
        None => plain::strings(sink, body),
    });
}

/// True if a body carries something packed or binary, other than a picture, as text.
pub(super) fn carries_document(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let base64 = || DOCUMENTS.iter().any(|begin| text.contains(begin));
    base64()
        || urls(&text).any(|url| {
            unpacked(beginning(url))
                .is_ok_and(|(body, _)| kind::of_bytes(&body).is_some_and(|k| k != kind::Kind::Binary))
        })
}

/// As much of a URL as shows what it carries.
fn beginning(url: &str) -> &str {
    let end = url.char_indices().map(|(at, _)| at).take_while(|at| *at <= 2048).last();
    &url[..if url.len() <= 2048 { url.len() } else { end.unwrap_or(0) }]
}

fn is_picture(declared: &str) -> bool {
    let picture = ["image/", "font/", "application/font", "application/x-font"];
    picture.iter().any(|kind| declared.starts_with(kind)) && !declared.contains("svg")
}

/// The URLs as they stand, each up to where its surroundings end it.
fn urls(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(SCHEME)?;
            let before = rest[..at].chars().next_back();
            let (url, tail) = rest[at..].split_at(length(&rest[at..], before));
            rest = tail;
            let own = !before.is_some_and(|c| c.is_alphanumeric() || c == '-');
            let kind = url[SCHEME.len()..].split(',').next().unwrap_or_default();
            if own && url.contains(',') && kind.len() < 200 && !kind.contains(char::is_whitespace) {
                return Some(url);
            }
        }
    })
}

/// How far a URL goes, by what stands before it: a quote ends at its like.
fn length(url: &str, before: Option<char>) -> usize {
    let end = match before {
        None => None,
        Some('(') => url.find(')'),
        Some(quote @ ('"' | '\'' | '`')) => url.find(quote),
        Some(_) => url.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')')),
    };
    end.unwrap_or(url.len()).max(SCHEME.len())
}

/// The body and what is declared of it. One that is cut short is read as far as whole groups of letters go.
fn unpacked(url: &str) -> Result<(Vec<u8>, String), data_url::DataUrlError> {
    let parsed = DataUrl::process(url)?;
    let declared = parsed.mime_type().to_string();
    let mut body = Vec::new();
    // The error comes after what could be read, which is kept.
    let _ = parsed.decode::<_, std::convert::Infallible>(|bytes| {
        body.extend_from_slice(bytes);
        Ok(())
    });
    Ok((body, declared))
}
