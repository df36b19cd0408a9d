//! Each decoder: what it reads, in which place, and what it says it could not read.

mod common;

use common::response;
use skott_oracle::decode::{Decoded, Limits, NoteKind, decode, decode_body, needs_child};

fn read(content_type: &str, body: &[u8]) -> Decoded {
    decode(&response(content_type, body), &Limits::default())
}

fn check(content_type: &str, body: &[u8], expected: &[(&str, &str, Option<&str>)]) {
    let decoded = read(content_type, body);
    for (place, text, column) in expected {
        let hit = |t: &&skott_model::Text| {
            t.place == *place && t.text.split_whitespace().eq(text.split_whitespace()) && t.column.as_deref() == *column
        };
        assert!(
            decoded.texts.iter().any(|t| hit(&t)),
            "{place:?} {text:?} {column:?} not in {:#?}",
            decoded.texts
        );
    }
    assert_eq!(decoded.notes, [], "{:?}", String::from_utf8_lossy(body));
}

#[test]
fn html() {
    let table = "<table><thead><tr><th>Namn<th>Belopp</thead><tbody>\
        <tr><td>Anna</td><td><a href='/o/1?n=%C3%A5' data-p='{\"a\":\"b\"}'>1<b>2</b>3</a></td></tr></table>\
        <table><tr><td>x<td>y</table>";
    check(
        "text/html",
        table.as_bytes(),
        &[
            ("<th> rad 1, kolumn 1", "Namn", None),
            ("<td> rad 2, kolumn 1", "Anna", Some("Namn")),
            ("<a> href, rad 2, kolumn 2", "/o/1?n=%C3%A5", Some("Belopp")),
            ("<a> data-p, rad 2, kolumn 2 $.a", "b", Some("a")),
            ("<b> rad 2, kolumn 2", "2", Some("Belopp")),
            ("<td> rad 2, kolumn 2", "123", Some("Belopp")),
            ("rad 2", "Anna\t123", None),
            ("<td> tabell 2, rad 1, kolumn 2", "y", None),
        ],
    );
    let page = "<!doctype html><title>T &ouml;</title><meta name=description content='M'>\
        <body><p>Mä<wbr><b>rta</b> <i>Öberg</i><p>sist<br>ut <!-- <b>dold</b>t --><input type=hidden name=pnr value=19>\
        <template><u>mall</u></template><noscript><b>utan</b> js</noscript><style>p{}</style>\
        <script id=__NEXT_DATA__ type=application/json>{\"props\":{\"name\":\"A\"}}</script>\
        <script>\nvar a = 'x';</script><dl><dt>Belopp<dd>12,50</dl><svg><text>s</text></svg><textarea name=q>t</textarea>\
        <table><tr><th>Kort<td>ja<tr><th>Summa<td colspan=2>9,00</table>";
    check(
        "text/html; charset=utf-8",
        page.as_bytes(),
        &[
            ("<title>", "T ö", None),
            ("<meta name=description> content", "M", None),
            ("<p>", "Märta Öberg", None),
            ("<p>", "sist ut", None),
            ("kommentar", "<b>dold</b>t", None),
            ("kommentar", "doldt", None),
            ("<input name=pnr> value", "19", None),
            ("<u>", "mall", None),
            ("<noscript>", "utan js", None),
            ("<script id=__NEXT_DATA__> $.props.name", "A", Some("name")),
            ("<script> rad 1-2", "var a = 'x';", None),
            ("<dd>", "12,50", Some("Belopp")),
            ("<text>", "s", None),
            ("<textarea name=q>", "t", None),
            ("<td> rad 1, kolumn 2", "ja", Some("Kort")),
            ("<td colspan=2> rad 2, kolumn 2", "9,00", Some("Summa")),
        ],
    );
}

