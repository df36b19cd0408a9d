//! CSV and its kin: the first record is taken as headings, and so is one below a title or an empty line, where it looks like them.

use super::record::Record;
use super::sink::{MOST_HEADINGS, Sink, safe_heading};
use super::{NoteKind, inline, json, plain};

/// A cell shorter than this holds no document.
const SHORT: usize = 24;

/// What a table's first record says of its columns.
#[derive(Default)]
pub(super) struct Headings {
    texts: Vec<String>,
    /// As places show them, by number where nothing of them can be shown.
    shown: Vec<String>,
    record: Record,
}

impl Headings {
    /// Takes the first record; none of it is a heading where one cell is somebody's value.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut texts: Vec<String> = cells.take(MOST_HEADINGS).map(|cell| cell.trim().to_owned()).collect();
        if texts.iter().any(|text| looks_like_value(text)) {
            texts.iter_mut().for_each(String::clear);
        }
        let record = Record::of(texts.iter().map(String::as_str));
        let shown = |(i, heading): (usize, &String)| match safe_heading(heading) {
            shown if shown.is_empty() || shown.contains('*') => format!("kolumn {}", i + 1),
            shown => format!("kolumn \"{shown}\""),
        };
        Self {
            shown: texts.iter().enumerate().map(shown).collect(),
            texts,
            record,
        }
    }

    /// As [`Self::of`], of the record as it is written.
    pub fn parse(line: &str, delimiter: u8) -> Self {
        record(line, delimiter, |cells| Self::of(cells.iter().copied())).unwrap_or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// True for a line over a table.
    fn are_title(&self) -> bool {
        self.texts.iter().filter(|text| !text.is_empty()).count() < 2
    }

    /// True where a record repeats one of them, as the headings of a further table do.
    fn share_one(&self, record: &csv::StringRecord) -> bool {
        let is_known = |cell: &str| !cell.is_empty() && self.texts.iter().any(|text| text.eq_ignore_ascii_case(cell));
        record.iter().any(|cell| is_known(cell.trim()))
    }
}

/// True for what stands in a row and not over it: an address, a personnummer, a telephone number or a date, an amount, a code.
fn looks_like_value(text: &str) -> bool {
    /// More than a year and a month have.
    const DIGITS: usize = 7;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_amount = || {
        let decimals = text.rsplit_once([',', '.']).map(|(_, decimals)| decimals);
        let is_numeric = text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || ",.-+".contains(c));
        is_numeric && decimals.is_some_and(|d| d.len() == 2 && d.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_code = || {
        let is_mixed = text
            .bytes()
            .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-');
        let goes_on = |pair: &[u8]| pair[0].is_ascii_digit() && pair[1].is_ascii_uppercase();
        is_mixed && text.len() >= 5 && text.as_bytes().windows(2).any(goes_on)
    };
    text.contains('@') || digits >= DIGITS || is_amount() || is_code()
}

/// The delimiter, where the text looks like a table; `declared` asks for less.
pub(super) fn sniff(text: &str, declared: bool) -> Option<u8> {
    if let Some(first) = text.strip_prefix("sep=") {
        return first.bytes().next();
    }
    let lines: Vec<&str> = records(text).filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |line: &str, delimiter: u8| outside_quotes(line, delimiter);
    let steady = |delimiter: u8| {
        let first = count(lines.first().copied().unwrap_or_default(), delimiter);
        let same = lines.iter().filter(|line| count(line, delimiter) == first).count();
        (first > 0 && same == lines.len()).then_some((first, delimiter))
    };
    // Those that also stand in prose and in times of day are asked for only where a table was declared.
    let candidates: &[u8] = match declared {
        true => b";\t|,^~:",
        false => b";\t|,",
    };
    let best = candidates
        .iter()
        .copied()
        .filter_map(steady)
        .max_by_key(|(n, _)| *n)
        .map(|(_, delimiter)| delimiter);
    if declared {
        // A title may stand over the table, in a line of its own.
        let held = |delimiter: u8| {
            let counts = lines.iter().map(|line| count(line, delimiter));
            let holding = counts.clone().filter(|n| *n > 0).count();
            (holding, counts.max().unwrap_or_default())
        };
        let most = || {
            candidates
                .iter()
                .copied()
                .rev()
                .max_by_key(|delimiter| held(*delimiter))
        };
        return best.or_else(most);
    }
    best.filter(|_| lines.len() > 1)
}

/// The text's records; one in which a quotation is open goes on in the next line.
fn records(text: &str) -> impl Iterator<Item = &str> {
    const MOST_LINES: usize = 20;
    let mut lines = text.split_inclusive('\n').peekable();
    let mut start = 0;
    std::iter::from_fn(move || {
        lines.peek()?;
        let mut end = start;
        let mut open = false;
        for line in lines.by_ref().take(MOST_LINES) {
            end += line.len();
            open ^= line.bytes().filter(|b| *b == b'"').count() % 2 == 1;
            if !open {
                break;
            }
        }
        let record = &text[start..end];
        start = end;
        Some(record)
    })
}

/// Reads each cell, and each record as a whole.
pub(super) fn read(sink: &mut Sink<'_>, text: &str, delimiter: u8) {
    let text = text.trim_start_matches('\u{feff}');
    let (told, table) = match text.starts_with("sep=") {
        true => text.split_once('\n').unwrap_or((text, "")),
        false => ("", text),
    };
    sink.text("rad 1", None, told);
    let first = 1 + usize::from(!told.is_empty());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(table.as_bytes());
    let mut headings = Headings::default();
    let mut below_title = true;
    for (i, record) in reader.records().enumerate() {
        match record {
            _ if sink.is_full() => {
                sink.note(NoteKind::OverLimit, "kropp");
                break;
            }
            Ok(record) => {
                let begins = below_title || is_below_empty_line(table, &record);
                below_title = is_title(&record);
                let is_next = || headings.are_title() || headings.share_one(&record);
                let names_columns = i == 0 || (begins && are_headings(&record) && is_next());
                if names_columns {
                    headings = Headings::default();
                }
                row(sink, first + i, &cells_of(&record), &headings);
                if names_columns {
                    headings = Headings::of(record.iter());
                }
            }
            Err(_) => return broken(sink, text),
        }
    }
    if sink.is_full() {
        sink.raw(text);
    } else if delimiter == b',' {
        parted_amounts(sink, table, first);
    }
}

/// True where the reader passed over an empty line before the record.
fn is_below_empty_line(table: &str, record: &csv::StringRecord) -> bool {
    let from = record.position().and_then(|at| usize::try_from(at.byte()).ok());
    let Some((before, rest)) = from.and_then(|from| table.as_bytes().split_at_checked(from)) else {
        return false;
    };
    // The reader ends a record at `\r` and leaves the `\n` that belongs to it.
    let rest = match before.ends_with(b"\r") {
        true => rest.strip_prefix(b"\n").unwrap_or(rest),
        false => rest,
    };
    rest.starts_with(b"\n") || rest.starts_with(b"\r")
}

/// True for a line over a table, or between two: what stands there stands in one cell.
fn is_title(record: &csv::StringRecord) -> bool {
    record.iter().filter(|cell| !cell.trim().is_empty()).count() < 2
}

/// True for names of columns: words alone, and more than one.
fn are_headings(record: &csv::StringRecord) -> bool {
    let is_word = |cell: &str| cell.chars().any(char::is_alphabetic) && !cell.contains('@');
    let is_heading =
        |cell: &str| cell.trim().is_empty() || (is_word(cell) && !cell.contains(|c: char| c.is_ascii_digit()));
    !is_title(record) && record.iter().all(is_heading)
}

/// A comma that parts cells also stands before decimals: where these have a cell of their own, they are read with the one
/// before them.
fn parted_amounts(sink: &mut Sink<'_>, table: &str, first: usize) {
    let is_part = |cell: &str| cell.ends_with(|c: char| c.is_ascii_digit());
    let is_decimals = |cell: &str| cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_digit());
    for (number, line) in (first..).zip(table.lines()) {
        let mut cells = line.split(',').peekable();
        while let Some(cell) = cells.next() {
            if is_part(cell) && cells.peek().is_some_and(|next| is_decimals(next.trim_end())) {
                sink.raw_line(number, line);
                break;
            }
        }
    }
}

