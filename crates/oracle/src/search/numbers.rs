//! The written forms of personnummer, telephone numbers and money: found by their digits, whatever stands between.

use std::collections::HashMap;

use super::Found;
use super::values::{Canonical, Value};

/// Digits and what stands between them, up to this many groups: `+46 (0)31-390 06 00` has six.
const GROUPS: usize = 7;

/// What the digits of a text are looked up in.
pub(super) struct Numbers {
    /// By the digits, a leading one put before so that leading zeros count.
    digits: HashMap<u64, Vec<Entry>>,
    /// The lengths that occur.
    lengths: u32,
    /// By öre.
    money: HashMap<i64, Vec<(usize, bool)>>,
}

#[derive(Clone, Copy)]
struct Entry {
    value: usize,
    form: &'static str,
    strong: bool,
}

/// A run of digits in a text.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
}

impl Numbers {
    pub fn new(values: &[Value]) -> Self {
        let mut numbers = Self {
            digits: HashMap::new(),
            lengths: 0,
            money: HashMap::new(),
        };
        for (i, value) in values.iter().enumerate() {
            match &value.text {
                Canonical::Personnummer(number) => numbers.personnummer(i, number),
                Canonical::Phone(number) => numbers.phone(i, number),
                Canonical::Money(ore) => {
                    numbers
                        .money
                        .entry(*ore)
                        .or_default()
                        .push((i, value.category.is_forbidden()));
                }
                _ => {}
            }
        }
        numbers
    }

    fn personnummer(&mut self, value: usize, number: &str) {
        if number.len() == 12 {
            self.add(value, "12-digit", true, number);
            self.add(value, "10-digit", true, &number[2..]);
        }
    }

    fn phone(&mut self, value: usize, number: &str) {
        self.add(value, "international", true, number);
        self.add(value, "international", true, &format!("00{number}"));
        if let Some(national) = number.strip_prefix("46") {
            self.add(value, "national", true, &format!("0{national}"));
            self.add(value, "international", true, &format!("460{national}"));
            self.add(value, "no-leading-zero", false, national);
        }
    }

    fn add(&mut self, value: usize, form: &'static str, strong: bool, digits: &str) {
        if let Some(key) = digits.bytes().try_fold(1u64, extend) {
            self.digits.entry(key).or_default().push(Entry { value, form, strong });
            self.lengths |= 1 << digits.len();
        }
    }

