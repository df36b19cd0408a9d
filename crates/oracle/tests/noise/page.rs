//! What a sound portal answers, full of strangers: pages, exports, letters, scripts.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand::{Rng, RngExt};

use crate::letter;
use crate::pdf;
use crate::town::{Stranger, Town, folded};

/// A kind of answer, its content type, and how a piece of it is written.
pub struct Kind {
    pub name: &'static str,
    pub content_type: &'static str,
    head: &'static str,
    piece: fn(&mut Town) -> String,
    tail: &'static str,
    /// The bytes that carry the text.
    carried: fn(&mut Town, String) -> Vec<u8>,
}

/// Every kind.
pub const KINDS: [Kind; 14] = [
    Kind {
        name: "html",
        content_type: "text/html; charset=utf-8",
        head: "<!DOCTYPE html><html lang=sv><head><meta charset=utf-8><title>Beställningar</title></head><body>\
               <table><thead><tr><th>Nr<th>Beställare<th>Handläggare<th>Personnummer<th>Epost<th>Telefon<th>Belopp</tr></thead><tbody>",
        piece: html_row,
        tail: "</tbody></table></body></html>",
        carried: as_text,
    },
    Kind {
        name: "html of blocks",
        content_type: "text/html; charset=utf-8",
        head: "<!DOCTYPE html><html lang=sv><head><meta charset=utf-8><title>Beställningar</title></head><body><main>",
        piece: html_card,
        tail: "</main></body></html>",
        carried: as_text,
    },
    Kind {
        name: "csv",
        content_type: "text/csv",
        head: "Nr;Förnamn;Efternamn;Född;Antal;Epost;Telefon;Adress;Chefens förnamn;Chefens efternamn;Belopp\r\n",
        piece: csv_row,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "tsv",
        content_type: "text/tab-separated-values",
        head: "Nr\tNamn\tPersonnummer\tKvitto\tBelopp\r\n",
        piece: tsv_row,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "json",
        content_type: "application/json",
        head: "{\"rader\":[",
        piece: json_object,
        tail: "{\"nr\":\"sist\"}]}",
        carried: as_text,
    },
    Kind {
        name: "ndjson",
        content_type: "application/x-ndjson",
        head: "",
        piece: ndjson_line,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "prose",
        content_type: "text/plain",
        head: "",
        piece: paragraph,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "script",
        content_type: "text/javascript",
        head: "\"use strict\";\n",
        piece: script_line,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "xml",
        content_type: "application/xml",
        head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Svar>",
        piece: xml_row,
        tail: "</Svar>",
        carried: as_text,
    },
    Kind {
        name: "pairs without headings",
        content_type: "text/csv",
        head: "",
        piece: pair_row,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "list",
        content_type: "text/plain",
        head: "",
        piece: list_lines,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "mail",
        content_type: "message/rfc822",
        head: "From: portal@portal.example\r\nTo: alla@portal.example\r\nSubject: Utskick\r\nMIME-Version: 1.0\r\n\
               Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
        piece: letter::quoted,
        tail: "",
        carried: as_text,
    },
    Kind {
        name: "mail of parts",
        content_type: "message/rfc822",
        head: letter::PARTS,
        piece: letter::quoted,
        tail: letter::END,
        carried: as_text,
    },
    Kind {
        name: "pdf",
        content_type: "application/pdf",
        head: "",
        piece: paragraph,
        tail: "",
        carried: pdf::of,
    },
];

fn as_text(_: &mut Town, text: String) -> Vec<u8> {
    text.into_bytes()
}

impl Kind {
    /// An answer of about so many bytes.
    pub fn page(&self, town: &mut Town, size: usize) -> Vec<u8> {
        let text = self.text(town, size);
        self.carried(town, text)
    }

    /// What stands in an answer.
    pub fn text(&self, town: &mut Town, size: usize) -> String {
        let mut text = self.head.to_owned();
        while text.len() < size {
            text.push_str(&(self.piece)(town));
        }
        text + self.tail
    }

