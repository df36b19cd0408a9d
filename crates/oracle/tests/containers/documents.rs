//! DOCX, PPTX, ODT and ODS, part by part.

use super::writers::zipped;
use super::{check, read};

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

#[test]
fn docx() {
    let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>");
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
    let body = format!(
        "<w:document><w:body><w:p>{}{}<w:r><w:tab/></w:r>{}</w:p>\
        <w:p>{}<w:del w:author='Görel Å'><w:r><w:delText>Lind</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>\
        <w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl></w:body></w:document>",
        run("Mär"),
        run("ta Öberg"),
        run("sist"),
        run("Anna "),
        run("Berg"),
        cell("Namn"),
        cell("Belopp"),
        cell("Eva Ek"),
        cell("12,50"),
    );
    let paragraph = |text: &str| format!("<w:x><w:p>{}{}</w:p></w:x>", run(&text[..1]), run(&text[1..]));
    let book = zipped(&[
        TYPES,
        ("word/document.xml", body.as_bytes()),
        ("word/header1.xml", paragraph("Huvudet Alm").as_bytes()),
        ("word/footnotes.xml", paragraph("Fotnoten Asp").as_bytes()),
        ("word/comments.xml", paragraph("Kommentaren Ek").as_bytes()),
        (
            "docProps/custom.xml",
            b"<Properties><property name='H'><vt:lpwstr>Egenskapen</vt:lpwstr></property></Properties>",
        ),
        ("customXml/item1.xml", b"<a><b>Eget</b><b>Xml</b></a>"),
        (
            "word/_rels/document.xml.rels",
            b"<R><Relationship Target='mailto:a@trafik.example'/></R>",
        ),
        ("word/printerSettings/printerSettings1.bin", &[1, 2, 3, 0, 0]),
    ]);
    check(
        &read(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            book,
        ),
        &[
            ("word/document.xml stycke 1", "Märta Öberg sist", None),
            ("word/document.xml stycke 2", "Anna Berg", None),
            ("word/document.xml stycke 2, före ändring", "Anna Lind", None),
            ("word/document.xml tabell 1, rad 2, kolumn 1", "Eva Ek", Some("Namn")),
            ("word/document.xml tabell 1, rad 2, kolumn 2", "12,50", Some("Belopp")),
            ("word/document.xml tabell 1, rad 2", "Eva Ek 12,50", None),
            ("word/document.xml <w:del> w:author", "Görel Å", None),
            ("word/header1.xml stycke 1", "Huvudet Alm", None),
            ("word/footnotes.xml stycke 1", "Fotnoten Asp", None),
            ("word/comments.xml stycke 1", "Kommentaren Ek", None),
            ("docProps/custom.xml <vt:lpwstr>", "Egenskapen", None),
            ("customXml/item1.xml <a>", "Eget Xml", None),
            (
                "word/_rels/document.xml.rels <Relationship> Target",
                "mailto:a@trafik.example",
                None,
            ),
        ],
    );
}

#[test]
fn slides() {
    let slide = "<p:sld><a:p><a:r><a:t>Mär</a:t></a:r><a:r><a:t>ta</a:t></a:r></a:p></p:sld>";
    let deck = zipped(&[
        TYPES,
        ("ppt/slides/slide1.xml", slide.as_bytes()),
        ("ppt/media/image1.png", b"\x89PNG"),
    ]);
    check(&read("", deck), &[("ppt/slides/slide1.xml stycke 1", "Märta", None)]);
}

#[test]
fn open_documents() {
    let sheet = "<office:document-content><table:table table:name='Dolt'><table:table-row table:number-rows-repeated='2'>\
        <table:table-cell table:number-columns-repeated='2'/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated='2'/>\
        <table:table-cell><text:p>Namn</text:p></table:table-cell><table:table-cell><text:p>Belopp</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell table:number-columns-repeated='2'/><table:table-cell><text:p>Mär<text:span>ta</text:span></text:p>\
        <office:annotation><text:p>Anteckningen</text:p></office:annotation></table:table-cell>\
        <table:table-cell office:value='1234.5'><text:p>1 234,50</text:p></table:table-cell></table:table-row></table:table></office:document-content>";
    let kind: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");
    let meta = "<office:document-meta><dc:creator>Görel Å</dc:creator></office:document-meta>";
    let book = zipped(&[kind, ("content.xml", sheet.as_bytes()), ("meta.xml", meta.as_bytes())]);
    check(
        &read("application/vnd.oasis.opendocument.spreadsheet", book),
        &[
            ("blad \"Dolt\", C4", "Märta Anteckningen", Some("Namn")),
            ("blad \"Dolt\", D4", "1 234,50", Some("Belopp")),
            ("blad \"Dolt\", D4", "1234.5", Some("Belopp")),
            ("blad \"Dolt\", rad 4", "Märta Anteckningen 1 234,50", None),
            ("meta.xml <dc:creator>", "Görel Å", None),
        ],
    );
    let text =
        "<office:document-content><text:p>An<text:span>na</text:span><text:s/>Berg</text:p></office:document-content>";
    let document = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", text.as_bytes()),
    ]);
    check(&read("", document), &[("stycke 1", "Anna Berg", None)]);
}
