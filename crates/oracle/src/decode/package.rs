//! Zip and what is built on it: XLSX and its kin, and archives of files.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::read_zipfile_from_stream;

use super::sink::{Sink, safe_file, safe_name};
use super::{NoteKind, archive, charset, document, enclosed, plain, xlsx, xml};

/// A file of an archive, unpacked as far as the limit allowed.
pub(super) struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a package: as a workbook, as a document of XML parts, or file by file.
pub(super) fn read(sink: &mut Sink<'_>, body: &[u8]) {
    let Some((parts, whole)) = unpack(sink, body) else {
        return plain::binary(sink, body);
    };
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    if has("xl/workbook.xml") {
        xlsx::read(sink, body, &parts, whole);
    } else if has("xl/workbook.bin") {
        xlsx::binary(sink, body, &parts, whole);
    } else if has("[Content_Types].xml") || has("mimetype") {
        parts.iter().for_each(|part| document_part(sink, part));
    } else {
        parts
            .iter()
            .for_each(|part| archive::file(sink, &part.name, &part.bytes));
    }
}

/// Reads a part of a document that is not a table: its texts wherever they stand.
pub(super) fn document_part(sink: &mut Sink<'_>, part: &Part) {
    let name = part.name.to_ascii_lowercase();
    let place = safe_file(&part.name);
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if is_picture(&name) || ends(&["[content_types].xml", "fonttable.xml"]) || name.contains("/theme/") {
        return;
    }
    if ends(&[".xml", ".rels", ".vml", ".rdf"]) {
        let text = charset::to_text(&part.bytes, None).0;
        let wanted = !name.ends_with("styles.xml");
        sink.inside(format_args!("{place} "), |sink| xml::stream(sink, &text, |_| wanted));
        match name.as_str() {
            _ if name.starts_with("xl/") && name.contains("comment") => {
                sink.inside(format_args!("{place} "), |sink| xlsx::comments(sink, &text));
            }
            "content.xml" => document::read(sink, &text),
            _ if is_text(&name) => sink.inside(format_args!("{place} "), |sink| document::read(sink, &text)),
            _ => {}
        }
    } else if is_layout(&name) {
        sink.inside(format_args!("{place} "), |sink| plain::strings(sink, &part.bytes));
    } else {
        enclosed(sink, format_args!("{place}, "), &part.bytes, None);
    }
}

/// Pictures that a document carries are no less readable than those that a page links to.
fn is_picture(name: &str) -> bool {
    const PICTURES: [&str; 9] = [".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp"];
    PICTURES.iter().any(|ending| name.ends_with(ending))
}

/// Settings of printers and layout, and fonts: binary, and no place for anybody's values.
fn is_layout(name: &str) -> bool {
    name.contains("printersettings")
        || [".odttf", ".ttf", ".fntdata", "layout-cache"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

/// The parts that hold paragraphs: texts with their headers, footers, notes and comments, slides, and ODF's headers and footers.
fn is_text(name: &str) -> bool {
    name.starts_with("word/") || name.starts_with("ppt/") || name == "styles.xml" || name.ends_with("/content.xml")
}

/// The parts of an archive, and whether all of them were unpacked whole; none where it is no archive.
fn unpack(sink: &mut Sink<'_>, body: &[u8]) -> Option<(Vec<Part>, bool)> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(body)) else {
        let parts = without_directory(sink, body);
        sink.note(NoteKind::Unreadable, "kropp");
        return (!parts.is_empty()).then_some((parts, false));
    };
    if !archive.comment().is_empty() {
        let comment = charset::to_text(archive.comment(), None).0.into_owned();
        sink.text("arkiv, kommentar", None, &comment);
    }
    after_end(sink, body);
    let most = sink.files;
    sink.files = most.saturating_sub(archive.len());
    let mut whole = archive.len() <= most;
    if !whole {
        sink.note(NoteKind::OverLimit, "arkiv");
    }
    let mut parts = Vec::new();
    for i in 0..archive.len().min(most) {
        match one(sink, &mut archive, i) {
            Ok(part) => parts.extend(part),
            Err((part, kind)) => {
                sink.note(kind, part.as_ref().map_or("arkiv", |part| shown_or_archive(&part.name)));
                whole = false;
                parts.extend(part);
            }
        }
    }
    Some((parts, whole))
}

/// What stands after the record that ends an archive, and its comment.
fn after_end(sink: &mut Sink<'_>, body: &[u8]) {
    const RECORD: usize = 22;
    let record = body.windows(4).rposition(|four| four == b"PK\x05\x06");
    let end = record.and_then(|at| {
        let length = body.get(at + RECORD - 2..at + RECORD)?;
        Some(at + RECORD + usize::from(u16::from_le_bytes([length[0], length[1]])))
    });
    let after = end.and_then(|end| body.get(end..)).unwrap_or_default();
    sink.inside("arkiv, efter slutet, ", |sink| plain::strings(sink, after));
}

/// The files at the beginning of an archive whose directory, at its end, is gone.
fn without_directory(sink: &mut Sink<'_>, body: &[u8]) -> Vec<Part> {
    let mut rest = body;
    let mut parts = Vec::new();
    while let Ok(Some(mut file)) = read_zipfile_from_stream(&mut rest) {
        if sink.files == 0 {
            break;
        }
        sink.files -= 1;
        let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
        let mut bytes = Vec::new();
        let read = file.by_ref().take(sink.unpack).read_to_end(&mut bytes);
        sink.spend(bytes.len());
        parts.push(Part { name, bytes });
        if read.is_err() || sink.unpack == 0 {
            break;
        }
    }
    parts
}

type Faulty = (Option<Part>, NoteKind);

/// Unpacks one file; its declared size is not believed, the bytes that really come are counted.
fn one(sink: &mut Sink<'_>, archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<Option<Part>, Faulty> {
    let name = match archive.name_for_index(index) {
        Some(Ok(name)) => name.into_owned(),
        _ => String::new(),
    };
    let empty = |name: String| {
        Some(Part {
            name,
            bytes: Vec::new(),
        })
    };
    let mut file = match archive.by_index(index) {
        Ok(file) => file,
        Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
            return Err((empty(name), NoteKind::Encrypted));
        }
        Err(_) => return Err((empty(name), NoteKind::Unreadable)),
    };
    if !file.comment().is_empty() {
        sink.text("arkiv, kommentar", None, file.comment());
    }
    if file.is_dir() {
        sink.file_name("arkiv, filnamn", &name);
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = file.by_ref().take(sink.unpack + 1).read_to_end(&mut bytes);
    let over = bytes.len() as u64 > sink.unpack;
    bytes.truncate(usize::try_from(sink.unpack).unwrap_or(usize::MAX));
    sink.unpack -= bytes.len() as u64;
    let part = Part { name, bytes };
    match read {
        Ok(_) if over => Err((Some(part), NoteKind::OverLimit)),
        Ok(_) => Ok(Some(part)),
        Err(_) => Err((Some(part), NoteKind::Unreadable)),
    }
}

fn shown_or_archive(name: &str) -> &str {
    if name.split(['/', '.']).all(|piece| safe_name(piece) == piece) {
        name
    } else {
        "arkiv"
    }
}
