//! The rows of a list, told by the column in which its units stand, also those of nobody planted: what a total is held
//! against, and one format against another.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use skott_model::matrix::Matrix;
use skott_model::profile::{NumberIs, TargetKind, Unit, View};
use skott_model::{Category, Rows, Text};

use crate::observe::{Searched, amount};
use crate::search::{Index, Sighting};

/// The rows that a view's answers show, all pages together; none where it is no list, or where no planted unit was seen, so
/// that nobody knows where its units stand.
pub fn rows(matrix: &Matrix, index: &Index, view: &View, answers: &[Searched]) -> Option<Rows> {
    let default = match view.unit {
        Unit::Orders => "order",
        Unit::Persons => "email",
        Unit::Suggestions | Unit::Aggregate | Unit::None => return None,
    };
    let key = Category::from(view.key.clone().unwrap_or_else(|| default.to_owned()));
    // A name has no build by which a person could be told from a heading.
    if view.target == Some(TargetKind::Order) || key == Category::Name {
        return None;
    }
    match Column::of(index, &key, answers) {
        Some(column) => table(&column, view, answers),
        None => pages(matrix, index, &key, answers),
    }
}

/// Where the units stand: the same place in every row, under one heading.
struct Column {
    stem: String,
    heading: String,
    /// Where planted units were seen, by answer.
    seen: BTreeSet<(usize, String)>,
}

impl Column {
    /// The column in which most different units were seen; of several, that which says least beside them: a code, and not the
    /// link that holds it.
    fn of(index: &Index, key: &Category, answers: &[Searched]) -> Option<Self> {
        type Units = (BTreeSet<usize>, BTreeSet<(usize, String)>);
        let mut columns: BTreeMap<(String, String), Units> = BTreeMap::new();
        for (answer, searched) in answers.iter().enumerate() {
            let of_key = |s: &&Sighting| s.strong && index.values()[s.value].category == *key;
            for sighting in searched.sightings.iter().filter(of_key) {
                if let (Some(heading), Some(row)) = (&sighting.column, Row::of(&sighting.place)) {
                    let (units, seen) = columns.entry((row.stem(), heading.clone())).or_default();
                    units.insert(sighting.value);
                    seen.insert((answer, sighting.place.clone()));
                }
            }
        }
        let most = columns.values().map(|(units, _)| units.len()).max()?;
        let columns = columns.into_iter().filter(|(_, (units, _))| units.len() == most);
        let columns = columns.map(|((stem, heading), (_, seen))| Self { stem, heading, seen });
        columns.min_by_key(|column| column.build(answers).map_or(usize::MAX, |build| build.longest))
    }

    /// How the planted units in it are written.
    fn build(&self, answers: &[Searched]) -> Option<Build> {
        let is_seen = |(answer, _, text): &(usize, Row, &Text)| self.seen.contains(&(*answer, text.place.clone()));
        Build::of(self.texts(answers).filter(is_seen).map(|(_, _, text)| text.text.trim()))
    }

    /// The texts in the column, with their rows.
    fn texts<'a>(&'a self, answers: &'a [Searched]) -> impl Iterator<Item = (usize, Row<'a>, &'a Text)> {
        let under = |text: &&Text| text.column.as_ref() == Some(&self.heading);
        let texts = answers
            .iter()
            .enumerate()
            .flat_map(|(i, a)| a.decoded.texts.iter().map(move |t| (i, t)));
        texts
            .filter(move |(_, text)| under(text))
            .filter_map(|(answer, text)| Some((answer, Row::of(&text.place)?, text)))
            .filter(|(_, row, _)| row.stem() == self.stem)
    }
}

/// A place that names a row: what stands before the row's number, and after.
struct Row<'a> {
    before: &'a str,
    number: &'a str,
    after: &'a str,
}