#[test]
fn halves_of_a_name_under_headings_of_their_own() {
    let page = "<dl><dt>Förnamn<dd>Anna<dt>Efternamn<dd>Berg</dl>\
        <form><input name=fornamn value=Eva><input value=Lind name=efternamn></form>\
        <table><tr><th>Tilltalsnamn<td>Märta<tr><th>Efternamn<td>Öberg</table>";
    check(
        "text/html",
        page.as_bytes(),
        &[
            ("<dd>", "Anna\tBerg", None),
            ("<input name=efternamn>", "Eva\tLind", None),
            ("<td> rad 2, kolumn 2", "Märta\tÖberg", None),
        ],
    );
    let beside = "<ul><li data-fornamn=Anna class=rad data-efternamn=Berg>visa</ul>\
        <button onclick=\"visa('Lind', 'Eva')\">v</button><script>\nrita({namn: vis('Öberg', 'Märta')}, [vis('a'), 'b']);</script>";
    check(
        "text/html",
        beside.as_bytes(),
        &[
            ("<li>", "Anna\tBerg", None),
            ("<button> onclick rad 1", "Lind\tEva", None),
            ("<script> rad 2", "Öberg\tMärta", None),
            ("<script> rad 2", "a\tb", None),
        ],
    );
    let columns = r#"{"data":{"nr":[1,2],"efternamn":["Berg","Lind"],"fornamn":["Anna","Eva"],"sidor":[1]},"tva":{"a":["x"],"b":["y"]}}"#;
    check(
        "application/json",
        columns.as_bytes(),
        &[("$.data, rad 2", "2\tLind\tEva", None), ("$.tva, rad 1", "x\ty", None)],
    );
    let fields = r#"{"a":[{"name":"firstName","value":"Anna"},{"name":"ort","value":"Lund"},{"name":"lastName","value":"Berg"}],
        "b":{"fornamn":{"v":"Eva"},"efternamn":{"v":"Lind"}}}"#;
    check(
        "application/json",
        fields.as_bytes(),
        &[("$.a[2]", "Anna\tBerg", None), ("$.b.efternamn.v", "Eva\tLind", None)],
    );
}

#[test]
fn json() {
    let body =
        br#"{"orders":[{"id":7,"email":"a@b"},{"given":"Anna","family":"Berg","x@y":"z"}],"html":"<p>An<b>na</b></p>",
        "inner":"{\"a\":[\"b\"]}"}"#;
    let expected = [
        ("$.orders[0].id", "7", Some("id")),
        ("$.orders[0].email", "a@b", Some("email")),
        ("$.orders[1]", "Anna Berg z", None),
        ("$.orders[1].* nyckel", "x@y", None),
        ("$.html", "<p>An<b>na</b></p>", Some("html")),
        ("$.inner → $.a[0]", "b", Some("a")),
    ];
    check("application/json", body, &expected);
    check("text/html", body, &expected);
    check("application/json", &[b")]}',\n".as_slice(), body].concat(), &expected);
    check(
        "application/x-ndjson",
        b"{\"a\":1}\n\n{\"a\":\"b\"}\n",
        &[("rad 3 $.a", "b", Some("a"))],
    );
    check("application/json", b"\"bara text\"", &[("$", "bara text", None)]);
}

