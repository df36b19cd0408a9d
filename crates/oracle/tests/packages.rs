//! XLSX, archives and XML: every part is read, and a bomb is not.
#![allow(clippy::unwrap_used, reason = "a fixture that cannot be built fails its test")]

mod common;

use std::io::{Cursor, Read, Write};

use common::response;
use rust_xlsxwriter::{DocProperties, Note, Workbook};
use skott_oracle::decode::{Decoded, Limits, NoteKind, decode, decode_body};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_author("Författaren Ek")
            .set_comment("Egenskapen"),
    );
    book.define_name("Dolda", "=\"Namnet Al\"").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Beställningar").unwrap();
    sheet.write(0, 0, "Urval: alla").unwrap();
    for (column, text) in ["Namn", "Belopp", "Personnummer"].into_iter().enumerate() {
        sheet.write(1, column as u16, text).unwrap();
    }
    sheet.write(2, 0, "Märta Öberg").unwrap();
    sheet.write(2, 1, 1234.5).unwrap();
    sheet.write(2, 2, 199_001_019_802_u64).unwrap();
    sheet.write(2, 30, "långt ut").unwrap();
    sheet.write_formula(3, 0, "=\"Formeln \"&\"Lind\"").unwrap();
    sheet.insert_note(2, 0, &Note::new("Anteckningen Asp")).unwrap();
    sheet.set_header("&LSidhuvudet Alm&C&\"Arial,Bold\"&12Mär&Bta");
    let hidden = book.add_worksheet();
    hidden.set_name("Dolt").unwrap().set_hidden(true);
    hidden.write(13, 2, "Gömd Gran").unwrap();
    let very = book.add_worksheet();
    very.set_name("Mer").unwrap().set_very_hidden(true);
    very.write(0, 0, "Djupt Gömd").unwrap();
    book.save_to_buffer().unwrap()
}

/// The workbook with a pivot cache, a string that no cell shows, and parts of its own.
fn with_leftovers(book: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut parts = Vec::new();
    for i in 0..from.len() {
        let mut file = from.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(bytes).unwrap();
            let left = "<si><r><t>Kvar</t></r><r><t xml:space=\"preserve\">glömd &#214;st</t></r></si></sst>";
            bytes = text.replace("</sst>", left).into_bytes();
        }
        parts.push((name, bytes));
    }
    let cache = "<pivotCacheDefinition><sharedItems><s v=\"Pivot P&#228;rsson\"/></sharedItems></pivotCacheDefinition>";
    parts.push(("xl/pivotCache/pivotCacheDefinition1.xml".to_owned(), cache.into()));
    parts.push(("customXml/item1.xml".to_owned(), "<a><b>Eget</b><b>Xml</b></a>".into()));
    archive(
        &parts
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect::<Vec<_>>(),
    )
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn check(decoded: &Decoded, expected: &[(&str, &str, Option<&str>)]) {
    for (place, text, column) in expected {
        let hit = |t: &&skott_model::Text| {
            t.place == *place && t.text.trim() == *text && (t.column.as_deref() == *column || column.is_none())
        };
        assert!(
            decoded.texts.iter().any(|t| hit(&t)),
            "{place:?} {text:?} {column:?} not in {:#?}",
            decoded.texts
        );
    }
}

#[test]
fn every_part_of_a_workbook_is_read() {
    let decoded = decode(&response(XLSX, &with_leftovers(&workbook())), &Limits::default());
    check(
        &decoded,
        &[
            ("blad \"Beställningar\", A3", "Märta Öberg", Some("Namn")),
            ("blad \"Beställningar\", B3", "1234.5", Some("Belopp")),
            ("blad \"Beställningar\", C3", "199001019802", Some("Personnummer")),
            ("blad \"Beställningar\", AE3", "långt ut", None),
            (
                "blad \"Beställningar\", rad 3",
                "Märta Öberg\t1234.5\t199001019802\tlångt ut",
                None,
            ),
            ("blad \"Dolt\" (dolt), C14", "Gömd Gran", None),
            ("blad \"Mer\" (mycket dolt), A1", "Djupt Gömd", None),
            ("delade strängar, utan cell", "Kvarglömd Öst", None),
            ("xl/pivotCache/pivotCacheDefinition1.xml <s> v", "Pivot Pärsson", None),
            ("xl/comments1.xml A3, kommentar", "Author:\nAnteckningen Asp", None),
            ("docProps/core.xml <dc:creator>", "Författaren Ek", None),
            ("docProps/core.xml <dc:description>", "Egenskapen", None),
            ("xl/workbook.xml <definedName>", "\"Namnet Al\"", None),
            ("xl/worksheets/sheet1.xml <oddHeader>", "Sidhuvudet Alm Märta", None),
            ("xl/worksheets/sheet1.xml A4 <f>", "\"Formeln \"&\"Lind\"", None),
            ("customXml/item1.xml <a>", "Eget\tXml", None),
        ],
    );
    assert_eq!(decoded.notes, []);
}

