//! Where a cell stands in its table, and under which heading.

use super::super::record::Record;
use super::super::sink::MOST_HEADINGS;

/// A table being read.
#[derive(Default)]
pub(super) struct Table {
    /// Which table of the page it is, from 1.
    pub number: usize,
    row: usize,
    column: usize,
    head: bool,
    headings: Vec<String>,
    /// A heading stood further to the right than headings are kept.
    pub cut: bool,
    /// The last `<th>` of the row.
    row_heading: Option<String>,
    cells: Vec<Cell>,
    in_cell: bool,
}

/// A cell of the row being read.
struct Cell {
    column: usize,
    heading: bool,
    text: String,
    /// Blocks of text in it.
    blocks: usize,
}

impl Table {
    pub fn new(number: usize) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    pub fn set_head(&mut self, head: bool) {
        self.head = head;
    }

    pub fn open_row(&mut self) {
        self.row += 1;
        self.column = 0;
        self.row_heading = None;
        self.cells.clear();
    }

    /// The text of the row, cells kept apart by tabs, where more than one cell has any.
    pub fn close_row(&mut self) -> Option<String> {
        if self.head || (self.row == 1 && self.cells.iter().all(|cell| cell.heading)) {
            self.take_headings();
        }
        let texts: Vec<&str> = self.cells.iter().map(|cell| cell.text.as_str()).collect();
        let heading = |cell: &Cell| self.headings.get(cell.column - 1).map_or("", String::as_str);
        Record::of(self.cells.iter().map(heading)).joined(&texts)
    }

    fn take_headings(&mut self) {
        for cell in self.cells.iter().filter(|cell| !cell.text.is_empty()) {
            if cell.column > MOST_HEADINGS {
                self.cut = true;
                return;
            }
            self.headings
                .resize(self.headings.len().max(cell.column), String::new());
            self.headings[cell.column - 1].clone_from(&cell.text);
        }
    }

    pub fn open_cell(&mut self, heading: bool) {
        self.in_cell = true;
        self.column += 1;
        self.cells.push(Cell {
            column: self.column,
            heading,
            text: String::new(),
            blocks: 0,
        });
    }

    /// Ends a cell that spans some columns. Its text, where several blocks make it.
    pub fn close_cell(&mut self, span: usize) -> Option<String> {
        self.in_cell = false;
        self.column += span - 1;
        let cell = self.cells.last_mut()?;
        cell.text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if cell.heading {
            self.row_heading = Some(cell.text.clone());
        }
        (cell.blocks > 1).then(|| cell.text.clone())
    }

    /// Keeps what a block of a cell held apart from what comes after it.
    pub fn end_block(&mut self, is_blank: bool) {
        if let Some(cell) = self.cells.last_mut().filter(|_| self.in_cell && !is_blank) {
            cell.text.push(' ');
            cell.blocks += 1;
        }
    }

    pub fn text(&mut self, text: &str) {
        if let Some(cell) = self.cells.last_mut().filter(|_| self.in_cell) {
            cell.text.push_str(text);
        }
    }

    /// The heading over the open cell, or the one before it in its row.
    pub fn heading(&self) -> Option<&str> {
        let cell = self.cells.last().filter(|_| self.in_cell)?;
        let above = self.headings.get(cell.column - 1).filter(|text| !text.is_empty());
        let before = self.row_heading.as_ref().filter(|_| !cell.heading);
        above.or(before).map(String::as_str)
    }

    /// The heading before the open cell in its row, where none stands over it.
    pub fn side_heading(&self) -> Option<&str> {
        let cell = self.cells.last().filter(|_| self.in_cell)?;
        let above = self.headings.get(cell.column - 1).filter(|text| !text.is_empty());
        self.heading().filter(|_| above.is_none())
    }

    /// `rad 3`, in a later table `tabell 2, rad 3`.
    pub fn row_place(&self) -> String {
        match self.number {
            1 => format!("rad {}", self.row),
            n => format!("tabell {n}, rad {}", self.row),
        }
    }

    /// As [`Self::row_place`], with the column inside a cell.
    pub fn place(&self) -> Option<String> {
        match (self.row, self.in_cell) {
            (0, _) => None,
            (_, false) => Some(self.row_place()),
            (_, true) => Some(format!("{}, kolumn {}", self.row_place(), self.column)),
        }
    }
}
