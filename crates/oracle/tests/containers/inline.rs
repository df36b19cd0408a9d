//! Bodies written as text: data: URLs and the base64 of documents, wherever they stand.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use skott_oracle::decode::needs_child;

use super::archives::TABLE;
use super::common::response;
use super::read;
use super::writers::{base64, gzipped, zipped};

#[test]
fn wherever_they_stand() {
    let csv = base64(TABLE.as_bytes());
    let zip = base64(&zipped(&[("order.csv", TABLE.as_bytes())]));
    let cell = "rad 2, kolumn \"Namn\"";
    let cases = [
        (
            "text/html",
            format!("<a href='data:text/csv;base64,{csv}'>x</a>"),
            format!("<a> href, data-URL, {cell}"),
        ),
        (
            "text/html",
            "<a href=\"data:text/csv;charset=utf-8,Nr;Namn%0A7;%C3%96berg%0A\">x</a>".to_owned(),
            format!("<a> href, data-URL, {cell}"),
        ),
        (
            "text/html",
            format!("<style>a {{ b: url(data:text/csv;base64,{csv}) }}</style>"),
            format!("<style>, data-URL, {cell}"),
        ),
        (
            "text/html",
            format!("<script>ladda('data:application/zip;base64,{zip}')</script>"),
            format!("<script> rad 1, data-URL, arkiv order.csv, {cell}"),
        ),
        (
            "application/json",
            format!("{{\"fil\":\"{zip}\"}}"),
            format!("$.fil, base64, arkiv order.csv, {cell}"),
        ),
        (
            "application/json",
            format!("{{\"fil\":\"{}\"}}", base64(&gzipped(TABLE.as_bytes()))),
            format!("$.fil, base64, {cell}"),
        ),
        (
            "application/xml",
            format!("<?xml version='1.0'?><svar><fil>{zip}</fil></svar>"),
            format!("/svar/fil, base64, arkiv order.csv, {cell}"),
        ),
        (
            "image/svg+xml",
            format!("<svg><image href='data:text/csv;base64,{csv}'/></svg>"),
            format!("/svg/image/@href, data-URL, {cell}"),
        ),
        (
            "text/html",
            "<iframe srcdoc='&lt;input name=a value=Öberg&gt;'></iframe>".to_owned(),
            "<iframe> srcdoc, <input name=a> value".to_owned(),
        ),
        (
            "text/html",
            "<style>td::after { content: 'Öberg' }</style>".to_owned(),
            "<style>".to_owned(),
        ),
        // What programs keep of their own, as a page's state, a session and a request to log in.
        (
            "text/html",
            format!("<input type=hidden name=__VIEWSTATE value='{}'>", base64(&state())),
            "<input name=__VIEWSTATE> value, base64, textbit".to_owned(),
        ),
        (
            "application/json",
            format!(
                "{{\"session\":\".{}.aB3\"}}",
                base64(&squeezed(ZlibEncoder::new(Vec::new(), Compression::best())))
            ),
            "$.session, base64, $.namn".to_owned(),
        ),
        (
            "application/json",
            format!(
                "{{\"saml\":\"{}\"}}",
                base64(&squeezed(DeflateEncoder::new(Vec::new(), Compression::best())))
            ),
            "$.saml, base64, $.namn".to_owned(),
        ),
    ];
    for (declared, body, place) in &cases {
        let decoded = read(declared, body);
        let texts = || decoded.texts.iter().filter(|t| t.text.contains("Öberg"));
        assert!(texts().any(|t| t.place == *place), "{place}: {:?}", decoded.texts);
    }
}

/// Of a page in binary, with lengths before its texts.
fn state() -> Vec<u8> {
    let head = (0x80..0xa0).flat_map(|b| [b, 0x0f]).collect::<Vec<u8>>();
    [&head, "\u{6}Öberg\u{2}".as_bytes(), &head].concat()
}

fn squeezed<W: Squeezes>(mut writer: W) -> Vec<u8> {
    let json = r#"{"rubrik":"Ärende om förmåner, 2020-11-07","namn":"Öberg","nummer":[17,4711,90210,31337]}"#;
    writer.write_all(json.as_bytes()).unwrap();
    writer.ended()
}

trait Squeezes: Write {
    fn ended(self) -> Vec<u8>;
}

impl Squeezes for ZlibEncoder<Vec<u8>> {
    fn ended(self) -> Vec<u8> {
        self.finish().unwrap()
    }
}

impl Squeezes for DeflateEncoder<Vec<u8>> {
    fn ended(self) -> Vec<u8> {
        self.finish().unwrap()
    }
}

#[test]
fn which_of_them_want_a_child_process() {
    let zip = base64(&zipped(&[("a", b"b")]));
    let cases = [
        (
            format!(
                "<img src='data:image/png;base64,{}'>",
                base64(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
            ),
            false,
        ),
        ("<a href='data:text/csv,a'>x</a>".to_owned(), false),
        (format!("<a href='data:application/zip;base64,{zip}'>x</a>"), true),
        (format!("{{\"a\":\"{zip}\"}}"), true),
        ("From: a@b\r\nTo: c@d\r\n\r\nx".to_owned(), true),
    ];
    for (body, expected) in cases {
        assert_eq!(needs_child(&response("text/html", body.as_bytes())), expected, "{body}");
    }
    assert!(needs_child(&response("multipart/mixed; boundary=x", b"--x")));
    let picture = format!(
        "<img src='data:image/png;base64,{}'>",
        base64(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR tEXtM\xc3\xa4rta")
    );
    let decoded = read("text/html", &picture);
    assert_eq!(decoded.notes, [], "a page's own icon is no doubt");
    assert!(decoded.texts.iter().any(|t| t.text.contains("Märta")));
}
