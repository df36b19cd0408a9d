//! Archives, written and packed by hand.

use crate::container::{Container, FIELD, LINE, ROWS, TYPED, Takes, response, with_headers};
use crate::deflate::{Wrap, packed};

use super::separated::lines;
use super::structured::objects;
use super::{documents, mail, pdf, sheets};

pub fn all() -> Vec<Container> {
    let archive = |name, place, takes, build| Container {
        name,
        place,
        headed: false,
        takes,
        build,
    };
    let headed = |container: Container| Container {
        headed: true,
        ..container
    };
    vec![
        headed(archive(
            "ZIP of CSV",
            r#"arkiv order.csv, rad 3(, kolumn ".*")?"#,
            ROWS,
            |f| {
                response(
                    "application/zip",
                    zip(&[("las.txt", b"Hej"), ("order.csv", lines(f, ';').as_bytes())]),
                )
            },
        )),
        archive(
            "ZIP, name of a file",
            r"arkiv.*filnamn",
            Takes { never: "/\\\"", ..LINE },
            |f| response("application/zip", zip(&[(&format!("{}.txt", f.whole()), b"Hej")])),
        ),
        headed(archive("gzip of JSON", r".*\$\.rader\[1\](\..+)?", TYPED, |f| {
            let json = format!("{{\"rader\":[{}]}}", objects(f).join(","));
            response("application/gzip", packed(Wrap::Gzip, json.as_bytes()))
        })),
        headed(archive(
            "gzip that was declared JSON",
            r".*\$\[1\](\..+)?",
            TYPED,
            |f| {
                let json = format!("[{}]", objects(f).join(","));
                with_headers(
                    &[("content-type", "application/json"), ("content-encoding", "gzip")],
                    packed(Wrap::Gzip, json.as_bytes()),
                )
            },
        )),
        headed(archive(
            "tar of CSV",
            r#".*order.csv.*rad 3(, kolumn ".*")?"#,
            ROWS,
            |f| {
                response(
                    "application/x-tar",
                    tar(&[("las.txt", b"Hej"), ("order.csv", lines(f, ';').as_bytes())]),
                )
            },
        )),
        headed(archive(
            "tar.gz of CSV",
            r#".*order.csv.*rad 3(, kolumn ".*")?"#,
            ROWS,
            |f| {
                let tar = tar(&[("order.csv", lines(f, ';').as_bytes())]);
                response("application/gzip", packed(Wrap::Gzip, &tar))
            },
        )),
        headed(archive(
            "CSV in ZIP in ZIP",
            r#".*inre.zip, arkiv order.csv, rad 3(, kolumn ".*")?"#,
            ROWS,
            |f| {
                let inner = zip(&[("order.csv", lines(f, ';').as_bytes())]);
                response("application/zip", zip(&[("inre.zip", &inner)]))
            },
        )),
        headed(archive(
            "XLSX in ZIP",
            r#"arkiv order.xlsx, blad "Beställningar", (B3|rad 3)"#,
            TYPED,
            |f| response("application/zip", zip(&[("order.xlsx", &sheets::visible(f))])),
        )),
        archive("PDF in ZIP", r"arkiv order.pdf, sida 2", ROWS, |f| {
            response("application/zip", zip(&[("order.pdf", &pdf::text(f))]))
        }),
        archive("DOCX in tar.gz", r".*word/document.xml.*", FIELD, |f| {
            response(
                "application/gzip",
                packed(Wrap::Gzip, &tar(&[("brev.docx", &documents::letter(f))])),
            )
        }),
        headed(archive(
            "CSV in ZIP in a mail",
            r#".*order.csv.*rad 3(, kolumn ".*")?"#,
            ROWS,
            |f| {
                let zip = zip(&[("order.csv", lines(f, ';').as_bytes())]);
                mail::attached("order.zip", "application/zip", zip)
            },
        )),
        headed(archive(
            "XLSX in a mail",
            r#".*blad "Beställningar", (B3|rad 3)"#,
            TYPED,
            |f| mail::attached("order.xlsx", sheets::TYPE, sheets::visible(f)),
        )),
    ]
}

/// A ZIP of deflated files, names in UTF-8.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let at = length(&out);
        let deflated = packed(Wrap::Bare, bytes);
        let mut fields = Vec::new();
        fields.extend([20, 0, 0, 8, 8, 0, 0, 0, 0x62, 0x51]); // version, UTF-8 names, deflate, time, date
        fields.extend(crc32fast::hash(bytes).to_le_bytes());
        fields.extend(length(&deflated).to_le_bytes());
        fields.extend(length(bytes).to_le_bytes());
        fields.extend(u16::try_from(name.len()).expect("a short name").to_le_bytes());
        fields.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(name.as_bytes());
        out.extend(&deflated);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&fields);
        directory.extend([0; 10]); // comment, disk, attributes
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = length(&out);
    let count = u16::try_from(files.len()).expect("few files").to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(length(&directory).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a small file")
}

/// A tar (ustar) of plain files.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in files {
        let mut head = [0u8; 512];
        let mut put = |at: usize, text: &str| head[at..at + text.len()].copy_from_slice(text.as_bytes());
        put(0, name);
        put(100, "0000644\0");
        put(108, "0000000\0");
        put(116, "0000000\0");
        put(124, &format!("{:011o}\0", bytes.len()));
        put(136, "13747744000\0");
        put(148, "        ");
        put(156, "0");
        put(257, "ustar\x0000");
        let sum: u32 = head.iter().map(|b| u32::from(*b)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        out.extend(head);
        out.extend(*bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}
