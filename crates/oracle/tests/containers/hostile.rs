//! Bodies made to take all time, memory or stack: each ends within the limits, says so, and keeps what came before.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use skott_oracle::decode::{Decoded, Limits, NoteKind, decode_body};

use super::writers::{gzipped, summed, tarred, zipped};

const TIGHT: Limits = Limits {
    max_texts: 20_000,
    max_depth: 120,
    max_unzipped: 4 << 20,
    max_bytes: 64 << 20,
};

/// Decodes under tight limits and checks that these hold and that a reason is given.
fn bounded(name: &str, declared: &str, body: &[u8], expected: &[NoteKind]) -> Decoded {
    let decoded = decode_body(body, Some(declared), &TIGHT);
    let mut kinds: Vec<NoteKind> = decoded.notes.iter().map(|note| note.kind).collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, expected, "{name}: {:?}", decoded.notes);
    assert!(
        decoded.texts.len() <= TIGHT.max_texts,
        "{name}: {} texts",
        decoded.texts.len()
    );
    decoded
}

fn reads(decoded: &Decoded, text: &str) -> bool {
    decoded.texts.iter().chain(&decoded.raw).any(|t| t.text.contains(text))
}

/// Gzip of a text and then of many zeros.
fn gzip_bomb(beginning: &str, zeros: usize) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(beginning.as_bytes()).unwrap();
    for _ in 0..zeros >> 20 {
        gzip.write_all(&[b'0'; 1 << 20]).unwrap();
    }
    gzip.finish().unwrap()
}

