//! Zip, gzip, zlib and tar, alone and in one another.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use skott_oracle::decode::{MOST_ENCLOSED, NoteKind};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{check, contains, read};

pub const TABLE: &str = "Nr;Namn\n7;Öberg\n";

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
        header[148..156].fill(b' ');
        header[156] = b'0';
        header[257..263].copy_from_slice(b"ustar\0");
        let sum: u32 = header.iter().map(|&b| u32::from(b)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        tar.extend(header);
        tar.extend_from_slice(bytes);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.resize(tar.len() + 1024, 0);
    tar
}

#[test]
fn each_packs_and_all_in_one_another() {
    let table = TABLE.as_bytes();
    let cell = "rad 2, kolumn \"Namn\"";
    let deep = gzipped(&tarred(&[("a/inre.zip", &zipped(&[("order.csv", table)]))]));
    let mut named = flate2::GzBuilder::new()
        .filename("Märta.csv")
        .write(Vec::new(), Compression::fast());
    named.write_all(table).unwrap();
    let mut deflated = ZlibEncoder::new(Vec::new(), Compression::default());
    deflated.write_all(table).unwrap();
    let cases: &[(&[u8], &str, &str)] = &[
        (&zipped(&[("order.csv", table)]), "arkiv order.csv, ", cell),
        (&gzipped(table), "", cell),
        (
            &[gzipped(b"Nr;Namn\n"), gzipped("7;Öberg\n".as_bytes())].concat(),
            "",
            cell,
        ),
        (&named.finish().unwrap(), "", cell),
        (&deflated.finish().unwrap(), "", cell),
        (&tarred(&[("order.csv", table)]), "arkiv order.csv, ", cell),
        (&deep, "arkiv a/inre.zip, arkiv order.csv, ", cell),
        // The portal says text, the bytes say otherwise.
        (&zipped(&[("K7PXQ1990.csv", table)]), "arkiv *.csv, ", cell),
    ];
    for (body, prefix, place) in cases {
        for declared in ["text/html; charset=utf-8", ""] {
            check(
                &read(declared, body),
                &[(&format!("{prefix}{place}"), "Öberg", Some("Namn"))],
            );
        }
    }
    let names = read("", zipped(&[("Öberg Märta.csv", table)]));
    check(&names, &[("arkiv, filnamn", "Öberg Märta.csv", None)]);
    let old = {
        let mut tar = tarred(&[("a.txt", b"gammal")]);
        tar[257..263].fill(0);
        tar[148..156].fill(b' ');
        let sum: u32 = tar[..512].iter().map(|&b| u32::from(b)).sum();
        tar[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        tar
    };
    check(&read("", old), &[("arkiv a.txt, rad 1", "gammal", None)]);
}

#[test]
fn what_is_broken_is_read_up_to_there() {
    let long: String = (0..5_000).map(|i| format!("{i};namn {i}\n")).collect();
    let packed = gzipped(long.as_bytes());
    let cut = read("", &packed[..packed.len() / 2]);
    contains(&cut, &[("rad 9", "8;namn 8", None)].map(|(p, _, c)| (p, "8 namn 8", c)));
    assert_eq!(
        cut.notes.iter().map(|n| n.kind).collect::<Vec<_>>(),
        [NoteKind::Unreadable]
    );
    let tar = tarred(&[("a.txt", b"hel"), ("b.txt", &[b'x'; 4000])]);
    let cut = read("", &tar[..2048]);
    contains(&cut, &[("arkiv a.txt, rad 1", "hel", None)]);
    assert!(
        cut.notes.iter().any(|n| n.kind == NoteKind::Unreadable),
        "{:?}",
        cut.notes
    );
    let mut lying = tarred(&[("a.txt", b"hel")]);
    lying[124..136].copy_from_slice(b"77777777777\0");
    assert!(!read("", &lying).notes.is_empty(), "a size that never came");
}

#[test]
fn the_depth_is_as_stated() {
    let nested = |levels: usize| (0..levels).fold(b"botten".to_vec(), |inner, _| zipped(&[("a.zip", &inner)]));
    let whole = read("", nested(MOST_ENCLOSED));
    assert!(
        whole.notes.is_empty() && whole.texts.iter().any(|t| t.text == "botten"),
        "{:?}",
        whole.notes
    );
    let deeper = read("", nested(MOST_ENCLOSED + 1));
    assert_eq!(
        deeper.notes.iter().map(|n| n.kind).collect::<Vec<_>>(),
        [NoteKind::TooDeep]
    );
}