impl<'a> Row<'a> {
    /// `rad 3, kolumn 1` by the number of its row, `$.orders[3].id` and `blad "B", A14` by their last.
    fn of(place: &'a str) -> Option<Self> {
        let digits_from = |at: usize| {
            let length = place[at..].bytes().take_while(u8::is_ascii_digit).count();
            (length > 0).then_some((at, at + length))
        };
        let named = place.rfind("rad ").and_then(|at| digits_from(at + 4));
        let last = || {
            let end = place.rfind(|c: char| c.is_ascii_digit())? + 1;
            let length = place[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
            Some((end - length, end))
        };
        let (start, end) = named.or_else(last)?;
        Some(Self {
            before: &place[..start],
            number: &place[start..end],
            after: &place[end..],
        })
    }

    fn stem(&self) -> String {
        format!("{}#{}", self.before, self.after)
    }

    /// The same for all cells of the row: a sheet's column is part of what stands before the number.
    fn key(&self, answer: usize) -> (usize, &'a str, &'a str) {
        let table = self.before.trim_end_matches(|c: char| c.is_ascii_uppercase());
        (answer, table, self.number)
    }
}

/// How the planted units are written: which kinds of characters, how many.
struct Build {
    classes: BTreeSet<char>,
    shortest: usize,
    longest: usize,
}

impl Build {
    /// None where a unit shares its cell with other words, so that no cell tells a unit.
    fn of<'t>(units: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut build = Self {
            classes: BTreeSet::new(),
            shortest: usize::MAX,
            longest: 0,
        };
        for unit in units {
            if unit.is_empty() || unit.contains(char::is_whitespace) {
                return None;
            }
            build.classes.extend(unit.chars().map(class));
            let length = unit.chars().count();
            (build.shortest, build.longest) = (build.shortest.min(length), build.longest.max(length));
        }
        // Addresses are of any length.
        if build.classes.contains(&'@') {
            (build.shortest, build.longest) = (3, 254);
            build.classes.extend(['a', 'A', '9', '.', '-', '_', '+']);
        }
        (build.longest > 0).then_some(build)
    }

    fn fits(&self, text: &str) -> bool {
        let length = text.chars().count();
        let is_mail = self.classes.contains(&'@') == text.contains('@');
        is_mail
            && (self.shortest..=self.longest).contains(&length)
            && text.chars().map(class).all(|c| self.classes.contains(&c))
    }
}

fn class(c: char) -> char {
    match c {
        c if c.is_lowercase() => 'a',
        c if c.is_alphabetic() => 'A',
        c if c.is_numeric() => '9',
        c => c,
    }
}

fn table(column: &Column, view: &View, answers: &[Searched]) -> Option<Rows> {
    let build = column.build(answers)?;
    let (mut units, mut others, mut in_row) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for (answer, row, text) in column.texts(answers) {
        let written = text.text.trim();
        if build.fits(written) {
            units.insert(written);
            in_row.insert(row.key(answer), None);
        } else {
            others.insert(written);
        }
    }
    let is_one_each = in_row.len() == units.len();
    Some(Rows {
        units: units.len(),
        digest: digest(&units),
        others: others.len(),
        sum: if is_one_each { sum(view, answers, in_row) } else { None },
    })
}

/// All amounts of the rows; none where a row shows none.
fn sum<'a>(
    view: &View,
    answers: &'a [Searched],
    mut in_row: BTreeMap<(usize, &'a str, &'a str), Option<i64>>,
) -> Option<i64> {
    if view.amount_columns.is_empty() || in_row.is_empty() {
        return None;
    }
    for (answer, searched) in answers.iter().enumerate() {
        let under = |text: &&Text| text.column.as_ref().is_some_and(|c| view.amount_columns.contains(c));
        for text in searched.decoded.texts.iter().filter(under) {
            let row = Row::of(&text.place).map(|row| row.key(answer));
            if let Some(known) = row.and_then(|row| in_row.get_mut(&row)) {
                *known = known.or_else(|| amount(&text.text, NumberIs::Sum));
            }
        }
    }
    in_row.into_values().sum()
}

/// Pages of print have no columns. Where every planted code is long enough and holds a digit, words of its build are units.
fn pages(matrix: &Matrix, index: &Index, key: &Category, answers: &[Searched]) -> Option<Rows> {
    let texts = || answers.iter().flat_map(|a| &a.decoded.texts);
    let is_print = texts().any(|t| t.place.starts_with("sida "));
    let orders = &matrix.population.orders;
    let is_told = |id: &str| id.len() >= 6 && id.bytes().any(|b| b.is_ascii_digit());
    let seen = answers
        .iter()
        .flat_map(|a| &a.sightings)
        .any(|s| s.strong && index.values()[s.value].category == *key);
    if *key != Category::Order || !is_print || !seen || !orders.iter().all(|o| is_told(&o.id)) {
        return None;
    }
    let build = Build::of(orders.iter().map(|o| o.id.as_str()))?;
    let on_pages = texts().filter(|t| t.place.starts_with("sida "));
    let words = on_pages.flat_map(|t| t.text.split(|c: char| c.is_whitespace() || ",;:|".contains(c)));
    let units: BTreeSet<&str> = words.filter(|w| build.fits(w) && is_told(w)).collect();
    Some(Rows {
        units: units.len(),
        digest: digest(&units),
        others: 0,
        sum: None,
    })
}

fn digest(units: &BTreeSet<&str>) -> String {
    let mut hash = Sha256::new();
    for unit in units {
        hash.update(unit.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