/// Reads one record of a table that is not held as a whole; of some columns alone, where nothing stands in several cells.
pub(super) fn line(
    sink: &mut Sink<'_>,
    number: usize,
    line: &str,
    delimiter: u8,
    headings: &Headings,
    only: Option<Columns>,
) {
    let read = record(line, delimiter, |cells| match only {
        None => row(sink, number, cells, headings),
        Some(columns) => {
            let wanted = cells.iter().enumerate().filter(|(i, _)| columns.has(*i));
            wanted.for_each(|(i, text)| cell(sink, number, i, text, headings));
        }
    });
    if read.is_none() {
        sink.text(format_args!("rad {number}"), None, line);
    }
}

/// Some of a table's first columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns(u64);

impl Columns {
    /// None for a column that is too far to the right.
    pub fn one(column: usize) -> Option<Self> {
        1u64.checked_shl(u32::try_from(column).ok()?).map(Self)
    }

    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, column: usize) -> bool {
        Self::one(column).is_some_and(|one| self.0 & one.0 != 0)
    }
}

/// What is made of a record's cells; none where it can't be read.
fn record<T>(line: &str, delimiter: u8, made: impl FnOnce(&[&str]) -> T) -> Option<T> {
    // To make a reader for one line costs more than to read it.
    if !line.contains('"') && delimiter.is_ascii() {
        let cells: Vec<&str> = line.split(char::from(delimiter)).collect();
        return Some(made(&cells));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(made(&cells_of(&record)))
}

fn cells_of(record: &csv::StringRecord) -> Vec<&str> {
    record.iter().collect()
}

fn broken(sink: &mut Sink<'_>, text: &str) {
    sink.note(NoteKind::Unreadable, "kropp");
    plain::read(sink, text);
}

fn row(sink: &mut Sink<'_>, number: usize, cells: &[&str], headings: &Headings) {
    for (i, text) in cells.iter().enumerate() {
        if sink.is_full() {
            sink.note(NoteKind::OverLimit, "kropp");
            return;
        }
        cell(sink, number, i, text, headings);
    }
    sink.row(format_args!("rad {number}"), headings.record.joined(cells));
}

fn cell(sink: &mut Sink<'_>, number: usize, i: usize, text: &str, headings: &Headings) {
    let heading = headings.texts.get(i).filter(|heading| !heading.is_empty());
    let heading = heading.map(String::as_str);
    match headings.shown.get(i) {
        Some(shown) => sink.text(format_args!("rad {number}, {shown}"), heading, text),
        None => sink.text(format_args!("rad {number}, kolumn {}", i + 1), heading, text),
    }
    if text.len() >= SHORT {
        carried(sink, text, &format!("rad {number}, kolumn {}", i + 1));
    }
}

/// What a long cell holds besides text: JSON, a `data:` URL, a document.
fn carried(sink: &mut Sink<'_>, cell: &str, place: &str) {
    if !json::embedded(sink, cell, format_args!("{place} ")) {
        inline::read(sink, cell, place);
    }
}

fn outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|&b| {
            quoted ^= b == b'"';
            b == delimiter && !quoted
        })
        .count()
}
