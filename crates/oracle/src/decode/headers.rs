//! Headers, cookies, file names and the redirect target: they are shown to the account too.

use skott_model::Received;

use super::sink::{Sink, safe_name};
use super::{inline, json, mail};

/// Reads every header; a cookie by its name, other headers by theirs.
pub(super) fn read(sink: &mut Sink<'_>, received: &Received) {
    for (name, value) in received
        .headers
        .iter()
        .filter(|(name, value)| !is_protocol(name, value))
    {
        let place = match name.as_str() {
            "set-cookie" | "set-cookie2" => {
                let cookie = value.split('=').next().unwrap_or_default();
                format!("kaka {}", safe_name(cookie.trim()))
            }
            name => format!("huvud {}", safe_name(name)),
        };
        header(sink, name, value, &place);
    }
}

/// True for numbers and times that every answer has, and that may be some order's short number.
fn is_protocol(name: &str, value: &str) -> bool {
    let value = value.trim();
    let is_number = || value.len() <= 12 && value.bytes().all(|b| b.is_ascii_digit());
    // `Mon, 30 Nov 2026 19:02:55 GMT`
    let is_time = || {
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        value.len() == 29 && digits == 12 && value.ends_with(" GMT") && value.as_bytes()[3] == b','
    };
    match name {
        "content-length" | "age" => is_number(),
        "date" | "expires" | "last-modified" => is_time() || value == "0" || value == "-1",
        _ => false,
    }
}

fn header(sink: &mut Sink<'_>, name: &str, value: &str, place: &str) {
    let value = match name {
        "set-cookie" | "set-cookie2" => value.split_once('=').map_or(value, |(_, value)| value),
        _ => value,
    };
    sink.text(place, None, value);
    if let Some(words) = mail::without_encoded_words(value) {
        sink.text(place, None, &words);
    }
    // `*=` marks a value in a charset of its own, `*0=` one in several pieces.
    if name == "content-disposition" || value.contains('*') {
        for (key, value) in parameters(name, value) {
            sink.file_name(format_args!("{place} {}", safe_name(&key)), &value);
        }
    }
    json::embedded(sink, value, format_args!("{place} "));
    inline::read(sink, value, place);
}

/// The parameters after a header's first semicolon.
fn parameters(name: &str, value: &str) -> Vec<(String, String)> {
    match name {
        "content-disposition" => mail::parameters(value),
        _ => {
            let after = value.split_once(';').map_or("", |(_, after)| after);
            mail::parameters(&format!("x;{after}"))
        }
    }
}

/// The content type; for one that says nothing, what the name of the attached file says.
pub(super) fn declared(received: &Received) -> Option<String> {
    let declared = received.header("content-type").map(str::to_owned);
    let vague = declared
        .as_deref()
        .is_none_or(|d| d.contains("octet-stream") || d.contains("text/plain"));
    let file = received
        .header("content-disposition")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let by_name = kind_of_file(&file).filter(|_| vague);
    match (by_name, declared) {
        (Some(kind), Some(declared)) => Some(format!("{kind}; {declared}")),
        (Some(kind), None) => Some(kind.to_owned()),
        (None, declared) => declared,
    }
}

/// What a file's name says of a text: which delimiters to look for, whether it is a script.
pub(super) fn kind_of_file(name: &str) -> Option<&'static str> {
    let kinds = [
        (".csv", "text/csv"),
        (".tsv", "text/tab-separated-values"),
        (".json", "application/json"),
        (".js", "text/javascript"),
    ];
    let name = name.to_ascii_lowercase();
    kinds
        .iter()
        .find(|(ending, _)| name.contains(ending))
        .map(|(_, kind)| *kind)
}
