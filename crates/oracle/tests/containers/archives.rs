//! Zip, gzip, zlib and tar, alone and in one another.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use skott_oracle::decode::{MOST_ENCLOSED, NoteKind};
use zip::ZipWriter;
use zip::write::{FullFileOptions, SimpleFileOptions};

use super::writers::{gzipped, summed, tarred, zipped};
use super::{check, contains, read};

pub const TABLE: &str = "Nr;Namn\n7;Öberg\n";

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
    check(
        &read("", remarked()),
        &[
            ("arkiv, kommentar", "för Märta Öberg", None),
            ("arkiv, filnamn", "Öberg/", None),
            ("arkiv, efter slutet, textbit", "bakefter", None),
        ],
    );
    let owned = read("", owned_tar());
    check(
        &owned,
        &[
            ("arkiv, länk eller ägare", "gruppen", None),
            ("arkiv, egenskap", "för Märta Öberg", None),
        ],
    );
    let mut old = tarred(&[("a.txt", b"gammal")]);
    old[257..263].fill(0);
    summed(&mut old);
    check(&read("", old), &[("arkiv a.txt, rad 1", "gammal", None)]);
}

/// A zip that says something wherever it may.
fn remarked() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = FullFileOptions::default().with_file_comment("för Märta Öberg");
    zip.start_file("a.txt", options).unwrap();
    zip.add_directory("Öberg", SimpleFileOptions::default()).unwrap();
    [zip.finish().unwrap().into_inner(), b"\0bakefter\0".to_vec()].concat()
}

fn owned_tar() -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    tar.append_pax_extensions([("comment", "för Märta Öberg".as_bytes())])
        .unwrap();
    let mut header = tar::Header::new_ustar();
    header.set_groupname("gruppen").unwrap();
    header.set_path("a.txt").unwrap();
    header.set_size(1);
    header.set_cksum();
    tar.append(&header, &b"x"[..]).unwrap();
    tar.into_inner().unwrap()
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
