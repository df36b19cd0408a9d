//! Personnummer that nobody planted: a sign that a portal holds real people's data. Counted, never kept.

use std::collections::HashSet;

use super::Index;
use crate::decode::Decoded;

/// How many different personnummer of real-looking people a response shows.
pub fn unplanted(decoded: &Decoded, index: &Index) -> usize {
    let mut seen = HashSet::new();
    for text in &decoded.texts {
        for number in numbers(&text.text) {
            if !seen.contains(&number) && !index.plants(&number) {
                seen.insert(number);
            }
        }
    }
    seen.len()
}

/// How many different personnummer of real-looking people stand in a text: a valid date and check digit, and not of the
/// published test numbers.
pub fn looks_like_person(text: &str) -> usize {
    numbers(text).collect::<HashSet<_>>().len()
}

impl Index {
    /// True for a ten-digit number of a planted person.
    fn plants(&self, number: &str) -> bool {
        self.numbers.knows(number)
    }
}

/// The ten-digit forms of the real-looking personnummer in a text: `YYYYMMDDNNNN`, with a dash or without, and
/// `YYMMDD-NNNN`. Ten digits in a row are as often something else.
fn numbers(text: &str) -> impl Iterator<Item = String> + '_ {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+');
    text.split(move |c| !word(c))
        .filter(|token| (11..=13).contains(&token.len()))
        .filter_map(ten_digits)
        .filter(|n| is_real(n))
}

fn ten_digits(token: &str) -> Option<String> {
    let (date, number) = match token.find(['-', '+']) {
        Some(at) => (&token[..at], &token[at + 1..]),
        None => token.split_at_checked(8)?,
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if number.len() != 4 || !digits(date) || !digits(number) {
        return None;
    }
    match date.len() {
        8 if ["18", "19", "20"].contains(&&date[..2]) => Some(format!("{}{number}", &date[2..])),
        6 => Some(format!("{date}{number}")),
        _ => None,
    }
}

fn is_real(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let birth_number = digits[6] * 100 + two(7);
    let day = if two(4) > 60 { two(4) - 60 } else { two(4) };
    let dated = (1..=12).contains(&two(2)) && (1..=31).contains(&day);
    dated && birth_number < 980 && luhn(&digits)
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |(i, d): (usize, &u32)| if i % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { *d };
    digits.iter().enumerate().map(doubled).sum::<u32>() % 10 == 0
}
