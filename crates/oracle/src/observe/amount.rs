//! Numbers as they are written, and which numbers they may stand for.

use skott_model::profile::NumberIs;

/// A number as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    /// Money in öre.
    pub value: i64,
    /// The smallest step in which it is written: of money 100 for kronor without decimals, else 1.
    pub step: i64,
}

impl Read {
    /// True when it may stand for this number: money is rounded, up or down, to how it is written, and an average once more,
    /// to öre.
    pub fn is(self, is: NumberIs, number: i64) -> bool {
        let off = self.value.abs_diff(number);
        match is {
            NumberIs::Average => off <= self.step.unsigned_abs(),
            _ => off < self.step.unsigned_abs(),
        }
    }

    /// True when it is more than this number, however it is rounded.
    pub fn is_above(self, is: NumberIs, number: i64) -> bool {
        self.value > number && !self.is(is, number)
    }
}

/// Reads a number as people and machines write it: `1 234,50 kr`, `1.234,50`, `1,234.50`, `1234.5`, `SEK 1234`, and an average
/// with more decimals, `1234.5678`. Money in öre. None where several stand there: `Visar 1–20 av 24`.
pub(crate) fn parse(text: &str, is: NumberIs) -> Option<Read> {
    let mut numbers = numbers_in(text);
    let (Some((start, written)), None) = (numbers.next(), numbers.next()) else {
        return None;
    };
    number_at(&text[..start], written, is)
}

/// One of the numbers of [`numbers_in`], with what stands before it.
pub(super) fn number_at(before: &str, written: &str, is: NumberIs) -> Option<Read> {
    let negative = before.trim_end().ends_with(['-', '−']);
    let digits: String = written.chars().filter(|c| !is_space(*c)).collect();
    let digits = digits.as_str();
    let signs = digits.matches([',', '.']).count();
    let is_decimal = |at: &usize| {
        let after = digits.len() - at - 1;
        after <= 2 || (is == NumberIs::Average && signs == 1 && after != 3)
    };
    let decimal = digits.rfind([',', '.']).filter(is_decimal);
    let (whole, part) = decimal.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let whole: i64 = whole.replace([',', '.'], "").parse().ok()?;
    let part: String = part.chars().take(2).collect();
    let (value, step) = if is.is_money() {
        let ore: i64 = format!("{part:0<2}").parse().ok()?;
        (whole.checked_mul(100)?.checked_add(ore)?, [100, 10, 1][part.len()])
    } else {
        (whole, 1)
    };
    Some(Read {
        value: if negative { -value } else { value },
        step,
    })
}

/// True where nobody knows which of several numbers is meant.
pub(super) fn are_several(text: &str) -> bool {
    numbers_in(text).nth(1).is_some()
}

/// Every number that stands in a text, and where.
pub(super) fn numbers_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_ascii_digit())?;
        let mut end = start;
        while let Some(length) = next_group(&text[start..end], &text[end..]) {
            end += length;
        }
        at = end;
        Some((start, &text[start..end]))
    })
}

/// How much of what comes after the beginning of a number is its next group of digits, with the sign before it; a space comes
/// before three digits alone, and after three at most.
fn next_group(before: &str, rest: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if before.is_empty() {
        return Some(digits(rest));
    }
    let sign = rest.chars().next()?;
    let group = digits(&rest[sign.len_utf8()..]);
    let last = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let joins = match sign {
        ',' | '.' => group > 0,
        _ if is_space(sign) => group == 3 && last <= 3,
        _ => false,
    };
    joins.then(|| sign.len_utf8() + group)
}

/// What parts thousands, and is no sign of a number.
fn is_space(sign: char) -> bool {
    sign.is_whitespace() || sign == '\''
}

pub(super) fn written(is: NumberIs, value: i64) -> String {
    if !is.is_money() {
        return value.to_string();
    }
    let sign = if value < 0 { "-" } else { "" };
    let size = value.unsigned_abs();
    format!("{sign}{},{:02}", size / 100, size % 100)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by it")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_and_machines_write_them() {
        let cases = [
            ("1 234,50 kr", Some(123_450)),
            ("1\u{a0}234,50", Some(123_450)),
            ("1.234,50", Some(123_450)),
            ("1,234.50", Some(123_450)),
            ("1234.5", Some(123_450)),
            ("SEK 1,234", Some(123_400)),
            ("0,00", Some(0)),
            ("-12,05", Some(-1_205)),
            ("", None),
            ("inga", None),
            ("99999999999999999999", None),
            ("1\u{202f}234\u{202f}567,5 kr", Some(123_456_750)),
            ("1'234.50", Some(123_450)),
            ("−12,05", Some(-1_205)),
            ("SEK -12", Some(-1_200)),
            ("123 456", Some(12_345_600)),
            ("Summa: 12 345,50 kr.", Some(1_234_550)),
            ("Visar 1–21 av 21", None),
            ("1-20 av 24", None),
            ("21 beställningar 2021", None),
            ("2021 123", None),
            ("12 34", None),
            ("5, 6", None),
            ("2026-11-30", None),
            ("100 kr (varav moms 25 kr)", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text, NumberIs::Sum).map(|read| read.value), expected, "{text}");
        }
        let count = parse("Totalt 42 beställningar", NumberIs::Count);
        assert_eq!(count.map(|read| read.value), Some(42));
    }

    #[test]
    fn an_average_is_rounded_to_how_it_is_written() {
        let cases = [
            ("123,46", 12_345, true),
            ("123,45", 12_345, true),
            ("123,47", 12_345, false),
            ("123.4512", 12_345, true),
            ("123", 12_345, true),
            ("124 kr", 12_345, true),
            ("125", 12_345, false),
            ("1.234", 123_400, true),
        ];
        for (text, average, expected) in cases {
            let read = parse(text, NumberIs::Average).unwrap();
            assert_eq!(read.is(NumberIs::Average, average), expected, "{text}");
        }
    }

    #[test]
    fn money_is_rounded_to_how_it_is_written_and_a_count_is_not() {
        let cases = [
            ("1 235 kr", NumberIs::Sum, 123_457, true),
            ("1 234 kr", NumberIs::Sum, 123_457, true),
            ("1 236", NumberIs::Sum, 123_457, false),
            ("1 233", NumberIs::Max, 123_457, false),
            ("1234.6", NumberIs::Max, 123_457, true),
            ("1234.5", NumberIs::Min, 123_457, true),
            ("1234.4", NumberIs::Min, 123_457, false),
            ("1 234,56", NumberIs::Sum, 123_457, false),
            ("123,46", NumberIs::Max, 12_345, false),
            ("-12", NumberIs::Sum, -1_250, true),
            ("12", NumberIs::Count, 12, true),
            ("12", NumberIs::Count, 13, false),
            ("12", NumberIs::Persons, 11, false),
        ];
        for (text, is, number, expected) in cases {
            let read = parse(text, is).unwrap();
            assert_eq!(read.is(is, number), expected, "{text} {number}");
            let is_above = !expected && read.value > number;
            assert_eq!(read.is_above(is, number), is_above, "{text} {number}");
        }
    }
}
