//! Rich text: its letters, without the words that say how they look.

use encoding_rs::WINDOWS_1252;

use super::plain;
use super::sink::Sink;

/// Reads all that a text says, also what nobody is shown: properties, comments, hidden letters.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    plain::read(sink, &letters(text));
}

/// True for a text that begins as such a document does.
pub(super) fn is_one(text: &str) -> bool {
    text.starts_with("{\\rtf")
}

fn letters(text: &str) -> String {
    let mut out = Letters::default();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let tail = &rest[sign.len_utf8()..];
        rest = match sign {
            '\\' => out.control(tail),
            '{' | '}' | '\r' | '\n' => tail,
            letter => {
                out.letter(letter);
                tail
            }
        };
    }
    out.text
}

#[derive(Default)]
struct Letters {
    text: String,
    /// Letters to be left out: they stand for one that was written by its number.
    skipped: usize,
    /// The first half of a letter that takes two numbers.
    half: Option<u16>,
}

impl Letters {
    fn letter(&mut self, letter: char) {
        match self.skipped {
            0 => self.text.push(letter),
            _ => self.skipped -= 1,
        }
    }

    /// Takes what comes after a backslash; gives what comes after that.
    fn control<'t>(&mut self, rest: &'t str) -> &'t str {
        if let Some(hex) = rest.strip_prefix('\'') {
            let byte = hex.get(..2).and_then(|two| u8::from_str_radix(two, 16).ok());
            let Some(byte) = byte else { return hex };
            let letter = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
            letter.chars().for_each(|letter| self.letter(letter));
            return &hex[2..];
        }
        let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if word == 0 {
            return self.sign(rest);
        }
        let (word, after) = rest.split_at(word);
        let minus = usize::from(after.starts_with('-'));
        let digits = after[minus..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = after.split_at(if digits == 0 { 0 } else { minus + digits });
        match word {
            "u" => self.numbered(number),
            "par" | "line" | "row" | "sect" | "page" => self.text.push('\n'),
            "tab" | "cell" => self.text.push('\t'),
            _ => {}
        }
        after.strip_prefix(' ').unwrap_or(after)
    }

    /// A sign that is escaped, or means a letter.
    fn sign<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some(sign) = rest.chars().next() else { return rest };
        match sign {
            '~' => self.letter(' '),
            '_' => self.letter('-'),
            '\\' | '{' | '}' => self.letter(sign),
            _ => {}
        }
        &rest[sign.len_utf8()..]
    }

    /// A letter by its number, as a signed one of sixteen bits; a letter for older programs comes after it.
    fn numbered(&mut self, number: &str) {
        let Ok(unit) = number.parse::<i32>() else { return };
        let unit = unit as u16;
        self.skipped = 1;
        if let Some(first) = self.half.take() {
            let letters = char::decode_utf16([first, unit]).map_while(Result::ok);
            self.text.extend(letters);
        } else if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
        } else {
            self.text.extend(char::from_u32(u32::from(unit)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_however_they_are_written() {
        let cases = [
            (r"{\rtf1\ansi M\'e4rta \'d6berg\par}", "Märta Öberg\n"),
            (r"{\rtf1 M\u228?rta {\b\fs24 \u214 Oberg}}", "Märta Öberg"),
            (r"{\rtf1 a\~b\_c\{d\}\\ \u-10179?\u-8704?x}", "a b-c{d}\\ \u{1f600}x"),
            (r"{\rtf1 Namn\cell Berg\cell\row\'zz\u", "Namn\tBerg\t\nzz"),
            (r"{\rtf1{\info{\author Anna Berg}}}", "Anna Berg"),
        ];
        for (rtf, expected) in cases {
            assert_eq!(letters(rtf), expected, "{rtf}");
        }
    }
}
