//! The written forms of personnummer, telephone numbers and money: found by their digits, whatever stands between.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::Found;
use super::cursor::{folded_after, folded_before};
use super::exponent::Exponent;
use super::hash::{self, Filter, Table};
use super::values::{Canonical, Value};

/// Digits and what stands between them, up to this many groups: `+46 (0)31-390 06 00` has six.
const GROUPS: usize = 7;

/// Every form of a personnummer ends in these many digits.
const PERSONNUMMER: u32 = 10;

const TEN_DIGITS: u64 = 10_000_000_000;

/// Every form of a telephone number ends in as many digits as the shortest one has, and within these bounds.
const PHONE: std::ops::RangeInclusive<usize> = 7..=9;

/// Amounts are noticed by their last digits: three before the decimals and both of those.
const ENDINGS: usize = 100_000;

/// How far the digits of one number may be from its last one.
const WIDEST: usize = 48;

/// What the digits of a text are looked up in.
pub(super) struct Numbers {
    /// By the digits, a leading one put before so that leading zeros count.
    digits: Table<Entry>,
    /// The lengths that occur.
    lengths: u32,
    tails: Filter,
    phone_digits: u32,
    /// By öre.
    money: HashMap<i64, Vec<(usize, bool)>, Fast>,
    /// One bit for each ending that occurs.
    endings: Box<[u64]>,
}

type Fast = BuildHasherDefault<OfNumber>;

/// Numbers are hashed by one multiplication: they are the population's own.
#[derive(Default)]
struct OfNumber(u64);

impl Hasher for OfNumber {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = hash::number(self.0, number);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number as u64);
    }
}

/// What some digits stand for.
#[derive(Clone, Copy)]
struct Entry {
    /// The digits, as the table has them.
    key: u64,
    value: u32,
    form: Form,
}

/// Written forms that are told by which digits are there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    TwelveDigits,
    TenDigits,
    International,
    National,
    NoLeadingZero,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Self::TwelveDigits => "12-digit",
            Self::TenDigits => "10-digit",
            Self::International => "international",
            Self::National => "national",
            Self::NoLeadingZero => "no-leading-zero",
        }
    }

    /// Without its zero it may be any number.
    fn is_strong(self) -> bool {
        self != Self::NoLeadingZero
    }

    /// Whether it is strong with letters on so many sides of it, as in tables of fixed width and in names of files; none where it is
    /// no form at all. All twelve digits of a personnummer are nothing else; ten may be.
    fn is_strong_beside(self, letters: usize) -> Option<bool> {
        match (self, letters) {
            (_, 0) => Some(self.is_strong()),
            (Self::TwelveDigits, _) => Some(true),
            (Self::TenDigits, 1) => Some(false),
            _ => None,
        }
    }
}

/// A run of digits in a text.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
}

impl Numbers {
    pub fn new(values: &[Value]) -> Self {
        let of_digits = |value: &&Value| matches!(value.text, Canonical::Personnummer(_) | Canonical::Phone(_));
        let many = values.iter().filter(of_digits).count();
        let phones = values.iter().filter_map(|value| match &value.text {
            Canonical::Phone(number) => Some(national(number).unwrap_or(number).len()),
            _ => None,
        });
        let phone_digits = phones.min().unwrap_or(*PHONE.end()).clamp(*PHONE.start(), *PHONE.end()) as u32;
        let mut numbers = Self {
            digits: Table::of(&[]),
            lengths: 0,
            tails: Filter::with_room(many),
            phone_digits,
            money: HashMap::default(),
            endings: vec![0; ENDINGS / 64 + 1].into_boxed_slice(),
        };
        let mut made = Vec::with_capacity(4 * many);
        for (i, value) in values.iter().enumerate() {
            match &value.text {
                Canonical::Personnummer(number) => numbers.personnummer(i, number, &mut made),
                Canonical::Phone(number) => numbers.phone(i, number, &mut made),
                Canonical::Money(ore) => numbers.amount(i, *ore, value.category.is_forbidden()),
                _ => {}
            }
        }
        numbers.digits = Table::of(&made);
        numbers
    }

