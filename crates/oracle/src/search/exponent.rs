//! Long numbers as programs write them that take every number for a quantity: `1.99001019802E11`.

/// The most digits of a number that is looked for.
const MOST: usize = 18;

/// A number written with an exponent, in its digits.
pub(super) struct Exponent {
    digits: [u8; MOST],
    length: usize,
    pub start: usize,
    pub end: usize,
}

impl Exponent {
    /// Reads a whole number whose decimals begin at `at`; none where something else stands there.
    pub fn around(bytes: &[u8], at: usize) -> Option<Self> {
        let is_point = |b: &u8| matches!(b, b'.' | b',');
        let start = at.checked_sub(2)?;
        let first = bytes.get(start).filter(|b| b.is_ascii_digit())?;
        let before = bytes[..start].last();
        if !is_point(&bytes[at - 1]) || before.is_some_and(|b| is_part(b) || is_point(b)) {
            return None;
        }
        let count = |from: usize| {
            bytes[from..]
                .iter()
                .take(MOST)
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let decimals = count(at);
        let sign = at + decimals;
        bytes.get(sign).filter(|b| b.eq_ignore_ascii_case(&b'e'))?;
        let power = sign + 1 + usize::from(bytes.get(sign + 1) == Some(&b'+'));
        let end = power + count(power.min(bytes.len()));
        let shift: usize = std::str::from_utf8(&bytes[power..end]).ok()?.parse().ok()?;
        if decimals > shift || shift >= MOST || bytes.get(end).is_some_and(is_part) {
            return None;
        }
        let mut digits = [b'0'; MOST];
        digits[0] = *first;
        digits[1..=decimals].copy_from_slice(&bytes[at..sign]);
        Some(Self {
            digits,
            length: shift + 1,
            start,
            end,
        })
    }

    pub fn digits(&self) -> &[u8] {
        &self.digits[..self.length]
    }
}

fn is_part(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::Exponent;

    #[test]
    fn whole_numbers_with_an_exponent() {
        let cases = [
            ("1.99001019802E11", 2, "199001019802"),
            ("1,99001019802e+11;", 2, "199001019802"),
            ("x=9.0010198E9 ", 4, "9001019800"),
            ("1.99001019802E10", 2, ""),
            ("21.99001019802E11", 3, ""),
            ("1.1.99001019802E11", 4, ""),
            ("1.99001019802E11a", 2, ""),
            ("1.99001019802E", 2, ""),
            ("1.99001019802", 2, ""),
            ("1.9E99", 2, ""),
            (".99E11", 1, ""),
        ];
        for (text, at, expected) in cases {
            let read = Exponent::around(text.as_bytes(), at);
            let digits = read.map_or(Vec::new(), |number| number.digits().to_vec());
            assert_eq!(String::from_utf8_lossy(&digits), expected, "{text}");
        }
    }
}