    /// A text as such an answer carries it.
    pub fn carried(&self, town: &mut Town, text: String) -> Vec<u8> {
        (self.carried)(town, text)
    }
}

fn html_row(town: &mut Town) -> String {
    let (s, officer) = (town.stranger(), town.stranger());
    let note = match town.rng.random_range(0..4) {
        0 => format!("<!-- {} {} -->", encoded(town, &s), officer.number),
        1 => format!("<input type=hidden name=token value=\"{}\">", random(town, 48)),
        2 => format!(
            "<a href=\"/rad/{}?kvitto={}\" title=\"{}, {}\">visa</a>",
            s.order, s.receipt, officer.given, s.given
        ),
        _ => String::new(),
    };
    format!(
        "<tr><td>{}</td><td>{}</td><td>{} {}</td><td>{}</td><td><a href=\"mailto:{}\">{}</a></td><td>{}</td><td>{}</td></tr>{note}\n",
        s.order,
        name(town, &s),
        officer.given,
        officer.family,
        number(town, &s),
        s.email,
        s.email,
        phone(town, &s),
        amount(town, &s)
    )
}

/// Persons in blocks, whole names and halves of them side by side, and in spans with nothing between.
fn html_card(town: &mut Town) -> String {
    let (s, officer) = (town.stranger(), town.stranger());
    let halves = match town.rng.random_range(0..3) {
        0 => format!("<div>{}</div><div>{}</div>", s.given, s.family),
        1 => format!("<span>{}</span><span>{}</span>", s.given, s.family),
        _ => format!("<p>{}</p><p>{}</p>", name(town, &s), name(town, &officer)),
    };
    let (number, amount) = (number(town, &s), amount(town, &s));
    format!(
        "<div class=kort><div class=rad>{halves}</div><ul><li>{}</li><li>{} {}</li><li>{number}</li></ul>\
         <div><span>{}</span><span>{amount}</span><b>{}</b><i>{}</i></div></div>\n",
        s.order, officer.given, officer.family, s.receipt, officer.given, s.email
    )
}

fn csv_row(town: &mut Town) -> String {
    let (s, chief) = (town.stranger(), town.stranger());
    format!(
        "{};{};{};{};{};{};{};{};{};{};{}\r\n",
        s.order,
        s.given,
        s.family,
        &s.number[..8],
        town.four_digits(&s.number[..8]),
        s.email,
        phone(town, &s),
        s.street,
        chief.given,
        chief.family,
        amount(town, &s)
    )
}

fn tsv_row(town: &mut Town) -> String {
    let s = town.stranger();
    let garbled: String = s.family.bytes().map(char::from).filter(|c| !c.is_control()).collect();
    format!(
        "{}\t{} {garbled}\t{}\t{}\t{}\r\n",
        s.order,
        s.given,
        number(town, &s),
        s.receipt,
        amount(town, &s)
    )
}

fn json_object(town: &mut Town) -> String {
    ndjson_line(town).replace('\n', ",\n")
}

fn ndjson_line(town: &mut Town) -> String {
    let (s, officer) = (town.stranger(), town.stranger());
    let escaped: String = s
        .family
        .encode_utf16()
        .map(|u| {
            if u < 0x80 {
                char::from(u as u8).to_string()
            } else {
                format!("\\u{u:04x}")
            }
        })
        .collect();
    format!(
        "{{\"nr\":\"{}\",\"fornamn\":\"{}\",\"efternamn\":\"{escaped}\",\"pnr\":{},\"epost\":\"{}\",\"av\":\"{} {}\",\"ore\":{},\
         \"belopp\":{}.{:02},\"telefon\":\"{}\",\"id\":\"{}\",\"token\":\"{}\"}}\n",
        s.order,
        s.given,
        s.number,
        s.email,
        officer.given,
        officer.family,
        s.amount,
        s.amount / 100,
        s.amount % 100,
        phone(town, &s),
        uuid(town),
        encoded(town, &officer)
    )
}

