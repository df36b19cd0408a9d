//! PDF: the text of each page, and the strings outside the pages: metadata, annotations, form fields, attachments.

mod cmap;
mod font;
mod page;

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::sink::{Sink, safe_name};
use super::{NoteKind, body_into, plain};

/// Objects may nest this deep in one another before they are left.
const MOST_NESTED: usize = 32;

/// Reads a document.
pub(super) fn read(sink: &mut Sink<'_>, body: &[u8]) {
    let most = usize::try_from(sink.limits.max_unzipped).unwrap_or(usize::MAX);
    let options = LoadOptions {
        max_decompressed_size: Some(most),
        ..LoadOptions::default()
    };
    let document = match Document::load_mem_with_options(body, options) {
        Ok(document) => document,
        Err(_) => {
            let locked = body.windows(8).any(|w| w == b"/Encrypt");
            sink.note(
                if locked {
                    NoteKind::Encrypted
                } else {
                    NoteKind::Unreadable
                },
                "kropp",
            );
            return plain::strings(sink, body);
        }
    };
    if document.is_encrypted() {
        return sink.note(NoteKind::Encrypted, "kropp");
    }
    let pages = document.get_pages();
    if pages.is_empty() || is_cut(body) {
        sink.note(NoteKind::Unreadable, "kropp");
    }
    for (number, id) in pages {
        page::read(sink, &document, number, id);
    }
    outside_pages(sink, &document);
}

/// A document that was cut short is mended as far as it goes, and its last pages may be gone.
fn is_cut(body: &[u8]) -> bool {
    let tail = &body[body.len().saturating_sub(1024)..];
    !tail.windows(5).any(|w| w == b"%%EOF")
}

fn outside_pages(sink: &mut Sink<'_>, document: &Document) {
    for object in document.objects.values() {
        match object {
            Object::Stream(stream) => {
                strings(sink, &stream.dict, "objekt", 0);
                attached(sink, stream);
            }
            Object::Dictionary(dictionary) => strings(sink, dictionary, "objekt", 0),
            _ => {}
        }
    }
}

/// XMP metadata and attached files.
fn attached(sink: &mut Sink<'_>, stream: &lopdf::Stream) {
    let kind = stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or_default();
    let place = match kind {
        b"Metadata" => "metadata ",
        b"EmbeddedFile" => "bilaga ",
        _ => return,
    };
    match unpacked(sink, stream) {
        Some(bytes) => sink.inside(place, |sink| body_into(sink, &bytes, None)),
        None => sink.note(NoteKind::Unreadable, place.trim_end()),
    }
}

/// A stream's content, within what may still be unpacked.
fn unpacked(sink: &mut Sink<'_>, stream: &lopdf::Stream) -> Option<Vec<u8>> {
    let most = usize::try_from(sink.unpack).unwrap_or(usize::MAX);
    let bytes = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content_with_limit(most).ok()?,
        false => stream.content.clone(),
    };
    sink.unpack = sink.unpack.saturating_sub(bytes.len() as u64);
    Some(bytes)
}

/// Every string of a dictionary, by its key: an annotation's contents, a field's value, a link's target.
fn strings(sink: &mut Sink<'_>, dictionary: &Dictionary, place: &str, depth: usize) {
    let place = match dictionary.get(b"Subtype").and_then(Object::as_name) {
        _ if dictionary.has(b"FT") => "formulärfält",
        Ok(b"Link" | b"Text" | b"FreeText" | b"Popup" | b"Highlight" | b"Stamp" | b"FileAttachment") => "anteckning",
        _ if dictionary.has(b"Producer") || dictionary.has(b"CreationDate") => "metadata",
        _ => place,
    };
    for (key, value) in dictionary {
        let key = String::from_utf8_lossy(key);
        string(sink, value, &format!("{place} {}", safe_name(&key)), depth);
    }
}

fn string(sink: &mut Sink<'_>, object: &Object, place: &str, depth: usize) {
    match object {
        Object::String(bytes, _) => {
            let text = text_string(bytes);
            if !text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
                sink.text(place, None, &text);
            }
        }
        Object::Array(items) if depth < MOST_NESTED => {
            items.iter().for_each(|item| string(sink, item, place, depth + 1));
        }
        Object::Dictionary(inner) if depth < MOST_NESTED => strings(sink, inner, place, depth + 1),
        _ => {}
    }
}

/// UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is Latin-1 for letters.
fn text_string(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}
