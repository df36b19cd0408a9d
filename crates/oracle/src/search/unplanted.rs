//! Personal data that nobody planted: a sign that a portal holds real people's. Counted by hash, never kept.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use skott_model::Category;
use skott_population::Population;

use super::contacts::{emails, phones, significant};
use crate::decode::Decoded;

/// What looks like a real person's value and is none: what was planted, and what the profile exempts.
pub struct Exempt {
    emails: HashSet<String>,
    /// Ten digits.
    personnummer: HashSet<String>,
    /// National significant numbers, without the leading zero.
    phones: HashSet<String>,
    /// Its keys are drawn anew in every process, so that a hash tells nothing of a value afterwards.
    hasher: RandomState,
}

/// A value that looks like a real person's: its kind, and a hash by which it is counted once.
pub type Hashed = (Category, u64);

impl Exempt {
    /// The values of a population, and those in these texts: the principals' own identities, what is declared as shared.
    pub fn new<'t>(population: &Population, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut exempt = Self {
            emails: HashSet::new(),
            personnummer: HashSet::new(),
            phones: HashSet::new(),
            hasher: RandomState::new(),
        };
        for person in &population.persons {
            exempt.emails.insert(person.email.to_lowercase());
            let number = person.personnummer.iter().filter_map(|n| last_ten(n));
            exempt.personnummer.extend(number);
            exempt.phones.extend(person.phone.as_deref().and_then(significant));
        }
        for text in texts {
            exempt.emails.extend(emails(text));
            exempt.personnummer.extend(personnummer(text));
            exempt.phones.extend(phones(text));
        }
        exempt
    }

    /// Every different value in an answer that looks like a real person's and is not exempt.
    pub fn unplanted(&self, decoded: &Decoded) -> HashSet<Hashed> {
        let mut found = HashSet::new();
        for text in decoded.texts.iter().filter(|text| !text.row) {
            let mut add = |kind: Category, value: &str| {
                found.insert((kind, self.hasher.hash_one(value)));
            };
            for number in personnummer(&text.text).filter(|n| !self.personnummer.contains(n)) {
                add(Category::Personnummer, &number);
            }
            for email in emails(&text.text).filter(|e| !self.emails.contains(e)) {
                add(Category::Email, &email);
            }
            for phone in phones(&text.text).filter(|p| !self.phones.contains(p)) {
                add(Category::Phone, &phone);
            }
        }
        found
    }
}

/// How many different personnummer of real-looking people stand in a text: a valid date and check digit, and not of the
/// published test numbers.
pub fn looks_like_person(text: &str) -> usize {
    personnummer(text).collect::<HashSet<_>>().len()
}

/// The ten-digit forms of the real-looking personnummer in a text: `YYYYMMDDNNNN`, with a dash or without, and
/// `YYMMDD-NNNN`. Ten digits in a row are as often something else.
fn personnummer(text: &str) -> impl Iterator<Item = String> + '_ {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+');
    text.split(move |c| !word(c))
        .filter(|token| (11..=13).contains(&token.len()))
        .filter_map(ten_digits)
        .filter(|n| is_real(n))
}

fn last_ten(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.len().checked_sub(10).map(|from| digits[from..].to_owned())
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