#[test]
fn csv() {
    let expected = [
        ("rad 2, kolumn \"Namn\"", "Öberg", Some("Namn")),
        ("rad 2", "7\tÖberg", None),
    ];
    check("text/csv", "Nr;Namn\n7;Öberg\n".as_bytes(), &expected);
    check("text/csv", "\u{feff}Nr,Namn\n7,\"Öberg\"\n".as_bytes(), &expected);
    check("text/csv", b"Nr\tNamn\n7\t\xd6berg\n", &expected);
    check("text/csv; charset=iso-8859-1", b"Nr|Namn\n7|\xd6berg\n", &expected);
    check("text/plain", "Nr;Namn\n7;Öberg\n".as_bytes(), &expected);
    check("application/vnd.ms-excel", "Nr;Namn\n7;Öberg\n".as_bytes(), &expected);
    check(
        "text/csv",
        "sep=;\nNr;Namn\n7;Öberg\n".as_bytes(),
        &[("rad 3", "7\tÖberg", None)],
    );
    // Headings below a title, and those of a second table.
    let titled = [
        ("rad 3, kolumn \"Namn\"", "Öberg", Some("Namn")),
        ("rad 5, kolumn \"Belopp\"", "7", Some("Belopp")),
    ];
    for sign in [";", ","] {
        for end in ["\n", "\r\n"] {
            let table = "Uttag 2020-11\nNr;Namn\n7;Öberg\n\nBelopp;Nr\n7;1\n"
                .replace(';', sign)
                .replace('\n', end);
            check("text/csv", table.as_bytes(), &titled);
        }
    }
    // Rows of words alone are no headings: below a row, nor below an empty line.
    let amount = [("rad 4, kolumn \"Belopp\"", "1234", Some("Belopp"))];
    for empty in ["", "\n"] {
        for end in ["\n", "\r\n"] {
            let table =
                format!("Förnamn;Efternamn;Belopp\n{empty}Anna;Berg;\nEva;Lind;\nKarl;Ek;1234\n").replace('\n', end);
            check("text/csv", table.as_bytes(), &amount);
        }
    }
    check(
        "text/csv",
        "Nr;Namn\n7;Öberg\nLund;Borås\n".as_bytes(),
        &[("rad 3, kolumn \"Namn\"", "Borås", Some("Namn"))],
    );
    let wide: Vec<u8> = "\u{feff}Nr;Namn\n7;Öberg\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check("text/csv", &wide, &expected);
}

#[test]
fn what_is_somebodys_value_is_no_heading() {
    let first = [
        ("Nr;Namn", true),
        ("Nr;Adress 2", true),
        ("Förvaltning;2020-10", true),
        ("Kvartal;1;2;KONTO2020", true),
        ("Namn;811218-9876", false),
        ("Namn;anna.svensson@mail.se", false),
        ("Namn;031-390 06 00", false),
        ("Namn;350,00", false),
        ("Namn;1 350.00", false),
        ("Namn;BQX7YZ12", false),
        ("Namn;2020-10-30", false),
    ];
    for (record, is_headings) in first {
        let cells = record.split(';').count();
        let row = vec!["x"; cells].join(";");
        let decoded = read("text/csv", format!("{record}\n{row}\n{row}\n").as_bytes());
        let under = decoded.texts.iter().filter(|text| text.column.is_some()).count();
        assert_eq!(under, if is_headings { 2 * cells } else { 0 }, "{record}");
    }
    // A heading that may be somebody's name is a heading, and is not shown.
    check(
        "text/csv",
        b"Nr;Anna Svensson\n7;x\n",
        &[("rad 2, kolumn 2", "x", Some("Anna Svensson"))],
    );
}

#[test]
fn a_table_that_ends_where_the_limit_is_met_is_whole() {
    let limits = |max_texts| Limits {
        max_texts,
        ..Limits::default()
    };
    let body = "Nr;Namn\n1;a\n2;b\n";
    for (most, is_cut) in [(9, false), (6, true), (5, true)] {
        let decoded = decode_body(body.as_bytes(), Some("text/csv"), &limits(most));
        let cut = decoded.notes.iter().any(|note| note.kind == NoteKind::OverLimit);
        assert_eq!(cut, is_cut, "{most}");
    }
}

#[test]
fn headers_and_text() {
    let mut received = response("text/plain", b"hej\nanna");
    for (name, value) in [
        ("location", "/x?e=a%40b"),
        ("set-cookie", "visning=Anna; Path=/"),
        ("content-disposition", "attachment; filename*=UTF-8''M%C3%A4rta.txt"),
    ] {
        received.headers.push((name.to_owned(), value.to_owned()));
    }
    let texts = decode(&received, &Limits::default()).texts;
    let has = |place: &str, text: &str| texts.iter().any(|t| t.place == place && t.text == text);
    assert!(has("huvud location", "/x?e=a%40b"));
    assert!(has("kaka visning", "Anna; Path=/"));
    assert!(has(
        "huvud content-disposition",
        "attachment; filename*=UTF-8''M%C3%A4rta.txt"
    ));
    assert!(has("rad 1-2", "hej\nanna"));
}

