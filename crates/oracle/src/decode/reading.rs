//! Further readings of a text: what stands in it percent-encoded, as entities, as escapes of a string, between tags, as
//! quoted-printable, in base64 or hexadecimal, broken over lines, and one of these in another.

use std::borrow::Cow;

use super::{charset, packed, unescape};

/// How many encodings are taken off one after the other.
const MOST_LEVELS: usize = 3;

/// The most readings of one text, and the most bytes in all of them for each of its own.
const MOST_READINGS: usize = 64;
const MOST_WORK: usize = 12;

/// A text as it reads with some of its encodings taken off.
pub(crate) struct Reading {
    pub text: String,
    /// What the encoding is called as a written form, where it has a name of its own.
    pub form: Option<&'static str>,
}

/// The readings of a text other than itself, each once.
pub(crate) fn readings(text: &str) -> Vec<Reading> {
    let mut all: Vec<Reading> = Vec::new();
    let mut work = text.len().saturating_mul(MOST_WORK).saturating_add(4096);
    let mut next: Vec<Reading> = one_level(text);
    for _ in 0..MOST_LEVELS {
        let mut deeper = Vec::new();
        for reading in next {
            let left = work.checked_sub(reading.text.len());
            let known = all.iter().any(|other| other.text == reading.text) || reading.text == text;
            let (Some(left), false) = (left.filter(|_| all.len() < MOST_READINGS), known) else {
                continue;
            };
            work = left;
            let inner = one_level(&reading.text).into_iter();
            deeper.extend(inner.map(|inner| Reading {
                form: inner.form.or(reading.form),
                ..inner
            }));
            all.push(reading);
        }
        next = deeper;
    }
    all
}

fn one_level(text: &str) -> Vec<Reading> {
    let plain = |text: String| Reading { text, form: None };
    let mut out: Vec<Reading> = unescape::unescape(text).map(plain).into_iter().collect();
    out.extend(unescape::has_tags(text).then(|| plain(unescape::without_tags(text))));
    out.extend(joined_lines(text).into_iter().map(plain));
    out.extend(quoted_printable(text).map(|text| Reading {
        text,
        form: Some("quoted-printable"),
    }));
    let unpacked = packed::unpacked(text).into_iter();
    out.extend(unpacked.map(|(text, form)| Reading { text, form: Some(form) }));
    out
}

/// Words broken over lines put together, without the hyphen and with it.
fn joined_lines(text: &str) -> Vec<String> {
    if !text.contains("-\n") && !text.contains("-\r") {
        return Vec::new();
    }
    let joined = |hyphen: &str| {
        let mut pieces = text.split('-');
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let broken = piece.strip_prefix("\r\n").or_else(|| piece.strip_prefix(['\n', '\r']));
            match broken {
                Some(next) => out.extend([hyphen, next.trim_start_matches([' ', '\t'])]),
                None => out.extend(["-", piece]),
            }
        }
        out
    };
    vec![joined(""), joined("-")]
}

/// False for control characters: `pnr=90…` is none. Those above ASCII may be a part of a letter in UTF-8 that began just before.
fn stands_for_text(byte: u8, before: Option<u8>) -> bool {
    match byte {
        b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0xa0.. => true,
        0x80..=0x9f => before.is_some_and(|b| b >= 0x80),
        _ => false,
    }
}

/// `=C3=A4` and lines that go on after `=`; none where there is neither.
fn quoted_printable(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out: Cow<'_, [u8]> = Cow::Borrowed(&[]);
    let mut copied = 0;
    let mut at = 0;
    while let Some(sign) = bytes[at..].iter().position(|b| *b == b'=').map(|i| at + i) {
        let rest = &bytes[sign + 1..];
        let (byte, length) = match rest {
            [b'\r', b'\n', ..] => (None, 2),
            [b'\n', ..] => (None, 1),
            [a, b, ..] => match (char::from(*a).to_digit(16), char::from(*b).to_digit(16)) {
                (Some(a), Some(b)) => Some((a << 4 | b) as u8)
                    .filter(|byte| stands_for_text(*byte, out.last().copied().filter(|_| copied == sign)))
                    .map_or((None, 0), |byte| (Some(byte), 2)),
                _ => (None, 0),
            },
            _ => (None, 0),
        };
        at = sign + 1 + length;
        if length > 0 {
            let out = out.to_mut();
            out.extend_from_slice(&bytes[copied..sign]);
            out.extend(byte);
            copied = at;
        }
    }
    if copied == 0 {
        return None;
    }
    let out = [&out[..], &bytes[copied..]].concat();
    Some(charset::to_text(&out, None).0.into_owned())
}
