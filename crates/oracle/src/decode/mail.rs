//! E-mail and answers of several parts: headers, and each part read as what its bytes say it is.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    ContentType, Encoding, Header, HeaderName, HeaderValue, Message, MessageParser, MessagePart, PartType,
};
use memchr::memmem;

use super::sink::{Sink, safe_file, safe_name};
use super::source::Source;
use super::{MOST_ENCLOSED, NoteKind, charset, enclosed, kind, plain};

/// Mails attached to one another that are opened.
const MOST_FORWARDED: usize = 64;

/// Reads a mail.
pub(super) fn read(sink: &mut Sink<'_>, body: &[u8]) {
    let source = Source::of(sink, body);
    whole(sink, body, source);
}

fn whole(sink: &mut Sink<'_>, body: &[u8], mut source: Source<'_>) {
    let many = |word: &str| memmem::find_iter(body, word).count();
    let read = match many("message/") + many("multipart/digest") > MOST_FORWARDED {
        true => Err(NoteKind::TooDeep),
        false => parser().parse(body).ok_or(NoteKind::Unreadable),
    };
    match read {
        Ok(message) => self::message(sink, &message, body, &mut source),
        Err(kind) => {
            sink.note(kind, "kropp");
            plain::read(sink, &charset::to_text(body, None).0);
        }
    }
    source.tell_rest(sink);
}

/// Reads an answer whose parts the content type's boundary keeps apart.
pub(super) fn multipart(sink: &mut Sink<'_>, body: &[u8], content_type: &str) {
    let line: String = content_type.chars().filter(|c| !c.is_control()).collect();
    let mut mail = format!("Content-Type: {line}\r\n\r\n").into_bytes();
    let beginning = mail.len();
    mail.extend_from_slice(body);
    let source = Source::of(sink, &mail).after(beginning);
    whole(sink, &mail, source);
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

/// Reads a mail's parts, and of its source what stands between them.
fn message(sink: &mut Sink<'_>, message: &Message<'_>, raw: &[u8], source: &mut Source<'_>) {
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
            PartType::Message(inner) if part.encoding == Encoding::None => {
                sink.inside(prefix, |sink| self::message(sink, inner, raw, source));
            }
            PartType::Message(inner) => sink.inside(prefix, |sink| {
                let raw = inner.raw_message.as_ref();
                let mut source = Source::of(sink, raw);
                self::message(sink, inner, raw, &mut source);
                source.tell_rest(sink);
            }),
            _ => content(sink, part, raw, &prefix, source),
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
    if memmem::find(raw, end.as_bytes()).is_none() {
        sink.note(NoteKind::Unreadable, "kropp");
    }
}

fn content(sink: &mut Sink<'_>, part: &MessagePart<'_>, raw: &[u8], prefix: &str, source: &mut Source<'_>) {
    let (start, end) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
    source.tell(sink, start);
    let packed = raw.get(start..end).unwrap_or_default();
    let bytes = bytes(part, packed);
    let in_full = opened(sink, part, &bytes, prefix) && is_in_full(part, packed, &bytes);
    match part.encoding {
        _ if in_full => source.leave_out(end),
        Encoding::QuotedPrintable => source.tell_unfolded(sink, end),
        _ => source.tell(sink, end),
    }
}

/// Reads what a part holds; false where that was not all of it.
fn opened(sink: &mut Sink<'_>, part: &MessagePart<'_>, bytes: &[u8], prefix: &str) -> bool {
    if part.is_encoding_problem {
        sink.note(NoteKind::Unreadable, prefix.trim_end_matches(", "));
    }
    if !sink.spend(bytes.len()) {
        sink.note(NoteKind::OverLimit, prefix.trim_end_matches(", "));
        return false;
    }
    let kind = part_header(&part.headers, &HeaderName::ContentType);
    let declared = kind.map(|kind| {
        let charset = kind.attribute("charset").map(|c| format!("; charset={c}"));
        let subtype = kind.subtype().unwrap_or_default();
        format!("{}/{subtype}{}", kind.ctype(), charset.unwrap_or_default())
    });
    // A part that says nothing of itself is plain text, but its bytes decide.
    let declared = declared.as_deref().filter(|d| !d.starts_with("multipart"));
    let deep = sink.enclosed >= MOST_ENCLOSED;
    enclosed(sink, prefix, bytes, declared);
    let textual = kind::of_bytes(bytes).is_none() && charset::is_as_written(bytes, declared);
    !deep && !sink.is_full() && (textual || part.encoding == Encoding::Base64)
}

/// A part's bytes before anybody took them for text of some charset.
fn bytes<'p>(part: &'p MessagePart<'_>, packed: &'p [u8]) -> Cow<'p, [u8]> {
    let unpacked = match part.encoding {
        Encoding::None => Some(Cow::Borrowed(packed)),
        Encoding::QuotedPrintable => quoted_printable_decode(packed).map(Cow::Owned),
        Encoding::Base64 => base64_decode(packed).map(Cow::Owned),
    };
    unpacked.unwrap_or_else(|| Cow::Borrowed(part.contents()))
}

/// True where nothing stands in a part as sent that does not stand in it as unpacked.
fn is_in_full(part: &MessagePart<'_>, packed: &[u8], unpacked: &[u8]) -> bool {
    let is_base64 = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'\r' | b'\n');
    match part.encoding {
        _ if part.is_encoding_problem => false,
        Encoding::None => packed == unpacked,
        Encoding::QuotedPrintable => quoted_printable_decode(packed).is_some() && is_plainly_quoted(packed),
        Encoding::Base64 => packed.iter().all(is_base64),
    }
}

/// True for quoted-printable as programs write it. What was only called so has other signs after `=`, as `kod=4142AB`.
fn is_plainly_quoted(packed: &[u8]) -> bool {
    let mut signs = memchr::memchr_iter(b'=', packed);
    packed.is_ascii() && signs.all(|at| is_plain_escape(&packed[..at], &packed[at + 1..]))
}

fn is_plain_escape(before: &[u8], after: &[u8]) -> bool {
    let ends_line = |rest: &[u8]| matches!(rest, [] | [b'\n', ..] | [b'\r', b'\n', ..] | [b'=', b'\r' | b'\n', ..]);
    let begins_line = || matches!(before, [] | [.., b'\n']);
    match after {
        // Letters outside ASCII, the sign itself, lines' ends.
        [b'8'..=b'9' | b'A'..=b'F', b'0'..=b'9' | b'A'..=b'F', ..] => true,
        [b'3', b'D', ..] | [b'0', b'9' | b'A' | b'D', ..] => true,
        [b'2', b'0', rest @ ..] => ends_line(rest),
        [b'2'..=b'7', b'0'..=b'9' | b'A'..=b'F', ..] => begins_line(),
        rest => ends_line(rest),
    }
}
