//! From a response's bytes to texts, each with its place. What can't be read becomes a [`Note`], never an error.
//!
//! The kind of a body is told by its bytes first and by what the portal declares second: a portal that answers an
//! export with its login page is read as the login page.

mod charset;
mod csv;
mod headers;
mod html;
mod json;
mod kind;
mod nesting;
mod package;
mod pdf;
mod plain;
mod sink;
mod unescape;
mod xlsx;
mod xml;

use serde::{Deserialize, Serialize};
use skott_model::{Received, Text};

use kind::Kind;
use sink::Sink;

pub(crate) use unescape::unescape;

/// How much of a response is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Texts kept of one response.
    pub max_texts: usize,
    /// Nesting of JSON and XML; HTML may nest four times as deep.
    pub max_depth: usize,
    /// Bytes that a packed body (XLSX, zip, PDF) may unpack to.
    pub max_unzipped: u64,
    /// Bytes of a body.
    pub max_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_texts: 500_000,
            max_depth: 120,
            max_unzipped: 128 << 20,
            max_bytes: 64 << 20,
        }
    }
}

/// What was read of a response. It holds what the portal sent, so it is never written anywhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decoded {
    /// Each piece of text in its place.
    pub texts: Vec<Text>,
    /// The source line by line, for what hides where no parser looks. Searched second: what `texts` showed is not
    /// shown again.
    pub raw: Vec<Text>,
    /// What could not be read.
    pub notes: Vec<Note>,
}

/// Why a piece of a response could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The reason.
    pub kind: NoteKind,
    /// Where, as `kropp`, `sida 2`, `xl/embeddings/oleObject1.bin`.
    pub place: String,
}

/// The reasons for which something could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Broken, or a format that nobody here reads.
    Unreadable,
    /// Larger than a limit; what came before it was read.
    OverLimit,
    /// A document was declared, and something else came.
    WrongContentType,
    /// Bytes that are not text in the declared charset; read anyway, as well as it went.
    InvalidText,
    /// Locked with a password.
    Encrypted,
    /// Nested deeper than the limit; only the source was read.
    TooDeep,
}

/// Reads a whole response: headers, cookies, redirect target and body.
pub fn decode(received: &Received, limits: &Limits) -> Decoded {
    let mut sink = Sink::new(limits);
    headers::read(&mut sink, &received.headers);
    body_into(&mut sink, &received.body, headers::declared(received).as_deref());
    sink.into_decoded()
}

/// Reads a body alone, of the content type declared.
pub fn decode_body(body: &[u8], content_type: Option<&str>, limits: &Limits) -> Decoded {
    let mut sink = Sink::new(limits);
    body_into(&mut sink, body, content_type);
    sink.into_decoded()
}

/// True for a body that must be decoded in a child process under limits on memory and time: packed or binary
/// documents, and texts that are very large or deep.
pub fn needs_child(received: &Received) -> bool {
    const LARGE: usize = 8 << 20;
    const DEEP: usize = 64;
    match kind::of_bytes(&received.body) {
        Some(_) => true,
        None => received.body.len() > LARGE || nesting::deeper_than(&received.body, DEEP),
    }
}

fn body_into(sink: &mut Sink<'_>, body: &[u8], content_type: Option<&str>) {
    let body = sink.within_limit(body);
    match kind::of_bytes(body) {
        Some(kind) => binary(sink, body, kind),
        None => textual(sink, body, content_type),
    }
}

fn binary(sink: &mut Sink<'_>, body: &[u8], kind: Kind) {
    match kind {
        Kind::Zip => package::read(sink, body),
        Kind::Pdf => pdf::read(sink, body),
        Kind::Ole => xlsx::legacy(sink, body),
        _ => plain::binary(sink, body),
    }
}

fn textual(sink: &mut Sink<'_>, body: &[u8], content_type: Option<&str>) {
    let (text, valid) = charset::to_text(body, content_type);
    if !valid {
        sink.note(NoteKind::InvalidText, "kropp");
    }
    let kind = kind::of_text(&text, content_type);
    if !text.trim().is_empty() && kind::stands_for_document(content_type, kind, &text) {
        sink.note(NoteKind::WrongContentType, "kropp");
    }
    match kind {
        Kind::Html => html::read(sink, &text),
        Kind::Json => json::read(sink, &text),
        Kind::Xml => xml::read(sink, &text),
        Kind::Csv(delimiter) => csv::read(sink, &text, delimiter),
        _ => plain::read(sink, &text),
    }
}
