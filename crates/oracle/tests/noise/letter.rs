//! Letters in quoted-printable: long lines, folded anywhere, full of addresses that hold planted ones.

use rand::RngExt;

use crate::page::paragraph;
use crate::town::Town;

/// The beginning and the end of a letter in several parts.
pub const PARTS: &str = "From: portal@portal.example\r\nTo: alla@portal.example\r\nSubject: Utskick\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=\"del\"\r\n\r\n--del\r\nContent-Type: text/html; charset=utf-8\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\n<!DOCTYPE html><html><body><p>\r\n";
pub const END: &str = "\r\n--del--\r\n";

/// A paragraph or a line of addresses.
pub fn quoted(town: &mut Town) -> String {
    let text = match town.rng.random_range(0..3) {
        0 => paragraph(town),
        1 => (0..4)
            .map(|_| paragraph(town).replace('\n', " "))
            .chain(["\n".to_owned()])
            .collect(),
        _ => (0..6).map(|_| address(town)).chain(["\n".to_owned()]).collect(),
    };
    // Programs differ in where they fold.
    let width = town.rng.random_range(20..76);
    encoded(&text, width)
}

/// `Eva Berg, Anna Lind <eva.berg@trafik.example.org>; `
fn address(town: &mut Town) -> String {
    let (a, b) = (town.stranger(), town.stranger());
    let host = a.email.split('@').nth(1).unwrap_or_default();
    let email = match town.rng.random_range(0..4) {
        0 => format!("{}.{}", town.planted_email(), town.pick(&["org", "se", "test"])),
        1 => format!("{}{}", town.pick(&["bo.", "x-", "info+", "a_"]), town.planted_email()),
        2 => format!(
            "{}-{}@{host}",
            town.rng.random_range(2..9),
            a.email.split('@').next().unwrap_or_default()
        ),
        _ => a.email.clone(),
    };
    match town.rng.random_range(0..3) {
        0 => format!("{} {}, {} {} <{email}>; ", a.given, a.family, b.given, b.family),
        1 => format!("{}, {}; {email}, ", a.family, a.given),
        _ => format!("{} {} {email} {}, ", b.given, b.family, b.order),
    }
}

/// Quoted-printable with a soft break after so many signs, in the midst of a word where it falls so.
fn encoded(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = 0;
    for b in text.bytes() {
        let sign = match b {
            b'\n' => {
                out.push_str("\r\n");
                line = 0;
                continue;
            }
            // A line that begins with a dot is none to some servers.
            b'.' if line == 0 => "=2E".to_owned(),
            b' '..=b'~' if b != b'=' => char::from(b).to_string(),
            _ => format!("={b:02X}"),
        };
        if line + sign.len() > width {
            out.push_str("=\r\n");
            line = 0;
        }
        line += sign.len();
        out.push_str(&sign);
    }
    out
}
