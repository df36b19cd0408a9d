//! A body searched while it comes in shows what it shows when it is held, however it is cut.

mod common;

use std::collections::BTreeSet;

use common::population;
use proptest::prelude::*;
use skott_oracle::decode::{Limits, decode_body};
use skott_oracle::search::{Index, Sighting};

type Seen = BTreeSet<(usize, bool, &'static str, String, Option<String>)>;

fn seen(sightings: Vec<Sighting>) -> Seen {
    let key = |s: Sighting| (s.value, s.strong, s.form, s.place, s.column);
    sightings.into_iter().map(key).collect()
}

fn whole(index: &Index, body: &[u8], kind: &str) -> Seen {
    let mut decoded = decode_body(body, Some(kind), &Limits::default());
    decoded.raw.clear();
    seen(index.search(&decoded))
}

fn streamed(index: &Index, body: &[u8], kind: &str, block: usize, cut: impl Iterator<Item = usize>) -> Seen {
    let mut stream = index.stream(Some(kind), None).in_blocks(block);
    let mut at = 0;
    for next in cut {
        stream.push(&body[at..next]);
        at = next;
    }
    stream.push(&body[at..]);
    seen(stream.finish().sightings)
}

const ROWS: [&str; 19] = [
    "1;Märta Öberg;19900101-9802;p0.person@trafik.example;1 234,50;",
    "2;Lisa Ek;19600101-9811;lisa.ek@trafik.example;17,00;Parkering",
    "3;\"Öberg, Märta\";9001019802;P0.PERSON@TRAFIK.EXAMPLE;1234.5;",
    "4;Märta;900101–9802;x;2;Öberg",
    "5;M&auml;rta &Ouml;berg;x;x;0;x",
    "6;TcOkcnRhIMOWYmVyZw==;031-390 06 00;x;0;x",
    "7;Märta Öb…;x;x;0;TAPW9",
    "8;\"Märta\nÖberg\";x;x;0;x",
    "9;MÃ¤rta Ã–berg;x;x;0;x",
    "10;Nils Nilsson;x;x;1234,49;x",
    "11;Marta Oberg;Storgatan 12;x;0;KV-900100",
    "12;M\u{e4}rta\u{a0}\u{d6}berg;x;x;0;E77001",
    "13;Arbetsmarknadsf\u{f6}rvaltningen;x;x;0;100 %",
    "14;;1990-01-01;9802;0;x",
    "15;=C3=96berg M=C3=A4rta;x;x;0;x",
    "16;x;900101-9802;x;0;Märta Öberg",
    "17;Eva Berg, Anna Lind;x;x;0;x",
    "18;Berg, Anna;x;x;0;x",
    "",
];

fn table(rows: &[&str]) -> String {
    let mut text = "Nr;Namn;Personnummer;E-post;Belopp;Övrigt\n".to_owned();
    rows.iter().for_each(|row| text.extend([*row, "\n"]));
    text
}

#[test]
fn every_split_position_shows_the_same() {
    let index = Index::new(&population());
    let mut rows = ROWS.to_vec();
    rows.retain(|row| !row.contains('\n') && !row.is_empty());
    let text = table(&rows);
    let expected = whole(&index, text.as_bytes(), "text/csv");
    assert!(expected.len() > 20, "{expected:#?}");
    assert!(
        expected
            .iter()
            .any(|s| s.3 == "rad 2, kolumn \"Namn\"" && s.4.as_deref() == Some("Namn"))
    );
    for cut in 0..text.len() {
        let found = streamed(&index, text.as_bytes(), "text/csv", 1, [cut].into_iter());
        assert_eq!(found, expected, "cut at {cut}");
    }
    let bytes = streamed(&index, text.as_bytes(), "text/csv", 1, 0..text.len());
    assert_eq!(bytes, expected, "byte by byte");
}

/// What was shown often enough at one place is still news at another, and in another form.
#[test]
fn the_place_that_matters_is_not_the_fifth_of_the_same_kind() {
    let index = Index::new(&population());
    let often = |row: &'static str| std::iter::repeat_n(row, 40);
    let cases = [
        (ROWS[0], "2;x;x;x;0;Märta Öberg", "rad 42, kolumn \"Övrigt\""),
        (ROWS[0], "2;x;x;x;0;19900101-9802", "rad 42, kolumn \"Övrigt\""),
        (ROWS[0], "2;Öberg;x;x;0;Märta", "rad 42"),
        (
            "1;Eva Berg, Anna Lind;x;x;0;x",
            "2;Berg, Anna;x;x;0;x",
            "rad 42, kolumn \"Namn\"",
        ),
        (
            "1;Eva-Anna Berg;x;x;0;x",
            "2;Anna Berg;x;x;0;x",
            "rad 42, kolumn \"Namn\"",
        ),
    ];
    for (row, last, place) in cases {
        let rows: Vec<&str> = often(row).chain([last]).collect();
        let text = table(&rows);
        let expected = whole(&index, text.as_bytes(), "text/csv");
        let found = streamed(&index, text.as_bytes(), "text/csv", 900, [].into_iter());
        assert_eq!(found, expected, "{last}");
        assert!(found.iter().any(|s| s.3 == place), "{last}: {found:#?}");
    }
}

#[test]
fn charsets_delimiters_and_kinds() {
    let index = Index::new(&population());
    let mut rows = ROWS.to_vec();
    rows.retain(|row| !row.contains('\n') && !row.is_empty());
    let text = table(&rows).repeat(40);
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let narrow = encoding_rs::WINDOWS_1252.encode(&text.replace('Ã', "A")).0.into_owned();
    let tabs = text.replace(';', "\t");
    let json: String = (0..400)
        .map(|i| format!("{{\"id\":{i},\"name\":{{\"given\":\"Märta\",\"family\":\"Öberg\"}},\"ore\":123450,\"kr\":1234.5,\"p\":\"x{i}\"}}\n"))
        .collect();
    let lines = "Hej\nMärta Öberg, 900101-9802\nSlut\n".repeat(300);
    let cases: [(&[u8], &str); 6] = [
        (text.as_bytes(), "text/csv"),
        (&wide, "text/csv"),
        (&narrow, "text/csv; charset=windows-1252"),
        (tabs.as_bytes(), "text/tab-separated-values"),
        (json.as_bytes(), "application/x-ndjson"),
        (lines.as_bytes(), "text/plain"),
    ];
    for (body, kind) in cases {
        let expected = whole(&index, body, kind);
        let found = streamed(&index, body, kind, 512, (0..body.len()).step_by(777));
        assert!(!expected.is_empty());
        assert_eq!(found, expected, "{kind}");
    }
}

#[test]
fn a_line_without_end_is_searched_in_pieces() {
    let index = Index::new(&population());
    let filler = "x".repeat(97) + " ";
    for at in [10_000, 10_700, 21_400] {
        let body = [
            filler.repeat(at).as_str(),
            "Märta Öberg ",
            filler.repeat(12_000).as_str(),
        ]
        .concat();
        let mut stream = index.stream(Some("text/plain"), None);
        body.as_bytes().chunks(60_000).for_each(|chunk| stream.push(chunk));
        let found = stream.finish().sightings;
        assert!(found.iter().any(|s| s.strong && s.place == "rad 1"), "after {at}");
    }
}

#[test]
fn markup_and_cells_over_lines_are_searched() {
    let index = Index::new(&population());
    let find = |body: &str, kind: &str| streamed(&index, body.as_bytes(), kind, 1, [].into_iter());
    let page = "<html>\n<p>hej</p>\n".repeat(500) + "<b>900101</b>-9802\n<td>Märta</td><td>Öberg</td>\n</html>";
    let found: Vec<String> = find(&page, "text/html").into_iter().map(|s| s.3).collect();
    assert_eq!(found, ["rad 1002", "rad 1001"]);
    let found: Vec<String> = find(&table(&ROWS[7..8]), "text/csv").into_iter().map(|s| s.3).collect();
    assert!(found.contains(&"rad 2, kolumn \"Namn\"".to_owned()), "{found:?}");
    assert!(find(&table(&ROWS[1..2]), "text/csv").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chunked_is_whole(
        rows in prop::collection::vec(prop::sample::select(ROWS.to_vec()).prop_filter("one line", |r| !r.contains('\n') && !r.is_empty()), 60..300),
        block in 1usize..9000,
        step in 1usize..9000,
    ) {
        let index = Index::new(&population());
        let text = table(&rows);
        let expected = whole(&index, text.as_bytes(), "text/csv");
        let found = streamed(&index, text.as_bytes(), "text/csv", block, (0..text.len()).step_by(step));
        prop_assert_eq!(found, expected);
    }
}
