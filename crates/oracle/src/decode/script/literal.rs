//! One literal of a script.

/// Bytes of what a template puts in, and of a regular expression.
const MOST_INSERTED: usize = 1024;

/// The value of the string literal that a text begins with, and its length with its quotes; none where it does not end. What
/// a template puts in reads as a space.
pub(crate) fn literal(text: &str) -> Option<(String, usize)> {
    let quote = text.chars().next()?;
    let mut units = Vec::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => return Some((String::from_utf16_lossy(&units), at + 1)),
            '\n' if quote != '`' => return None,
            '\\' => {
                let used = escape(&text[at + 1..], &mut units);
                while chars.peek().is_some_and(|(next, _)| *next < at + 1 + used) {
                    chars.next();
                }
            }
            '$' if quote == '`' && text[at + 1..].starts_with('{') => {
                // Where it does not end, it is taken for letters.
                let window = text.as_bytes()[at..].iter().take(MOST_INSERTED);
                let end = at + window.copied().position(|b| b == b'}').unwrap_or(0);
                while chars.peek().is_some_and(|(next, _)| *next <= end) {
                    chars.next();
                }
                units.push(u16::from(b' '));
            }
            _ => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
        }
    }
    None
}

/// Adds what an escape stands for; gives the bytes that it takes after the backslash.
fn escape(rest: &str, units: &mut Vec<u16>) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    let hex = |from: usize, to: usize| rest.get(from..to).and_then(|h| u32::from_str_radix(h, 16).ok());
    let code = match first {
        'u' if rest[1..].starts_with('{') => {
            let end = rest.find('}').unwrap_or(0);
            hex(2, end).map(|code| (code, end + 1))
        }
        'u' => hex(1, 5).map(|code| (code, 5)),
        'x' => hex(1, 3).map(|code| (code, 3)),
        'n' | 'r' | 't' | 'v' | 'f' | 'b' | '0' => Some((u32::from(b' '), 1)),
        _ => None,
    };
    match code {
        Some((unit, used)) if unit <= 0xffff => {
            units.push(unit as u16);
            used
        }
        Some((code, used)) => {
            let c = char::from_u32(code).unwrap_or('\u{fffd}');
            units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            used
        }
        // A line that goes on.
        None if first == '\n' => 1,
        None => {
            units.extend_from_slice(first.encode_utf16(&mut [0; 2]));
            first.len_utf8()
        }
    }
}

/// The length of a regular expression, or of its slash where it does not end on its line.
pub(crate) fn regex(text: &str) -> usize {
    let (mut class, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate().take(MOST_INSERTED).skip(1) {
        match byte {
            b'\n' => break,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => class = true,
            b']' => class = false,
            b'/' if !class => return at + 1,
            _ => {}
        }
    }
    1
}
