//! Mail and multipart answers: mail by another library than the one that reads it, the rest by hand.

use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, MessageBuilder, MultiPart, SinglePart};
use skott_model::Received;

use crate::container::{Container, FIELD, LINE, ROWS, TYPED, Takes, response, utf8};
use crate::escape::{Escape, percent};

use super::separated::lines;
use super::structured::objects;

const TYPE: &str = "message/rfc822";

pub fn all() -> Vec<Container> {
    let part = |name, place, takes, build| Container {
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
        part(
            "mail text",
            r"del 1, (rad 3|<body>)",
            Takes { markup: false, ..FIELD },
            |f| {
                sent(head().singlepart(SinglePart::plain(format!(
                    "Hej!\r\n\r\n{}\r\n\r\nHälsningar\r\n",
                    f.whole()
                ))))
            },
        ),
        part("mail HTML", r"del 2, <p>", FIELD, |f| {
            let html = format!("<html><body><p>{}</p></body></html>", f.within(Escape::Markup));
            sent(
                head().multipart(
                    MultiPart::alternative()
                        .boundary("gr4ns")
                        .singlepart(SinglePart::plain("Hej!".to_owned()))
                        .singlepart(SinglePart::html(html)),
                ),
            )
        }),
        part("mail subject", r"brevhuvud Subject", LINE, |f| {
            sent(
                head()
                    .subject(f.whole())
                    .singlepart(SinglePart::plain("Hej!".to_owned())),
            )
        }),
        headed(part(
            "mail attachment",
            r#".*order.csv.*rad 3(, kolumn ".*")?"#,
            ROWS,
            |f| attached("order.csv", "text/csv; charset=utf-8", lines(f, ';').into_bytes()),
        )),
        part(
            "mail, name of an attachment",
            r"bilaga, filnamn",
            Takes { never: "/\\\"", ..LINE },
            |f| attached(&format!("{}.txt", f.whole()), "text/plain", b"Hej".to_vec()),
        ),
        part(
            "mail in quoted-printable by hand",
            r"del 1, (rad 3|<body>)",
            Takes { markup: false, ..FIELD },
            |f| {
                let text = format!("Hej!\n\n{}\n", f.whole());
                let text = if f.native == Some(Escape::QuotedPrintable) {
                    text
                } else {
                    Escape::QuotedPrintable.apply(&text)
                };
                let charset = if text.contains("=E4") { "iso-8859-1" } else { "utf-8" };
                response(
                    TYPE,
                    format!(
                        "{HEADERS}Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{text}"
                    ),
                )
            },
        ),
        headed(part("multipart/mixed", r".*\$\.rader\[1\](\..+)?", TYPED, |f| {
            let json = format!("{{\"rader\":[{}]}}", objects(f).join(","));
            let body = format!(
                "--gr4ns\r\nContent-Type: text/plain\r\n\r\nHej\r\n--gr4ns\r\nContent-Type: application/json\r\n\r\n{json}\r\n--gr4ns--\r\n"
            );
            response("multipart/mixed; boundary=gr4ns", body)
        })),
        part(
            "multipart/form-data",
            r"fält uppgift, (rad 1|<body>)",
            Takes { stray: true, ..FIELD },
            |f| {
                let body = format!(
                    "--gr4ns\r\nContent-Disposition: form-data; name=\"nr\"\r\n\r\n7\r\n--gr4ns\r\nContent-Disposition: form-data; \
                 name=\"uppgift\"\r\n\r\n{}\r\n--gr4ns--\r\n",
                    f.whole()
                );
                response("multipart/form-data; boundary=gr4ns", utf8(f, body))
            },
        ),
        part(
            "multipart, name of a file",
            r"bilaga, filnamn",
            Takes { never: "/", ..LINE },
            |f| {
                let name = match f.native {
                    Some(Escape::Percent) => f.whole(),
                    _ => percent(&f.whole()),
                };
                let body = format!(
                    "--gr4ns\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename*=UTF-8''{name}.txt\r\n\r\nHej\r\n--gr4ns--\r\n"
                );
                response("multipart/mixed; boundary=\"gr4ns\"", body)
            },
        ),
    ]
}

const HEADERS: &str = "From: Portalen <portal@portal.example>\r\nTo: Receptionen <receptionen@portal.example>\r\nSubject: Kvitto\r\n\
    Date: Mon, 02 Nov 2020 09:00:00 +0000\r\nMIME-Version: 1.0\r\n";

/// A mail with a file.
pub fn attached(name: &str, content_type: &str, bytes: Vec<u8>) -> Received {
    let kind = ContentType::parse(content_type).expect("a content type of ours");
    let file = Attachment::new(name.to_owned()).body(bytes, kind);
    let parts = MultiPart::mixed()
        .boundary("gr4ns")
        .singlepart(SinglePart::plain("Hej!\r\n".to_owned()))
        .singlepart(file);
    sent(head().multipart(parts))
}

fn head() -> MessageBuilder {
    let address = |text: &str| text.parse().expect("an address of ours");
    Message::builder()
        .from(address("Portalen <portal@portal.example>"))
        .to(address("Receptionen <receptionen@portal.example>"))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(1_604_307_600))
}

fn sent(mail: Result<Message, lettre::error::Error>) -> Received {
    response(TYPE, mail.expect("a mail with sender and receiver").formatted())
}
