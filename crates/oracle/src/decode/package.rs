//! Zip and what is built on it: XLSX and its kin, and archives of files.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::sink::{Sink, safe_name};
use super::{NoteKind, body_into, charset, plain, xlsx, xml};

/// Files of one archive that are read.
const MOST_FILES: usize = 10_000;
/// Packages inside packages that are opened.
const MOST_PACKAGES: usize = 3;

/// A file of an archive, unpacked as far as the limit allowed.
pub(super) struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a package: as a workbook, as a document of XML parts, or file by file.
pub(super) fn read(sink: &mut Sink<'_>, body: &[u8]) {
    if sink.packages >= MOST_PACKAGES {
        return sink.note(NoteKind::TooDeep, "arkiv");
    }
    let Some((parts, whole)) = unpack(sink, body) else {
        return plain::binary(sink, body);
    };
    sink.packages += 1;
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    if has("xl/workbook.xml") {
        xlsx::read(sink, body, &parts, whole);
    } else if has("[Content_Types].xml") || has("mimetype") {
        parts.iter().for_each(|part| document_part(sink, part));
    } else {
        for part in &parts {
            sink.text("arkiv, filnamn", None, &part.name);
            sink.inside(format_args!("arkiv {}: ", shown(&part.name)), |sink| {
                body_into(sink, &part.bytes, None)
            });
        }
    }
    sink.packages -= 1;
}

/// Reads a part of a document that is not a table: its texts wherever they stand.
pub(super) fn document_part(sink: &mut Sink<'_>, part: &Part) {
    let name = part.name.to_ascii_lowercase();
    let place = shown(&part.name);
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&[
        "styles.xml",
        "[content_types].xml",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".emf",
    ]) || name.contains("/theme/")
    {
        return;
    }
    if ends(&[".xml", ".rels", ".vml", ".rdf"]) {
        let text = charset::to_text(&part.bytes, None).0;
        sink.inside(format_args!("{place} "), |sink| xml::stream(sink, &text, |_| true));
    } else if name.contains("embed") || ends(&["vbaproject.bin", ".zip", ".xlsx", ".docx", ".csv", ".json"]) {
        sink.inside(format_args!("{place} "), |sink| body_into(sink, &part.bytes, None));
    } else {
        sink.inside(format_args!("{place} "), |sink| plain::strings(sink, &part.bytes));
    }
}

/// The parts of an archive, and whether all of them were unpacked whole; none where it is no archive.
fn unpack(sink: &mut Sink<'_>, body: &[u8]) -> Option<(Vec<Part>, bool)> {
    let mut archive = ZipArchive::new(Cursor::new(body)).ok()?;
    let mut whole = archive.len() <= MOST_FILES;
    if !whole {
        sink.note(NoteKind::OverLimit, "arkiv");
    }
    let mut parts = Vec::new();
    for i in 0..archive.len().min(MOST_FILES) {
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
    if file.is_dir() {
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

/// A file's name as a place shows it.
fn shown(name: &str) -> String {
    let pieces = name.split_inclusive(['/', '.', ' ']).map(|piece| {
        let (word, end) = piece.split_at(piece.len() - usize::from(piece.ends_with(['/', '.', ' '])));
        format!("{}{end}", safe_name(word))
    });
    pieces.collect()
}
