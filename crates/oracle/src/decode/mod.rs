//! From a response's bytes to texts, each with its place. What can't be read becomes a [`Note`], never an error.
//!
//! The kind of a body is told by its bytes first and by what the portal declares second: a portal that answers an
//! export with its login page is read as the login page.

mod archive;
mod calendar;
pub(crate) mod charset;
mod csv;
mod document;
pub(crate) mod escaped;
mod events;
mod headers;
mod html;
mod inline;
mod json;
mod kind;
mod line;
mod lines;
mod mail;
mod nesting;
mod package;
pub(crate) mod packed;
mod pdf;
mod plain;
mod reading;
mod record;
mod rtf;
mod script;
mod sink;
mod source;
mod unescape;
mod xlsx;
mod xml;

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use skott_model::{Received, Text};

use kind::Kind;
use sink::Sink;

pub(crate) use csv::Columns;
pub(crate) use line::Lines;
pub use line::is_streamed;
pub(crate) use reading::readings;
pub(crate) use script::{literal, regex};
pub(crate) use sink::{ENDINGS, safe_heading};

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

impl Decoded {
    /// Adds a piece.
    pub fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) => self.texts.push(text),
            Piece::Raw(text) => self.raw.push(text),
            Piece::Note(note) => self.notes.push(note),
            Piece::Checkpoint => {}
        }
    }
}

/// What a decoder gives, in the order in which it reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// As in [`Decoded::texts`].
    Text(Text),
    /// As in [`Decoded::raw`].
    Raw(Text),
    /// As in [`Decoded::notes`].
    Note(Note),
    /// What comes next may never come back: what was given so far is better put where it cannot be lost.
    Checkpoint,
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

/// Bodies that are opened inside one another: a CSV in a zip in a mail in a tar is the third. What lies deeper is only searched
/// for pieces of text, and noted.
pub const MOST_ENCLOSED: usize = 8;

/// Reads a whole response: headers, cookies, redirect target and body.
pub fn decode(received: &Received, limits: &Limits) -> Decoded {
    let mut decoded = Decoded::default();
    decode_each(received, limits, &mut |piece| decoded.take(piece));
    decoded
}

/// As [`decode`], each piece given on as soon as it is read: whoever stops the decoder keeps what came before.
pub fn decode_each(received: &Received, limits: &Limits, each: &mut dyn FnMut(Piece)) {
    let mut sink = Sink::new(limits, each);
    headers::read(&mut sink, received);
    body_into(&mut sink, &received.body, headers::declared(received).as_deref());
}

/// Reads a body alone, of the content type declared.
pub fn decode_body(body: &[u8], content_type: Option<&str>, limits: &Limits) -> Decoded {
    let mut decoded = Decoded::default();
    let mut each = |piece| decoded.take(piece);
    body_into(&mut Sink::new(limits, &mut each), body, content_type);
    decoded
}

/// True for a body that must be decoded in a child process under limits on memory and time: packed or binary
/// documents, mails and pages that carry such, and texts that are very large or deep.
pub fn needs_child(received: &Received) -> bool {
    const LARGE: usize = 8 << 20;
    const DEEP: usize = 64;
    let body = &received.body;
    kind::of_bytes(body).is_some()
        || body.len() > LARGE
        || nesting::deeper_than(body, DEEP)
        || kind::is_mail(body)
        || received.header("content-type").is_some_and(kind::is_multipart)
        || inline::carries_document(body)
}

fn body_into(sink: &mut Sink<'_>, body: &[u8], content_type: Option<&str>) {
    let body = sink.within_limit(body);
    match kind::of_bytes(body) {
        Some(kind) => binary(sink, body, kind),
        None => textual(sink, body, content_type),
    }
}

/// Reads a body that stood inside another; its places begin with `prefix`.
fn enclosed(sink: &mut Sink<'_>, prefix: impl Display, body: &[u8], content_type: Option<&str>) {
    if sink.enclosed >= MOST_ENCLOSED {
        sink.inside(prefix, |sink| {
            sink.note(NoteKind::TooDeep, "kropp");
            plain::strings(sink, body);
        });
        return;
    }
    sink.enclosed += 1;
    sink.inside(prefix, |sink| body_into(sink, body, content_type));
    sink.enclosed -= 1;
}

fn binary(sink: &mut Sink<'_>, body: &[u8], kind: Kind) {
    sink.checkpoint();
    match kind {
        Kind::Zip => package::read(sink, body),
        Kind::Gzip => archive::gzip(sink, body),
        Kind::Zlib => archive::zlib(sink, body),
        Kind::Tar => archive::tar(sink, body),
        Kind::Pdf => pdf::read(sink, body),
        Kind::Ole => xlsx::legacy(sink, body),
        _ => plain::binary(sink, body),
    }
}

fn textual(sink: &mut Sink<'_>, body: &[u8], content_type: Option<&str>) {
    if content_type.is_some_and(kind::is_multipart) {
        return mail::multipart(sink, body, content_type.unwrap_or_default());
    }
    if kind::is_mail(body) {
        return mail::read(sink, body);
    }
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
        Kind::Script => script::read(sink, &text),
        Kind::Events => events::read(sink, &text),
        Kind::Rtf => rtf::read(sink, &text),
        Kind::Calendar => calendar::read(sink, &text),
        Kind::Csv(delimiter) => csv::read(sink, &text, delimiter),
        _ => plain::read(sink, &text),
    }
}