/// A zip whose directory names the same packed bytes many times.
fn overlapping(times: u16, content: &[u8]) -> Vec<u8> {
    let one = zipped(&[("a.txt", content)]);
    let directory = one.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    let end = one.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let mut zip = one[..directory].to_vec();
    for i in 0..times {
        let mut entry = one[directory..end].to_vec();
        // Another name each time: names that stand twice are one file.
        let at = entry.len() - 5;
        entry[at..].copy_from_slice(format!("{i:05}").as_bytes());
        zip.extend(entry);
    }
    let size = u32::try_from(zip.len() - directory).unwrap();
    let mut tail = one[end..].to_vec();
    tail[8..10].copy_from_slice(&times.to_le_bytes());
    tail[10..12].copy_from_slice(&times.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    zip.extend(tail);
    zip
}

#[test]
fn bombs() {
    use NoteKind::{OverLimit, TooDeep, Unreadable};
    let bomb = gzip_bomb("Nr;Namn\n1;Anna Berg\n", 64 << 20);
    assert!(bomb.len() < 200_000);
    assert!(reads(&bounded("gzip", "text/csv", &bomb, &[OverLimit]), "Anna Berg"));
    let nested = zipped(&[
        ("först.txt", b"Anna Berg"),
        ("a.gz", &bomb),
        ("b.gz", &bomb),
        ("c.gz", &bomb),
    ]);
    assert!(reads(
        &bounded("bombs in a zip", "", &nested, &[OverLimit]),
        "Anna Berg"
    ));
    let million = vec![b'a'; 1 << 20];
    let laid_over = overlapping(500, &million);
    assert!(laid_over.len() < 100_000);
    bounded("overlapping entries", "", &laid_over, &[OverLimit]);
    let many: Vec<u8> = overlapping(20_000, b"Anna Berg");
    assert!(reads(
        &bounded("files without end", "", &many, &[OverLimit]),
        "Anna Berg"
    ));
    let mut deep = b"Anna Berg".to_vec();
    for level in 0..40 {
        deep = if level % 2 == 0 {
            gzipped(&deep)
        } else {
            tarred(&[("a.gz", &deep)])
        };
    }
    bounded("gzip in tar in gzip", "", &deep, &[TooDeep]);
    let quine = gzipped(&gzipped(&gzipped(b"x")));
    bounded("gzip in gzip", "", &quine, &[]);
    let cut = &zipped(&[("a.txt", b"Anna Berg"), ("b.txt", &million)])[..400];
    assert!(reads(&bounded("truncated zip", "", cut, &[Unreadable]), "Anna Berg"));
}

#[test]
fn depth_without_end() {
    use NoteKind::{TooDeep, Unreadable};
    let nest = |open: &str, close: &str, n: usize| format!("{}Anna Berg{}", open.repeat(n), close.repeat(n));
    let string = (0..40).fold("\"Anna Berg\"".to_owned(), |inner, _| {
        if inner.len() > 1 << 20 {
            return inner;
        }
        serde_json::to_string(&format!("[{inner}]")).unwrap()
    });
    let forwarded = "From: a@b\r\nTo: c@d\r\nContent-Type: message/rfc822\r\n\r\n".repeat(50_000) + "Anna Berg";
    let multipart = (0..5_000).fold(String::new(), |all, i| {
        all + &format!("--g{i}\r\nContent-Type: multipart/mixed; boundary=g{}\r\n\r\n", i + 1)
    });
    let svg = nest("<svg>", "</svg>", 100_000);
    let cases: &[(&str, &str, &str, &[NoteKind])] = &[
        ("lists", "application/json", &nest("[\"a\",", "]", 200_000), &[TooDeep]),
        ("elements", "text/html", &nest("<div>", "</div>", 200_000), &[TooDeep]),
        (
            "XML",
            "application/xml",
            &format!("<?xml version='1.0'?>{}", nest("<a>", "</a>", 200_000)),
            &[],
        ),
        ("SVG", "text/html", &svg, &[TooDeep]),
        ("strings in strings", "application/json", &string, &[]),
        (
            "script",
            "text/javascript",
            &format!("x = {}", nest("[", "]", 200_000)),
            &[],
        ),
        (
            "script objects",
            "text/javascript",
            &format!("x = {}", nest("{\"a\":", "}", 50_000)),
            &[],
        ),
        (
            "calendars",
            "text/calendar",
            &format!("{}SUMMARY:Anna Berg\n", "BEGIN:VCALENDAR\n".repeat(50_000)),
            &[],
        ),
        ("mails in mails", "message/rfc822", &forwarded, &[TooDeep]),
        (
            "parts in parts",
            "multipart/mixed; boundary=g0",
            &format!("{multipart}Anna Berg"),
            &[Unreadable],
        ),
        (
            "frames in frames",
            "text/html",
            &(0..12).fold("Anna Berg".to_owned(), |inner, _| {
                format!(
                    "<iframe srcdoc=\"{}\">",
                    inner.replace('&', "&amp;").replace('"', "&quot;")
                )
            }),
            &[TooDeep],
        ),
    ];
    for (name, declared, body, expected) in cases {
        let decoded = bounded(name, declared, body.as_bytes(), expected);
        assert!(reads(&decoded, "Anna Berg"), "{name}: {:?}", decoded.notes);
    }
}

#[test]
fn width_without_end() {
    use NoteKind::{OverLimit, TooDeep, Unreadable};
    let wide = format!(
        "Namn{}\nAnna Berg{}\n",
        ";x".repeat(10_000_000),
        ";1".repeat(10_000_000)
    );
    let decoded = bounded("columns", "text/csv", wide.as_bytes(), &[OverLimit]);
    assert!(reads(&decoded, "Anna Berg"));
    let attributes = format!(
        "<p title='Anna Berg' {}>",
        (0..50_000).map(|i| format!("a{i}=1 ")).collect::<String>()
    );
    assert!(reads(
        &bounded("attributes", "text/html", attributes.as_bytes(), &[TooDeep]),
        "Anna Berg"
    ));
    // Few bytes for many columns: where no heading is lost, nothing is.
    for (heading, expected) in [("x", [OverLimit].as_slice()), ("", &[])] {
        let span = format!("<th colspan=1000>{heading}").repeat(18) + &"<th colspan=1000>".repeat(1_000);
        let spanned = format!("<!doctype html><table><tr>{span}<tr><td>Anna Berg</table>");
        assert!(reads(
            &bounded("spans", "text/html", spanned.as_bytes(), expected),
            "Anna Berg"
        ));
    }
    let entities: String = (0..64)
        .map(|i| format!("<!ENTITY e{} '{}'>", i + 1, format!("&e{i};").repeat(64)))
        .collect();
    let billion = format!("<!DOCTYPE x [{entities}]><x>&e64; Anna Berg</x>");
    assert!(reads(
        &bounded("entities", "application/xml", billion.as_bytes(), &[]),
        "Anna Berg"
    ));
    let endless = format!("--g\r\n\r\nAnna Berg\r\n{}", "--g\r\n\r\nx\r\n".repeat(100_000));
    assert!(reads(
        &bounded(
            "parts",
            "multipart/mixed; boundary=g",
            endless.as_bytes(),
            &[Unreadable, OverLimit]
        ),
        "Anna Berg"
    ));
    let mut lying = tarred(&[("a.txt", b"Anna Berg"), ("b.txt", b"x")]);
    lying[1024 + 124..1024 + 136].copy_from_slice(b"77777777777\0");
    summed(&mut lying[1024..]);
    assert!(reads(
        &bounded("tar with a size that never comes", "", &lying, &[Unreadable]),
        "Anna Berg"
    ));
    let attempts = "x=[\"a\",".repeat(20_000) + "'Anna Berg'";
    let decoded = bounded("lists that never end", "text/javascript", attempts.as_bytes(), &[]);
    assert!(reads(&decoded, "Anna Berg"));
}
