//! E-mail and answers of several parts: headers, and each part read as what its bytes say it is.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    ContentType, Encoding, Header, HeaderName, HeaderValue, Message, MessageParser, MessagePart, PartType,
};

use super::sink::{Sink, safe_file, safe_name};
use super::{NoteKind, charset, enclosed, plain};

/// Mails attached to one another that are opened.
const MOST_FORWARDED: usize = 64;

/// Reads a mail.
pub(super) fn read(sink: &mut Sink<'_>, body: &[u8]) {
    let source = charset::to_text(body, None).0;
    sink.raw(&source);
    let forwarded = source.matches("message/").count() + source.matches("multipart/digest").count();
    if forwarded > MOST_FORWARDED {
        sink.note(NoteKind::TooDeep, "kropp");
        return plain::read(sink, &source);
    }
    match parser().parse(body) {
        Some(message) => self::message(sink, &message, body),
        None => {
            sink.note(NoteKind::Unreadable, "kropp");
            plain::read(sink, &source);
        }
    }
}

/// Reads an answer whose parts the content type's boundary keeps apart.
pub(super) fn multipart(sink: &mut Sink<'_>, body: &[u8], content_type: &str) {
    let line: String = content_type.chars().filter(|c| !c.is_control()).collect();
    let mut mail = format!("Content-Type: {line}\r\n\r\n").into_bytes();
    mail.extend_from_slice(body);
    read(sink, &mail);
}

/// The parameters of a header as `Content-Disposition`, decoded: names of files as RFC 2047, 2231 and 6266 write them.
pub(super) fn parameters(value: &str) -> Vec<(String, String)> {
    let line: String = value.chars().filter(|c| !c.is_control()).collect();
    let header = format!("Content-Disposition: {line}\r\n\r\n");
    let parsed = parser().parse_headers(header.as_bytes());
    let disposition = parsed
        .as_ref()
        .and_then(|message| part_header(message.headers(), &HeaderName::ContentDisposition));
    let attributes = disposition.and_then(ContentType::attributes).unwrap_or_default();
    attributes
        .iter()
        .map(|a| (a.name.to_string(), a.value.to_string()))
        .collect()
}

/// A header's value without RFC 2047's encoded words; none where it has none.
pub(super) fn without_encoded_words(value: &str) -> Option<String> {
    if !value.contains("=?") {
        return None;
    }
    let line: String = value.chars().filter(|c| !c.is_control()).collect();
    let header = format!("X: {line}\r\n\r\n");
    let message = parser().parse_headers(header.as_bytes())?;
    match &message.headers().first()?.value {
        HeaderValue::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

/// Addresses are texts here: it is their letters that matter, not their parts.
fn parser() -> MessageParser {
    MessageParser::new().with_mime_headers().default_header_text()
}

fn message(sink: &mut Sink<'_>, message: &Message<'_>, raw: &[u8]) {
    let mut number = 0;
    for part in &message.parts {
        if sink.is_full() {
            return sink.note(NoteKind::OverLimit, "kropp");
        }
        headers(sink, &part.headers);
        number += usize::from(!part.is_multipart());
        let prefix = prefix(sink, part, number);
        match &part.body {
            PartType::Multipart(_) => unended(sink, part, raw),
            PartType::Message(inner) => {
                let raw = match part.encoding {
                    Encoding::None => raw,
                    _ => inner.raw_message.as_ref(),
                };
                sink.inside(prefix, |sink| self::message(sink, inner, raw));
            }
            _ => content(sink, part, raw, &prefix),
        }
    }
}

fn headers(sink: &mut Sink<'_>, headers: &[Header<'_>]) {
    for header in headers {
        let place = format!("brevhuvud {}", safe_name(header.name.as_str()));
        match &header.value {
            HeaderValue::Text(text) => sink.text(&place, None, text),
            HeaderValue::TextList(texts) => sink.text(&place, None, &texts.join(", ")),
            HeaderValue::ContentType(value) => {
                for attribute in value.attributes().unwrap_or_default() {
                    sink.text(
                        format_args!("{place} {}", safe_name(&attribute.name)),
                        None,
                        &attribute.value,
                    );
                }
            }
            _ => {}
        }
    }
}

/// `bilaga order.csv, `, `fält pnr, ` or `del 2, `.
fn prefix(sink: &mut Sink<'_>, part: &MessagePart<'_>, number: usize) -> String {
    let disposition = part_header(&part.headers, &HeaderName::ContentDisposition);
    let kind = part_header(&part.headers, &HeaderName::ContentType);
    let file = disposition
        .and_then(|d| d.attribute("filename"))
        .or_else(|| kind.and_then(|k| k.attribute("name")));
    if let Some(file) = file {
        sink.file_name("bilaga, filnamn", file);
        return format!("bilaga {}, ", safe_file(file));
    }
    match disposition.and_then(|d| d.attribute("name")) {
        Some(field) => format!("fält {}, ", safe_name(field)),
        None => format!("del {number}, "),
    }
}

fn part_header<'h>(headers: &'h [Header<'_>], name: &HeaderName<'_>) -> Option<&'h ContentType<'h>> {
    let header = headers.iter().rev().find(|header| header.name == *name)?;
    match &header.value {
        HeaderValue::ContentType(value) => Some(value),
        _ => None,
    }
}

/// A multipart that never ends was cut short.
fn unended(sink: &mut Sink<'_>, part: &MessagePart<'_>, raw: &[u8]) {
    let kind = part_header(&part.headers, &HeaderName::ContentType);
    let Some(boundary) = kind.and_then(|k| k.attribute("boundary")) else {
        return;
    };
    let end = format!("--{boundary}--");
    if memchr::memmem::find(raw, end.as_bytes()).is_none() {
        sink.note(NoteKind::Unreadable, "kropp");
    }
}

fn content(sink: &mut Sink<'_>, part: &MessagePart<'_>, raw: &[u8], prefix: &str) {
    if part.is_encoding_problem {
        sink.note(NoteKind::Unreadable, prefix.trim_end_matches(", "));
    }
    let bytes = bytes(part, raw);
    if !sink.spend(bytes.len()) {
        return sink.note(NoteKind::OverLimit, prefix.trim_end_matches(", "));
    }
    let kind = part_header(&part.headers, &HeaderName::ContentType);
    let declared = kind.map(|kind| {
        let charset = kind.attribute("charset").map(|c| format!("; charset={c}"));
        let subtype = kind.subtype().unwrap_or_default();
        format!("{}/{subtype}{}", kind.ctype(), charset.unwrap_or_default())
    });
    // A part that says nothing of itself is plain text, but its bytes decide.
    enclosed(
        sink,
        prefix,
        &bytes,
        declared.as_deref().filter(|d| !d.starts_with("multipart")),
    );
}

/// A part's bytes before anybody took them for text of some charset.
fn bytes<'p>(part: &'p MessagePart<'_>, raw: &'p [u8]) -> Cow<'p, [u8]> {
    let (start, end) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
    let packed = raw.get(start..end);
    let unpacked = packed.and_then(|packed| match part.encoding {
        Encoding::None => Some(Cow::Borrowed(packed)),
        Encoding::QuotedPrintable => quoted_printable_decode(packed).map(Cow::Owned),
        Encoding::Base64 => base64_decode(packed).map(Cow::Owned),
    });
    unpacked.unwrap_or_else(|| Cow::Borrowed(part.contents()))
}
