//! Orders, dealt so that every instance has every benefit, status and period.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use rand::RngExt;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::draw::{self, Fresh};
use crate::nouns::{Order, Person};

/// What can be ordered.
pub const BENEFITS: [&str; 5] = [
    "Västtrafikkort",
    "Träningskort",
    "Friskvårdsbidrag",
    "Lunchkort",
    "Förmånscykel",
];

/// The states of an order.
pub const STATUSES: [&str; 4] = ["beställd", "godkänd", "levererad", "avbruten"];

/// Before, during and after the incident: first and last day.
pub const PERIODS: [(Date, Date); 3] = [
    (date(2020, 9, 1), date(2020, 10, 29)),
    (date(2020, 10, 30), date(2021, 1, 14)),
    (date(2021, 1, 15), date(2021, 3, 31)),
];

/// No vowels, so that no code is a word, and nothing that is easily taken for something else.
const LETTERS: &[u8] = b"BCDFGHJKMNPQRSTVWXZ";
const DIGITS: &[u8] = b"23456789";

/// Everybody's orders; amounts come later.
pub(crate) fn orders(seed: u64, persons: &[Person]) -> Vec<Order> {
    let mut book = Book {
        seed,
        codes: Fresh::new(),
        receipts: Fresh::new(),
        deals: HashMap::new(),
    };
    persons.iter().flat_map(|person| book.orders_of(person)).collect()
}

struct Book {
    seed: u64,
    codes: Fresh<String>,
    receipts: Fresh<u32>,
    deals: HashMap<Option<String>, Deal>,
}

impl Book {
    /// Two to four orders, in each of the person's instances in turn.
    fn orders_of(&mut self, person: &Person) -> Vec<Order> {
        let count = draw::stream(self.seed, "orders", &person.id).random_range(2..=4);
        (0..count).map(|nth| self.order(person, nth)).collect()
    }

    fn order(&mut self, person: &Person, nth: usize) -> Order {
        let rng = &mut draw::stream(self.seed, "order", &format!("{}/{nth}", person.id));
        let employment = person.employments.get(nth % person.employments.len().max(1));
        let instance = employment.map(|employment| employment.instance.clone());
        let dealt = self.deal(instance.clone());
        let held = employment.map_or((Date::MIN, Date::MAX), |e| (e.from, e.until.unwrap_or(Date::MAX)));
        let (first, last) = dates(dealt.period, held);
        Order {
            id: self.codes.draw(|code: &String| code[..6].to_owned(), || code(rng)),
            person: person.id.clone(),
            instance,
            benefits: benefits(rng, dealt.benefit),
            placed: draw::day(rng, first, last),
            status: dealt.status.to_owned(),
            amount_ore: 0,
            receipt: Some(format!(
                "KV-{}",
                self.receipts.draw(|n| *n, || rng.random_range(30_000_000..=99_999_999))
            )),
            other: Default::default(),
        }
    }

    fn deal(&mut self, instance: Option<String>) -> Dealt {
        let seed = self.seed;
        let id = instance.clone().unwrap_or_default();
        self.deals
            .entry(instance)
            .or_insert_with(|| Deal::new(seed, &id))
            .next()
    }
}

/// An instance's three decks. Five, four and three have no common factor, so counting through all of them side by side gives
/// each pair within 20 orders and each triple within 60.
struct Deal {
    benefits: [&'static str; 5],
    statuses: [&'static str; 4],
    periods: [(Date, Date); 3],
    dealt: usize,
}

struct Dealt {
    benefit: &'static str,
    status: &'static str,
    period: (Date, Date),
}

impl Deal {
    fn new(seed: u64, instance: &str) -> Self {
        let rng = &mut draw::stream(seed, "deal", instance);
        let mut deal = Self {
            benefits: BENEFITS,
            statuses: STATUSES,
            periods: PERIODS,
            dealt: 0,
        };
        deal.benefits.shuffle(rng);
        deal.statuses.shuffle(rng);
        deal.periods.shuffle(rng);
        deal
    }

    fn next(&mut self) -> Dealt {
        let n = self.dealt;
        self.dealt += 1;
        Dealt {
            benefit: self.benefits[n % 5],
            status: self.statuses[n % 4],
            period: self.periods[n % 3],
        }
    }
}

/// The days of the period on which the employment was held; all that it was held of the three periods, if none.
fn dates(period: (Date, Date), held: (Date, Date)) -> (Date, Date) {
    let both = |(first, last): (Date, Date)| (first.max(held.0), last.min(held.1));
    let (first, last) = both(period);
    if first <= last {
        (first, last)
    } else {
        both((PERIODS[0].0, PERIODS[2].1))
    }
}

/// The dealt benefit, and in one order of five another one with it.
fn benefits(rng: &mut ChaCha8Rng, dealt: &str) -> Vec<String> {
    let second = BENEFITS[rng.random_range(0..BENEFITS.len())];
    let both = rng.random_range(0..5) == 0 && second != dealt;
    std::iter::once(dealt)
        .chain(both.then_some(second))
        .map(str::to_owned)
        .collect()
}

/// `B` and seven characters, both letters and digits among them. The first six are unique too: a search for them finds one.
fn code(rng: &mut ChaCha8Rng) -> String {
    let mut tail = [0u8; 7];
    for (i, place) in tail.iter_mut().enumerate() {
        let from = match i {
            0 => LETTERS,
            1 => DIGITS,
            _ if rng.random_range(0..3) == 0 => DIGITS,
            _ => LETTERS,
        };
        *place = from[rng.random_range(0..from.len())];
    }
    tail.shuffle(rng);
    tail.iter()
        .fold(String::from("B"), |code, byte| code + &char::from(*byte).to_string())
}
