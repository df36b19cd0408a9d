//! Workbooks: the cells of every sheet, hidden ones too, and everything that stands outside the cells.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::BuildHasher;
use std::io::Cursor;

use calamine::{DataRef, Reader, Sheet, SheetVisible, Xls, Xlsb, Xlsx};
use foldhash::fast::RandomState;

use super::package::{Part, document_part};
use super::record::Record;
use super::sink::{Sink, safe_file, safe_heading};
use super::{NoteKind, charset, plain, unescape, xml};

/// Reads a workbook. One that was not unpacked whole is read part by part only, since the reader of cells unpacks
/// without a limit.
pub(super) fn read(sink: &mut Sink<'_>, body: &[u8], parts: &[Part], whole: bool) {
    let mut seen = Seen::default();
    let cells_read = whole && cells(sink, body, &mut seen);
    for part in parts {
        if part.name == "xl/sharedStrings.xml" {
            shared_strings(sink, part, &seen);
        } else if part.name.starts_with("xl/worksheets/sheet") && cells_read {
            around_cells(sink, part);
        } else {
            document_part(sink, part);
        }
    }
}

/// Reads a workbook of the older format, or says that the container is locked.
pub(super) fn legacy(sink: &mut Sink<'_>, body: &[u8]) {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if body.windows(locked.len()).any(|w| w == locked) {
        return sink.note(NoteKind::Encrypted, "kropp");
    }
    match Xls::new(Cursor::new(body)) {
        Ok(mut book) => sheets(sink, &mut book),
        Err(_) => sink.note(NoteKind::Unreadable, "kropp"),
    }
    plain::strings(sink, body);
}

/// Reads a workbook whose sheets are binary parts (XLSB).
pub(super) fn binary(sink: &mut Sink<'_>, body: &[u8], parts: &[Part], whole: bool) {
    let (sheets_read, others): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.name.ends_with(".bin"));
    others.into_iter().for_each(|part| document_part(sink, part));
    match Xlsb::new(Cursor::new(body)) {
        Ok(mut book) if whole => sheets(sink, &mut book),
        _ => sink.note(NoteKind::Unreadable, "kropp"),
    }
    for part in sheets_read {
        sink.inside(format_args!("{} ", safe_file(&part.name)), |sink| {
            plain::strings(sink, &part.bytes)
        });
    }
}

/// The cells of every sheet, by a reader that holds each sheet as a table.
fn sheets<R: Reader<Cursor<B>>, B: AsRef<[u8]>>(sink: &mut Sink<'_>, book: &mut R) {
    for sheet in book.sheets_metadata().to_owned() {
        sink.checkpoint();
        let Ok(range) = book.worksheet_range(&sheet.name) else {
            sink.note(NoteKind::Unreadable, title(&sheet));
            continue;
        };
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::new(&sheet);
        for (row, column, value) in range.used_cells() {
            let at = (
                top + u32::try_from(row).unwrap_or(0),
                left + u32::try_from(column).unwrap_or(0),
            );
            rows.cell(
                sink,
                at,
                value.to_string().into(),
                matches!(value, calamine::Data::String(_)),
            );
        }
        rows.end(sink);
    }
}

fn cells(sink: &mut Sink<'_>, body: &[u8], seen: &mut Seen) -> bool {
    let Ok(mut book) = Xlsx::new(Cursor::new(body)) else {
        sink.note(NoteKind::Unreadable, "kropp");
        return false;
    };
    let mut all = true;
    for sheet in book.sheets_metadata().to_owned() {
        if sheet.typ == calamine::SheetType::WorkSheet && !cells_of(sink, &mut book, &sheet, seen) {
            sink.note(NoteKind::Unreadable, title(&sheet));
            all = false;
        }
    }
    all
}

/// Reads cell by cell: the reader's own table of a whole sheet takes memory for every empty cell in between.
fn cells_of(sink: &mut Sink<'_>, book: &mut Xlsx<Cursor<&[u8]>>, sheet: &Sheet, seen: &mut Seen) -> bool {
    let Ok(mut reader) = book.worksheet_cells_reader(&sheet.name) else {
        return false;
    };
    let mut rows = Rows::new(sheet);
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(_) => {
                rows.end(sink);
                return false;
            }
        };
        let is_text = matches!(cell.get_value(), DataRef::String(_) | DataRef::SharedString(_));
        let text = written(cell.get_value());
        if is_text {
            seen.add(&text);
        }
        rows.cell(sink, cell.get_position(), text, is_text);
    }
    rows.end(sink);
    true
}

