//! A table of a document, or a sheet of a workbook.

use super::super::record::Record;
use super::super::sink::{Sink, safe_heading};
use super::super::xlsx::letters;

/// Columns that may have headings.
const MOST_HEADINGS: usize = 1024;

/// A table being read.
pub(super) struct Table {
    title: Title,
    row: u64,
    column: u32,
    /// Rows and columns that the open row and cell stand for.
    rows: u64,
    columns: u32,
    in_cell: bool,
    cell: String,
    /// The value behind what a cell of a sheet shows.
    value: Option<String>,
    cells: Vec<(u32, String)>,
    headings: Vec<(u32, String)>,
}

enum Title {
    Sheet(String),
    Table(usize),
}

impl Table {
    pub fn new(number: usize, name: Option<String>) -> Self {
        let title = match name {
            Some(name) => Title::Sheet(safe_heading(&name)),
            None => Title::Table(number),
        };
        Self {
            title,
            row: 0,
            column: 0,
            rows: 1,
            columns: 1,
            in_cell: false,
            cell: String::new(),
            value: None,
            cells: Vec::new(),
            headings: Vec::new(),
        }
    }

    pub fn open_row(&mut self) {
        self.row = self.row.saturating_add(self.rows);
        self.rows = 1;
        (self.column, self.columns) = (0, 1);
        self.cells.clear();
    }

    pub fn repeat_row(&mut self, times: u32) {
        self.rows = u64::from(times.max(1));
    }

    pub fn open_cell(&mut self, value: Option<String>) {
        self.column = self.column.saturating_add(self.columns);
        self.columns = 1;
        self.in_cell = true;
        self.cell.clear();
        self.value = value;
    }

    pub fn repeat_cell(&mut self, times: u32) {
        self.columns = times.clamp(1, 1 << 20);
    }

    /// Adds a paragraph to the open cell.
    pub fn text(&mut self, text: &str) {
        if !self.cell.is_empty() {
            self.cell.push('\n');
        }
        self.cell.push_str(text);
    }

    /// The open cell's place.
    pub fn place(&self) -> Option<String> {
        let column = self.column.saturating_sub(1);
        let place = || match &self.title {
            Title::Sheet(name) => format!("blad \"{name}\", {}{}", letters(column), self.row),
            Title::Table(number) => format!("tabell {number}, rad {}, kolumn {}", self.row, self.column),
        };
        self.in_cell.then(place)
    }

    pub fn close_cell(&mut self, sink: &mut Sink<'_>) {
        let Some(place) = self.place() else { return };
        self.in_cell = false;
        let heading = heading(&self.headings, self.column);
        sink.text(&place, heading, &self.cell);
        if let Some(value) = self.value.take().filter(|value| *value != self.cell) {
            sink.text(&place, heading, &value);
        }
        if !self.cell.trim().is_empty() {
            self.cells.push((self.column, std::mem::take(&mut self.cell)));
        }
    }

    pub fn close_row(&mut self, sink: &mut Sink<'_>) {
        if self.cells.len() > 1 {
            let place = match &self.title {
                Title::Sheet(name) => format!("blad \"{name}\", rad {}", self.row),
                Title::Table(number) => format!("tabell {number}, rad {}", self.row),
            };
            let texts: Vec<&str> = self.cells.iter().map(|(_, text)| text.as_str()).collect();
            let heading = |(column, _): &(u32, String)| heading(&self.headings, *column).unwrap_or_default();
            let joined = Record::of(self.cells.iter().map(heading)).joined(&texts);
            sink.row(place, joined);
        }
        // A title alone in its row gives way to the row of headings after it.
        if self.headings.len() < 2 && self.cells.len() > self.headings.len() && self.cells.len() <= MOST_HEADINGS {
            self.headings = std::mem::take(&mut self.cells);
        }
    }
}

fn heading(headings: &[(u32, String)], column: u32) -> Option<&str> {
    let found = headings.iter().find(|(other, _)| *other == column);
    found.map(|(_, text)| text.as_str())
}