pub fn paragraph(town: &mut Town) -> String {
    let (a, b, c) = (town.stranger(), town.stranger(), town.stranger());
    let kort = town.pick(&["Västtrafikkort", "träningskort", "lunchkort", "friskvårdsbidrag"]);
    let day = a.date.clone();
    match town.rng.random_range(0..5) {
        0 => format!(
            "Närvarande: {} {}, {} {}, {} {} samt handläggaren. Ärendet gäller {kort} från den {day}.\n",
            a.given, a.family, b.given, b.family, c.given, c.family
        ),
        1 => format!(
            "{}, {}; {}, {}; {}, {}. Fakturan på {} kronor avser {kort}, kvitto {}.\n",
            a.family,
            a.given,
            b.family,
            b.given,
            c.family,
            c.given,
            amount(town, &a),
            b.receipt
        ),
        2 => format!(
            "{} {}s {kort} hämtas på {}. Frågor besvaras av {} på {} eller {}.\n\n",
            a.given,
            a.family,
            a.street,
            b.given,
            phone(town, &b),
            b.email
        ),
        3 => format!(
            "{} {}\n{} {}\n{}\n{}, 411 0{} Göteborg\n",
            a.given,
            a.family,
            b.given,
            b.family,
            number(town, &c),
            c.street,
            town.rng.random_range(1..9)
        ),
        _ => format!(
            "Den {day} beställde {} ett {kort} åt {} i samma grupp, beställning {} ({}), se även {}.\n",
            folded(&a.given),
            name(town, &b),
            a.order,
            number(town, &b),
            folded(&c.family)
        ),
    }
}

fn script_line(town: &mut Town) -> String {
    let s = town.stranger();
    match town.rng.random_range(0..5) {
        0 => format!("const k{}=\"{}\";\n", town.rng.random_range(0..9999), random(town, 600)),
        1 => format!("hash[\"{}\"]=0x{};\n", uuid(town), hex(town, 20)),
        2 => format!(
            "rader.push({{n:'{}',p:'{}'}}); // {} {}\n",
            encoded(town, &s),
            number(town, &s),
            s.given,
            s.order
        ),
        3 => format!(
            "d.setAttribute(\"d\",\"M{}.{} {}c{} {},{} {}z\");\n",
            s.amount % 97,
            s.amount,
            s.amount % 89,
            3,
            s.amount % 31,
            5,
            8
        ),
        _ => format!(
            "if(a.length>{}&&b!==\"{}\"){{return a[{}]+\"{}\"}}\n",
            s.amount % 50,
            s.family,
            s.amount % 7,
            s.given
        ),
    }
}

fn xml_row(town: &mut Town) -> String {
    let (s, chief) = (town.stranger(), town.stranger());
    format!(
        "<Rad nr=\"{}\" fornamn=\"{}\" chefensEfternamn=\"{}\"><Efternamn>{}</Efternamn><Fornamn>{}</Fornamn><Pnr>{}</Pnr>\
         <Chef><Fornamn>{}</Fornamn><Efternamn>{}</Efternamn></Chef><Notis>{}</Notis></Rad>\n",
        s.order,
        s.given,
        chief.family,
        s.family,
        s.given,
        number(town, &s),
        chief.given,
        chief.family,
        encoded(town, &chief)
    )
}

/// Employee and manager side by side, now the given name first, now the surname.
fn pair_row(town: &mut Town) -> String {
    let (s, chief) = (town.stranger(), town.stranger());
    match town.rng.random_range(0..2) {
        0 => format!(
            "{};{};{};{};{}\r\n",
            s.order, s.given, s.family, chief.given, chief.family
        ),
        _ => format!(
            "{};{};{};{};{}\r\n",
            s.order, s.family, s.given, chief.family, chief.given
        ),
    }
}