    /// Every hit in a normalised text; `number_cell` where a number stands as a number, as in JSON and XLSX.
    pub fn find(&self, text: &str, number_cell: bool, found: &mut Vec<Found>) {
        let bytes = text.as_bytes();
        let mut chain: Vec<Group> = Vec::new();
        let mut at = 0;
        while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|i| at + i) {
            let length = bytes[start..]
                .iter()
                .position(|b| !b.is_ascii_digit())
                .unwrap_or(bytes.len() - start);
            if chain.last().is_some_and(|last| !joins(&bytes[last.end..start])) {
                self.chain(bytes, &chain, found);
                chain.clear();
            }
            chain.push(Group {
                start,
                end: start + length,
            });
            at = start + length;
        }
        self.chain(bytes, &chain, found);
        self.plain_number(text, number_cell, found);
    }

    fn chain(&self, bytes: &[u8], chain: &[Group], found: &mut Vec<Found>) {
        for (i, group) in chain.iter().enumerate() {
            if !alphanumeric_before(bytes, group.start) {
                self.digits_from(bytes, &chain[i..], found);
            }
            if i > 0 && group.end - group.start == 2 {
                self.money_at(bytes, &chain[..=i], chain.get(i + 1), found);
            }
        }
    }

    fn digits_from(&self, bytes: &[u8], groups: &[Group], found: &mut Vec<Found>) {
        let mut key = 1u64;
        let mut length = 0;
        for group in groups.iter().take(GROUPS) {
            length += group.end - group.start;
            if length > 18 {
                return;
            }
            key = bytes[group.start..group.end]
                .iter()
                .fold(key, |key, b| key * 10 + u64::from(b - b'0'));
            if self.lengths & (1 << length) == 0 || alphanumeric_at(bytes, group.end) {
                continue;
            }
            let (start, end) = (groups[0].start, group.end);
            let alone = end == groups[0].end;
            for entry in self
                .digits
                .get(&key)
                .into_iter()
                .flatten()
                .filter(|entry| entry.strong || alone)
            {
                let form = punctuated(entry.form, &bytes[start..end]);
                found.push(Found {
                    value: entry.value,
                    form,
                    strong: entry.strong,
                    start,
                    end,
                });
            }
        }
    }

    /// Money with decimals that end in the last group. With spaces between thousands the longest reading counts:
    /// `1 234,50` is not 234,50.
    fn money_at(&self, bytes: &[u8], groups: &[Group], next: Option<&Group>, found: &mut Vec<Found>) {
        let (decimals, whole) = (groups[groups.len() - 1], &groups[..groups.len() - 1]);
        let Some(point @ (b'.' | b',')) = single(&bytes[whole[whole.len() - 1].end..decimals.start]) else {
            return;
        };
        if next.is_some_and(|next| matches!(single(&bytes[decimals.end..next.start]), Some(b'.' | b','))) {
            return;
        }
        let first = first_of_thousands(bytes, whole, point);
        let start = whole[first].start;
        if start > 1 && matches!(bytes[start - 1], b'.' | b',') && bytes[start - 2].is_ascii_digit() {
            return;
        }
        let digits = whole[first..]
            .iter()
            .chain([&decimals])
            .flat_map(|g| &bytes[g.start..g.end]);
        if let Some(ore) = digits.copied().try_fold(0, extend) {
            self.money(ore, "amount", true, start..decimals.end, found);
        }
    }

    /// A text that is nothing but a number with one decimal; in a cell that holds a number, also with none, as kronor
    /// or as öre. Pay and pension are told from an id by decimals alone, so without them they are weak.
    fn plain_number(&self, text: &str, number_cell: bool, found: &mut Vec<Found>) {
        let number = text.trim().trim_start_matches('-');
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) {
            return;
        }
        let Some(value) = whole.bytes().chain(decimals.bytes()).try_fold(0, extend) else {
            return;
        };
        match (decimals.len(), number_cell) {
            (1, _) => self.money(value.saturating_mul(10), "number", true, 0..text.len(), found),
            (0, true) => {
                self.money(value.saturating_mul(100), "number", false, 0..text.len(), found);
                if whole.len() >= 6 {
                    self.money(value, "minor-units", false, 0..text.len(), found);
                }
            }
            _ => {}
        }
    }

    fn money(&self, ore: u64, form: &'static str, decimals: bool, at: std::ops::Range<usize>, found: &mut Vec<Found>) {
        let ore = i64::try_from(ore).unwrap_or(i64::MAX);
        for &(value, forbidden) in self.money.get(&ore).into_iter().flatten() {
            found.push(Found {
                value,
                form,
                strong: decimals || !forbidden,
                start: at.start,
                end: at.end,
            });
        }
    }
}

fn extend(key: u64, digit: u8) -> Option<u64> {
    key.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0')))
}

/// What may stand inside a written number.
fn joins(between: &[u8]) -> bool {
    between.len() <= 3
        && between
            .iter()
            .all(|b| matches!(b, b' ' | b'-' | b'.' | b',' | b'/' | b'(' | b')' | b'+' | b'\''))
}

fn single(between: &[u8]) -> Option<u8> {
    match between {
        [one] => Some(*one),
        _ => None,
    }
}

/// The group with which the whole part begins.
fn first_of_thousands(bytes: &[u8], whole: &[Group], point: u8) -> usize {
    let mut first = whole.len() - 1;
    let mut mark = None;
    while first > 0 && whole[first].end - whole[first].start == 3 {
        let between = single(&bytes[whole[first - 1].end..whole[first].start]);
        let thousands = matches!(between, Some(b' ' | b'.' | b',' | b'\'')) && between != Some(point);
        if !thousands || mark.is_some_and(|mark| mark != between) || whole[first - 1].end - whole[first - 1].start > 3 {
            break;
        }
        mark = Some(between);
        first -= 1;
    }
    first
}

fn alphanumeric_before(bytes: &[u8], start: usize) -> bool {
    start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] >= 0x80)
}

fn alphanumeric_at(bytes: &[u8], end: usize) -> bool {
    bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric())
}

fn punctuated(form: &'static str, hit: &[u8]) -> &'static str {
    let has = |sign: u8| hit.contains(&sign);
    match form {
        "12-digit" if has(b'+') => "12-digit-plus",
        "12-digit" if has(b'-') => "12-digit-dash",
        "10-digit" if has(b'+') => "10-digit-plus",
        "10-digit" if has(b'-') => "10-digit-dash",
        _ => form,
    }
}