#[test]
fn notes() {
    use NoteKind::{InvalidText, OverLimit, TooDeep, Unreadable, WrongContentType};
    let deep = |open: &str, n: usize| open.repeat(n).into_bytes();
    let cases: &[(&str, Vec<u8>, &[NoteKind])] = &[
        ("text/html", Vec::new(), &[]),
        ("application/json", Vec::new(), &[]),
        ("application/pdf", b"<html>logga in".to_vec(), &[WrongContentType]),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            b"<p>x".to_vec(),
            &[WrongContentType],
        ),
        ("application/json", b"{\"a\":".to_vec(), &[Unreadable]),
        ("application/json", deep("[", 100_000), &[TooDeep]),
        ("application/json", deep("{\"a\":", 100_000), &[TooDeep]),
        ("text/html", deep("<div>", 100_000), &[TooDeep]),
        ("text/html", deep("<b><i>", 100_000), &[TooDeep]),
        ("text/html", deep("<p><span></x>", 100_000), &[TooDeep]),
        ("text/html", deep("<p>Rad<li>x<br>", 100_000), &[]),
        (
            "text/html",
            b"<svg>".iter().copied().chain(deep("<path/>", 10_000)).collect(),
            &[],
        ),
        ("text/html; charset=utf-8", b"<p>M\xe4rta".to_vec(), &[InvalidText]),
        ("text/html", b"<p>M\xe4rta".to_vec(), &[]),
        ("image/png", b"\x89PNG\r\n\x1a\n\x00\x00".to_vec(), &[Unreadable]),
    ];
    for (content_type, body, expected) in cases {
        let kinds: Vec<NoteKind> = decode_body(body, Some(content_type), &Limits::default())
            .notes
            .iter()
            .map(|n| n.kind)
            .collect();
        assert_eq!(
            &kinds,
            expected,
            "{content_type} {:?}",
            String::from_utf8_lossy(&body[..body.len().min(40)])
        );
    }
    let few = Limits {
        max_texts: 3,
        ..Limits::default()
    };
    assert_eq!(decode_body(b"<p>a<p>b<p>c<p>d", None, &few).notes[0].kind, OverLimit);
    let short = Limits {
        max_bytes: 4,
        ..Limits::default()
    };
    let cut = decode_body(b"a\nb\nc\nd\n", None, &short);
    assert_eq!((cut.notes[0].kind, cut.texts[0].text.as_str()), (OverLimit, "a\nb\n"));
}

#[test]
fn too_deep_is_still_searched_as_source() {
    let body = format!("{}An<b>na</b> Berg", "<div>".repeat(5_000));
    let decoded = read("text/html", body.as_bytes());
    assert!(decoded.texts.iter().any(|t| t.text.contains("Anna Berg")));
    let body = format!("{}\"Anna Berg\"", "[".repeat(5_000));
    assert!(
        read("application/json", body.as_bytes())
            .texts
            .iter()
            .any(|t| t.text.contains("Anna Berg"))
    );
}

#[test]
fn which_bodies_want_a_child_process() {
    let cases: &[(&[u8], bool)] = &[
        (b"<p>x", false),
        (b"{\"a\":[1]}", false),
        (b"a;b\n1;2", false),
        (b"", false),
        (b"PK\x03\x04...", true),
        (b"%PDF-1.7", true),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", true),
    ];
    for (body, expected) in cases {
        assert_eq!(needs_child(&response("text/html", body)), *expected, "{body:?}");
    }
    assert!(needs_child(&response("text/html", "<div>".repeat(100).as_bytes())));
    assert!(needs_child(&response("application/json", "[".repeat(100).as_bytes())));
}