/// People one below the other, now the given name first, now the surname.
fn list_lines(town: &mut Town) -> String {
    let first = town.rng.random_bool(0.5);
    let line = |s: Stranger| match first {
        true => format!("{} {}\n", s.given, s.family),
        false => format!("{} {}\n", s.family, s.given),
    };
    (0..5).map(|_| line(town.stranger())).chain(["\n".to_owned()]).collect()
}

/// A name as people write names.
fn name(town: &mut Town, s: &Stranger) -> String {
    let (given, family) = (&s.given, &s.family);
    let cut: String = family.chars().take(4).collect();
    match town.rng.random_range(0..14) {
        0 => format!("{family}, {given}"),
        1 => format!("{family} {given}"),
        2 => format!("{given} {family}").to_uppercase(),
        3 => format!("{given} {}.", family.chars().take(1).collect::<String>()),
        4 => format!("{given} {cut}…"),
        5 => folded(&format!("{given} {family}")),
        _ => format!("{given} {family}"),
    }
}

fn number(town: &mut Town, s: &Stranger) -> String {
    let n = &s.number;
    match town.rng.random_range(0..7) {
        0 => n.clone(),
        1 => format!("{}-{}", &n[..8], &n[8..]),
        2 => n[2..].to_owned(),
        3 => format!("{n}{}", town.rng.random_range(0..10)),
        4 => format!("{}-{}-{} {}", &n[..4], &n[4..6], &n[6..8], &n[8..]),
        5 => format!("{}{n}", town.rng.random_range(1..10)),
        _ => format!("{}-{}", &n[2..8], &n[8..]),
    }
}

fn phone(town: &mut Town, s: &Stranger) -> String {
    let p = &s.phone;
    match town.rng.random_range(0..5) {
        0 => p.clone(),
        1 => format!("+46{}", &p[1..]),
        2 => format!("+46 (0){}-{}", &p[1..3], &p[3..]),
        3 => format!("{} {} {}", &p[..3], &p[3..6], &p[6..]),
        _ => format!("{}-{}", &p[..3], &p[3..]),
    }
}

fn amount(town: &mut Town, s: &Stranger) -> String {
    let (kronor, ore) = (s.amount / 100, s.amount % 100);
    match town.rng.random_range(0..4) {
        0 => format!("{kronor}.{ore:02}"),
        1 if kronor >= 1000 => format!("{} {:03},{ore:02}", kronor / 1000, kronor % 1000),
        2 if kronor >= 1000 => format!("{}\u{a0}{:03},{ore:02}", kronor / 1000, kronor % 1000),
        _ => format!("{kronor},{ore:02}"),
    }
}

/// A stranger's values, encoded as links and tokens carry them.
fn encoded(town: &mut Town, s: &Stranger) -> String {
    let text = format!(
        "{{\"n\":\"{} {}\",\"p\":\"{}\",\"e\":\"{}\"}}",
        s.given, s.family, s.number, s.email
    );
    match town.rng.random_range(0..4) {
        0 => STANDARD.encode(&text),
        1 => text.bytes().map(|b| format!("{b:02x}")).collect(),
        2 => text
            .bytes()
            .map(|b| {
                if b.is_ascii_alphanumeric() {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect(),
        _ => format!(
            "eyJhbGciOiJIUzI1NiJ9.{}.{}",
            STANDARD.encode(&text).replace('=', ""),
            random(town, 32)
        ),
    }
}

/// Base64 of nothing.
fn random(town: &mut Town, bytes: usize) -> String {
    let mut noise = vec![0; bytes];
    town.rng.fill_bytes(&mut noise);
    STANDARD.encode(noise)
}

fn hex(town: &mut Town, bytes: usize) -> String {
    (0..bytes)
        .map(|_| format!("{:02x}", town.rng.random_range(0..=255u8)))
        .collect()
}

fn uuid(town: &mut Town) -> String {
    let h = hex(town, 16);
    format!("{}-{}-{}-{}-{}", &h[..8], &h[8..12], &h[12..16], &h[16..20], &h[20..])
}
