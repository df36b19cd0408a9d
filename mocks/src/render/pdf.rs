//! Files for print: several pages, compressed, in an embedded font cut down to the letters needed.

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::{Content, Filter, Finish, Pdf, Rect, Ref, Str};

use crate::render::line::Line;
use crate::render::pdf_font::{FONT_NAME, Letters, embed};
use crate::render::text::kronor;

/// The type of a file for print.
pub const CONTENT_TYPE: &str = "application/pdf";

/// A4 lying down, in points.
const PAPER: (f32, f32) = (842.0, 595.0);
const MARGIN: f32 = 30.0;
const SIZE: f32 = 7.5;
/// An order takes two lines.
const ORDER_HEIGHT: f32 = 23.0;
const LINE_HEIGHT: f32 = 9.5;
const ORDERS_ON_PAGE: usize = 21;
/// Quick rather than small: files are made while somebody waits.
const EFFORT: u8 = 1;

/// Where a text begins and how wide it may be.
struct Column(f32, f32);

const UPPER: [Column; 8] = [
    Column(0.0, 76.0),
    Column(80.0, 52.0),
    Column(136.0, 160.0),
    Column(300.0, 76.0),
    Column(380.0, 170.0),
    Column(554.0, 76.0),
    Column(634.0, 66.0),
    Column(704.0, 78.0),
];
const LOWER: [Column; 5] = [
    Column(0.0, 76.0),
    Column(80.0, 216.0),
    Column(300.0, 76.0),
    Column(380.0, 170.0),
    Column(554.0, 228.0),
];
const UPPER_HEADINGS: [&str; 8] = [
    "Beställning",
    "Datum",
    "Namn",
    "Personnummer",
    "Förmån",
    "Status",
    "Belopp",
    "Kvitto",
];
/// What stands beneath an order's number has no heading, and is nothing in a sound portal.
const LOWER_HEADINGS: [&str; 5] = ["", "E-post", "Telefon", "Förvaltning", "Adress"];

const CATALOG: Ref = Ref::new(1);
const PAGE_TREE: Ref = Ref::new(2);
const FONT: Ref = Ref::new(3);
/// Objects from here on: two for each page.
const FIRST_PAGE: i32 = 10;

/// A report of orders.
pub fn orders(lines: &[Line]) -> Vec<u8> {
    let mut letters = Letters::new();
    // An empty report is still a page, with headings.
    let pages = lines.len().div_ceil(ORDERS_ON_PAGE).max(1);
    let contents: Vec<_> = (0..pages).map(|no| page(lines, no, pages, &mut letters)).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(CATALOG).pages(PAGE_TREE);
    let refs = |no: usize| {
        (
            Ref::new(FIRST_PAGE + 2 * no as i32),
            Ref::new(FIRST_PAGE + 2 * no as i32 + 1),
        )
    };
    pdf.pages(PAGE_TREE)
        .kids((0..pages).map(|no| refs(no).0))
        .count(pages as i32);
    for (no, content) in contents.iter().enumerate() {
        add_page(&mut pdf, refs(no), content);
    }
    embed(&mut pdf, FONT, &letters);
    pdf.finish()
}

fn add_page(pdf: &mut Pdf, (page_ref, content_ref): (Ref, Ref), content: &[u8]) {
    let mut page = pdf.page(page_ref);
    page.media_box(Rect::new(0.0, 0.0, PAPER.0, PAPER.1))
        .parent(PAGE_TREE)
        .contents(content_ref);
    page.resources().fonts().pair(FONT_NAME, FONT);
    page.finish();
    pdf.stream(content_ref, &compress(content)).filter(Filter::FlateDecode);
}

/// Deflates a stream.
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, EFFORT)
}

fn page(lines: &[Line], no: usize, pages: usize, letters: &mut Letters) -> Vec<u8> {
    let mut sheet = Sheet {
        content: Content::new(),
        letters,
        state: TextState::default(),
    };
    let top = PAPER.1 - MARGIN;
    sheet.text(MARGIN, top, 400.0, 12.0, "Beställningsrapport");
    sheet.text(
        PAPER.0 - MARGIN - 70.0,
        top,
        70.0,
        SIZE,
        &format!("Sida {} av {pages}", no + 1),
    );
    let first = top - 2.2 * LINE_HEIGHT;
    sheet.row(first, UPPER_HEADINGS, LOWER_HEADINGS);
    sheet.rule(first - LINE_HEIGHT - 4.0);
    let shown = lines.iter().skip(no * ORDERS_ON_PAGE).take(ORDERS_ON_PAGE);
    for (at, line) in shown.enumerate() {
        sheet.order(first - ORDER_HEIGHT * (at + 1) as f32 - 3.0, line);
    }
    sheet.content.finish().into_vec()
}

struct Sheet<'a> {
    content: Content,
    letters: &'a mut Letters,
    state: TextState,
}

/// Size and horizontal scaling hold until changed, so they are written only then.
#[derive(Default)]
struct TextState {
    size: f32,
    scaling: f32,
}

impl TextState {
    fn change(&mut self, content: &mut Content, size: f32, scaling: f32) {
        if self.size != size {
            content.set_font(FONT_NAME, size);
        }
        if self.scaling != scaling {
            content.set_horizontal_scaling(scaling);
        }
        *self = Self { size, scaling };
    }
}

impl Sheet<'_> {
    fn order(&mut self, y: f32, line: &Line) {
        let (day, amount) = (line.day.to_string(), format!("{} kr", kronor(line.amount)));
        let upper = [
            line.id,
            &day,
            &line.name,
            line.personnummer,
            &line.benefit,
            line.status,
            &amount,
            line.receipt,
        ];
        let pay = line
            .pay
            .map(|pay| format!("Lön {} kr", kronor(pay)))
            .unwrap_or_default();
        self.row(y, upper, [&pay, line.email, &line.phone, &line.instance, &line.address]);
    }

    fn row(&mut self, y: f32, upper: [&str; 8], lower: [&str; 5]) {
        for (Column(x, width), text) in UPPER.iter().zip(upper) {
            self.text(MARGIN + x, y, *width, SIZE, text);
        }
        for (Column(x, width), text) in LOWER.iter().zip(lower) {
            self.text(MARGIN + x, y - LINE_HEIGHT, *width, SIZE, text);
        }
    }

    /// A text too wide for its column is pressed together, never cut: a report must not lose what it is about.
    fn text(&mut self, x: f32, y: f32, width: f32, size: f32, text: &str) {
        if text.is_empty() {
            return;
        }
        let (codes, wide) = self.letters.set(text, size);
        let content = &mut self.content;
        content.begin_text();
        self.state
            .change(content, size, if wide > width { 100.0 * width / wide } else { 100.0 });
        content
            .next_line(x, (y * 10.0).round() / 10.0)
            .show(Str(&codes))
            .end_text();
    }

    fn rule(&mut self, y: f32) {
        self.content
            .set_line_width(0.5)
            .move_to(MARGIN, y)
            .line_to(PAPER.0 - MARGIN, y)
            .stroke();
    }
}
