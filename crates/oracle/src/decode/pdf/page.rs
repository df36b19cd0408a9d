//! The text that a page shows, line by line.

use std::collections::HashSet;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::NoteKind;
use super::super::lines::over_lines;
use super::super::sink::Sink;
use super::font::{self, Font, Fonts};

/// Forms inside forms that are followed.
const MOST_FORMS: usize = 8;
/// How far a baseline may move within a line, in parts of the page's unit.
const SAME_LINE: f32 = 2.0;
/// A gap in a shown string that reads as a space, in thousandths of the letter size.
const SPACE: f32 = -180.0;

/// What is carried from page to page.
pub(super) struct Pages<'d> {
    document: &'d Document,
    fonts: font::Known<'d>,
    /// Forms that were drawn on some page.
    pub drawn: HashSet<ObjectId>,
}

impl<'d> Pages<'d> {
    pub fn new(document: &'d Document) -> Self {
        Self {
            document,
            fonts: font::Known::new(),
            drawn: HashSet::new(),
        }
    }

    /// Reads a page.
    pub fn read(&mut self, sink: &mut Sink<'_>, number: u32, id: ObjectId) {
        let document = self.document;
        let place = format!("sida {number}");
        let most = usize::try_from(sink.unpack).unwrap_or(usize::MAX);
        let mut page = Page::new(self);
        match document.get_page_content_with_limit(id, most) {
            Ok(content) => {
                sink.spend(content.len());
                page.content(sink, &content, &resources(document, id), 0);
            }
            Err(_) => sink.note(NoteKind::OverLimit, &place),
        }
        page.give(sink, &place);
    }

    /// Reads a form that no page draws by itself: what an annotation or a field looks like. One that nobody can see is read as
    /// well as it goes, without a word about what does not.
    pub fn form(&mut self, sink: &mut Sink<'_>, place: &str, id: ObjectId, visible: bool) {
        let document = self.document;
        let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else {
            return;
        };
        let mut page = Page::new(self);
        page.form(sink, id, stream, &[], 0);
        page.unmapped &= visible;
        page.images &= visible;
        page.give(sink, place);
    }
}

/// The page's resources and those that it inherits.
fn resources(document: &Document, id: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, inherited)) = document.get_page_resources(id) else {
        return Vec::new();
    };
    own.into_iter()
        .chain(inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok()))
        .collect()
}

struct Page<'p, 'd> {
    pages: &'p mut Pages<'d>,
    lines: Vec<Line>,
    /// Texts that stand beside the shown ones: what a reader aloud says instead.
    spoken: Vec<String>,
    unmapped: bool,
    images: bool,
    /// Forms being drawn, so that one that draws itself ends.
    entered: HashSet<ObjectId>,
}

struct Line {
    y: f32,
    pieces: Vec<String>,
}

/// Where the next letters stand, as far as lines need it: heights alone.
struct Pen {
    /// How the page is scaled and moved, and what `Q` goes back to.
    page: (f32, f32),
    saved: Vec<(f32, f32)>,
    scale: f32,
    line: f32,
    leading: f32,
    moved: bool,
}

impl<'p, 'd> Page<'p, 'd> {
    fn new(pages: &'p mut Pages<'d>) -> Self {
        Self {
            pages,
            lines: Vec::new(),
            spoken: Vec::new(),
            unmapped: false,
            images: false,
            entered: HashSet::new(),
        }
    }

    /// Gives the lines one after another, and each line's pieces together and as the cells of a row.
    fn give(self, sink: &mut Sink<'_>, place: &str) {
        let lines: Vec<String> = self.lines.iter().map(|line| line.pieces.join(" ")).collect();
        for (_, piece) in over_lines(&lines.join("\n")) {
            sink.text(place, None, piece);
        }
        for pieces in self
            .lines
            .iter()
            .map(|line| &line.pieces)
            .filter(|pieces| pieces.len() > 1)
        {
            sink.text(place, None, &pieces.concat());
            if pieces.len() > 2 {
                sink.text(place, None, &pieces.join("\t"));
            }
        }
        for text in &self.spoken {
            sink.text(format_args!("{place}, alternativtext"), None, text);
        }
        if self.unmapped || (self.lines.is_empty() && self.images) {
            sink.note(NoteKind::Unreadable, place);
        }
    }

