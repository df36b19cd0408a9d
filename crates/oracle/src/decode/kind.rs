//! What a body is: by its bytes first, by what is declared second.

/// The kinds of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Pdf,
    /// Microsoft's older container: legacy XLS, or an encrypted XLSX.
    Ole,
    Binary,
    Html,
    Xml,
    Json,
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
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let packed = [
        b"\x1f\x8b".as_slice(),
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"7z\xbc\xaf",
        b"Rar!",
    ];
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    !marked && (packed.iter().any(|p| head.starts_with(p)) || control * 20 > head.len())
}

/// The kind of a text.
pub(super) fn of_text(text: &str, content_type: Option<&str>) -> Kind {
    let declared = content_type.unwrap_or_default().to_ascii_lowercase();
    let body = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if body.starts_with('<') {
        return markup(body, &declared);
    }
    if declared.contains("json") || super::json::looks_like(body) {
        return Kind::Json;
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
