//! The escape with which a text goes on, or which comes just before it: a letter may hide in it, so that the word beside it
//! is not a whole one.

use super::unescape::{entity, escape};

/// Bytes of an entity between its signs.
const LONGEST: usize = 10;

/// The character for which an escape at the beginning of a text stands: an entity, an escape of a string, a byte that is
/// percent-encoded. Of a character of several bytes the first one, a letter of Latin-1.
pub(crate) fn first(text: &str) -> Option<char> {
    let rest = text.get(1..)?;
    match text.as_bytes().first()? {
        b'&' => entity(&rest[..rest.bytes().take(LONGEST).position(|b| b == b';')?]),
        b'\\' if rest.starts_with(['u', 'x']) => escape(rest).0.and_then(|unit| char::from_u32(u32::from(unit))),
        b'%' => u8::from_str_radix(rest.get(..2)?, 16).ok().map(char::from),
        _ => None,
    }
}

/// The character for which an entity at the end of a text stands. Other escapes end in letters or digits themselves.
pub(crate) fn last(text: &str) -> Option<char> {
    let inner = text.strip_suffix(';')?;
    let sign = inner.bytes().rev().take(LONGEST).position(|b| b == b'&')?;
    entity(&inner[inner.len() - sign..])
}

#[cfg(test)]
mod tests {
    use super::{first, last};

    #[test]
    fn what_an_escape_stands_for() {
        let cases = [
            ("&ouml;n", Some('ö'), None),
            ("&ouml;", Some('ö'), Some('ö')),
            ("&#45;", Some('-'), Some('-')),
            ("&#xF6;", Some('ö'), Some('ö')),
            ("ö;", None, None),
            ("&;", None, None),
            ("&verylongname;", None, None),
            ("&ouml n;", None, None),
            ("\\u00f6n", Some('ö'), None),
            ("\\xf6", Some('ö'), None),
            ("\\n", None, None),
            ("%C3%B6", Some('Ã'), None),
            ("%20", Some(' '), None),
            ("%2", None, None),
            ("%å", None, None),
            ("", None, None),
            (";", None, None),
        ];
        for (text, expected, before) in cases {
            assert_eq!((first(text), last(text)), (expected, before), "{text}");
        }
    }
}