    fn amount(&mut self, value: usize, ore: i64, forbidden: bool) {
        self.money.entry(ore).or_default().push((value, forbidden));
        let ending = ore.unsigned_abs() as usize % ENDINGS;
        self.endings[ending / 64] |= 1 << (ending % 64);
    }

    fn personnummer(&mut self, value: usize, number: &str, made: &mut Vec<(u64, Entry)>) {
        if number.len() == 12 {
            self.add(value, Form::TwelveDigits, ["", number], made);
            self.add(value, Form::TenDigits, ["", &number[2..]], made);
            self.tail(PERSONNUMMER, number);
        }
    }

    fn phone(&mut self, value: usize, number: &str, made: &mut Vec<(u64, Entry)>) {
        self.tail(self.phone_digits, number);
        self.add(value, Form::International, ["", number], made);
        self.add(value, Form::International, ["00", number], made);
        if let Some(national) = national(number) {
            self.add(value, Form::National, ["0", national], made);
            self.add(value, Form::International, ["460", national], made);
            self.add(value, Form::NoLeadingZero, ["", national], made);
        }
    }

    fn add(&mut self, value: usize, form: Form, digits: [&str; 2], made: &mut Vec<(u64, Entry)>) {
        let all = digits.iter().flat_map(|part| part.bytes());
        let Some(key) = all.into_iter().try_fold(1u64, extend) else {
            return;
        };
        let value = value as u32;
        made.push((hash::number(0, key), Entry { key, value, form }));
        self.lengths |= 1 << (digits[0].len() + digits[1].len());
    }