/// The texts that cells showed, by their hashes: a workbook has as many as a book has words.
#[derive(Default)]
struct Seen {
    hasher: RandomState,
    hashes: HashSet<u64, RandomState>,
}

impl Seen {
    fn add(&mut self, text: &str) {
        self.hashes.insert(self.hasher.hash_one(text));
    }

    fn contains(&self, text: &str) -> bool {
        self.hashes.contains(&self.hasher.hash_one(text))
    }
}

fn written<'v>(value: &'v DataRef<'_>) -> Cow<'v, str> {
    match value {
        DataRef::Int(n) => n.to_string().into(),
        DataRef::Float(n) => n.to_string().into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::DateTime(at) => at.as_f64().to_string().into(),
        DataRef::Bool(_) | DataRef::Error(_) | DataRef::Empty => "".into(),
    }
}

/// `blad "Beställningar"`, `blad "Dolt" (dolt)`.
fn title(sheet: &Sheet) -> String {
    let hidden = match sheet.visible {
        SheetVisible::Visible => "",
        SheetVisible::Hidden => " (dolt)",
        SheetVisible::VeryHidden => " (mycket dolt)",
    };
    format!("blad \"{}\"{hidden}", safe_heading(&sheet.name))
}

/// The rows of a sheet as their cells come.
struct Rows {
    title: String,
    row: u32,
    cells: Vec<(u32, String, bool)>,
    /// The first row that holds nothing but text; a title alone in its row gives way to the next.
    headings: Vec<(u32, String)>,
}

impl Rows {
    fn new(sheet: &Sheet) -> Self {
        Self {
            title: title(sheet),
            row: 0,
            cells: Vec::new(),
            headings: Vec::new(),
        }
    }

    fn cell(&mut self, sink: &mut Sink<'_>, (row, column): (u32, u32), text: Cow<'_, str>, is_text: bool) {
        if text.trim().is_empty() {
            return;
        }
        if row != self.row {
            self.end(sink);
            self.row = row;
        }
        sink.text(
            format_args!("{}, {}{}", self.title, letters(column), row + 1),
            self.heading(column),
            &text,
        );
        self.cells.push((column, text.into_owned(), is_text));
    }

    fn heading(&self, column: u32) -> Option<&str> {
        let found = self.headings.iter().find(|(other, _)| *other == column);
        found.map(|(_, text)| text.as_str())
    }

    /// Ends a row.
    fn end(&mut self, sink: &mut Sink<'_>) {
        let texts: Vec<&str> = self.cells.iter().map(|(_, text, _)| text.as_str()).collect();
        let headings = self
            .cells
            .iter()
            .map(|(column, _, _)| self.heading(*column).unwrap_or_default());
        sink.row(
            format_args!("{}, rad {}", self.title, self.row + 1),
            Record::of(headings).joined(&texts),
        );
        let all_text = self.cells.iter().all(|(_, _, is_text)| *is_text);
        if all_text && self.cells.len() > self.headings.len() && self.headings.len() < 2 {
            self.headings = self
                .cells
                .iter()
                .map(|(column, text, _)| (*column, text.clone()))
                .collect();
        }
        self.cells.clear();
    }
}

/// `A`, `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        name.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

/// Strings that the workbook carries though no cell shows them.
fn shared_strings(sink: &mut Sink<'_>, part: &Part, seen: &Seen) {
    let text = charset::to_text(&part.bytes, None).0;
    for item in text.split("<si>").skip(1) {
        let string = string_item(item.split("</si>").next().unwrap_or_default());
        if !seen.contains(&string) {
            sink.text("delade strängar, utan cell", None, &string);
        }
    }
}

/// The text of a shared string, its differently styled runs joined.
fn string_item(item: &str) -> Cow<'_, str> {
    // As most are: one run, without escapes.
    let only = item.strip_prefix("<t>").and_then(|run| run.strip_suffix("</t>"));
    if let Some(only) = only.filter(|only| memchr::memchr3(b'<', b'&', b'_', only.as_bytes()).is_none()) {
        return only.into();
    }
    let runs = item.split("<t").skip(1).filter(|run| run.starts_with(['>', ' ']));
    let runs = runs.filter_map(|run| run.split_once('>'));
    let texts: String = runs
        .map(|(_, rest)| rest.split("</t>").next().unwrap_or_default())
        .collect();
    unescape::office(&unescape::entities(&texts)).into_owned().into()
}

