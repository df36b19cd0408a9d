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
    let head = &word[..SHORTEST];
    if head.is_ascii() && (Head::of_base64(head).is_text() || Head::of_hex(head).is_text()) {
        return true;
    }
    // After a sign of base64's own the word may be the midst of a run.
    if start == 0 || !is_sign(bytes[start - 1]) {
        return false;
    }
    let from = start.saturating_sub(REACH);
    let length = bytes[from..start].iter().rev().take_while(|b| is_base64(**b)).count();
    let run = &bytes[start - length..end];
    starts(run).any(|at| Head::of_base64(&run[at..(at + SHORTEST).min(run.len())]).is_text())
}

/// The first bytes that something packed holds.
struct Head {
    bytes: [u8; SHORTEST / 4 * 3],
    length: usize,
}

impl Head {
    fn of_base64(run: &[u8]) -> Self {
        let mut head = Self {
            bytes: [0; SHORTEST / 4 * 3],
            length: 0,
        };
        head.length = base64_into(run, &mut head.bytes);
        head
    }

    /// Empty where not all are hexadecimal digits.
    fn of_hex(run: &[u8]) -> Self {
        let mut head = Self {
            bytes: [0; SHORTEST / 4 * 3],
            length: 0,
        };
        for (byte, pair) in head.bytes.iter_mut().zip(run.chunks_exact(2)) {
            let Some(unpacked) = hex_byte(pair) else {
                return head;
            };
            *byte = unpacked;
        }
        head.length = run.len() / 2;
        head
    }

    /// True for the beginning of a text in UTF-8, Windows-1252 or UTF-16.
    fn is_text(&self) -> bool {
        const ENOUGH: usize = 6;
        let bytes = &self.bytes[..self.length];
        self.length >= ENOUGH && (is_text(bytes) || is_utf16(bytes))
    }
}

/// What a text's packed runs hold, as text, with the name of the form.
pub(super) fn unpacked(text: &str) -> Vec<(String, &'static str)> {
    let mut out = Vec::new();
    for Run { letters, padded } in runs(text) {
        if letters.len() >= SHORTEST || (padded && letters.len() >= SHORTEST - 5) {
            out.extend(one_run(letters));
        }
    }
    out.extend(lines(text).into_iter().flat_map(|joined| one_run(&joined)));
    out
}

/// Bytes that long runs unpack to, and that are no text: what programs keep of their own, as a page's state.
pub(super) fn unpacked_bytes(text: &str) -> Vec<Vec<u8>> {
    // Tokens of sessions are mostly shorter, and hold nothing.
    const LONG: usize = 64;
    if text.len() < LONG {
        return Vec::new();
    }
    let is_packed = |run: &[u8]| run.len() >= LONG && is_mixed(run);
    // Most runs are words: none is kept that is none.
    let single = runs(text)
        .map(|run| run.letters)
        .filter(|run| is_packed(run))
        .map(base64);
    let joined = lines(text).into_iter().filter(|run| is_packed(run));
    let bytes = single.chain(joined.map(|run| base64(&run)));
    bytes.filter(|bytes| !is_text(bytes) && !is_utf16(bytes)).collect()
}

/// True for letters of both cases and digits, as long base64 has and no word.
fn is_mixed(run: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| run.iter().any(is);
    has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit)
}

/// Letters of base64, as many as stand together.
struct Run<'t> {
    letters: &'t [u8],
    /// The sign of the end comes after them.
    padded: bool,
}

fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = text.as_bytes();
    std::iter::from_fn(move || {
        rest = &rest[rest.iter().position(|b| is_base64(*b))?..];
        let length = rest.iter().take_while(|b| is_base64(**b)).count();
        let (letters, tail) = rest.split_at(length);
        rest = tail;
        Some(Run {
            letters,
            padded: tail.first() == Some(&b'='),
        })
    })
}