    /// What so many digits stand for; the key has a leading one before them.
    fn entries(&self, key: u64, length: usize) -> impl Iterator<Item = Entry> + '_ {
        let last_ten = match 10u64.checked_pow(length as u32) {
            Some(unit) if length < PERSONNUMMER as usize => key - unit,
            _ => key % TEN_DIGITS,
        };
        // The filter is at hand where the table is not.
        let stored = self
            .may_end(last_ten, length)
            .then(|| self.digits.get(hash::number(0, key)));
        let same = move |entry: &Entry| entry.key == key;
        stored.into_iter().flatten().filter(same)
    }

    fn tail(&mut self, kind: u32, number: &str) {
        let last = number
            .get(number.len().saturating_sub(kind as usize)..)
            .unwrap_or_default();
        if let Some(tail) = last.bytes().try_fold(0, extend).filter(|_| last.len() == kind as usize) {
            self.tails.add(hash::number(u64::from(kind), tail));
        }
    }

    /// True if digits may end a planted number: the number that the last ten make, and how many there are.
    #[inline]
    pub fn may_end(&self, value: u64, digits: usize) -> bool {
        // Written out, so that no division is one by a number that is not known.
        let last = match self.phone_digits {
            7 => value % 10_000_000,
            8 => value % 100_000_000,
            _ => value % 1_000_000_000,
        };
        let phone =
            digits >= self.phone_digits as usize && self.tails.has(hash::number(u64::from(self.phone_digits), last));
        phone || (digits >= PERSONNUMMER as usize && self.tails.has(hash::number(u64::from(PERSONNUMMER), value)))
    }

    /// The places of digits in a word of letters and digits that may be a personnummer.
    pub fn within_word(&self, word: &[u8], mut each: impl FnMut(usize)) {
        let mut at = 0;
        while let Some(start) = word[at..].iter().position(u8::is_ascii_digit).map(|i| at + i) {
            let digits = word[start..].iter().take_while(|b| b.is_ascii_digit());
            let (length, value) = digits.fold((0, 0), |(length, value): (usize, u64), b| {
                (length + 1, (value * 10 + u64::from(b - b'0')) % TEN_DIGITS)
            });
            // Digits alone are no such word.
            if length < word.len() && matches!(length, 10 | 12) && self.may_end(value, length) {
                each(start);
            }
            at = start + length;
        }
    }

    /// True if decimals with an exponent, which begin at `start`, may end a planted number.
    pub fn may_be_exponent(&self, bytes: &[u8], start: usize) -> bool {
        let last_ten = |digits: &[u8]| {
            let ten = digits.iter().skip(digits.len().saturating_sub(PERSONNUMMER as usize));
            ten.fold(0, |value, b| value * 10 + u64::from(b - b'0'))
        };
        Exponent::around(bytes, start)
            .is_some_and(|number| self.may_end(last_ten(number.digits()), number.digits().len()))
    }

    /// True if the digits before and after a decimal point, which stands before `start`, may be a planted amount's.
    pub fn may_be_money(&self, bytes: &[u8], start: usize) -> bool {
        let digit = |at: usize| {
            bytes
                .get(at)
                .filter(|b| b.is_ascii_digit())
                .map(|b| usize::from(b - b'0'))
        };
        let Some(tenths) = digit(start) else {
            return false;
        };
        let hundredths = digit(start + 1).unwrap_or(0);
        let kronor = &bytes[start.saturating_sub(4)..start - 1];
        let whole = kronor.iter().rev().take_while(|b| b.is_ascii_digit());
        let whole: usize = whole
            .zip([1, 10, 100])
            .map(|(b, unit)| usize::from(b - b'0') * unit)
            .sum();
        let ending = whole * 100 + tenths * 10 + hundredths;
        // Three digits before the point may have thousands before them.
        self.has_ending(ending) && (self.has_amount(bytes, start, tenths * 10 + hundredths) || thousands(bytes, start))
    }

    /// True if the digits before a decimal point alone are a planted amount's.
    fn has_amount(&self, bytes: &[u8], start: usize, decimals: usize) -> bool {
        let digits = bytes[..start - 1].iter().rev().take_while(|b| b.is_ascii_digit());
        let mut unit = 100i64;
        let mut ore = decimals as i64;
        for digit in digits {
            ore = ore.saturating_add(unit.saturating_mul(i64::from(digit - b'0')));
            unit = unit.saturating_mul(10);
        }
        self.money.contains_key(&ore)
    }

    /// True if digits may be a planted amount with one decimal, or with none as kronor or öre.
    pub fn may_be_figure(&self, bytes: &[u8], start: usize, end: usize) -> bool {
        const LONGEST: usize = 12;
        let number = |digits: &[u8]| {
            digits
                .iter()
                .copied()
                .try_fold(0i64, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))
        };
        let Some(last) = number(&bytes[start..end]).filter(|_| end - start <= LONGEST) else {
            return false;
        };
        let has = |ore: i64| self.money.contains_key(&ore);
        let decimal = start >= 2 && bytes[start - 1] == b'.';
        if !decimal {
            return has(last * 100) || (end - start >= 6 && has(last));
        }
        let before = bytes[..start - 1]
            .iter()
            .rev()
            .take(LONGEST)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let whole = number(&bytes[start - 1 - before..start - 1]).filter(|_| before > 0);
        end - start == 1 && whole.is_some_and(|whole| has(whole * 100 + last * 10))
    }

    fn has_ending(&self, ending: usize) -> bool {
        self.endings[ending / 64] >> (ending % 64) & 1 != 0
    }

    /// The part of a text in which a number stands, of which a digit is given: digits and what may be among them.
    pub fn window(bytes: &[u8], at: usize) -> Range<usize> {
        let is_part = |b: &u8| b.is_ascii_digit() || joins(&[*b]);
        let left = bytes[at.saturating_sub(WIDEST)..at]
            .iter()
            .rev()
            .take_while(|b| is_part(b));
        let right = bytes[at..].iter().take(WIDEST).take_while(|b| is_part(b));
        at - left.count()..at + right.count()
    }

    /// The hits around a digit of a text.
    pub fn around(&self, bytes: &[u8], at: usize, found: &mut Vec<Found>) {
        let Range { start, end } = Self::window(bytes, at);
        // Not from the midst of a run.
        let cut = start > 0 && bytes[start - 1].is_ascii_digit();
        let run = bytes[start..end]
            .iter()
            .take_while(|b| cut && b.is_ascii_digit())
            .count();
        let end = end + bytes[end..].iter().take_while(|b| b.is_ascii_digit()).count();
        self.every(bytes, start + run, end, found);
        if let Some(number) = Exponent::around(bytes, at) {
            let key = number
                .digits()
                .iter()
                .fold(1u64, |key, b| key * 10 + u64::from(b - b'0'));
            let entries = self
                .entries(key, number.digits().len())
                .filter(|entry| entry.form.is_strong());
            found.extend(entries.map(|entry| Found {
                value: entry.value as usize,
                form: "exponent",
                strong: true,
                start: number.start,
                end: number.end,
            }));
        }
    }

    /// Every hit in a part of a text.
    fn every(&self, bytes: &[u8], from: usize, to: usize, found: &mut Vec<Found>) {
        let mut chain: Vec<Group> = Vec::new();
        let mut at = from;
        while let Some(start) = bytes[at..to].iter().position(u8::is_ascii_digit).map(|i| at + i) {
            let length = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
            if chain.last().is_some_and(|last| !joins(&bytes[last.end..start])) {
                self.chain(bytes, &chain, found);
                chain.clear();
            }
            chain.push(Group {
                start,
                end: start + length,
            });
            at = (start + length).min(to);
        }
        self.chain(bytes, &chain, found);
    }

    fn chain(&self, bytes: &[u8], chain: &[Group], found: &mut Vec<Found>) {
        for (i, group) in chain.iter().enumerate() {
            if !folded_before(bytes, group.start) {
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
            if self.lengths & (1 << length) == 0 || folded_after(bytes, group.end) {
                continue;
            }
            let (start, end) = (groups[0].start, group.end);
            let alone = end == groups[0].end;
            let sides = usize::from(is_letter_before(bytes, start)) + usize::from(is_letter_at(bytes, end));
            for entry in self.entries(key, length) {
                let Some(strong) = entry.form.is_strong_beside(sides).filter(|strong| *strong || alone) else {
                    continue;
                };
                found.push(Found {
                    value: entry.value as usize,
                    form: punctuated(entry.form.name(), &bytes[start..end]),
                    strong,
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
        if folded_before(bytes, start) || folded_after(bytes, decimals.end) {
            return;
        }
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
    pub fn plain_number(&self, text: &str, number_cell: bool, found: &mut Vec<Found>) {
        const LONGEST: usize = 24;
        let number = text.trim().trim_start_matches('-');
        if number.len() > LONGEST {
            return;
        }
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

    fn money(&self, ore: u64, form: &'static str, decimals: bool, at: Range<usize>, found: &mut Vec<Found>) {
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

/// A Swedish number without the country's.
fn national(number: &str) -> Option<&str> {
    number.strip_prefix("46")
}

fn extend(key: u64, digit: u8) -> Option<u64> {
    key.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0')))
}

/// True if three digits before a decimal point have a sign and another digit before them.
fn thousands(bytes: &[u8], start: usize) -> bool {
    let digits = |from: &[u8]| from.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(&bytes[..start - 1]);
    whole == 3 && start >= 6 && bytes[start - 6].is_ascii_digit()
}

/// What may stand inside a written number.
pub(super) fn joins(between: &[u8]) -> bool {
    between.len() <= 3
        && between.iter().all(|b| {
            matches!(
                b,
                b' ' | b'-' | b'.' | b',' | b'/' | b'(' | b')' | b'+' | b'\'' | b'\t' | b'\n' | b'\r' | b';' | b'|'
            )
        })
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

fn is_letter_before(bytes: &[u8], start: usize) -> bool {
    start > 0 && is_letter(bytes[start - 1])
}

fn is_letter_at(bytes: &[u8], end: usize) -> bool {
    bytes.get(end).copied().is_some_and(is_letter)
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

fn punctuated(form: &'static str, hit: &[u8]) -> &'static str {
    let has = |sign: u8| hit.contains(&sign);
    let date = &hit[..hit.len().saturating_sub(4)];
    let parts = date
        .split(|b| !b.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .count();
    match form {
        "12-digit" | "10-digit" if parts > 1 => "date-beside",
        "12-digit" if has(b'+') => "12-digit-plus",
        "12-digit" if has(b'-') => "12-digit-dash",
        "10-digit" if has(b'+') => "10-digit-plus",
        "10-digit" if has(b'-') => "10-digit-dash",
        _ => form,
    }
}
