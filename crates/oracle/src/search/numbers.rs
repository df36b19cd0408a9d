//! The written forms of personnummer, telephone numbers and money: found by their digits, whatever stands between.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Found;
use super::cursor::{folded_after, folded_before};
use super::exponent::Exponent;
use super::hash::{self, Filter};
use super::values::{Canonical, Value};

/// Digits and what stands between them, up to this many groups: `+46 (0)31-390 06 00` has six.
const GROUPS: usize = 7;

/// Every form of a personnummer ends in these many digits, every form of a telephone number in those.
const TAILS: [u32; 2] = [10, 7];

/// Amounts are noticed by their last digits: three before the decimals and both of those.
const ENDINGS: usize = 100_000;

/// How far the digits of one number may be from its last one.
const WIDEST: usize = 48;

/// What the digits of a text are looked up in.
pub(super) struct Numbers {
    /// By the digits, a leading one put before so that leading zeros count.
    digits: HashMap<u64, Entries, Fast>,
    /// The lengths that occur.
    lengths: u32,
    tails: Filter,
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

/// What some digits stand for; hardly ever more than one thing.
#[derive(Clone)]
enum Entries {
    One(Entry),
    Several(Vec<Entry>),
}

impl Entries {
    fn push(&mut self, entry: Entry) {
        match self {
            Self::One(first) => *self = Self::Several(vec![*first, entry]),
            Self::Several(all) => all.push(entry),
        }
    }

    fn all(&self) -> &[Entry] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(all) => all,
        }
    }
}

#[derive(Clone, Copy)]
struct Entry {
    value: u32,
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
        let of_digits = |value: &&Value| matches!(value.text, Canonical::Personnummer(_) | Canonical::Phone(_));
        let many = values.iter().filter(of_digits).count();
        let mut numbers = Self {
            digits: HashMap::with_capacity_and_hasher(4 * many, Fast::default()),
            lengths: 0,
            tails: Filter::with_room(many),
            money: HashMap::default(),
            endings: vec![0; ENDINGS / 64 + 1].into_boxed_slice(),
        };
        for (i, value) in values.iter().enumerate() {
            match &value.text {
                Canonical::Personnummer(number) => numbers.personnummer(i, number),
                Canonical::Phone(number) => numbers.phone(i, number),
                Canonical::Money(ore) => numbers.amount(i, *ore, value.category.is_forbidden()),
                _ => {}
            }
        }
        numbers
    }

    fn amount(&mut self, value: usize, ore: i64, forbidden: bool) {
        self.money.entry(ore).or_default().push((value, forbidden));
        let ending = ore.unsigned_abs() as usize % ENDINGS;
        self.endings[ending / 64] |= 1 << (ending % 64);
    }

    fn personnummer(&mut self, value: usize, number: &str) {
        if number.len() == 12 {
            self.add(value, "12-digit", true, number);
            self.add(value, "10-digit", true, &number[2..]);
            self.tail(TAILS[0], number);
        }
    }

    fn phone(&mut self, value: usize, number: &str) {
        self.tail(TAILS[1], number);
        self.add(value, "international", true, number);
        self.add(value, "international", true, &format!("00{number}"));
        if let Some(national) = number.strip_prefix("46") {
            self.add(value, "national", true, &format!("0{national}"));
            self.add(value, "international", true, &format!("460{national}"));
            self.add(value, "no-leading-zero", false, national);
        }
    }

    fn add(&mut self, value: usize, form: &'static str, strong: bool, digits: &str) {
        let Some(key) = digits.bytes().try_fold(1u64, extend) else {
            return;
        };
        let entry = Entry {
            value: value as u32,
            form,
            strong,
        };
        let known = self.digits.entry(key);
        known.and_modify(|all| all.push(entry)).or_insert(Entries::One(entry));
        self.lengths |= 1 << digits.len();
    }

    fn tail(&mut self, kind: u32, number: &str) {
        let last = number
            .get(number.len().saturating_sub(kind as usize)..)
            .unwrap_or_default();
        if let Some(tail) = last.bytes().try_fold(0, extend).filter(|_| last.len() == kind as usize) {
            self.tails.add(hash::number(u64::from(kind), tail));
        }
    }

    /// How many digits the shortest number has.
    pub fn shortest(&self) -> usize {
        self.lengths.trailing_zeros() as usize
    }

    /// True if runs of digits may end in a planted number's digits.
    pub fn may_end(&self, bytes: &[u8], groups: &[(usize, usize)]) -> bool {
        let (mut tail, mut unit, mut length) = (0u64, 1u64, 0);
        let (mut seven, mut ten) = (None, None);
        let digits = groups
            .iter()
            .rev()
            .flat_map(|(start, end)| bytes[*start..*end].iter().rev());
        for digit in digits.take(10) {
            tail += unit * u64::from(digit - b'0');
            unit *= 10;
            length += 1;
            match length {
                7 => seven = Some(tail),
                10 => ten = Some(tail),
                _ => {}
            }
        }
        [ten, seven]
            .into_iter()
            .zip(TAILS)
            .any(|(tail, kind)| tail.is_some_and(|tail| self.tails.has(hash::number(u64::from(kind), tail))))
    }

    /// True if decimals with an exponent, which begin at `start`, may end a planted number.
    pub fn may_be_exponent(&self, bytes: &[u8], start: usize) -> bool {
        Exponent::around(bytes, start)
            .is_some_and(|number| self.may_end(number.digits(), &[(0, number.digits().len())]))
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
        // Fewer than three digits before the point may have thousands before them.
        self.has_ending(ending)
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

    /// The hits around a digit of a text.
    pub fn around(&self, bytes: &[u8], at: usize, found: &mut Vec<Found>) {
        let is_part = |b: &u8| b.is_ascii_digit() || joins(&[*b]);
        let left = bytes[at.saturating_sub(WIDEST)..at]
            .iter()
            .rev()
            .take_while(|b| is_part(b));
        let start = at - left.count();
        let right = bytes[at..].iter().take(WIDEST).take_while(|b| is_part(b));
        let end = at + right.count();
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
            let entries = self.digits.get(&key).map_or(&[][..], Entries::all);
            found.extend(entries.iter().filter(|entry| entry.strong).map(|entry| Found {
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
                .map_or(&[][..], Entries::all)
                .iter()
                .filter(|entry| entry.strong || alone)
            {
                let form = punctuated(entry.form, &bytes[start..end]);
                found.push(Found {
                    value: entry.value as usize,
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

fn alphanumeric_before(bytes: &[u8], start: usize) -> bool {
    folded_before(bytes, start) || start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] >= 0x80)
}

fn alphanumeric_at(bytes: &[u8], end: usize) -> bool {
    folded_after(bytes, end) || bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric())
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
