//! PDF: the text of each page, and the strings outside the pages: metadata, annotations, form fields, attachments.

mod cmap;
mod font;
mod outside;
mod page;

use lopdf::{Document, LoadOptions};

use super::sink::Sink;
use super::{NoteKind, plain};
use page::Pages;

/// Versions of a document before its last, that are read too.
const MOST_EARLIER: usize = 4;

/// Reads a document, and the versions of it that later ones were written after: whoever has the file has them too.
pub(super) fn read(sink: &mut Sink<'_>, body: &[u8]) {
    match load(sink, body) {
        Ok(document) => {
            if document.is_encrypted() {
                return sink.note(NoteKind::Encrypted, "kropp");
            }
            if document.get_pages().is_empty() || is_cut(body) {
                sink.note(NoteKind::Unreadable, "kropp");
            }
            whole(sink, &document);
        }
        Err(_) => {
            let locked = memchr::memmem::find(body, b"/Encrypt").is_some();
            let kind = if locked {
                NoteKind::Encrypted
            } else {
                NoteKind::Unreadable
            };
            sink.note(kind, "kropp");
            plain::strings(sink, body);
        }
    }
    for end in earlier_ends(body) {
        if let Ok(document) = load(sink, &body[..end]) {
            sink.inside("tidigare version, ", |sink| whole(sink, &document));
        }
    }
}

fn load(sink: &Sink<'_>, body: &[u8]) -> lopdf::Result<Document> {
    let most = usize::try_from(sink.unpack).unwrap_or(usize::MAX);
    let options = LoadOptions {
        max_decompressed_size: Some(most),
        ..LoadOptions::default()
    };
    Document::load_mem_with_options(body, options)
}

fn whole(sink: &mut Sink<'_>, document: &Document) {
    let mut pages = Pages::new(document);
    for (number, id) in document.get_pages() {
        sink.checkpoint();
        pages.read(sink, number, id);
    }
    outside::read(sink, document, pages);
}

/// Where versions before the last end.
fn earlier_ends(body: &[u8]) -> Vec<usize> {
    const END: &[u8] = b"%%EOF";
    let mut ends: Vec<usize> = memchr::memmem::find_iter(body, END).map(|at| at + END.len()).collect();
    ends.pop();
    ends.retain(|end| ends_version(&body[..*end]));
    let skipped = ends.len().saturating_sub(MOST_EARLIER);
    ends.split_off(skipped)
}

/// True where a table of objects stands where the end says that it does: a file written for the web has an end early on
/// that says nothing.
fn ends_version(body: &[u8]) -> bool {
    let tail = &body[body.len().saturating_sub(64)..];
    let Some(at) = memchr::memmem::rfind(tail, b"startxref") else {
        return false;
    };
    let told = String::from_utf8_lossy(&tail[at + 9..]);
    let offset = told
        .split_whitespace()
        .next()
        .and_then(|told| told.parse::<usize>().ok());
    let table = offset
        .filter(|offset| *offset > 0)
        .and_then(|offset| body.get(offset..));
    table.is_some_and(|table| table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit))
}

/// A document that was cut short is mended as far as it goes, and its last pages may be gone.
fn is_cut(body: &[u8]) -> bool {
    let tail = &body[body.len().saturating_sub(1024)..];
    !tail.windows(5).any(|w| w == b"%%EOF")
}

/// A stream's content, within what may still be unpacked.
fn unpacked(sink: &mut Sink<'_>, stream: &lopdf::Stream) -> Option<Vec<u8>> {
    let most = usize::try_from(sink.unpack).unwrap_or(usize::MAX);
    let bytes = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content_with_limit(most).ok()?,
        false => stream.content.clone(),
    };
    sink.spend(bytes.len());
    Some(bytes)
}

/// UTF-16 or UTF-8 with a mark, UTF-8 that lacks its mark, else PDFDocEncoding, which is Latin-1 for letters.
fn text_string(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
        },
    }
}
