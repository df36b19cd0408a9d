//! The lines of a text in which something was noticed, and how much of each is to be read.

use std::ops::Range;

use crate::decode::Columns;

/// A line, with its end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    pub line: Range<usize>,
    pub read: Read,
}

/// How much of a line is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// All of it, if a further reading of it shows something.
    Perhaps,
    /// Some cells of a table's record.
    Cells(Columns),
    /// All of it.
    Line,
}

impl Read {
    /// The cells that are read; none for all.
    pub fn columns(self) -> Option<Columns> {
        match self {
            Self::Cells(columns) => Some(columns),
            Self::Perhaps | Self::Line => None,
        }
    }

    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Cells(some), Self::Cells(others)) => Self::Cells(some.with(others)),
            (Self::Perhaps, Self::Perhaps) => Self::Perhaps,
            _ => Self::Line,
        }
    }
}

/// The spots of a text as they are found.
#[derive(Default)]
pub(super) struct Spots(Vec<Spot>);

impl Spots {
    /// True for a byte of a line that is read whole in any case.
    pub fn covers(&self, at: usize) -> bool {
        let last = self.0.last();
        last.is_some_and(|spot| spot.read == Read::Line && spot.line.contains(&at))
    }

    pub fn add(&mut self, line: Range<usize>, read: Read) {
        match self.0.last_mut().filter(|last| last.line.start == line.start) {
            Some(last) => last.read = last.read.with(read),
            None => self.0.push(Spot { line, read }),
        }
    }

    /// Each line once, from the first to the last.
    pub fn in_order(mut self) -> Vec<Spot> {
        self.0.sort_by_key(|spot| spot.line.start);
        let mut once: Self = Self(Vec::with_capacity(self.0.len()));
        self.0.into_iter().for_each(|spot| once.add(spot.line, spot.read));
        once.0
    }
}
