//! E-mail and answers of several parts, written by another library than reads them, or by hand.

use mail_builder::MessageBuilder;
use skott_oracle::decode::NoteKind;

use super::archives::TABLE;
use super::writers::zipped;
use super::{check, contains, read};

/// A mail with texts in both forms and attachments of three kinds.
fn mail() -> Vec<u8> {
    let forwarded = MessageBuilder::new()
        .from(("Eva Lind", "eva@trafik.example"))
        .to("x@trafik.example")
        .subject("Vidarebefordrat")
        .text_body("Djupt inne: Ärla Ek");
    MessageBuilder::new()
        .from(("Märta Öberg", "marta@trafik.example"))
        .to(vec![("Åke Äng", "ake@trafik.example")])
        .subject("Beställning från Östen Ärlig, en ganska lång rad som måste vikas någonstans på vägen")
        .header("X-Handläggare", mail_builder::headers::text::Text::new("Görel Å"))
        .text_body("Hej Märta Öberg\nraden under är lång ".to_owned() + &"ord ".repeat(40) + "och slutar Åke Äng")
        .html_body("<p>Hej <b>Mär</b>ta</p><input type=hidden name=pnr value=1990>")
        .attachment("text/csv", "order.csv", TABLE.as_bytes())
        .attachment(
            "application/zip",
            "Bilagor från Märta.zip",
            zipped(&[("order.csv", TABLE.as_bytes())]),
        )
        .attachment("message/rfc822", "brev.eml", forwarded.write_to_vec().unwrap())
        .write_to_vec()
        .unwrap()
}

#[test]
fn every_part_of_a_mail_is_read() {
    for declared in ["message/rfc822", "text/plain", ""] {
        let decoded = read(declared, mail());
        check(
            &decoded,
            &[
                ("brevhuvud From", "\" Märta Öberg \" <marta@trafik.example>", None),
                (
                    "brevhuvud Subject",
                    "Beställning från Östen Ärlig, en ganska lång rad som måste vikas någonstans på vägen",
                    None,
                ),
                ("del 2, <p>", "Hej Märta", None),
                ("del 2, <input name=pnr> value", "1990", None),
                ("bilaga order.csv, rad 2, kolumn \"Namn\"", "Öberg", Some("Namn")),
                ("bilaga, filnamn", "Bilagor från Märta.zip", None),
                ("bilaga Bilagor från Märta.zip, arkiv order.csv, rad 2", "7 Öberg", None),
            ],
        );
        assert!(decoded.texts.iter().any(|t| t.place == "del 1, rad 1-2"
            && t.text.starts_with("Hej Märta Öberg\r\n")
            && t.text.ends_with("och slutar Åke Äng")));
        assert!(
            decoded
                .texts
                .iter()
                .any(|t| t.place.ends_with("rad 1") && t.text == "Djupt inne: Ärla Ek"),
            "{decoded:#?}"
        );
    }
}

#[test]
fn written_by_hand() {
    let latin = b"From: =?iso-8859-1?Q?M=E4rta?= =?utf-8?B?IMOWYmVyZw==?= <m@x.example>\r\nSubject: x\r\n\
        Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Namn: M=E4r=\r\nta =D6berg\r\n";
    check(
        &read("", latin),
        &[
            ("brevhuvud From", "Märta Öberg <m@x.example>", None),
            ("del 1, rad 1", "Namn: Märta Öberg", None),
        ],
    );
    let unlabelled = b"From: a@x.example\r\nTo: b@x.example\r\n\r\nM\xe4rta \xd6berg\r\n";
    contains(&read("", unlabelled), &[("del 1, rad 1", "Märta Öberg", None)]);
    let prose = "Hej: så här är det.\nTill: dig\n\nFrom: x";
    assert!(
        !read("text/plain", prose)
            .texts
            .iter()
            .any(|t| t.place.starts_with("del"))
    );
}

#[test]
fn answers_of_several_parts() {
    let body = "--gräns\r\nContent-Disposition: form-data; name=\"pnr\"\r\n\r\n19900101-9802\r\n\
        --gräns\r\nContent-Disposition: form-data; name=\"fil\"; filename*=UTF-8''M%C3%A4rta.csv\r\nContent-Type: text/csv\r\n\r\n\
        Nr;Namn\r\n7;Öberg\r\n--gräns\r\nContent-Type: application/json\r\n\r\n{\"a\":\"b\"}\r\n--gräns--\r\n";
    for kind in ["form-data", "mixed", "related", "x-mixed-replace"] {
        check(
            &read(&format!("multipart/{kind}; boundary=\"gräns\""), body),
            &[
                ("fält pnr, rad 1", "19900101-9802", None),
                ("bilaga, filnamn", "Märta.csv", None),
                ("bilaga Märta.csv, rad 2, kolumn \"Namn\"", "Öberg", Some("Namn")),
                ("del 3, $.a", "b", Some("a")),
            ],
        );
    }
    let endless = read("multipart/mixed; boundary=g", "--g\r\n\r\nhär Märta\r\n--g\r\n\r\n");
    contains(&endless, &[("del 1, rad 1", "här Märta", None)]);
    assert!(!endless.notes.is_empty());
    assert!(
        endless.notes.iter().all(|n| n.kind == NoteKind::Unreadable),
        "{:?}",
        endless.notes
    );
}