/// A sheet's formulas, headers and footers, validations and links: all but its cells, which another reader takes.
fn around_cells(sink: &mut Sink<'_>, part: &Part) {
    let text = charset::to_text(&part.bytes, None).0;
    let begin = memchr::memmem::find(text.as_bytes(), b"<sheetData").unwrap_or(text.len());
    // A sheet without cells has `<sheetData/>` alone.
    let end = memchr::memmem::rfind(text.as_bytes(), b"</sheetData>").filter(|end| *end > begin);
    let empty = || text[begin..].starts_with("<sheetData/>").then_some(begin);
    let end = end.or_else(empty).unwrap_or(text.len());
    let (cells, after) = text[begin..].split_at(end - begin);
    sink.inside(format_args!("{} ", safe_file(&part.name)), |sink| {
        let around = [&text[..begin], after].concat();
        xml::stream(sink, &around, |_| true);
        formulas(sink, cells);
        headers_and_footers(sink, &around);
    });
}

/// Each formula with its cell, as `C14 <f>`.
fn formulas(sink: &mut Sink<'_>, cells: &str) {
    for at in memchr::memmem::find_iter(cells.as_bytes(), b"<f") {
        let formula = &cells[at..cells[at..].find("</f>").map_or(at, |end| at + end)];
        let Some((tag, formula)) = formula
            .split_once('>')
            .filter(|(tag, _)| *tag == "<f" || tag.starts_with("<f "))
        else {
            continue;
        };
        let cell = cells[..at]
            .rfind("<c ")
            .map_or("", |cell| attribute(&cells[cell..at], "r"));
        let shown = if tag.ends_with('/') { "" } else { formula };
        sink.text(
            format_args!("{} <f>", reference(cell)),
            None,
            &unescape::entities(shown),
        );
    }
}

/// The comments of a sheet, plain and threaded, each with its cell, its differently styled runs joined.
pub(super) fn comments(sink: &mut Sink<'_>, text: &str) {
    for open in ["<comment ", "<threadedComment "] {
        for item in text.split(open).skip(1) {
            let comment = item.split("omment>").next().unwrap_or_default();
            let cell = reference(attribute(comment, "ref"));
            let place = format!("{cell}, kommentar");
            sink.text(&place, None, &string_item(comment));
            let threaded = comment
                .split_once("<text>")
                .and_then(|(_, text)| text.split_once("</text>"));
            if let Some((text, _)) = threaded.filter(|(text, _)| !text.contains('<')) {
                sink.text(&place, None, &unescape::entities(text));
            }
        }
    }
}

/// A cell's reference as a place shows it: letters and digits, and nothing that could be anybody's value.
fn reference(cell: &str) -> &str {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = cell[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let sound = (1..=3).contains(&letters) && (1..=7).contains(&digits) && letters + digits == cell.len();
    if sound { cell } else { "*" }
}

/// An attribute's value in a tag as the writers of workbooks write it.
fn attribute<'t>(tag: &'t str, name: &str) -> &'t str {
    let mut pieces = tag.split('"');
    while let (Some(before), Some(value)) = (pieces.next(), pieces.next()) {
        if before.trim_end_matches('=').rsplit(' ').next() == Some(name) {
            return value;
        }
    }
    ""
}

fn headers_and_footers(sink: &mut Sink<'_>, text: &str) {
    for kind in [
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
    ] {
        let open = format!("<{kind}>");
        for item in text.split(open.as_str()).skip(1) {
            let codes = unescape::entities(item.split("</").next().unwrap_or_default());
            sink.text(&open, None, &without_codes(&codes));
        }
    }
}

/// A header or footer as it reads: `&L`, `&C` and `&R` begin its parts, other codes after an ampersand change the letters' look.
fn without_codes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let code = rest.chars().next().unwrap_or(' ');
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = match code {
            '"' => rest[1..].find('"').map_or(1, |end| end + 2),
            'K' => 1 + rest[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count(),
            _ if digits > 0 => digits,
            code => code.len_utf8(),
        };
        match code {
            '&' => out.push('&'),
            'L' | 'C' | 'R' => out.push(' '),
            _ => {}
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out + rest
}
