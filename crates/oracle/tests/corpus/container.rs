//! Where a value can stand, and which forms can stand there.

use skott_model::Received;

use crate::escape::windows_1252;
use crate::form::{Form, Written};

/// One kind of place in one kind of response.
pub struct Container {
    pub name: &'static str,
    /// The pattern of the place at which the value must be seen.
    pub place: &'static str,
    /// True where the value must be seen under its heading.
    pub headed: bool,
    pub takes: Takes,
    pub build: fn(&Form) -> Received,
}

/// What a container can hold beside plain text in one line.
#[derive(Clone, Copy)]
pub struct Takes {
    /// Cells of one row, or what is alike: the fields of one object.
    pub cells: bool,
    /// Pieces of a line that are drawn one by one.
    pub runs: bool,
    /// Numbers that are not text.
    pub numbers: bool,
    /// Line breaks.
    pub lines: bool,
    /// Fragments of HTML, as text or as they are: applications keep them in fields, not in what only programs read.
    pub markup: bool,
    /// Bytes of another charset.
    pub stray: bool,
    /// Only the letters of Windows-1252.
    pub narrow: bool,
    /// Signs that the format forbids there.
    pub never: &'static str,
}

/// A field of text that may hold lines and fragments of markup, and nothing else.
pub const FIELD: Takes = Takes {
    cells: false,
    runs: false,
    numbers: false,
    lines: true,
    markup: true,
    stray: false,
    narrow: false,
    never: "",
};

/// A line that programs read.
pub const LINE: Takes = Takes {
    lines: false,
    markup: false,
    ..FIELD
};

/// Rows of cells that are text.
pub const ROWS: Takes = Takes { cells: true, ..FIELD };

/// Rows of cells of which some are numbers.
pub const TYPED: Takes = Takes { numbers: true, ..ROWS };

/// What a container lacks that a form needs. One letter each, as the snapshot shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Cells,
    Runs,
    Numbers,
    Lines,
    Markup,
    Bytes,
    Letters,
}

impl Why {
    pub const ALL: [(Self, char, &'static str); 7] = [
        (Self::Cells, 'c', "it has no cells side by side"),
        (Self::Runs, 'r', "it draws no line in pieces"),
        (Self::Numbers, 'n', "its numbers are text like any other"),
        (Self::Lines, 'l', "it holds one line"),
        (Self::Markup, 'm', "nobody keeps fragments of HTML there"),
        (Self::Bytes, 'b', "its text is no longer bytes, or is packed"),
        (Self::Letters, 'x', "its charset or its syntax lacks a letter"),
    ];

    pub fn letter(self) -> char {
        Self::ALL
            .iter()
            .find(|(why, _, _)| *why == self)
            .map_or('?', |(_, letter, _)| *letter)
    }
}

impl Container {
    /// Why the form can't stand here; none where it can.
    pub fn refuses(&self, form: &Form) -> Option<Why> {
        let takes = &self.takes;
        let text = form.whole();
        let kind = match form.written {
            Written::Cells(_) => (!takes.cells).then_some(Why::Cells),
            Written::Runs(_) => (!takes.runs).then_some(Why::Runs),
            Written::Number(_) => (!takes.numbers).then_some(Why::Numbers),
            Written::Stray(_) => (!takes.stray).then_some(Why::Bytes),
            Written::Text(_) => None,
        };
        kind.or_else(|| (text.contains('\n') && !takes.lines).then_some(Why::Lines))
            .or_else(|| (form.is_fragment() && !takes.markup).then_some(Why::Markup))
            .or_else(|| text.contains(|c| takes.never.contains(c)).then_some(Why::Letters))
            .or_else(|| (takes.narrow && windows_1252(&text).is_none()).then_some(Why::Letters))
    }
}

/// A response of that content type.
pub fn response(content_type: &str, body: impl Into<Vec<u8>>) -> Received {
    with_headers(&[("content-type", content_type)], body)
}

/// A response with these headers.
pub fn with_headers(headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Received {
    Received {
        status: 200,
        path: "/bestallningar".to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: body.into(),
        cut: None,
    }
}

/// A text as bytes: UTF-8, but for the form that is Latin-1 within it.
pub fn utf8(form: &Form, text: String) -> Vec<u8> {
    let Written::Stray(value) = form.written else {
        return text.into_bytes();
    };
    let latin = windows_1252(value).expect("the stray form has no letters beyond Latin-1");
    text.split(value)
        .map(str::as_bytes)
        .collect::<Vec<_>>()
        .join(latin.as_slice())
}
