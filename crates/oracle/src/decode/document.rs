//! Texts, slides and sheets of XML (DOCX, PPTX, ODT, ODS): paragraphs as they read, with and without what was struck out, and
//! tables with their rows.

mod table;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sink::Sink;
use super::unescape;
use table::Table;

/// Paragraphs and tables inside one another that are followed.
const MOST_NESTED: usize = 64;

/// Reads the paragraphs and tables of a part.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut pass = Pass::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => pass.start(&tag),
            Ok(Event::Empty(tag)) => {
                pass.start(&tag);
                pass.end(sink, tag.local_name().as_ref());
            }
            Ok(Event::End(tag)) => pass.end(sink, tag.local_name().as_ref()),
            Ok(Event::Text(text)) => pass.text(&text),
            Ok(Event::CData(text)) => pass.text(&text),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = unescape::entity(&name) {
                    pass.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            // What is broken is said by the reader of all its texts.
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    pass.rest(sink);
}

#[derive(Default)]
struct Pass {
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    seen_paragraphs: usize,
    seen_tables: usize,
    /// Inside an element that holds letters (`w:t`); other text between tags is layout.
    letters: bool,
    inserted: usize,
    deleted: usize,
}

/// A paragraph's text as it stood, and as it stands.
#[derive(Default)]
struct Paragraph {
    /// Which of the part it is, from 1.
    number: usize,
    /// In ODF, all text of a paragraph is letters.
    mixed: bool,
    before: String,
    after: String,
}

impl Pass {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "p" | "h" if self.paragraphs.len() < MOST_NESTED => {
                self.seen_paragraphs += 1;
                self.paragraphs.push(Paragraph {
                    number: self.seen_paragraphs,
                    mixed: tag.name().as_ref().starts_with("text:"),
                    ..Paragraph::default()
                });
            }
            "t" | "delText" | "instrText" => self.letters = true,
            "tab" | "s" => self.add(" "),
            "br" | "cr" | "line-break" => self.add("\n"),
            "ins" | "moveTo" => self.inserted += 1,
            "del" | "moveFrom" => self.deleted += 1,
            "tbl" | "table" if self.tables.len() < MOST_NESTED => {
                self.seen_tables += 1;
                self.tables
                    .push(Table::new(self.seen_tables, attribute(tag, "table:name")));
            }
            "tr" | "table-row" => self.with_table(|table| table.open_row()),
            "tc" | "table-cell" | "covered-table-cell" => {
                let value = ["office:value", "office:date-value", "office:string-value"]
                    .iter()
                    .find_map(|name| attribute(tag, name));
                self.with_table(|table| table.open_cell(value));
            }
            _ => {}
        }
        let repeated = |name| attribute(tag, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1);
        match tag.local_name().as_ref() {
            "table-row" => self.with_table(|table| table.repeat_row(repeated("table:number-rows-repeated"))),
            "table-cell" | "covered-table-cell" => {
                self.with_table(|table| table.repeat_cell(repeated("table:number-columns-repeated")));
            }
            _ => {}
        }
    }

    fn end(&mut self, sink: &mut Sink<'_>, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(sink),
            "t" | "delText" | "instrText" => self.letters = false,
            "ins" | "moveTo" => self.inserted = self.inserted.saturating_sub(1),
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "tc" | "table-cell" | "covered-table-cell" => self.with_table(|table| table.close_cell(sink)),
            "tr" | "table-row" => self.with_table(|table| table.close_row(sink)),
            "tbl" | "table" => drop(self.tables.pop()),
            _ => {}
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn text(&mut self, text: &str) {
        if self.letters || self.paragraphs.last().is_some_and(|paragraph| paragraph.mixed) {
            self.add(text);
        }
    }

    fn add(&mut self, text: &str) {
        let (inserted, deleted) = (self.inserted > 0, self.deleted > 0);
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if !deleted {
            paragraph.after.push_str(text);
        }
        if !inserted {
            paragraph.before.push_str(text);
        }
    }

    fn end_paragraph(&mut self, sink: &mut Sink<'_>) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        match self
            .tables
            .last_mut()
            .and_then(|table| table.place().map(|place| (table, place)))
        {
            Some((table, place)) => {
                if paragraph.before != paragraph.after {
                    sink.text(place, None, &paragraph.before);
                }
                table.text(&paragraph.after);
            }
            None => {
                let place = format!("stycke {}", paragraph.number);
                sink.text(&place, None, &paragraph.after);
                if paragraph.before != paragraph.after {
                    sink.text(format_args!("{place}, före ändring"), None, &paragraph.before);
                }
            }
        }
    }

    /// What a part that was cut short left open.
    fn rest(mut self, sink: &mut Sink<'_>) {
        while !self.paragraphs.is_empty() {
            self.end_paragraph(sink);
        }
        while let Some(mut table) = self.tables.pop() {
            table.close_cell(sink);
            table.close_row(sink);
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut all = attributes.with_checks(false).flatten();
    let found = all.find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescape::entities(&found.value).into_owned())
}
