//! Numbers that no profile declares and that are the whole city's: a total in a header, a badge, a sum below a table. Nobody says what
//! they must be, but what an account may see cannot come to them.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use skott_model::matrix::{Cell, Matrix, Reach};
use skott_model::profile::NumberIs;
use skott_model::{Doubt, DoubtKind, Said, Text};

use super::amount::{Read, number_at, numbers_in, written};
use super::{Expected, Seen, sums};

/// Below this, too much else has the same number; of the many selections, below the other.
const LEAST_COUNT: i64 = 10;
const LEAST_SELECTED: i64 = 20;
/// An amount of so many öre is hardly another by chance.
const LEAST_ORE: i64 = 1_000_000;
/// Nor is one of so many, where it is called an average.
const LEAST_AVERAGE: i64 = 1_000;
/// Doubts of one answer.
const MOST: usize = 5;
/// Cells of a row that may be a sum under a table, `Totalt` and the number.
const MOST_CELLS: usize = 3;
/// Letters beside a number that say what it is.
const BESIDE: usize = 24;

/// Of a count, by how words begin, on a page and in a program.
const COUNTS: [&str; 17] = [
    "total",
    "count",
    "antal",
    "sammanlag",
    "träff",
    "hits",
    "result",
    "poster",
    "rader",
    "records",
    "rows",
    "beställningar",
    "ärenden",
    "orders",
    "personer",
    "persons",
    "anställda",
];
/// Of a sum.
const SUMS: [&str; 8] = ["sum", "total", "belopp", "amount", "kostnad", "cost", "värde", "kronor"];
/// Of an average.
const AVERAGES: [&str; 6] = ["snitt", "genomsnitt", "medel", "average", "avg", "mean"];
/// Of what is neither: pages, steps, how much fits one, and accounts.
const NEITHER: [&str; 12] = [
    "sida", "sidor", "page", "max", "limit", "size", "offset", "account", "discount", "country", "steg", "step",
];
/// Attributes whose numbers somebody reads.
const READ: [&str; 5] = ["title", "value", "content", "alt", "aria-label"];

/// A doubt for each number of the answer that is the whole city's, where that is more than all that is the account's own.
pub(super) fn judge(matrix: &Matrix, cell: &Cell, expectation: Expected, seen: &Seen) -> Vec<Doubt> {
    let Some(citys) = Citys::of(matrix, cell, expectation, seen) else {
        return Vec::new();
    };
    let texts = seen.answers[..seen.aside]
        .iter()
        .flat_map(|answer| &answer.decoded.texts);
    let told = texts.filter_map(|text| Some((citys.told_in(text)?, &text.place)));
    let mut places = BTreeSet::new();
    told.filter(|(_, place)| places.insert(skott_model::place_pattern(place)))
        .take(MOST)
        .map(|(number, place)| Doubt {
            kind: DoubtKind::Weak,
            detail: [Said::Text(place.clone()), Said::CitysNumber(number)].into(),
        })
        .collect()
}

/// What the whole city's rows come to, those that the selection means and all; only what no rows of the account's own can reach.
struct Citys<'a> {
    matrix: &'a Matrix,
    expectation: Expected<'a>,
    /// All orders, and those of them that are the account's own, by index.
    all: Vec<usize>,
    own: Vec<usize>,
    counts: BTreeSet<i64>,
    sums: BTreeSet<i64>,
    /// Averages of all, and sums of the groups that statistics make: worked out where such an amount is shown.
    grouped: OnceCell<BTreeSet<i64>>,
    /// Amounts that the profile speaks of, and what else it counts.
    spoken_of: BTreeSet<i64>,
    counted: BTreeSet<i64>,
}

impl<'a> Citys<'a> {
    /// None where nothing tells.
    fn of(matrix: &'a Matrix, cell: &Cell, expectation: Expected<'a>, seen: &Seen) -> Option<Self> {
        // Where others use the portal nobody knows what the city's rows come to.
        if matrix.profile.population.partial || expectation.reach == Reach::All || cell.changes {
            return None;
        }
        let orders = &matrix.population.orders;
        let all: Vec<usize> = (0..orders.len()).collect();
        let is_own = |i: &usize| expectation.reach.has_order(&orders[*i]);
        let mut citys = Self {
            matrix,
            expectation,
            own: all.iter().copied().filter(is_own).collect(),
            all,
            counts: BTreeSet::new(),
            sums: BTreeSet::new(),
            grouped: OnceCell::new(),
            spoken_of: BTreeSet::new(),
            counted: BTreeSet::new(),
        };
        for is in [NumberIs::Count, NumberIs::Persons, NumberIs::Sum] {
            let own = matrix.number(is, &citys.own).unwrap_or_default();
            let given = [&citys.all, &expectation.city].map(|rows| matrix.number(is, rows).unwrap_or_default());
            let (into, least) = match is.is_money() {
                true => (&mut citys.sums, [LEAST_ORE; 2]),
                false => (&mut citys.counts, [LEAST_COUNT, LEAST_SELECTED]),
            };
            let tells = given
                .into_iter()
                .zip(least)
                .filter(|(number, least)| *number > own && number >= least);
            into.extend(tells.map(|(number, _)| number));
        }
        citys.without(declared(matrix, cell, seen));
        Some(citys)
    }

