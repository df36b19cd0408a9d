//! A document with its lines drawn run by run, as programs that set text close draw them.

use encoding_rs::WINDOWS_1252;
use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str};
use rand::RngExt;

use crate::town::Town;

const LINES: usize = 50;
/// Signs that a line of a page holds.
const WIDTH: usize = 90;

/// A document that shows a text.
pub fn of(town: &mut Town, text: String) -> Vec<u8> {
    let lines: Vec<String> = text.lines().flat_map(wrapped).collect();
    let pages: Vec<&[String]> = lines.chunks(LINES).collect();
    let id = |number: usize| Ref::new(i32::try_from(number).expect("few pages"));
    let (first, many) = (4, pages.len());
    let mut pdf = Pdf::new();
    pdf.catalog(id(1)).pages(id(2));
    let kids = (0..many).map(|i| id(first + 2 * i));
    pdf.pages(id(2))
        .kids(kids)
        .count(i32::try_from(many).expect("few pages"));
    pdf.type1_font(id(3))
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    for (i, lines) in pages.into_iter().enumerate() {
        let (page, content) = (id(first + 2 * i), id(first + 2 * i + 1));
        let mut page = pdf.page(page);
        page.media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
            .parent(id(2))
            .contents(content);
        page.resources().fonts().pair(Name(b"F1"), id(3));
        drop(page);
        pdf.stream(content, &drawn(town, lines));
    }
    pdf.finish()
}

/// Lines no longer than a page is wide, broken between words.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is one");
        if line.is_empty() || line.chars().count() + word.chars().count() < WIDTH {
            let gap = if line.is_empty() { "" } else { " " };
            line.extend([gap, word]);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Each line in one to four pieces, with a little space taken away between them.
fn drawn(town: &mut Town, lines: &[String]) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text().set_font(Name(b"F1"), 10.0).next_line(40.0, 800.0);
    for line in lines {
        let bytes = WINDOWS_1252.encode(line).0;
        content.next_line(0.0, -14.0);
        let mut pieces = content.show_positioned();
        let mut items = pieces.items();
        let mut rest = &bytes[..];
        for _ in 0..town.rng.random_range(0..4) {
            let (piece, tail) = rest.split_at(town.rng.random_range(0..=rest.len()));
            items.show(Str(piece)).adjust(15.0);
            rest = tail;
        }
        items.show(Str(rest));
    }
    content.end_text();
    content.finish().to_vec()
}
