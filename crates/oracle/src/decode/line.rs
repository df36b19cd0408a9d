//! One line of a text that is too large to be held: a table's record, one JSON, a line of markup, or plain text.

use skott_model::Received;

use super::csv::Columns;
use super::kind::{self, Kind};
use super::sink::Sink;
use super::{Decoded, Limits, charset, csv, json, unescape};

/// How the lines of a text are read; told by its beginning.
pub(crate) struct Lines {
    kind: LineKind,
    headings: csv::Headings,
}

#[derive(Clone, Copy, PartialEq)]
enum LineKind {
    /// With its delimiter.
    Table(u8),
    Json,
    Markup,
    Plain,
}

/// True for a large body that is searched while it comes in, by its beginning: tables, lines of JSON and plain text; any text
/// that is too large to be held.
pub fn is_streamed(beginning: &Received, too_large: bool) -> bool {
    const ENOUGH: usize = 64 << 10;
    let body = &beginning.body;
    let kind = beginning.header("content-type");
    if kind::of_bytes(body).is_some() || kind::is_mail(body) || kind.is_some_and(kind::is_multipart) {
        return false;
    }
    let text = charset::to_text(&body[..body.len().min(ENOUGH)], kind).0;
    let lines = Lines::of(&text, kind);
    too_large || matches!(lines.kind, LineKind::Table(_) | LineKind::Json) || kind::of_text(&text, kind) == Kind::Plain
}

impl Lines {
    /// Tells the kind by the first lines.
    pub fn of(beginning: &str, content_type: Option<&str>) -> Self {
        let one_json_a_line = || {
            let mut lines = beginning.lines().filter(|line| !line.trim().is_empty());
            lines
                .next()
                .is_some_and(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
        };
        let kind = match kind::of_text(beginning, content_type) {
            Kind::Csv(delimiter) => LineKind::Table(delimiter),
            Kind::Json if one_json_a_line() => LineKind::Json,
            Kind::Html | Kind::Xml => LineKind::Markup,
            _ => LineKind::Plain,
        };
        Self {
            kind,
            headings: csv::Headings::default(),
        }
    }

    /// True where a line may hide values that none of its words shows: in numbers that stand as numbers, behind tags.
    pub fn is_json(&self) -> bool {
        self.kind == LineKind::Json
    }

    /// What parts the texts that a line is read as: a table's delimiter, in plain text the line's end alone. None where more
    /// stands between them.
    pub fn parted_by(&self) -> Option<u8> {
        match self.kind {
            LineKind::Table(delimiter) => Some(delimiter),
            LineKind::Plain => Some(b'\n'),
            LineKind::Json | LineKind::Markup => None,
        }
    }

    /// True where tags may part what belongs together.
    pub fn is_markup(&self) -> bool {
        self.kind == LineKind::Markup
    }

    /// True for a table whose headings are still to be read.
    pub fn wants_headings(&self) -> bool {
        matches!(self.kind, LineKind::Table(_)) && self.headings.is_empty()
    }

    /// Takes a table's headings from its first record.
    pub fn take_headings(&mut self, line: &str) {
        if let LineKind::Table(delimiter) = self.kind
            && !line.starts_with("sep=")
        {
            self.headings = csv::Headings::parse(line, delimiter);
        }
    }

    /// Reads one line, without its end; of a table's record some columns alone, where that is enough.
    pub fn decode(&self, number: usize, line: &str, only: Option<Columns>) -> Decoded {
        let limits = Limits::default();
        let mut decoded = Decoded::default();
        let mut each = |piece| decoded.take(piece);
        let mut sink = Sink::new(&limits, &mut each);
        match self.kind {
            LineKind::Table(delimiter) => csv::line(&mut sink, number, line, delimiter, &self.headings, only),
            LineKind::Json => sink.inside(format_args!("rad {number} "), |sink| json::read(sink, line)),
            LineKind::Markup => {
                sink.text(format_args!("rad {number}"), None, line);
                sink.text(format_args!("rad {number}"), None, &unescape::without_tags(line));
            }
            LineKind::Plain => sink.text(format_args!("rad {number}"), None, line),
        }
        decoded
    }

    /// A line of markup without its tags.
    pub fn without_tags(line: &str) -> String {
        unescape::without_tags(line)
    }
}
