//! People whom nobody planted, as near to the planted ones as people come: their given names and surnames in other
//! pairs, their dates of birth with other last digits, their telephones one digit off, their codes one sign longer.

use std::collections::HashSet;

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use skott_population::Population;

/// Somebody whom nobody planted.
pub struct Stranger {
    pub given: String,
    pub family: String,
    /// Twelve digits, the last one right.
    pub number: String,
    pub email: String,
    /// National, digits alone.
    pub phone: String,
    pub street: String,
    pub order: String,
    pub receipt: String,
    /// In öre.
    pub amount: i64,
    pub date: String,
}

/// The planted ones, and what may not be made because it is theirs.
pub struct Town {
    pub rng: ChaCha8Rng,
    given: Vec<String>,
    family: Vec<String>,
    names: HashSet<String>,
    dates: Vec<String>,
    numbers: HashSet<String>,
    emails: Vec<String>,
    taken_emails: HashSet<String>,
    phones: Vec<String>,
    streets: Vec<String>,
    codes: Vec<String>,
    receipts: Vec<String>,
    taken_codes: HashSet<String>,
    amounts: HashSet<i64>,
}

impl Town {
    pub fn new(planted: &Population, seed: u64) -> Self {
        let persons = &planted.persons;
        let all =
            |text: fn(&skott_population::Person) -> Option<String>| persons.iter().filter_map(text).collect::<Vec<_>>();
        let emails = all(|p| Some(p.email.to_lowercase()));
        let numbers = all(|p| p.personnummer.as_ref().map(|n| digits(n)));
        let phones = all(|p| p.phone.as_ref().map(|n| digits(n).replacen("46", "0", 1)));
        let streets = all(|p| p.address.as_ref().map(|a| a.street.clone()));
        let codes: Vec<String> = planted.orders.iter().map(|o| o.id.clone()).collect();
        let receipts: Vec<String> = planted.orders.iter().filter_map(|o| o.receipt.clone()).collect();
        let taken = codes.iter().chain(&receipts).chain(&streets).chain(&phones);
        let money = persons.iter().flat_map(|p| [p.pay_ore, p.pension_ore]).flatten();
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            given: all(|p| Some(p.given_name.clone())),
            family: all(|p| Some(p.family_name.clone())),
            names: persons
                .iter()
                .map(|p| folded(&format!("{} {}", p.given_name, p.family_name)))
                .collect(),
            dates: numbers.iter().map(|n| n[..8].to_owned()).collect(),
            taken_emails: emails.iter().cloned().collect(),
            numbers: numbers.iter().map(|n| n[2..].to_owned()).collect(),
            taken_codes: taken.map(|code| code.to_lowercase()).collect(),
            amounts: money.chain(planted.orders.iter().map(|o| o.amount_ore)).collect(),
            emails,
            phones,
            streets,
            codes,
            receipts,
        }
    }

    pub fn stranger(&mut self) -> Stranger {
        let (given, family) = self.name();
        let email = self.email(&given, &family);
        Stranger {
            email,
            number: self.number(),
            phone: self.phone(),
            street: self.near(|town| &town.streets),
            order: self.near(|town| &town.codes),
            receipt: self.near(|town| &town.receipts),
            amount: self.amount(),
            date: format!(
                "2020-{:02}-{:02}",
                self.rng.random_range(1..=12),
                self.rng.random_range(1..=28)
            ),
            given,
            family,
        }
    }

    /// The address of somebody planted, to be made another's.
    pub fn planted_email(&mut self) -> String {
        one(&mut self.rng, &self.emails)
    }

    /// One of these.
    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.choose(&mut self.rng).copied().unwrap_or_default()
    }

    /// Four digits that do not make a planted number of that date.
    pub fn four_digits(&mut self, date: &str) -> String {
        loop {
            let four = self.rng.random_range(1000..10_000).to_string();
            if !self.numbers.contains(&format!("{}{four}", &date[2..])) {
                return four;
            }
        }
    }

    /// A planted given name with another's surname, or a planted name grown by a letter, a syllable, a hyphen.
    fn name(&mut self) -> (String, String) {
        loop {
            let planted = self.rng.random_range(0..self.given.len());
            let (given, family) = (self.given[planted].clone(), self.family[planted].clone());
            let other = one(&mut self.rng, &self.family);
            let (given, family) = match self.rng.random_range(0..15) {
                0 => (given, format!("{family}sson")),
                1 => (given, format!("{family}-{other}")),
                2 => (format!("{}-{given}", one(&mut self.rng, &self.given)), family),
                3 => (format!("Jo{}", given.to_lowercase()), family),
                4 => (format!("{given}a"), family),
                _ => (given, other),
            };
            if !self.names.contains(&folded(&format!("{given} {family}"))) {
                return (given, family);
            }
        }
    }

    /// A planted date of birth with other last digits, or another date with a right check digit.
    fn number(&mut self) -> String {
        loop {
            let date = match self.rng.random_bool(0.5) {
                true => one(&mut self.rng, &self.dates),
                false => format!(
                    "19{:02}{:02}{:02}",
                    self.rng.random_range(20..99),
                    self.rng.random_range(1..=12),
                    self.rng.random_range(1..=28)
                ),
            };
            let nine = format!("{}{:03}", &date[2..], self.rng.random_range(0..1000));
            let ten = format!("{nine}{}", check_digit(&nine));
            if !self.numbers.contains(&ten) {
                return format!("{}{ten}", &date[..2]);
            }
        }
    }

    fn email(&mut self, given: &str, family: &str) -> String {
        let planted = one(&mut self.rng, &self.emails);
        let (local, domain) = planted.split_once('@').unwrap_or_default();
        let own = folded(&format!("{given}.{family}"));
        let email = match self.rng.random_range(0..6) {
            0 => format!("{planted}.org"),
            1 => format!("x{planted}"),
            2 => format!("{local}@post.{domain}"),
            3 => format!("{local}.{}@{domain}", self.rng.random_range(2..9)),
            4 => format!("{own}-{local}@{domain}"),
            _ => format!("{own}@{domain}"),
        };
        match self.taken_emails.contains(&email) {
            true => format!("bo.{email}"),
            false => email,
        }
    }

    fn phone(&mut self) -> String {
        loop {
            let mut digits: Vec<char> = one(&mut self.rng, &self.phones).chars().collect();
            let at = self.rng.random_range(1..digits.len());
            digits[at] = char::from(b'0' + self.rng.random_range(0..10));
            if self.rng.random_bool(0.2) {
                digits.push('7');
            }
            let phone: String = digits.iter().collect();
            if !self.taken_codes.contains(&phone) {
                return phone;
            }
        }
    }

    /// A planted code one sign longer, or with another sign in it.
    fn near(&mut self, planted: fn(&Self) -> &Vec<String>) -> String {
        let many = planted(self).len();
        loop {
            let at = self.rng.random_range(0..many);
            let code = planted(self)[at].clone();
            let (head, last) = code.split_at(code.len() - 1);
            let sign = self.rng.random_range(2..10);
            let code = match self.rng.random_range(0..4) {
                0 => format!("{code}{sign}"),
                1 => format!("{head}{sign}{last}"),
                2 => format!("X{code}"),
                _ => format!("{head}{sign}"),
            };
            if !self.taken_codes.contains(&code.to_lowercase()) {
                return code;
            }
        }
    }

    fn amount(&mut self) -> i64 {
        loop {
            let amount = self.rng.random_range(5_000..4_000_000);
            if !self.amounts.contains(&amount) {
                return amount;
            }
        }
    }
}

fn one(rng: &mut ChaCha8Rng, list: &[String]) -> String {
    list.choose(rng).cloned().unwrap_or_default()
}

/// The tenth digit that makes nine a personnummer.
fn check_digit(nine: &str) -> u32 {
    let doubled = |(i, d): (usize, u32)| if i % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { d };
    let sum: u32 = nine
        .chars()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(doubled)
        .sum();
    (10 - sum % 10) % 10
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// In lower case, letters outside ASCII as the letters they look like.
pub fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        _ => c,
    };
    text.to_lowercase().chars().map(fold).collect()
}