/// `fixtures/gammal.xls` was written by xlwt 1.3.0: two sheets, the second very hidden.
#[test]
fn a_workbook_of_the_older_format_is_read() {
    let body = include_bytes!("fixtures/gammal.xls");
    let decoded = decode_body(body, Some("application/vnd.ms-excel"), &Limits::default());
    check(
        &decoded,
        &[
            ("blad \"Beställningar\", A2", "OD-88213", Some("Beställning")),
            ("blad \"Beställningar\", C2", "Öberg", Some("Efternamn")),
            ("blad \"Beställningar\", E2", "1234.56", Some("Belopp")),
            (
                "blad \"Beställningar\", rad 2",
                // The halves of a name stand beside each other, and nothing else beside them.
                "OD-88213\t*\t*\t850101-9802\t1234.56\n*\tMärta\tÖberg",
                None,
            ),
            (
                "blad \"Underlag\" (mycket dolt), C14",
                "marta.oberg@grundskola.goteborg.example",
                None,
            ),
        ],
    );
    assert_eq!(decoded.notes, []);
}

#[test]
fn a_workbook_of_binary_parts_is_read() {
    let decoded = decode(&response(XLSB, &binary_workbook()), &Limits::default());
    check(
        &decoded,
        &[
            ("blad \"Dolt\" (dolt), A1", "Efternamn", None),
            ("blad \"Dolt\" (dolt), A2", "Öberg", Some("Efternamn")),
            ("blad \"Dolt\" (dolt), B2", "850101-9802", Some("Personnummer")),
        ],
    );
    assert_eq!(decoded.notes, []);
}

const XLSB: &str = "application/vnd.ms-excel.sheet.binary.macroEnabled.12";

/// A workbook as [MS-XLSB] has it, since nothing here writes one: records of a number, a length and what they hold.
fn binary_workbook() -> Vec<u8> {
    let row = |number: u32, cells: &[&str]| {
        let head = [&number.to_le_bytes()[..], &[0; 13]].concat();
        let cells = cells.iter().zip(0_u32..);
        let cells = cells.map(|(text, column)| record(6, &[&column.to_le_bytes(), &[0; 4][..], &wide(text)].concat()));
        [vec![record(0, &head)], cells.collect()].concat().concat()
    };
    let hidden: u32 = 1;
    let sheet = [
        &hidden.to_le_bytes()[..],
        &1_u32.to_le_bytes(),
        &wide("rId1"),
        &wide("Dolt"),
    ]
    .concat();
    let book = [
        record(131, &[]),
        record(143, &[]),
        record(156, &sheet),
        record(144, &[]),
        record(132, &[]),
    ]
    .concat();
    let size: Vec<u8> = [0_u32, 1, 0, 1].iter().flat_map(|edge| edge.to_le_bytes()).collect();
    let cells = [
        record(129, &[]),
        record(148, &size),
        record(145, &[]),
        row(0, &["Efternamn", "Personnummer"]),
        row(1, &["Öberg", "850101-9802"]),
        record(146, &[]),
        record(130, &[]),
    ]
    .concat();
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
        Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
        Target=\"worksheets/sheet1.bin\"/></Relationships>";
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.bin", &cells),
    ])
}

fn record(number: u16, holds: &[u8]) -> Vec<u8> {
    let mut out = match number {
        0..128 => vec![number as u8],
        _ => vec![(number & 0x7f) as u8 | 0x80, (number >> 7) as u8],
    };
    out.push(holds.len() as u8);
    out.extend(holds);
    out
}