    fn content(&mut self, sink: &mut Sink<'_>, content: &[u8], resources: &[&'d Dictionary], depth: usize) {
        let Ok(content) = Content::decode(content) else {
            self.unmapped = true;
            return;
        };
        let mut fonts = Fonts::new();
        for dictionary in resources.iter().rev() {
            fonts.extend(font::of_resources(
                sink,
                self.pages.document,
                dictionary,
                &mut self.pages.fonts,
            ));
        }
        let mut font: Option<&Font<'_>> = None;
        let mut pen = Pen {
            page: (1.0, 0.0),
            saved: Vec::new(),
            scale: 1.0,
            line: 0.0,
            leading: 0.0,
            moved: true,
        };
        for operation in &content.operations {
            let operands = operation.operands.as_slice();
            match (operation.operator.as_str(), operands) {
                ("Tf", [Object::Name(name), ..]) => font = fonts.get(name).map(Rc::as_ref),
                ("Do", [Object::Name(name)]) => self.draw(sink, name, resources, depth),
                ("BDC", [_, Object::Dictionary(properties)]) => {
                    let spoken = [b"ActualText".as_slice(), b"Alt", b"E"];
                    let texts = spoken
                        .iter()
                        .filter_map(|key| properties.get(key).and_then(Object::as_str).ok());
                    self.spoken.extend(texts.map(super::text_string));
                }
                ("Tj", [text]) => self.show(font, text, &mut pen),
                ("TJ", [Object::Array(texts)]) => self.spaced(font, texts, &mut pen),
                ("'", [text]) | ("\"", [_, _, text]) => {
                    pen.next_line();
                    self.show(font, text, &mut pen);
                }
                (operator, operands) => pen.place(operator, operands),
            }
        }
    }

    /// Letters moved apart within one string: far enough is a space.
    fn spaced(&mut self, font: Option<&Font<'_>>, texts: &[Object], pen: &mut Pen) {
        for text in texts {
            match text {
                Object::String(..) => self.show(font, text, pen),
                other if other.as_float().is_ok_and(|gap| gap < SPACE) => self.append(" ", pen),
                _ => {}
            }
        }
    }

    fn show(&mut self, font: Option<&Font<'_>>, text: &Object, pen: &mut Pen) {
        let Object::String(bytes, _) = text else { return };
        let (text, known) = font.map_or_else(|| (super::text_string(bytes), false), |font| font.decode(bytes));
        self.unmapped |= !known;
        self.append(&text, pen);
    }

    fn append(&mut self, text: &str, pen: &mut Pen) {
        match self.lines.last_mut() {
            Some(line) if (line.y - pen.y()).abs() <= SAME_LINE => match line.pieces.last_mut() {
                Some(piece) if !pen.moved => piece.push_str(text),
                _ => line.pieces.push(text.to_owned()),
            },
            _ => self.lines.push(Line {
                y: pen.y(),
                pieces: vec![text.to_owned()],
            }),
        }
        pen.moved = false;
    }

    fn draw(&mut self, sink: &mut Sink<'_>, name: &[u8], resources: &[&'d Dictionary], depth: usize) {
        let document = self.pages.document;
        let find = |r: &&'d Dictionary| {
            document
                .get_dict_in_dict(r, b"XObject")
                .ok()?
                .get(name)
                .ok()?
                .as_reference()
                .ok()
        };
        let Some(id) = resources.iter().find_map(find) else {
            return;
        };
        let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else {
            return;
        };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Form") => self.form(sink, id, stream, resources, depth),
            Ok(b"Image") => self.images = true,
            _ => {}
        }
    }

    /// A form is a page within the page.
    fn form(&mut self, sink: &mut Sink<'_>, id: ObjectId, stream: &'d Stream, outer: &[&'d Dictionary], depth: usize) {
        if depth >= MOST_FORMS || !self.entered.insert(id) {
            return;
        }
        self.pages.drawn.insert(id);
        let own = self.pages.document.get_dict_in_dict(&stream.dict, b"Resources").ok();
        let resources: Vec<_> = own.into_iter().chain(outer.iter().copied()).collect();
        match super::unpacked(sink, stream) {
            Some(content) => self.content(sink, &content, &resources, depth + 1),
            None => self.unmapped = true,
        }
        self.entered.remove(&id);
    }
}

impl Pen {
    fn y(&self) -> f32 {
        self.page.0 * self.line + self.page.1
    }

    fn down(&mut self, by: f32) {
        self.line += by * self.scale;
        self.moved = true;
    }

    fn next_line(&mut self) {
        self.down(-self.leading);
    }

    /// The operators that move the pen, or the page under it.
    fn place(&mut self, operator: &str, operands: &[Object]) {
        let number = |i: usize| operands.get(i).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        match operator {
            "q" => self.saved.push(self.page),
            "Q" => self.page = self.saved.pop().unwrap_or(self.page),
            "cm" => self.page = (self.page.0 * number(3), self.page.0 * number(5) + self.page.1),
            "BT" => (self.scale, self.line, self.moved) = (1.0, 0.0, true),
            "Tm" => (self.scale, self.line, self.moved) = (number(3), number(5), true),
            "Td" => self.down(number(1)),
            "TD" => {
                self.leading = -number(1);
                self.down(number(1));
            }
            "TL" => self.leading = number(0),
            "T*" => self.next_line(),
            _ => {}
        }
    }
}
