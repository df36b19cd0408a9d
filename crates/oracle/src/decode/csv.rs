//! CSV and its kin: the first record is taken as headings.

use super::sink::Sink;
use super::{NoteKind, inline, json, plain};

/// Columns that may have headings: as many as a sheet has.
const MOST_HEADINGS: usize = 16_384;
/// A cell shorter than this holds no document.
const SHORT: usize = 24;

/// The delimiter, where the text looks like a table; `declared` asks for less.
pub(super) fn sniff(text: &str, declared: bool) -> Option<u8> {
    if let Some(first) = text.strip_prefix("sep=") {
        return first.bytes().next();
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
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
        let most = || {
            candidates
                .iter()
                .copied()
                .rev()
                .max_by_key(|d| lines.first().map_or(0, |line| count(line, *d)))
        };
        return best.or_else(most);
    }
    best.filter(|_| lines.len() > 1)
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
    let mut headings = Vec::new();
    for (i, record) in reader.records().enumerate() {
        match record {
            _ if sink.is_full() => break,
            Ok(record) if i == 0 => {
                let cells = record.iter().take(MOST_HEADINGS);
                headings = cells.map(|cell| cell.trim().to_owned()).collect();
                row(sink, first, &record, &[]);
            }
            Ok(record) => row(sink, first + i, &record, &headings),
            Err(_) => return broken(sink, text),
        }
    }
    sink.raw(text);
}

/// The cells of one record, trimmed.
pub(super) fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let record = record(line, delimiter).unwrap_or_default();
    record.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Reads one record of a table that is not held as a whole.
pub(super) fn line(sink: &mut Sink<'_>, number: usize, line: &str, delimiter: u8, headings: &[String]) {
    match record(line, delimiter) {
        Some(record) => row(sink, number, &record, headings),
        None => sink.text(format_args!("rad {number}"), None, line),
    }
}

fn record(line: &str, delimiter: u8) -> Option<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(line.as_bytes());
    reader.records().next()?.ok()
}

fn broken(sink: &mut Sink<'_>, text: &str) {
    sink.note(NoteKind::Unreadable, "kropp");
    plain::read(sink, text);
}

fn row(sink: &mut Sink<'_>, number: usize, record: &csv::StringRecord, headings: &[String]) {
    for (i, cell) in record.iter().enumerate() {
        if sink.is_full() {
            sink.note(NoteKind::OverLimit, "kropp");
            return;
        }
        match headings.get(i).filter(|heading| !heading.is_empty()) {
            Some(heading) => {
                let shown = super::sink::safe_heading(heading);
                sink.text(format_args!("rad {number}, kolumn \"{shown}\""), Some(heading), cell);
            }
            None => sink.text(format_args!("rad {number}, kolumn {}", i + 1), None, cell),
        }
        if cell.len() >= SHORT {
            carried(sink, cell, &format!("rad {number}, kolumn {}", i + 1));
        }
    }
    if record.iter().filter(|cell| !cell.trim().is_empty()).count() > 1 {
        sink.text(
            format_args!("rad {number}"),
            None,
            &record.iter().collect::<Vec<_>>().join("\t"),
        );
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
