//! Which written forms are hits, and which are not.

mod common;

use common::{population, response};
use skott_model::{Category, Text};
use skott_oracle::decode::{Decoded, Limits, decode};
use skott_oracle::search::{Exempt, Index, Sighting, looks_like_person, mask};

fn one(place: &str, text: &str) -> Decoded {
    let text = Text {
        place: place.to_owned(),
        column: None,
        text: text.to_owned(),
        row: false,
    };
    Decoded {
        texts: vec![text],
        ..Decoded::default()
    }
}

fn shown(index: &Index, sightings: &[Sighting]) -> Vec<String> {
    let mut all: Vec<String> = sightings
        .iter()
        .map(|s| {
            let value = &index.values()[s.value];
            let weak = if s.strong { "" } else { "~" };
            format!("{weak}{} p{} {}", value.category, value.owners[0].person, s.form)
        })
        .collect();
    all.sort();
    all
}

fn check(index: &Index, text: &str, expected: &[&str]) {
    let found = shown(index, &index.search(&one("<td>", text)));
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn written_forms() {
    let index = Index::new(&population());
    let cases: &[(&str, &[&str])] = &[
        ("Märta Öberg", &["name p0 as-written"]),
        ("Namn:Märta\u{a0} Öberg.", &["name p0 as-written"]),
        ("MÄRTA ÖBERG", &["name p0 upper-case"]),
        ("Ma\u{308}rta O\u{308}berg", &["name p0 as-written"]),
        ("Mär\u{ad}ta Ö\u{200b}berg", &["name p0 as-written"]),
        ("Öberg, Märta", &["name p0 surname-first"]),
        ("Öberg Märta", &["name p0 surname-first"]),
        ("Märta Öbergs beställningar", &["name p0 genitive"]),
        ("MÃ¤rta Ã–berg", &["name p0 mojibake"]),
        ("Marta Oberg", &["~name p0 folded"]),
        ("M?rta ?berg", &["~name p0 folded"]),
        ("Märta Öb…", &["~name p0 truncated"]),
        ("Märta Öbe...", &["~name p0 truncated"]),
        ("M%C3%A4rta%20%C3%96berg", &["name p0 as-written"]),
        ("namn=M%C3%A4rta+%C3%96berg", &["name p0 as-written"]),
        (r#"{"n":"M\u00e4rta \u00d6berg"}"#, &["name p0 as-written"]),
        ("M&auml;rta &#214;berg", &["name p0 as-written"]),
        ("Märta Öb", &[]),
        ("Märta Öbergsson", &[]),
        ("Märta Öberg-Lind", &[]),
        ("Eva-Märta Öberg", &[]),
        ("Märta Ö…", &[]),
        // What is in small letters or in capitals is no half of a name that is not.
        ("bestallningar-rapport-Märta Öberg.csv", &["name p0 as-written"]),
        ("rapport-Märta_Öberg.csv", &["name p0 as-written"]),
        ("Kvitto-Märta Öberg.pdf", &["name p0 as-written"]),
        // An account's name may be somebody else's.
        ("märta.öberg", &["~name p0 as-written"]),
        ("kvitto.Märta.Öberg.pdf", &["~name p0 as-written"]),
        ("marta.oberg", &["~name p0 folded"]),
        ("marta.oberg.947@annat.example", &[]),
        ("x.marta.oberg.17@annat.example", &[]),
        ("info@marta.oberg.example", &[]),
        ("Märta. Öberg", &[]),
        ("Märta Öberg-Beställning.pdf", &["name p0 as-written"]),
        ("KV-Märta Öberg", &["name p0 as-written"]),
        ("KV-Öberg, Märta", &["name p0 surname-first"]),
        ("Märta Öberg-kvitto", &["name p0 as-written"]),
        ("Öberg Märta-kvitto.pdf", &["name p0 surname-first"]),
        ("SÃ¶ren-Märta Öberg", &[]),
        ("Märta Öberg-SÃ¶derlund", &[]),
        ("Sigvard-Märta Öberg", &[]),
        ("Märta Öberg-von Essen", &[]),
        ("Märta Öberg-af-Klint", &[]),
        ("märta öberg-kvitto", &[]),
        ("kvitto-märta öberg", &[]),
        ("EVA-MÄRTA ÖBERG", &[]),
        ("MÄRTA ÖBERG-LIND", &[]),
        ("E-Märta Öberg", &[]),
        ("Anna Bergström", &[]),
        ("Joanna Berg", &[]),
        ("Anna Berg", &["name p1 as-written"]),
        ("Eva Lind, Anna Berg", &["name p1 as-written", "name p3 as-written"]),
        ("Anna Berg Eva Lind", &["name p1 as-written", "name p3 as-written"]),
        ("19900101-9802", &["personnummer p0 12-digit-dash"]),
        ("199001019802", &["personnummer p0 12-digit"]),
        ("900101-9802", &["personnummer p0 10-digit-dash"]),
        ("900101–9802", &["personnummer p0 10-digit-dash"]),
        ("9001019802", &["personnummer p0 10-digit"]),
        ("19900101 9802", &["personnummer p0 12-digit"]),
        ("pnr_900101-9802.", &["personnummer p0 10-digit-dash"]),
        ("151224+9813", &["personnummer p1 10-digit-plus"]),
        ("1990010198021", &[]),
        ("x199001019802", &["personnummer p0 12-digit"]),
        ("199001019802ÖBERG", &["personnummer p0 12-digit"]),
        ("row9001019802", &["~personnummer p0 10-digit"]),
        ("x9001019802y", &[]),
        ("99001019802", &[]),
        ("19900101-980", &[]),
        ("p0.person@trafik.example", &["email p0 as-written"]),
        ("mailto:P0.Person%40trafik.example?subject=x", &["email p0 as-written"]),
        ("P0.PERSON@TRAFIK.EXAMPLE.", &["email p0 as-written"]),
        ("xp0.person@trafik.example", &[]),
        ("x.p0.person@trafik.example", &[]),
        // That may be another address.
        ("kvitto-p0.person@trafik.example", &["~email p0 as-written"]),
        ("p0.person@trafik.example.png", &["~email p0 as-written"]),
        ("avatar-p0.person@trafik.example.PNG?v=3", &["~email p0 as-written"]),
        ("x+p0.person@trafik.example", &[]),
        ("x-p0.person@trafik.example", &[]),
        ("p0.person@trafik.example.png.se", &[]),
        ("p0.person@trafik.example.com", &[]),
        ("p0.person@trafik.examples", &[]),
        ("031-390 06 00", &["phone p0 national"]),
        ("0313900600", &["phone p0 national"]),
        ("031 390 06 00", &["phone p0 national"]),
        ("031/3900600", &["phone p0 national"]),
        ("+46 31 390 06 00", &["phone p0 international"]),
        ("+46313900600", &["phone p0 international"]),
        ("0046313900600", &["phone p0 international"]),
        ("+46 (0)31-390 06 00", &["phone p0 international"]),
        ("tel:+46-31-390-06-00", &["phone p0 international"]),
        ("313900600", &["~phone p0 no-leading-zero"]),
        ("031-390 06 001", &[]),
        ("070-174 06 05", &["phone p1 national"]),
        ("Storgatan 12, 411 01 Göteborg", &["address p0 as-written"]),
        ("storgatan 12", &["address p0 as-written"]),
        ("Storgatan 123", &[]),
        ("Storgatan 12B", &[]),
        ("Lillstorgatan 12", &[]),
        ("Avagen 3", &["~address p1 folded"]),
        ("TAPW9", &["order p0 as-written"]),
        ("FORSKOLA-TAPW9", &["order p0 as-written"]),
        ("/orders/TAPW9/?x=1", &["order p0 as-written"]),
        ("tapw9", &[]),
        ("TAPW91", &[]),
        ("xTAPW9", &[]),
        ("ÖTAPW9", &[]),
        ("dGhpc1Rva2VuSXM3QTlYUTV0/TAPW9+aGVsbG9Xb3JsZDEyM1RoaXNJcw==", &[]),
        ("zztop99", &["order p3 as-written"]),
        ("ord-2020-00042", &["order p2 as-written"]),
        ("KV-900100", &["receipt p0 as-written"]),
        ("KV-9001000", &[]),
        ("anställd E77001", &["employee_no p0 as-written"]),
        ("1 234,50", &["amount p0 amount"]),
        ("1\u{a0}234,50 kr", &["amount p0 amount"]),
        ("1234,50kr", &["amount p0 amount"]),
        ("1234.50", &["amount p0 amount"]),
        ("1,234.50", &["amount p0 amount"]),
        ("1.234,50", &["amount p0 amount"]),
        ("-1234,50", &["amount p0 amount"]),
        ("1234.5", &["amount p0 number"]),
        ("7 1 234,50", &["amount p0 amount"]),
        ("1234", &[]),
        ("1234,5", &[]),
        ("11234,50", &[]),
        ("1 1 234,500", &[]),
        ("1.1234.50", &[]),
        ("2 234,50", &[]),
        ("32 123,45", &["pay p0 amount"]),
        ("2 000,00", &["pension p0 amount"]),
        ("2000", &[]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        check(&index, text, expected);
    }
}

/// One more form a line: encodings, broken lines, cells of a row, and what only looks like them.
#[test]
fn encoded_split_and_doubtful_forms() {
    let index = Index::new(&population());
    let cases: &[(&str, &[&str])] = &[
        ("TcOkcnRhIMOWYmVyZw==", &["name p0 base64"]),
        ("/export/TcOkcnRhIMOWYmVyZw==/fil", &["name p0 base64"]),
        ("data:text/plain;base64,TcOkcnRhIMOWYmVyZw==", &["name p0 base64"]),
        ("TeRydGEg1mJlcmc=", &["name p0 base64"]),
        ("TQDkAHIAdABhACAA1gBiAGUAcgBnAA==", &["name p0 base64"]),
        ("VGNPa2NuUmhJTU9XWW1WeVp3PT0=", &["name p0 base64"]),
        ("TSVDMyVBNHJ0YSUyMCVDMyU5NmJlcmc=", &["name p0 base64"]),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4IiwibmFtZSI6Ik3DpHJ0YSDDlmJlcmcifQ.c2ln",
            &["name p0 base64"],
        ),
        ("MTk5MDAxMDEtOTgwMg==", &["personnummer p0 base64"]),
        ("4dc3a472746120c39662657267", &["name p0 hex"]),
        ("id=4DC3A472746120C39662657267&x=1", &["name p0 hex"]),
        ("M=C3=A4rta =C3=96berg", &["name p0 quoted-printable"]),
        ("M=E4rta =D6berg", &["name p0 quoted-printable"]),
        ("M=C3=A4rta =\r\n=C3=96berg", &["name p0 quoted-printable"]),
        ("Märta Öbe=\nrg", &["name p0 quoted-printable"]),
        ("M%25C3%25A4rta%2520%25C3%2596berg", &["name p0 as-written"]),
        ("M&amp;auml;rta &amp;Ouml;berg", &["name p0 as-written"]),
        (r"M\\u00e4rta \\u00d6berg", &["name p0 as-written"]),
        ("M%E4rta+%D6berg?", &["name p0 as-written"]),
        ("Märta Öber-\ng", &["name p0 as-written"]),
        ("900101-\r\n9802", &["personnummer p0 10-digit-dash"]),
        ("“Märta Öberg”", &["name p0 as-written"]),
        ("Öberg,Märta", &["name p0 surname-first"]),
        ("ÖBERG, MÄRTA", &["name p0 surname-first"]),
        ("Oberg, Marta", &["~name p0 folded"]),
        ("Ã–berg, MÃ¤rta", &["name p0 mojibake"]),
        ("M\u{c3}\u{a4}rta \u{c3}\u{96}berg", &["name p0 mojibake"]),
        ("M\u{fffd}rta \u{fffd}berg", &["~name p0 folded"]),
        ("1990-01-01 9802", &["personnummer p0 date-beside"]),
        ("90-01-01-9802", &["personnummer p0 date-beside"]),
        ("1990-01-01\t9802", &["personnummer p0 date-beside"]),
        ("19900101\t9802", &["personnummer p0 12-digit"]),
        ("Märta\tÖberg", &["name p0 split-columns"]),
        ("Öberg\tMärta", &["name p0 split-columns"]),
        ("7\tMärta\tx@y.example\tÖberg\t8", &["name p0 split-columns"]),
        ("Öberg;;Märta", &["name p0 split-columns"]),
        ("\"Märta\";\"1\"; \"Öberg\"", &["name p0 split-columns"]),
        ("Märta,Öberg", &["name p0 split-columns"]),
        (r#"["Märta","Öberg"]"#, &["name p0 split-columns"]),
        ("Marta\tOberg", &["~name p0 folded"]),
        ("Eva Märta\tÖberg", &[]),
        ("Märta\tÖberg Lind", &[]),
        ("Märta\tx\n1\tÖberg", &[]),
        ("Märta, Eva, Öberg", &[]),
        ("Eva Berg, Anna Lind", &[]),
        ("Eva Berg\tAnna Lind", &[]),
        ("Eva\tBerg\tkort\tAnna\tLind", &[]),
        ("Lind\tAnna\tBerg\tEva", &[]),
        ("Lindsson\tAnna\tBerg\tJoanna", &["~name p1 split-columns"]),
        ("Eva\tBerg\tAnna\tKarlsson", &[]),
        ("Karl\tBerg\tAnna\tLind", &[]),
        ("Lund\tBerg\tAnna\tKort", &["~name p1 split-columns"]),
        ("Eva\tBerg\tAnna\t7", &["~name p1 split-columns"]),
        ("Eva\tBerg\tkort\tAnna\tKarlsson", &["~name p1 split-columns"]),
        // Beside a number that is whole, one that is not.
        ("A900101-9802 031-390 06 00", &["phone p0 national"]),
        ("031-390 06 00 900101-9802B", &["phone p0 national"]),
        ("SKV-900100", &[]),
        ("Anna Berg-=\nLind =C3=96", &[]),
        ("Kontakta Berg\nAnna Lind", &[]),
        ("x=\nAnna Berg", &["name p1 as-written"]),
        ("Anna Berg=C3=B6", &[]),
        ("Anna Berg-…", &["~name p1 truncated"]),
        ("=C3=85ke Berg, Anna Karlsson", &["~name p1 surname-first"]),
        ("=C3=85ke Berg, Anna Lind", &[]),
        ("Eva Berg, Anna Karlsson", &[]),
        ("Kontakt Berg Anna Karlsson", &["~name p1 surname-first"]),
        ("Kontakt Eva: Berg, Anna", &["name p1 surname-first"]),
        ("Eva Lind Anna\nBerg Eva Lind", &["name p3 as-written"]),
        ("Lisa Berg, Anna", &["~name p1 surname-first"]),
        ("Lisa Berg Anna Karlsson", &["~name p1 surname-first"]),
        ("Namn: Berg, Anna Västtrafikkort", &["name p1 surname-first"]),
        ("Märta Öbergs…", &["~name p0 truncated"]),
        (
            "Märta Öberg… Öberg, Märta",
            &["name p0 surname-first", "~name p0 truncated"],
        ),
        ("Märta Öberg …", &["name p0 as-written"]),
        ("Arbetsmarknadsförvaltningen", &[]),
        ("0123456789abcdef0123456789abcdef", &[]),
    ];
    for (text, expected) in cases {
        check(&index, text, expected);
    }
}

#[test]
fn numbers_in_json_and_sheets() {
    let index = Index::new(&population());
    let cases: &[(&str, &str, &[&str])] = &[
        ("$.amount", "1234.5", &["amount p0 number"]),
        ("$.amountOre", "123450", &["amount p0 minor-units"]),
        ("$.id", "2000", &["~pension p0 number"]),
        ("blad \"A\", C2", "3212345", &["~pay p0 minor-units"]),
        ("$.pnr", "199001019802", &["personnummer p0 12-digit"]),
    ];
    for (place, text, expected) in cases {
        let found = shown(&index, &index.search(&one(place, text)));
        assert_eq!(&found, expected, "{place} {text}");
    }
}

#[test]
fn equal_values_have_several_owners() {
    let index = Index::new(&population());
    let owners = |category: Category, text: &str| {
        let found = index.search(&one("x", text));
        let value = &index.values()[found[0].value];
        assert_eq!(value.category, category);
        value.owners.iter().map(|o| (o.person, o.order)).collect::<Vec<_>>()
    };
    assert_eq!(owners(Category::Name, "Anna Berg"), [(1, None), (2, None)]);
    assert_eq!(owners(Category::Phone, "070-174 06 05"), [(1, None), (2, None)]);
    assert_eq!(owners(Category::Order, "K7PXQ"), [(1, Some(1))]);
    assert!(
        !format!("{:?}", index.values()).contains("Berg"),
        "Debug shows no value"
    );
}

#[test]
fn nothing_of_a_value_is_shown() {
    let cases = [
        ("Märta Öberg", "Mä*** Ö****"),
        ("19900101-9802", "********-****"),
        ("anna.berg@trafik.example", "an**.****@******.*******"),
        ("TAPW9", "TA***"),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(mask(text), expected);
    }
    let index = Index::new(&population());
    let found = index.search(&one("$.*[\"Märta Öberg\"]", "Grannen Märta Öberg bor på okänd adress"));
    assert_eq!(found[0].excerpt, "Mä*** Ö****");
    assert!(
        !found[0].place.contains("Öberg"),
        "a value in a place is masked: {}",
        found[0].place
    );
}

#[test]
fn the_source_is_searched_for_what_no_text_showed() {
    let index = Index::new(&population());
    let page = |body: &str| {
        let decoded = decode(&response("text/html", body.as_bytes()), &Limits::default());
        index.search(&decoded).into_iter().map(|s| s.place).collect::<Vec<_>>()
    };
    assert_eq!(page("<p>Märta Öberg</p>"), ["<p>"]);
    assert_eq!(page("<p>hej</p>\n<p class='M&auml;rta Öberg'>"), ["<p> class"]);
    assert_eq!(
        page("<p>Märta Öberg</p><i class='Märta Öberg'></i>\n</p x='Märta Öberg'>"),
        ["<p>", "<i> class", "källkod rad 1", "källkod rad 2"]
    );
}

#[test]
fn sightings_are_bounded_and_no_place_is_pushed_out() {
    let index = Index::new(&population());
    let mut decoded = Decoded::default();
    for i in 0..10_000 {
        decoded.texts.push(Text {
            place: format!("<a> href {i}"),
            column: None,
            text: "TAPW9".to_owned(),
            row: false,
        });
    }
    decoded.texts.push(Text {
        place: "<td> rad 3".to_owned(),
        column: None,
        text: "TAPW9".to_owned(),
        row: false,
    });
    let found = index.search(&decoded);
    assert!(found.len() < 60, "{}", found.len());
    assert!(found.iter().any(|s| s.place == "<td> rad 3"));
}

#[test]
fn real_looking_personnummer_are_counted() {
    let cases = [
        ("8112181238 811218-1238 19811218-1238 198112181238", 1),
        ("811218-1239", 0),
        ("811218-9876", 0),
        ("990101-9802 19811318-1238", 0),
        ("670919-9530, 811218+1238", 2),
        ("701063-2391", 1),
    ];
    for (text, expected) in cases {
        assert_eq!(looks_like_person(text), expected, "{text}");
    }
}

#[test]
fn what_nobody_planted_is_counted_by_kind_and_once() {
    let population = population();
    let of = |i: usize| &population.persons[i];
    let phone = of(0).phone.clone().unwrap();
    let planted = format!("{} {phone} {}", of(0).email, of(0).personnummer.clone().unwrap());
    let shared = ["Ring 031-711 22 33 eller skriv till stod@portal.se"];
    let cases = [
        (planted.as_str(), ""),
        ("811218-1238 19811218-1238", "personnummer"),
        ("701063-2391", "personnummer"),
        ("anna@goteborg.se ANNA@goteborg.se bo@goteborg.se", "email email"),
        ("070-123 45 67 +46701234567", "phone"),
        ("stod@portal.se 031-711 22 33 +46317112233", ""),
        ("a@b.example 811218-9876 070-174 06 06", ""),
    ];
    let exempt = Exempt::new(&population, shared);
    for (text, expected) in cases {
        let found = exempt.unplanted(&one("x", text));
        let mut kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds.join(" "), expected, "{text}");
    }
    // Linear: each of these would take minutes if a sign were looked around from without bound.
    for sign in ["@", "a@", "0", "0-", "0 ", "+4"] {
        exempt.unplanted(&one("x", &sign.repeat(300_000)));
    }
}
