//! XLSX and PDF beside the readers that they are read with, alone: `cargo bench -p skott-oracle --bench containers`.
//!
//! The bar is 1.5 times of unpacking and parsing without looking at anything.
#![allow(clippy::unwrap_used, missing_docs, reason = "a bench that cannot be set up fails")]

use std::hint::black_box;
use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lopdf::Document;
use lopdf::content::Content as Operations;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};
use rust_xlsxwriter::Workbook;
use skott_oracle::decode::{Limits, decode_body};
use zip::ZipArchive;

const ROWS: u32 = 20_000;
const PAGES: usize = 300;

fn row(i: u32) -> [String; 5] {
    let (year, day) = (1950 + i % 50, 1 + i % 28);
    [
        format!("ORD-2020-{i:05}"),
        format!("Förnamn{} Efternamnsson{}", i % 997, i % 4999),
        format!("{year}01{day:02}-98{:02}", i % 100),
        format!("person{i}@trafik.example"),
        "Västtrafikkort".to_owned(),
    ]
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for i in 0..ROWS {
        for (column, text) in (0..).zip(row(i)) {
            sheet.write(i, column, text).unwrap();
        }
        sheet.write(i, 5, 100.0 + f64::from(i) / 100.0).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Unpacks every part and walks every cell.
fn cells_alone(body: &[u8]) -> usize {
    let mut archive = ZipArchive::new(Cursor::new(body)).unwrap();
    let mut seen = 0;
    for i in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(i).unwrap().read_to_end(&mut bytes).unwrap();
        seen += bytes.len();
    }
    let mut book = Xlsx::new(Cursor::new(body)).unwrap();
    let sheets = book.sheet_names();
    let mut cells = book.worksheet_cells_reader(&sheets[0]).unwrap();
    while let Some(cell) = cells.next_cell().unwrap() {
        seen += cell.get_position().0 as usize;
    }
    seen
}

fn document() -> Vec<u8> {
    let mut pdf = Pdf::new();
    let id = |n: usize| Ref::new(i32::try_from(n).unwrap());
    pdf.catalog(id(1)).pages(id(2));
    pdf.pages(id(2))
        .kids((0..PAGES).map(|n| id(4 + 2 * n)))
        .count(i32::try_from(PAGES).unwrap());
    pdf.type1_font(id(3))
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    for n in 0..PAGES {
        let mut page = pdf.page(id(4 + 2 * n));
        page.media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
            .parent(id(2))
            .contents(id(5 + 2 * n));
        page.resources().fonts().pair(Name(b"F1"), id(3));
        page.finish();
        let mut content = Content::new();
        content.begin_text().set_font(Name(b"F1"), 9.0).next_line(50.0, 800.0);
        for line in 0..50 {
            for text in row(u32::try_from(n * 50 + line).unwrap()) {
                let latin = encoding_rs::WINDOWS_1252.encode(&text).0;
                content.show(Str(&latin)).next_line(100.0, 0.0);
            }
            content.next_line(-500.0, -14.0);
        }
        content.end_text();
        pdf.stream(id(5 + 2 * n), &content.finish());
    }
    let mut document = Document::load_mem(&pdf.finish()).unwrap();
    document.compress();
    let mut packed = Vec::new();
    document.save_modern(&mut packed).unwrap();
    packed
}

/// Loads the document and takes every page apart into its operations.
fn pages_alone(body: &[u8]) -> usize {
    let document = Document::load_mem(body).unwrap();
    let mut seen = 0;
    for (_, id) in document.get_pages() {
        let content = document.get_page_content(id);
        seen += Operations::decode(&content).unwrap().operations.len();
    }
    seen
}

/// Reads a body by the readers alone; gives something that depends on all of it.
type Alone = fn(&[u8]) -> usize;

fn side_by_side(c: &mut Criterion) {
    let limits = Limits::default();
    let cases: [(&str, Vec<u8>, Alone); 2] = [("xlsx", workbook(), cells_alone), ("pdf", document(), pages_alone)];
    for (name, body, alone) in &cases {
        let mut group = c.benchmark_group(*name);
        group.sample_size(10).throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function("readers alone", |b| b.iter(|| alone(black_box(body))));
        group.bench_function("decoded", |b| {
            b.iter(|| decode_body(black_box(body), None, &limits).texts.len());
        });
        group.finish();
    }
}

criterion_group!(benches, side_by_side);
criterion_main!(benches);
