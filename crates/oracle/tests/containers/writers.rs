//! Writes values into every container: by another library than reads it, or by hand. What the property tests read back, and
//! what the fuzzer begins with.
#![allow(dead_code, reason = "the fuzzer takes its part")]

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use mail_builder::MessageBuilder;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use rust_xlsxwriter::{Note, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A container's name, the content type it is sent with, and the body.
pub type Written = (&'static str, &'static str, Vec<u8>);

/// The values in every container. They hold letters, digits, single spaces and punctuation, no control characters.
pub fn all(values: &[String]) -> Vec<Written> {
    let csv = csv(values, b';');
    let json = serde_json::to_vec(&serde_json::json!({ "rader": values })).unwrap();
    vec![
        ("html", "text/html; charset=utf-8", html(values)),
        ("attributes", "text/html; charset=utf-8", attributes(values)),
        ("json", "application/json", json.clone()),
        (
            "json in json",
            "application/json",
            serde_json::to_vec(&[String::from_utf8_lossy(&json)]).unwrap(),
        ),
        ("ndjson", "application/x-ndjson", ndjson(values)),
        ("csv", "text/csv", csv.clone()),
        ("tsv", "text/tab-separated-values", self::csv(values, b'\t')),
        ("xml", "application/xml", xml(values)),
        ("script", "text/javascript", script(values)),
        ("calendar", "text/calendar", calendar(values)),
        ("card", "text/vcard", card(values)),
        ("xlsx", "", xlsx(values)),
        ("docx", "", docx(values)),
        ("ods", "", ods(values)),
        ("pdf", "application/pdf", pdf(values)),
        ("zip", "application/zip", zipped(&[("a/order.csv", &csv)])),
        ("gzip", "", gzipped(&json)),
        ("tar", "", tarred(&[("order.csv", &csv)])),
        ("tar.gz", "", gzipped(&tarred(&[("order.json", &json)]))),
        ("mail", "message/rfc822", mail(values, &csv)),
        ("parts", "multipart/mixed; boundary=g", parts(&csv, &json)),
        (
            "data URL",
            "text/html",
            format!("<a href='data:text/csv;base64,{}'>x</a>", base64(&csv)).into_bytes(),
        ),
        (
            "base64 in json",
            "application/json",
            format!("{{\"fil\":\"{}\"}}", base64(&gzipped(&csv))).into_bytes(),
        ),
        (
            "all in one another",
            "",
            gzipped(&tarred(&[(
                "brev.eml",
                &mail(&[], &zipped(&[("a.xlsx", &xlsx(values))])),
            )])),
        ),
    ]
}

/// A zip of some files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Gzip of some bytes.
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// A tar of some files, by hand: a header of 512 bytes, the content filled up to whole blocks, two empty blocks.
pub fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (name, bytes) in files {
        let mut header = [0_u8; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..136].copy_from_slice(format!("{:011o}\0", bytes.len()).as_bytes());
        header[156] = b'0';
        header[257..263].copy_from_slice(b"ustar\0");
        summed(&mut header);
        tar.extend(header);
        tar.extend_from_slice(bytes);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.resize(tar.len() + 1024, 0);
    tar
}

/// Writes the sum over a tar's header into it.
pub fn summed(header: &mut [u8]) {
    header[148..156].fill(b' ');
    let sum: u32 = header[..512].iter().map(|&b| u32::from(b)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

/// Base64 by hand.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |n, &b| n << 8 | u32::from(b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * i)) as usize & 63]);
            text.push(if i <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// A value cut in two, as tags and runs cut it.
fn halves(value: &str) -> (&str, &str) {
    let middle = value
        .char_indices()
        .nth(value.chars().count() / 2)
        .map_or(0, |(at, _)| at);
    value.split_at(middle)
}

fn joined(values: &[String], one: impl Fn(&str) -> String) -> String {
    values.iter().map(|value| one(value)).collect()
}

fn html(values: &[String]) -> Vec<u8> {
    let cell = |value: &str| {
        let (a, b) = halves(value);
        format!("<tr><td>1<td>{}<b>{}</b>", escaped(a), escaped(b))
    };
    format!(
        "<!doctype html><table><tr><th>Nr<th>Namn{}</table>",
        joined(values, cell)
    )
    .into_bytes()
}

fn attributes(values: &[String]) -> Vec<u8> {
    joined(values, |v| {
        format!("<input type=hidden name=v value=\"{}\">", escaped(v))
    })
    .into_bytes()
}

fn ndjson(values: &[String]) -> Vec<u8> {
    joined(values, |v| format!("{}\n", serde_json::json!({ "namn": v }))).into_bytes()
}

/// A table by hand, every cell in quotes.
fn csv(values: &[String], delimiter: u8) -> Vec<u8> {
    let row = |v: &str| format!("7{}\"{}\"\r\n", char::from(delimiter), v.replace('"', "\"\""));
    format!("Nr{}Namn\r\n{}", char::from(delimiter), joined(values, row)).into_bytes()
}

fn xml(values: &[String]) -> Vec<u8> {
    format!(
        "<?xml version='1.0'?><svar>{}</svar>",
        joined(values, |v| format!("<rad><namn>{}</namn></rad>", escaped(v)))
    )
    .into_bytes()
}

fn script(values: &[String]) -> Vec<u8> {
    let literal = |text: &str| {
        let mut out = String::from("'");
        for unit in text.encode_utf16() {
            let _ = write!(out, "\\u{unit:04x}");
        }
        out + "'"
    };
    let one = |value: &str| {
        let (a, b) = halves(value);
        format!("visa({} + /* mer */ {});\n", literal(a), literal(b))
    };
    format!("var x = 1;\n{}", joined(values, one)).into_bytes()
}

/// Lines folded at 60 bytes and at whole letters.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 60 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out + "\r\n"
}

fn calendar(values: &[String]) -> Vec<u8> {
    let plain = |v: &str| v.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
    let event = |v: &str| {
        format!(
            "BEGIN:VEVENT\r\n{}END:VEVENT\r\n",
            folded(&format!("SUMMARY:{}", plain(v)))
        )
    };
    format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", joined(values, event)).into_bytes()
}

fn card(values: &[String]) -> Vec<u8> {
    let quoted = |v: &str| {
        v.bytes()
            .map(|b| format!("={b:02X}"))
            .collect::<Vec<_>>()
            .chunks(20)
            .map(<[String]>::concat)
            .collect::<Vec<_>>()
            .join("=\r\n")
    };
    joined(values, |v| {
        format!(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{}\r\nEND:VCARD\r\n",
            quoted(v)
        )
    })
    .into_bytes()
}

fn xlsx(values: &[String]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, value) in (0..).zip(values) {
        sheet.write(row, 3, value).unwrap();
    }
    let hidden = book.add_worksheet();
    hidden.set_very_hidden(true);
    for (row, value) in (0..).zip(values) {
        hidden.insert_note(row, 0, &Note::new(value)).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn docx(values: &[String]) -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let paragraph = |value: &str| {
        let (a, b) = halves(value);
        format!("<w:p>{}{}</w:p>", run(a), run(b))
    };
    let body = format!(
        "<w:document><w:body>{}</w:body></w:document>",
        joined(values, paragraph)
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", body.as_bytes()),
    ])
}

fn ods(values: &[String]) -> Vec<u8> {
    let row = |value: &str| {
        let (a, b) = halves(value);
        format!(
            "<table:table-row><table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell><text:p>{}<text:span>{}</text:span></text:p></table:table-cell></table:table-row>",
            escaped(a),
            escaped(b)
        )
    };
    let content = format!(
        "<office:document-content><table:table table:name=\"Blad\">{}</table:table></office:document-content>",
        joined(values, row)
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

/// Each value on a line of its own in two shown strings, and the first one as title.
fn pdf(values: &[String]) -> Vec<u8> {
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let mut content = Content::new();
    content.begin_text().set_font(Name(b"F1"), 12.0).next_line(50.0, 800.0);
    for value in values {
        let (a, b) = halves(value);
        content.show(Str(&latin(a))).show(Str(&latin(b))).next_line(0.0, -14.0);
    }
    content.end_text();
    let mut pdf = Pdf::new();
    let id = Ref::new;
    pdf.catalog(id(1)).pages(id(2));
    pdf.pages(id(2)).kids([id(3)]).count(1);
    let mut page = pdf.page(id(3));
    page.media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
        .parent(id(2))
        .contents(id(4));
    page.resources().fonts().pair(Name(b"F1"), id(5));
    page.finish();
    pdf.stream(id(4), &content.finish());
    pdf.type1_font(id(5))
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.document_info(id(6))
        .title(TextStr(values.first().map_or("", String::as_str)));
    pdf.finish()
}

fn mail(values: &[String], attached: &[u8]) -> Vec<u8> {
    let mut message = MessageBuilder::new()
        .from(("Eva Lind", "eva@trafik.example"))
        .to("x@trafik.example")
        .subject(values.first().cloned().unwrap_or_default())
        .text_body(values.join("\n"))
        .html_body(String::from_utf8(html(values)).unwrap());
    message = message.attachment("application/octet-stream", "order.bin", attached);
    message.write_to_vec().unwrap()
}

fn parts(csv: &[u8], json: &[u8]) -> Vec<u8> {
    [
        b"--g\r\nContent-Type: text/csv\r\n\r\n",
        csv,
        b"\r\n--g\r\n\r\n",
        json,
        b"\r\n--g--\r\n",
    ]
    .concat()
}