    /// What the profile speaks of is judged where it is declared, and what it says that everybody may see is no secret.
    fn without<'t>(&mut self, texts: impl Iterator<Item = &'t String>) {
        for (_, number) in texts.flat_map(|text| numbers_in(text)) {
            for (is, citys) in [(NumberIs::Count, &mut self.counts), (NumberIs::Sum, &mut self.sums)] {
                let read = number_at("", number, is);
                citys.retain(|given| !read.is_some_and(|read| read.is(is, *given)));
            }
            self.counted
                .extend(number_at("", number, NumberIs::Count).map(|read| read.value));
            self.spoken_of
                .extend(number_at("", number, NumberIs::Sum).map(|read| read.value));
        }
    }

    /// The number of this text that is the city's, as it is to be shown.
    fn told_in(&self, text: &Text) -> Option<String> {
        let around = |start: usize, number: &str| Around::of(text, start, start + number.len());
        // The cells of a row of many say nothing of each other, and most attributes are nothing to read.
        if (text.row && text.text.matches('\t').count() >= MOST_CELLS) || is_unread(&text.place) {
            return None;
        }
        let mut numbers = numbers_in(&text.text);
        numbers.find_map(|(start, number)| {
            let before = &text.text[..start];
            // What begins with a zero is a code, and what stands in an address an id.
            let is_code = number.len() > 1 && number.starts_with('0');
            let is_code = is_code || is_in_code(before, &text.text[start + number.len()..]);
            if is_code || before.ends_with(['=', '#', '_']) || (before.ends_with('/') && !is_range(before)) {
                return None;
            }
            let is_citys = |value: i64| self.counts.contains(&value) && around(start, number).say(&COUNTS);
            let is_of_group = |value: i64| {
                let is_amount =
                    number.contains([',', '.']) || around(start, number).words.iter().any(|word| word == "kr");
                !is_amount && self.is_of_group(text, before, value)
            };
            let is_told = |read: &Read| is_citys(read.value) || is_of_group(read.value);
            if let Some(read) = number_at(before, number, NumberIs::Count).filter(is_told) {
                return Some(written(NumberIs::Count, read.value));
            }
            let sum = number_at(before, number, NumberIs::Sum)?;
            let is_exact = sum.step == 1;
            let is_told = match self.has_sum(sum) {
                true => is_exact || around(start, number).say(&SUMS),
                false => is_exact && self.has_group(sum.value, || around(start, number).say(&AVERAGES)),
            };
            is_told.then(|| written(NumberIs::Sum, sum.value))
        })
    }

    fn has_sum(&self, read: Read) -> bool {
        self.sums.iter().any(|given| read.is(NumberIs::Sum, *given))
    }

    /// True for how many of the whole city's orders a group has, where the group is named beside it, `"levererad": 21`, and nothing
    /// before that: in the row of an order its amount may stand there.
    fn is_of_group(&self, text: &Text, before: &str, value: i64) -> bool {
        if value < LEAST_COUNT || self.counted.contains(&value) {
            return false;
        }
        let place = text.place.rsplit(['.', ' ']).next().filter(|_| !text.row);
        let close = before.trim_end_matches([' ', ':', '(', '\t', '\u{a0}']);
        let named = [place, Some(close), text.column.as_deref()].into_iter().flatten();
        let mut groups = named.filter_map(|name| self.matrix.groups.get(&name.to_lowercase()));
        groups.any(|group| self.is_citys_count(group, value))
    }

    fn is_citys_count(&self, group: &[usize], value: i64) -> bool {
        let orders = &self.matrix.population.orders;
        let own = group
            .iter()
            .filter(|&&i| self.expectation.reach.has_order(&orders[i]))
            .count();
        let chosen = group
            .iter()
            .filter(|i| self.expectation.city.binary_search(i).is_ok())
            .count();
        let is_it = |count: usize| count as i64 == value && count > own;
        is_it(group.len()) || is_it(chosen)
    }

    /// True for what statistics of the whole city say, to the öre: large enough for a sum, or called an average.
    fn has_group(&self, ore: i64, is_called_average: impl Fn() -> bool) -> bool {
        let may_be = ore >= LEAST_ORE || (ore >= LEAST_AVERAGE && is_called_average());
        may_be && !self.spoken_of.contains(&ore) && self.grouped.get_or_init(|| self.groups()).contains(&ore)
    }

    /// What groups of the city's rows come to, and of the account's own do not.
    fn groups(&self) -> BTreeSet<i64> {
        let owns = [&self.own, &self.expectation.orders].map(|rows| sums::of_groups(self.matrix, rows));
        let citys = [&self.all, &self.expectation.city].map(|rows| sums::of_statistics(self.matrix, rows));
        let is_own = |ore: &i64| owns.iter().any(|own| own.contains(ore));
        citys.into_iter().flatten().filter(|ore| !is_own(ore)).collect()
    }
}

