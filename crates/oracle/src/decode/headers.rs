//! Headers, cookies and the redirect target: they are shown to the account too.

use skott_model::Received;

use super::sink::{Sink, safe_name};

/// Reads every header; a cookie by its name, other headers by theirs.
pub(super) fn read(sink: &mut Sink<'_>, headers: &[(String, String)]) {
    for (name, value) in headers {
        if name == "set-cookie" {
            let (cookie, value) = value.split_once('=').unwrap_or(("", value));
            sink.text(format_args!("kaka {}", safe_name(cookie.trim())), None, value);
        } else {
            sink.text(format_args!("huvud {}", safe_name(name)), None, value);
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
    let kinds = [
        (".csv", "text/csv"),
        (".tsv", "text/tab-separated-values"),
        (".json", "application/json"),
    ];
    let by_name = kinds
        .iter()
        .find(|(ending, _)| vague && file.contains(ending))
        .map(|(_, kind)| kind);
    match (by_name, declared) {
        (Some(kind), Some(declared)) => Some(format!("{kind}; {declared}")),
        (Some(kind), None) => Some((*kind).to_owned()),
        (None, declared) => declared,
    }
}
