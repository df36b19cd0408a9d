//! One pass over a page's nodes, as they open and close.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use scraper::Node;
use scraper::node::Element;

use super::super::lines::by_lines;
use super::super::record::{Halves, Record, is_half};
use super::super::sink::{Sink, safe_name};
use super::super::{NoteKind, enclosed, inline, json, script, unescape};
use super::rows::{Cells, Seams};
use super::table::Table;
use super::{as_element, label, ordinary, span};

/// The state of the pass.
pub(super) struct Walk<'s, 'l, 'h> {
    sink: &'s mut Sink<'l>,
    /// Labels are made when a text needs them: most elements have none of their own.
    path: Vec<Open<'h>>,
    tables: Vec<Table>,
    seen_tables: usize,
    /// The text since the last block began or ended, and of how many pieces it is joined.
    run: String,
    pieces: usize,
    seams: Seams,
    /// The last `<dt>`: the heading of the `<dd>` after it.
    term: Option<String>,
    halves: Halves,
    /// Classes and styles that were read: most elements have those of another.
    styles: HashSet<u64, RandomState>,
    ordinary: bool,
}

/// True for an attribute that holds a script, or an expression of a library that binds pages to data.
fn is_script(name: &str) -> bool {
    ["on", "x-", "v-", "ng-", "hx-on", "@", ":"]
        .iter()
        .any(|begin| name.starts_with(begin))
}

struct Open<'h> {
    element: &'h Element,
    block: bool,
    /// The texts of the blocks in it, where it is laid out as a row.
    cells: Cells,
}

impl<'s, 'l, 'h> Walk<'s, 'l, 'h> {
    pub fn new(sink: &'s mut Sink<'l>) -> Self {
        let (path, tables) = (Vec::new(), Vec::new());
        Self {
            sink,
            path,
            tables,
            seen_tables: 0,
            run: String::new(),
            pieces: 0,
            seams: Seams::default(),
            term: None,
            halves: Halves::default(),
            styles: HashSet::default(),
            ordinary: true,
        }
    }

    /// False where an element or an attribute had a name that may be a part of somebody's value.
    pub fn is_ordinary(&self) -> bool {
        self.ordinary
    }

    pub fn open(&mut self, node: &'h Node) {
        match node {
            Node::Element(element) => self.open_element(element),
            Node::Text(text) => self.text(text),
            Node::Comment(comment) => self.hidden("kommentar", comment),
            Node::Doctype(doctype) => {
                self.sink.text("doctype", None, doctype.public_id());
                self.sink.text("doctype", None, doctype.system_id());
            }
            Node::ProcessingInstruction(instruction) => self.hidden("instruktion", &instruction.data),
            Node::Document | Node::Fragment => {}
        }
    }

    pub fn close(&mut self, node: &Node) {
        let Some(element) = as_element(node) else { return };
        if self.path.last().is_some_and(|open| open.block) {
            self.end_block();
            self.close_cells();
        }
        self.path.pop();
        match element.name() {
            "table" => drop(self.tables.pop()),
            "thead" => self.with_table(|table| table.set_head(false)),
            "tr" => self.close_row(),
            "td" | "th" => self.close_cell(element),
            _ => {}
        }
    }

    fn open_element(&mut self, element: &'h Element) {
        let block = !unescape::is_inline(element.name());
        if block {
            self.end_block();
        }
        match element.name() {
            "table" => {
                self.seen_tables += 1;
                self.tables.push(Table::new(self.seen_tables));
            }
            "thead" => self.with_table(|table| table.set_head(true)),
            "tr" => self.with_table(Table::open_row),
            name @ ("td" | "th") => self.with_table(|table| table.open_cell(name == "th")),
            "br" => {
                self.run.push('\n');
                self.with_table(|table| table.text(" "));
            }
            "dt" | "dl" => self.term = None,
            _ => {}
        }
        self.path.push(Open {
            element,
            block,
            cells: Cells::default(),
        });
        self.attributes(element);
    }

    /// Every attribute, those that only style once each.
    fn attributes(&mut self, element: &Element) {
        self.ordinary &= ordinary::is_ordinary(element);
        let label = label(element);
        let column = self.column().map(str::to_owned);
        for (name, value) in element.attrs() {
            if matches!(name, "class" | "style") && !self.styles.insert(self.styles.hasher().hash_one(value)) {
                continue;
            }
            let place = self.located(format!("{label} {}", safe_name(name)), false);
            self.sink.text(&place, column.as_deref(), value);
            match name {
                "srcdoc" => enclosed(
                    self.sink,
                    format_args!("{place}, "),
                    value.as_bytes(),
                    Some("text/html"),
                ),
                name if is_script(name) => script::values(self.sink, value, &place),
                _ => drop(json::embedded(self.sink, value, format_args!("{place} "))),
            }
            inline::read(self.sink, value, &place);
        }
        self.fields(element, &label);
        if let (Some(name), Some(value)) = (element.attr("name"), element.attr("value")) {
            let joined = self.halves.take(name, value);
            self.sink.row(self.located(label, false), joined);
        }
    }