/// The view's numbers as the answer shows them, and the portal's shared texts.
fn declared<'a>(matrix: &'a Matrix, cell: &Cell, seen: &'a Seen) -> impl Iterator<Item = &'a String> {
    let numbers = matrix.profile.view[cell.view].format[cell.format].numbers.iter();
    let shown = numbers.filter_map(|number| seen.numbers.get(&number.id)).flatten();
    shown.chain(&matrix.profile.shared)
}

/// True for the place of an attribute that says nothing to a reader: `<textarea> rows`.
fn is_unread(place: &str) -> bool {
    let attribute = place
        .rsplit_once("> ")
        .map(|(_, attribute)| attribute.split([',', ' ']).next().unwrap_or_default());
    attribute.is_some_and(|name| {
        let is_text = ["", "rad", "tabell"].contains(&name) || name.starts_with('$');
        !is_text && !READ.contains(&name) && !name.starts_with("data-")
    })
}

/// True beside letters and what they are joined to, as in `9f3f131b-2225-47f7-85ae` and `B27`; a unit may stand close to its number.
fn is_in_code(before: &str, after: &str) -> bool {
    const UNITS: [&str; 3] = ["st", "kr", "sek"];
    let is_joined = |c: &char| c.is_alphanumeric() || *c == '-';
    let is_code = |part: &str| part.chars().any(char::is_alphabetic) || part.matches('-').count() > 1;
    let left: String = before.chars().rev().take_while(is_joined).collect();
    let right: String = after.chars().take_while(is_joined).collect();
    let is_unit = UNITS.contains(&right.to_lowercase().as_str());
    is_code(&left) || (is_code(&right) && !is_unit)
}

/// True before the last number of a range: `1–20 av `, `items 0-19/`. Dates and telephone numbers have no such word.
fn is_range(before: &str) -> bool {
    let of = ["av ", "of ", "/"]
        .into_iter()
        .find_map(|word| before.strip_suffix(word));
    let Some(range) = of.map(str::trim_end) else {
        return false;
    };
    let to = range.trim_end_matches(|c: char| c.is_ascii_digit());
    let from = to.trim_end_matches(['-', '–', ' ']);
    to.len() < range.len() && from.len() < to.len() && from.ends_with(|c: char| c.is_ascii_digit())
}

/// What stands around a number: the words beside it, of its heading and of its place.
struct Around {
    words: Vec<String>,
    /// It ends a range.
    is_range: bool,
}

impl Around {
    fn of(text: &Text, start: usize, end: usize) -> Self {
        // Words beyond a sign, and behind a further number, are about something else.
        let is_end = |c: &char| matches!(c, ',' | '.' | ';' | '(' | ')' | '|' | '\n');
        let before: Vec<char> = text.text[..start]
            .chars()
            .rev()
            .take_while(|c| !is_end(c))
            .take(BESIDE)
            .collect();
        let before: String = before.into_iter().rev().collect();
        let after = text.text[end..]
            .chars()
            .take_while(|c| !is_end(c) && !c.is_ascii_digit());
        let after: String = after.take(BESIDE).collect();
        let column = text.column.as_deref().unwrap_or_default();
        // A place begins with where it is (`huvud`, `$.meta.`); its last name says what stands there, but for one of many.
        let place = text.place.rsplit(['.', ' ']).next().unwrap_or_default();
        let place = if text.row || place.ends_with(']') { "" } else { place };
        let named = [before.as_str(), &after, column, place];
        Self {
            words: named.into_iter().flat_map(words).collect(),
            is_range: is_range(&text.text[..start]),
        }
    }

    /// True where one of these words stands here, and none that says something else.
    fn say(&self, words: &[&str]) -> bool {
        let has = |words: &[&str]| {
            words
                .iter()
                .any(|word| self.words.iter().any(|own| own.starts_with(word)))
        };
        let is_each = self.words.iter().any(|own| own == "per");
        (has(words) || self.is_range) && !has(&NEITHER) && !is_each
    }
}

/// The words of a text in small letters; `totalCount` has two.
fn words(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut is_small = false;
    for sign in text.chars() {
        if !sign.is_alphabetic() || (sign.is_uppercase() && is_small) {
            out.push(String::new());
        }
        if let (true, Some(word)) = (sign.is_alphabetic(), out.last_mut()) {
            word.extend(sign.to_lowercase());
        }
        is_small = sign.is_lowercase();
    }
    out.retain(|word| !word.is_empty());
    out
}
