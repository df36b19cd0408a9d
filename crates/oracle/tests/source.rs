//! The source of a body, beside what its decoder reads: whoever stands there alone is seen, and what the decoder has read as one
//! word is not cut in two by how it is written.

mod common;

use common::population;
use skott_oracle::decode::{Limits, decode_body};
use skott_oracle::search::Index;

/// Each hit as `place: category form`, a doubtful one with a tilde.
fn seen(content_type: &str, body: &str) -> Vec<String> {
    let index = Index::new(&population());
    let decoded = decode_body(body.as_bytes(), Some(content_type), &Limits::default());
    let told = |s: skott_oracle::search::Sighting| {
        let weak = if s.strong { "" } else { "~" };
        format!("{}: {weak}{} {}", s.place, index.values()[s.value].category, s.form)
    };
    index.search(&decoded).into_iter().map(told).collect()
}

fn check(content_type: &str, cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(body, expected)| (body, seen(content_type, body), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(body, found, expected)| format!("{body:?}\n   found {found:?}\nexpected {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{content_type}\n{}", wrong.join("\n"));
}

const QUOTED: &str = "From: a@x.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\
                      Content-Transfer-Encoding: quoted-printable\r\n\r\n";

fn quoted(body: &str) -> String {
    format!("{QUOTED}{body}")
}

#[test]
fn words_that_quoted_printable_folds_are_whole() {
    let long = "Den som undrar skriver till ";
    let strangers = [
        // An address that goes on, and one that began before.
        format!("{long}p0.person@trafik.example=\r\n.org eller ringer"),
        format!("{long}p0.person@trafik.example=2Eorg eller ringer"),
        format!("{long}x.=\r\np0.person@trafik.example"),
        format!("{long}bo+=\r\np0.person@trafik.example"),
        "x.=\r\np0.person@trafik.example".to_owned(),
        "p0.person@trafik.example=\r\n.org".to_owned(),
        // Names whose neighbours stand in another line of the source.
        "N=C3=A4rvarande: Eva=\r\n Berg, Anna Lindh".to_owned(),
        "N=C3=A4rvarande: Eva Berg, Anna =\r\nLindh".to_owned(),
        "N=C3=A4rvarande: Eva=20=\r\nBerg, Anna Lindh".to_owned(),
        "Anna Berg=\r\n-Lind".to_owned(),
        "Anna Berg-=\r\nLind".to_owned(),
        "Anna Berg=\r\nstr=C3=B6m".to_owned(),
        "Anna Berg=C2=ADstr=C3=B6m".to_owned(),
        "K7PXQ=\r\n9".to_owned(),
        "19900101-9802=\r\n7".to_owned(),
        "7=\r\n19900101-9802".to_owned(),
    ];
    for body in strangers {
        check("message/rfc822", &[(&quoted(&body), &[])]);
    }
    let planted: [(&str, &[&str]); 4] = [
        ("p0.person@trafik=\r\n.example", &["del 1, rad 1: email as-written"]),
        ("M=C3=A4rta =C3=96b=\r\nerg", &["del 1, rad 1: name as-written"]),
        ("Berg, Anna =\r\noch jag", &["del 1, rad 1: name surname-first"]),
        ("en rad\r\nanna berg", &["del 1, rad 2: name as-written"]),
    ];
    for (body, expected) in planted {
        check("message/rfc822", &[(&quoted(body), expected)]);
    }
}

#[test]
fn what_no_part_of_a_mail_holds_is_seen_in_its_source() {
    let parts = |preamble: &str, boundary: &str, first: &str, epilogue: &str| {
        format!(
            "From: a@x.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n{preamble}\r\n\
             --{boundary}\r\n{first}\r\n--{boundary}--\r\n{epilogue}\r\n"
        )
    };
    let plain = "Content-Type: text/plain\r\n\r\nhej";
    let coded = |encoding: &str, body: &str| {
        format!("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}")
    };
    let cases: [(String, &[&str]); 11] = [
        (parts("Anna Berg", "g", plain, ""), &["källkod rad 5: name as-written"]),
        (parts("", "g", plain, "Anna Berg"), &["källkod rad 11: name as-written"]),
        (
            parts("", "K7PXQ", plain, ""),
            &[
                "brevhuvud Content-Type boundary: order as-written",
                "källkod rad 3: order as-written",
                "källkod rad 6: order as-written",
                "källkod rad 10: order as-written",
            ],
        ),
        (
            parts("", "g", "Content-Type: text/plain (K7PXQ)\r\n\r\nhej", ""),
            &["källkod rad 7: order as-written"],
        ),
        (
            parts("", "g", "K7PXQ\r\n\r\nhej", ""),
            &["källkod rad 7: order as-written"],
        ),
        // What calls itself quoted-printable and is not.
        (
            parts("", "g", &coded("quoted-printable", "kod=4142AB99 KV=\r\nX"), ""),
            &[],
        ),
        (
            parts("", "g", &coded("quoted-printable", "kod=ZZTOP99"), ""),
            &["del 1, rad 1: order as-written"],
        ),
        (
            parts("", "g", &coded("quoted-printable", "nr=E77001"), ""),
            &["källkod rad 10: employee_no as-written"],
        ),
        // Base64 with something else after it.
        (
            parts("", "g", &coded("base64", "aGVq\r\nhej Anna Berg!"), ""),
            &["del 1, rad 2: name as-written"],
        ),
        (
            parts("", "g", &coded("base64", "TcOkcnRhIMOWYmVyZw=="), ""),
            &["del 1, rad 1: name as-written"],
        ),
        (
            parts(
                "",
                "g",
                "Content-Type: text/plain; charset=utf-16le\r\n\r\nAnna Berg",
                "",
            ),
            &["källkod rad 9: name as-written"],
        ),
    ];
    for (body, expected) in cases {
        check("message/rfc822", &[(&body, expected)]);
    }
}

#[test]
fn markup_that_the_parser_drops_is_seen_in_the_source() {
    check(
        "text/html",
        &[
            (
                "<!DOCTYPE html><p>hej</p>\n</p x='Anna Berg'>",
                &["källkod rad 2: name as-written"],
            ),
            (
                "<!DOCTYPE html><p title=a title='Anna B&#101;rg'>hej",
                &["källkod rad 1: name as-written"],
            ),
            (
                "<!DOCTYPE html><p>hej</p><a href='x?n=Anna+Berg'",
                &["källkod rad 1: name as-written"],
            ),
            (
                "<!DOCTYPE html><tr title='Anna Berg'><td>x",
                &["källkod rad 1: name as-written"],
            ),
            (
                "<!DOCTYPE html><p>hej</p><? Anna Berg ?>",
                &["kommentar: name as-written"],
            ),
            (
                "<!DOCTYPE html><p>hej</p></ Anna Berg>",
                &["kommentar: name as-written"],
            ),
            (
                "<!DOCTYPE html><p>hej</p><!-- Anna Berg",
                &["kommentar: name as-written"],
            ),
            (
                "<!DOCTYPE html><p class='Anna Berg'>hej",
                &["<p> class: name as-written"],
            ),
            (
                "<!DOCTYPE html><p style='x:url(?Anna%20Berg)'>hej",
                &["<p> style: name as-written"],
            ),
            ("<!DOCTYPE html><K7PXQ>hej", &["källkod rad 1: order as-written"]),
            ("<!DOCTYPE html><p K7PXQ>hej", &["källkod rad 1: order as-written"]),
            (
                "<!DOCTYPE html><p title=Anna Berg>hej",
                &["källkod rad 1: name as-written"],
            ),
            (
                "<!DOCTYPE html><p title=Anna Berg=1>hej",
                &["källkod rad 1: name as-written"],
            ),
        ],
    );
}

#[test]
fn markup_does_not_cut_a_word_in_two() {
    check(
        "text/html",
        &[
            ("<!DOCTYPE html><p>Anna Berg&shy;ström", &[]),
            ("<!DOCTYPE html><p>Anna Berg&ouml;n", &[]),
            ("<!DOCTYPE html><p>Anna Berg&#45;Lind", &[]),
            ("<!DOCTYPE html><p title='Anna Berg&ouml;n'>x", &[]),
        ],
    );
    check("application/xml", &[("<a>Anna Berg&#246;n</a>", &[])]);
    check(
        "application/json",
        &[
            (r#"{"a":"Anna Berg\u00f6n"}"#, &[]),
            (r#"{"a":"p0.person@trafik.example\u002eorg"}"#, &[]),
        ],
    );
    check(
        "text/calendar",
        &[
            (
                "BEGIN:VCALENDAR\r\nSUMMARY:Anna Berg\r\n ström\r\nEND:VCALENDAR\r\n",
                &[],
            ),
            (
                "BEGIN:VCALENDAR\r\nSUMMARY:Möte p0.person@trafik.example\r\n .org\r\nEND:VCALENDAR\r\n",
                &[],
            ),
            ("BEGIN:VCALENDAR\r\nSUMMARY:K7PXQ\r\n 9\r\nEND:VCALENDAR\r\n", &[]),
            (
                "BEGIN:VCALENDAR\r\nBEGIN:K7PXQ\r\nEND:VCALENDAR\r\n",
                &["källkod rad 2: order as-written"],
            ),
            (
                "BEGIN:VCALENDAR\r\nK7PXQ.SUMMARY:x\r\nEND:VCALENDAR\r\n",
                &["källkod rad 2: order as-written"],
            ),
        ],
    );
}

#[test]
fn what_a_parser_of_data_drops_is_seen() {
    check(
        "application/json",
        &[
            (r#"{"a":"Anna Berg","a":"x"}"#, &["$.a: name as-written"]),
            ("{\"a\":\"x\"}\nAnna Berg", &["rad 2: name as-written"]),
            (r#"{"a":[19900101,9802]}"#, &["$.a: personnummer 12-digit"]),
            (r#"{"a":1234.50}"#, &["$.a: amount number"]),
        ],
    );
    check(
        "application/xml",
        &[
            ("<r><K7PXQ>x</K7PXQ></r>", &["källkod rad 1: order as-written"]),
            ("<r><a x='1' x='Anna Berg'>x</a></r>", &["/r/a/@x: name as-written"]),
            (
                "<r xmlns:a='http://x.example/K7PXQ'>x</r>",
                &["källkod rad 1: order as-written"],
            ),
            ("<r><![CDATA[Anna Berg]]></r>", &["/r: name as-written"]),
        ],
    );
    check(
        "text/csv",
        &[
            (
                "nr;namn\n1;\"Anna\" Berg\n",
                &["rad 2, kolumn \"namn\": name as-written"],
            ),
            (
                "nr;namn\n1;\"Anna\nBerg\"\n",
                &["rad 2, kolumn \"namn\": name as-written"],
            ),
            ("nr;\"namn\n1;Anna Berg\n", &["rad 1, kolumn 2: name as-written"]),
        ],
    );
}

#[test]
fn a_letter_that_is_escaped_is_a_part_of_its_word() {
    check(
        "text/plain",
        &[
            ("Anna Berg&ouml;n", &[]),
            ("Anna Berg&#45;Lind", &[]),
            ("Anna Berg-&Ouml;n", &[]),
            ("&Aring;sa-Anna Berg", &[]),
            ("sm&aring;Anna Berg", &[]),
            ("Anna Berg&shy;ström", &[]),
            (r"Anna Berg\u00f6n", &[]),
            ("Anna Berg%C3%B6n", &[]),
            ("Anna Berg%2DLind", &[]),
            ("p0.person@trafik.example&#46;org", &[]),
            (r"p0.person@trafik.example\u002eorg", &[]),
            ("x&period;p0.person@trafik.example", &[]),
            ("K7PXQ&#57;", &[]),
            (r"K7PXQ\u0039", &[]),
            // What ends no word is none of it.
            ("Anna Berg&nbsp;x", &["rad 1: name as-written"]),
            ("Anna Berg&amp;x", &["rad 1: name as-written"]),
            ("Anna Berg&lt;", &["rad 1: name as-written"]),
            ("Anna Berg%20x", &["rad 1: name as-written"]),
            ("&ouml; Anna Berg", &["rad 1: name as-written"]),
            ("R&amp;D;Anna Berg", &["rad 1: name as-written"]),
            (r#""Anna Berg\u0022"#, &["rad 1: name as-written"]),
            ("p0.person@trafik.example&gt;", &["rad 1: email as-written"]),
            ("p0.person@trafik.example%3E", &["rad 1: email as-written"]),
            ("K7PXQ&nbsp;9", &["rad 1: order as-written"]),
            ("K7PXQ%2F9", &["rad 1: order as-written"]),
        ],
    );
}
