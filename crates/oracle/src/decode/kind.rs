//! What a body is: by its bytes first, by what is declared second.

use super::{charset, rtf};

/// The kinds of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Gzip,
    /// As `Content-Encoding: deflate` sends it.
    Zlib,
    Tar,
    Pdf,
    /// Microsoft's older container: legacy XLS, or an encrypted XLSX.
    Ole,
    Binary,
    Html,
    Xml,
    Json,
    Script,
    /// Server-sent events.
    Events,
    /// Rich text.
    Rtf,
    /// iCalendar or vCard.
    Calendar,
    /// With its delimiter.
    Csv(u8),
    Plain,
}

/// The kind of a body that is not text; none for text.
pub(super) fn of_bytes(body: &[u8]) -> Option<Kind> {
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let head = &body[..body.len().min(1024)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Some(Kind::Zip)
    } else if head.starts_with(b"\x1f\x8b\x08") {
        Some(Kind::Gzip)
    } else if is_zlib(body) {
        Some(Kind::Zlib)
    } else if is_tar(body) {
        Some(Kind::Tar)
    } else if head.starts_with(OLE) {
        Some(Kind::Ole)
    } else if is_pdf(head) {
        Some(Kind::Pdf)
    } else if is_binary(head) {
        Some(Kind::Binary)
    } else {
        None
    }
}

/// Readers of PDF take the mark anywhere in the first kilobyte.
fn is_pdf(head: &[u8]) -> bool {
    let opens = head.iter().find(|b| !b.is_ascii_whitespace());
    !matches!(opens, Some(b'<' | b'{' | b'[')) && head.windows(5).any(|w| w == b"%PDF-")
}

fn is_binary(head: &[u8]) -> bool {
    let is_wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || charset::unmarked(head).is_some();
    let packed = [b"\x89PNG".as_slice(), b"GIF8", b"\xff\xd8\xff", b"7z\xbc\xaf", b"Rar!"];
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    !is_wide && (packed.iter().any(|p| head.starts_with(p)) || control * 20 > head.len())
}

/// True for what begins as gzip or zlib, and unpacks at its beginning.
pub(super) fn is_squeezed(body: &[u8]) -> bool {
    body.starts_with(b"\x1f\x8b\x08") || is_zlib(body)
}

/// True for a picture, a film or a font, by its first bytes: no place for anybody's values that a program would read.
pub(super) fn is_media(body: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 9] = [
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"RIFF",
        b"BM",
        b"wOFF",
        b"wOF2",
        b"OTTO",
        b"\0\x01\0\0",
    ];
    BEGINNINGS.iter().any(|begin| body.starts_with(begin)) || body.get(4..8) == Some(b"ftyp")
}

/// A zlib header is two bytes with a sum of their own, so short that what follows must unpack too.
fn is_zlib(body: &[u8]) -> bool {
    let [0x78, second @ (0x01 | 0x5e | 0x9c | 0xda), ..] = body else {
        return false;
    };
    let mut some = [0; 16];
    let begins = std::io::Read::read(&mut flate2::read::ZlibDecoder::new(body), &mut some).is_ok();
    (0x7800 | u16::from(*second)) % 31 == 0 && begins
}

/// By the mark of the newer format, or by the older's sum over the first header.
fn is_tar(body: &[u8]) -> bool {
    let Some(header) = body.get(..512) else { return false };
    if &header[257..262] == b"ustar" {
        return true;
    }
    let octal = String::from_utf8_lossy(&header[148..156]);
    let told = u32::from_str_radix(octal.trim_matches(['\0', ' ']), 8);
    let summed: u32 = header.iter().map(|&b| u32::from(b)).sum();
    let itself: u32 = header[148..156].iter().map(|&b| u32::from(b)).sum();
    header[0] != 0 && told.is_ok_and(|told| told == summed - itself + 8 * 32)
}

/// True for a text that begins with a mail's headers.
pub(super) fn is_mail(body: &[u8]) -> bool {
    const TELLING: [&str; 9] = [
        "from",
        "to",
        "subject",
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "date",
    ];
    let head = String::from_utf8_lossy(&body[..body.len().min(8192)]);
    let mut known = 0;
    for line in head.trim_start_matches('\u{feff}').lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let name = line.split(':').next().unwrap_or_default();
        let is_name = name.len() < line.len() && !name.is_empty() && !name.contains(char::is_whitespace);
        if !is_name {
            break;
        }
        known += usize::from(TELLING.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 2
}

/// True for a content type of several parts.
pub(super) fn is_multipart(content_type: &str) -> bool {
    content_type.trim_start().to_ascii_lowercase().starts_with("multipart/")
}

/// The kind of a text.
pub(super) fn of_text(text: &str, content_type: Option<&str>) -> Kind {
    let declared = content_type.unwrap_or_default().to_ascii_lowercase();
    let body = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if body.starts_with('<') {
        return markup(body, &declared);
    }
    if rtf::is_one(body) {
        return Kind::Rtf;
    }
    let begin = body.as_bytes();
    if ["BEGIN:VCALENDAR", "BEGIN:VCARD"]
        .iter()
        .any(|mark| begin.len() >= mark.len() && begin[..mark.len()].eq_ignore_ascii_case(mark.as_bytes()))
    {
        return Kind::Calendar;
    }
    if declared.contains("event-stream") {
        return Kind::Events;
    }
    let scripted = super::script::looks_like(body);
    if (declared.contains("json") && !scripted) || super::json::looks_like(body) {
        return Kind::Json;
    }
    if scripted || declared.contains("javascript") || declared.contains("ecmascript") {
        return Kind::Script;
    }
    if declared.contains("html") {
        return Kind::Html;
    }
    let separated = declared.contains("csv") || declared.contains("separated");
    match super::csv::sniff(body, separated) {
        Some(delimiter) => Kind::Csv(delimiter),
        None if body.contains("</") => Kind::Html,
        None => Kind::Plain,
    }
}

fn markup(body: &str, declared: &str) -> Kind {
    let head: String = body.chars().take(1024).collect::<String>().to_ascii_lowercase();
    let html = head.contains("<html") || head.contains("<!doctype html");
    let xml = head.starts_with("<?xml") || declared.contains("xml");
    if xml && !html { Kind::Xml } else { Kind::Html }
}

/// True for a text that came where a packed document, or something to look at or listen to, was declared. Tables are exempt
/// under the older names: CSV and HTML tables are commonly sent as Excel's, and Excel opens them.
pub(super) fn stands_for_document(content_type: Option<&str>, kind: Kind, text: &str) -> bool {
    const DOCUMENTS: [&str; 6] = [
        "spreadsheet",
        "ms-excel",
        "pdf",
        "application/zip",
        "opendocument",
        "msword",
    ];
    let declared = content_type.unwrap_or_default().to_ascii_lowercase();
    let table = matches!(kind, Kind::Csv(_) | Kind::Xml) || text.contains("<table");
    let media = ["image/", "audio/", "video/", "font/"]
        .iter()
        .any(|m| declared.starts_with(m))
        && !declared.contains("svg");
    media || DOCUMENTS.iter().any(|d| declared.contains(d)) && !(table && declared.contains("ms-excel"))
}