/// Runs that are broken over lines, put together: all lines but the last are of one length, which whole groups fill.
fn lines(text: &str) -> Vec<Vec<u8>> {
    // A line of a mail has 76, of a certificate 64.
    const SHORTEST_LINE: usize = 40;
    let (mut out, mut joined, mut width, mut is_several) = (Vec::new(), Vec::new(), 0, false);
    if !text.contains('\n') {
        return out;
    }
    // An empty line ends the last run.
    for line in text.lines().map(|line| line.trim().as_bytes()).chain([&[][..]]) {
        let head = line.iter().take_while(|b| is_base64(**b)).count();
        let goes_on = width > 0 && (1..=width).contains(&head);
        if goes_on {
            joined.extend_from_slice(&line[..head]);
            is_several = true;
            if (head, head) == (width, line.len()) {
                continue;
            }
        }
        if is_several {
            out.push(std::mem::take(&mut joined));
        }
        // The first may stand after other things.
        let tail = line.iter().rev().take_while(|b| is_base64(**b)).count();
        let begins = !goes_on && tail >= SHORTEST_LINE && tail.is_multiple_of(4);
        width = if begins { tail } else { 0 };
        joined = line[line.len() - width..].to_vec();
        is_several = false;
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
    let mut out = vec![0; run.len().div_ceil(4) * 3];
    let length = base64_into(run, &mut out);
    out.truncate(length);
    out
}

/// Unpacks as much as there is room for; gives how many bytes that is.
fn base64_into(run: &[u8], out: &mut [u8]) -> usize {
    let mut length = 0;
    for (four, three) in run.chunks(4).zip(out.chunks_exact_mut(3)) {
        let bits = four
            .iter()
            .fold(0u32, |bits, b| bits << 6 | u32::from(VALUES[usize::from(*b)]));
        let bits = bits << (6 * (4 - four.len()));
        three.copy_from_slice(&bits.to_be_bytes()[1..]);
        length += four.len() - 1;
    }
    length
}

/// What each letter of base64 stands for, in either alphabet.
const VALUES: [u8; 256] = {
    let mut values = [63; 256];
    let mut i = 0;
    while i < 26 {
        values[b'A' as usize + i] = i as u8;
        values[b'a' as usize + i] = i as u8 + 26;
        if i < 10 {
            values[b'0' as usize + i] = i as u8 + 52;
        }
        i += 1;
    }
    values[b'+' as usize] = 62;
    values[b'-' as usize] = 62;
    values
};

fn hex(run: &[u8]) -> Vec<u8> {
    run.chunks_exact(2).map_while(hex_byte).collect()
}

fn hex_byte(pair: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|d| d as u8);
    Some(digit(pair[0])? << 4 | digit(pair[1])?)
}

fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    bytes.len() >= 6 && (zeros(1) * 10 >= bytes.len() * 4 || zeros(0) * 10 >= bytes.len() * 4)
}

/// No control characters, and letters outside ASCII in UTF-8, or few of them.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let control = |b: &u8| (*b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || *b == 0x7f;
    let wide = bytes.iter().filter(|b| **b >= 0x80).count();
    let utf8 = || std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true);
    !bytes.iter().any(control) && (wide * 3 <= bytes.len() || utf8())
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

#[cfg(test)]
mod tests {
    use super::{SHORTEST, plausible, unpacked};

    /// What is found in a text by the two together: the fast look at each long word, and the unpacking that it asks for.
    fn found(text: &str) -> Vec<String> {
        let words = || {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
        };
        let span = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let noticed = words().any(|word| {
            let start = span(word);
            word.len() >= SHORTEST && plausible(text.as_bytes(), start, start + word.len())
        });
        match noticed || text.contains('=') {
            true => unpacked(text).into_iter().map(|(text, _)| text).collect(),
            false => Vec::new(),
        }
    }

    #[test]
    fn what_is_packed_in_letters_and_digits() {
        let cases = [
            ("x:TcOkcnRhIMOWYmVyZw;", "Märta Öberg"),
            ("token-TcOkcnRhIMOWYmVyZw", "Märta Öberg"),
            // Windows-1252, two of nine letters outside ASCII.
            ("xXNhINZiZXJn", "Åsa Öberg"),
            ("TQDkAHIAdABhAA", "Märta"),
            ("4d61727461204f62657267", "Marta Oberg"),
            // Four letters and more in its three bytes each: with its sign at the end a short run is told from a word.
            ("VEFQVzk=", "TAPW9"),
            ("QTdQWFE=", "A7PXQ"),
        ];
        for (text, expected) in cases {
            assert!(found(text).iter().any(|t| t == expected), "{text}: {:?}", found(text));
        }
    }

    /// Every word of eight letters is base64 of something, so a short run without a sign at its end is a word: values shorter
    /// than nine bytes are not looked for in it.
    #[test]
    fn what_is_taken_for_words() {
        for text in [
            "RXZhIEVr",
            "VEFQVzk",
            "intraservice socialnordost personnummer",
            "199001019802",
            "Västtrafikkort",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