    /// The data that an element carries for scripts, read as a row's cells; both ways, since the parser keeps no order of them.
    fn fields(&mut self, element: &Element, label: &str) {
        let is_field = |(name, _): &(&str, &str)| name.starts_with("data-") || is_half(name);
        let mut fields: Vec<(&str, &str)> = element.attrs().filter(is_field).collect();
        for _ in 0..2 {
            let (names, values): (Vec<&str>, Vec<&str>) = fields.iter().copied().unzip();
            let joined = Record::of(names.into_iter()).joined(&values);
            self.sink.row(self.located(label.to_owned(), false), joined);
            fields.reverse();
        }
    }

    fn text(&mut self, text: &str) {
        let blank = text.trim().is_empty();
        match self.path.last().map_or("", |open| open.element.name()) {
            "script" if !blank => return self.script(text),
            "style" => {
                let place = self.place();
                // Nobody sees it, and anybody may read it.
                self.sink.text(&place, None, text);
                return inline::read(self.sink, text, place);
            }
            "noscript" | "noframes" | "iframe" | "xmp" | "noembed" if !blank => return self.hidden("", text),
            "dt" => self.term = Some(text.trim().to_owned()),
            _ => {}
        }
        self.with_table(|table| table.text(text));
        self.seams.note(&self.run, text);
        self.run.push_str(text);
        if !blank {
            self.pieces += 1;
            let place = self.place();
            let column = self.column().map(str::to_owned);
            self.sink.text(&place, column.as_deref(), text);
            let joined = self.side_heading().map(str::to_owned);
            let joined = joined.and_then(|heading| self.halves.take(&heading, text));
            self.sink.row(place, joined);
        }
    }

    /// What a reader does not see, and may hold markup of its own.
    fn hidden(&mut self, what: &str, text: &str) {
        let place = if what.is_empty() { self.place() } else { what.to_owned() };
        self.sink.text(&place, None, text);
        if text.contains('<') {
            self.sink.text(&place, None, &unescape::without_tags(text));
        }
    }

    fn script(&mut self, text: &str) {
        let place = self.place();
        if json::embedded(self.sink, text, format_args!("{place} ")) {
            return;
        }
        for (lines, piece) in by_lines(text) {
            self.sink.text(format_args!("{place} {lines}"), None, piece);
        }
        if text.trim_start().starts_with('<') {
            // A template that a script fills in.
            self.sink.text(&place, None, &unescape::without_tags(text));
        } else {
            script::values(self.sink, text, &place);
        }
    }

    /// The text of a block as one, where tags cut it into pieces; and each of these by itself, where only they part its words.
    fn end_block(&mut self) {
        if self.pieces > 1 {
            let place = self.block_place();
            let column = self.column().map(str::to_owned);
            self.sink.text(&place, column.as_deref(), &self.run);
            self.sink.row(place, self.seams.parted(&self.run));
        }
        if self.tables.is_empty()
            && self.pieces > 0
            && let Some(block) = self.path.iter_mut().rev().find(|open| open.block)
        {
            block.cells.add(self.run.trim());
        }
        self.seams.clear();
        let is_blank = self.pieces == 0;
        self.with_table(|table| table.end_block(is_blank));
        self.run.clear();
        self.pieces = 0;
    }

    /// A block with blocks in it may be a row of cells; one without is a cell of the block around it.
    fn close_cells(&mut self) {
        let Some((closed, around)) = self.path.split_last_mut() else {
            return;
        };
        let cells = std::mem::take(&mut closed.cells);
        if cells.has_blocks {
            return self.sink.row(label(closed.element), cells.joined());
        }
        if let (Some(parent), Some(text)) = (around.iter_mut().rev().find(|open| open.block), cells.only()) {
            parent.cells.add_block(text);
        }
    }

    /// The text of a cell as one, where blocks cut it into pieces.
    fn close_cell(&mut self, element: &Element) {
        let place = self.located(label(element), true);
        let column = self.column().map(str::to_owned);
        let Some(table) = self.tables.last_mut() else { return };
        if let Some(text) = table.close_cell(usize::from(span(element))) {
            self.sink.text(place, column.as_deref(), &text);
        }
    }

    fn close_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            let place = table.row_place();
            self.sink.row(place, table.close_row());
            if table.cut {
                self.sink.note(NoteKind::OverLimit, "kropp");
            }
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn column(&self) -> Option<&str> {
        let heading = self.tables.last().and_then(Table::heading);
        heading.or_else(|| self.term_here())
    }

    /// The term that a text explains.
    fn term_here(&self) -> Option<&str> {
        let explains = self.path.iter().any(|open| open.element.name() == "dd");
        self.term.as_deref().filter(|_| explains)
    }

    /// A heading that stands before a text and not over a column of them.
    fn side_heading(&self) -> Option<&str> {
        let heading = self.tables.last().and_then(Table::side_heading);
        heading.or_else(|| self.term_here())
    }

    fn place(&self) -> String {
        let element = self.path.last().map_or_else(String::new, |open| label(open.element));
        self.located(element, true)
    }

    fn block_place(&self) -> String {
        let block = self.path.iter().rev().find(|open| open.block);
        self.located(block.map_or_else(String::new, |open| label(open.element)), true)
    }

    /// A cell's text reads `<td> rad 3, kolumn 2`, an attribute's `<a> href, rad 3, kolumn 2`.
    fn located(&self, place: String, text: bool) -> String {
        match self.tables.last().and_then(Table::place) {
            Some(cell) if text => format!("{place} {cell}"),
            Some(cell) => format!("{place}, {cell}"),
            None => place,
        }
    }
}