/// A text with its length before it.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let letters = units.iter().flat_map(|unit| unit.to_le_bytes());
    (units.len() as u32).to_le_bytes().into_iter().chain(letters).collect()
}

#[test]
fn archives_are_read_file_by_file() {
    let inner = archive(&[("b.json", b"{\"a\":\"djupt\"}")]);
    let body = archive(&[("order.csv", "Nr;Namn\n7;Öberg\n".as_bytes()), ("inre.zip", &inner)]);
    let decoded = decode_body(&body, Some("application/zip"), &Limits::default());
    check(
        &decoded,
        &[
            ("arkiv order.csv, rad 2, kolumn \"Namn\"", "Öberg", Some("Namn")),
            ("arkiv inre.zip, arkiv b.json, $.a", "djupt", Some("a")),
        ],
    );
    assert_eq!(decoded.notes, []);
}

#[test]
fn xml() {
    let body = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><!-- Dold --><Svar><Rad nr='7'><Fornamn>M\u{e4}rta</Fornamn>\
        <Efternamn><![CDATA[\u{d6}berg]]> &amp; S&#246;n</Efternamn></Rad></Svar>";
    let latin: Vec<u8> = body.chars().map(|c| c as u8).collect();
    let decoded = decode_body(&latin, Some("application/xml"), &Limits::default());
    check(
        &decoded,
        &[
            ("/Svar/Rad/@nr", "7", Some("nr")),
            ("/Svar/Rad/Fornamn", "Märta", Some("Fornamn")),
            ("/Svar/Rad/Efternamn", "Öberg & Sön", Some("Efternamn")),
            ("/Svar/Rad", "Märta\tÖberg & Sön", None),
            ("kommentar", "Dold", None),
        ],
    );
    assert_eq!(decoded.notes, []);
    let deep = format!("<?xml version='1.0'?>{}djupt", "<a>".repeat(200_000));
    assert!(
        decode_body(deep.as_bytes(), None, &Limits::default())
            .texts
            .iter()
            .any(|t| t.text == "djupt")
    );
}

#[test]
fn hostile_packages() {
    use NoteKind::{Encrypted, OverLimit, TooDeep, Unreadable};
    let book = workbook();
    let zeros = vec![b' '; 3 << 20];
    let bomb = archive(&[
        ("a.csv", "Nr;Namn\n1;Anna\n".as_bytes()),
        ("b.txt", &zeros),
        ("c.txt", b"sist"),
    ]);
    let mut nested = archive(&[("a.txt", b"botten")]);
    for _ in 0..10 {
        nested = archive(&[("a.zip", &nested)]);
    }
    let sparse = with_far_cell();
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let limits = Limits {
        max_unzipped: 1 << 20,
        ..Limits::default()
    };
    let cases: &[(&str, &[u8], &[NoteKind])] = &[
        ("truncated", &book[..book.len() / 2], &[Unreadable]),
        ("only a signature", b"PK\x03\x04", &[Unreadable]),
        (
            "garbage after the signature",
            b"PK\x03\x04\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
            &[Unreadable],
        ),
        ("bomb", &bomb, &[OverLimit]),
        ("packages in packages", &nested, &[TooDeep]),
        ("far cell", &sparse, &[]),
        ("encrypted", &locked, &[Encrypted]),
        (
            "broken container",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
            &[Unreadable],
        ),
    ];
    for (name, body, expected) in cases {
        let decoded = decode_body(body, Some(XLSX), &limits);
        let mut kinds: Vec<NoteKind> = decoded.notes.iter().map(|n| n.kind).collect();
        kinds.dedup();
        assert_eq!(&kinds, expected, "{name}: {:?}", decoded.notes);
    }
    let kept = decode_body(&bomb, None, &limits);
    assert!(
        kept.texts.iter().any(|t| t.text == "Anna"),
        "what came before the limit is read"
    );
}

/// A cell in the last row and column: a table of the whole sheet would take all memory.
fn with_far_cell() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "nära").unwrap();
    sheet.write(1_048_575, 16_383, "fjärran").unwrap();
    book.save_to_buffer().unwrap()
}
