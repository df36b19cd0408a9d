//! Text packed into letters and digits: base64 in either alphabet, and hexadecimal.

use super::charset;

/// The shortest run that is taken for packed: nine bytes of base64.
pub(crate) const SHORTEST: usize = 12;

/// How many places of a run are tried as its beginning: a path or a token is joined to what it carries by signs that
/// base64 has too.
const MOST_STARTS: usize = 8;

/// Bytes before a word in which its run is looked for.
const REACH: usize = 256;

/// True if the word at that place looks like text that is packed: its first bytes, unpacked, are text.
pub(crate) fn plausible(bytes: &[u8], start: usize, end: usize) -> bool {
    let word = &bytes[start..end];
    if begins_as_text(&base64(&word[..8])) || begins_as_text(&hex(&word[..SHORTEST])) {
        return true;
    }
    // After a sign of base64's own the word may be the midst of a run.
    if start == 0 || !is_sign(bytes[start - 1]) {
        return false;
    }
    let from = start.saturating_sub(REACH);
    let length = bytes[from..start].iter().rev().take_while(|b| is_base64(**b)).count();
    starts(&bytes[start - length..end]).any(|at| {
        let head = &bytes[start - length + at..end];
        begins_as_text(&base64(&head[..head.len().min(8)]))
    })
}

/// What a text's packed runs hold, as text, with the name of the form.
pub(super) fn unpacked(text: &str) -> Vec<(String, &'static str)> {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|b| is_base64(*b)) {
        rest = &rest[at..];
        let length = rest.iter().take_while(|b| is_base64(**b)).count();
        let (run, tail) = rest.split_at(length);
        let padded = tail.first() == Some(&b'=');
        if length >= SHORTEST || (padded && length >= SHORTEST - 5) {
            out.extend(one_run(run));
        }
        rest = tail;
    }
    out
}

fn one_run(run: &[u8]) -> Vec<(String, &'static str)> {
    let mut out = Vec::new();
    for word in run
        .split(|b| !b.is_ascii_hexdigit())
        .filter(|w| w.len() >= SHORTEST - 2 && w.len() % 2 == 0)
    {
        let bytes = hex(word);
        if bytes.len() * 2 == word.len() {
            out.extend(as_text(&bytes).map(|text| (text, "hex")));
        }
    }
    for at in starts(run) {
        out.extend(as_text(&base64(&run[at..])).map(|text| (text, "base64")));
    }
    out
}

/// Where in a run something packed may begin.
fn starts(run: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let after_sign = run.iter().enumerate().filter(|(_, b)| is_sign(**b)).map(|(i, _)| i + 1);
    [0].into_iter().chain(after_sign.take(MOST_STARTS))
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || is_sign(byte)
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'+' | b'/' | b'-' | b'_')
}

fn base64(run: &[u8]) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        _ => 63,
    };
    let mut out = Vec::with_capacity(run.len() * 3 / 4);
    for four in run.chunks(4) {
        let bits = four.iter().fold(0u32, |bits, b| bits << 6 | u32::from(value(*b))) << (6 * (4 - four.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..four.len().max(1)]);
    }
    out
}

fn hex(run: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|d| d as u8);
    let pairs = run
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?));
    pairs.map_while(|byte| byte).collect()
}

/// True for the first bytes of a text in UTF-8, Windows-1252 or UTF-16.
fn begins_as_text(head: &[u8]) -> bool {
    const ENOUGH: usize = 6;
    head.len() >= ENOUGH && (is_utf16(head) || is_text(head))
}

fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    bytes.len() >= 6 && (zeros(1) * 10 >= bytes.len() * 4 || zeros(0) * 10 >= bytes.len() * 4)
}

/// No control characters, and letters outside ASCII in UTF-8, or few of them.
fn is_text(bytes: &[u8]) -> bool {
    let control = |b: &u8| (*b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || *b == 0x7f;
    let wide = bytes.iter().filter(|b| **b >= 0x80).count();
    let utf8 = || std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true);
    !bytes.iter().any(control) && (wide * 4 <= bytes.len() || utf8())
}

/// The longest beginning that is text.
fn as_text(bytes: &[u8]) -> Option<String> {
    const SHORTEST_TEXT: usize = 5;
    if bytes.len() < SHORTEST_TEXT {
        return None;
    }
    if is_utf16(bytes) {
        let little = bytes.iter().skip(1).step_by(2).filter(|b| **b == 0).count() * 10 >= bytes.len() * 4;
        let encoding = if little {
            encoding_rs::UTF_16LE
        } else {
            encoding_rs::UTF_16BE
        };
        return Some(encoding.decode(bytes).0.into_owned());
    }
    is_text(bytes).then(|| charset::to_text(bytes, None).0.into_owned())
}
