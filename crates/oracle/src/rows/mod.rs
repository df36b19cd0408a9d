//! The rows of a list, told by the column in which its units stand, also those of nobody planted: what a total is held
//! against, and one format against another.

mod place;
mod spelling;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest, Sha256};
use skott_model::matrix::Matrix;
use skott_model::profile::{NumberIs, TargetKind, Unit, View};
use skott_model::{Category, Rows, Text};

use crate::observe::{Read, Searched, parse};
use crate::search::{Index, Sighting};
use place::{row, stem};
use spelling::{Spelling, beside, words};

/// The rows that a view's answers show, all pages together; none where it is no list, or where nobody knows where all of its
/// units stand and how they are written: no planted unit was seen, or one that stands elsewhere than the others.
pub fn rows(matrix: &Matrix, index: &Index, view: &View, answers: &[Searched]) -> Option<Rows> {
    let default = match view.unit {
        Unit::Orders => "order",
        Unit::Persons => "email",
        Unit::Suggestions | Unit::Aggregate | Unit::None => return None,
    };
    if view.target == Some(TargetKind::Order) {
        return None;
    }
    let key = Category::from(view.key.clone().unwrap_or_else(|| default.to_owned()));
    let planted = Planted::of(index, &key, answers)?;
    match Column::of(&planted, answers) {
        Some(column) => table(&column, view, answers, &planted.known(matrix)),
        None => pages(matrix, &key, &planted, answers),
    }
    .map(|rows| Rows {
        partial: matrix.profile.population.partial,
        ..rows
    })
}

/// Where planted units were seen.
struct Planted<'a> {
    /// Values, as planted.
    values: BTreeSet<&'a str>,
    /// By answer, with the value.
    seen: Vec<(usize, &'a Sighting, &'a str)>,
}

impl<'a> Planted<'a> {
    /// Units that are no stranger's: those that were seen, and the accounts' own names.
    fn known(&self, matrix: &'a Matrix) -> BTreeSet<String> {
        let logins = matrix.principals.iter().flat_map(|account| account.credential.values());
        let accounts = logins.flat_map(|login| [login.user.as_str(), login.identity.as_str()]);
        self.values
            .iter()
            .copied()
            .chain(accounts)
            .map(str::to_lowercase)
            .collect()
    }

    /// None where none was seen, and for what is written in many ways, as names and personnummer: nobody planted could be
    /// told by their spelling.
    fn of(index: &'a Index, key: &Category, answers: &'a [Searched]) -> Option<Self> {
        let mut planted = Self {
            values: BTreeSet::new(),
            seen: Vec::new(),
        };
        for (answer, searched) in answers.iter().enumerate() {
            for sighting in searched.sightings.iter().filter(|s| s.strong) {
                let value = &index.values()[sighting.value];
                if value.category == *key {
                    let value = value.as_planted()?;
                    planted.values.insert(value);
                    planted.seen.push((answer, sighting, value));
                }
            }
        }
        (!planted.seen.is_empty()).then_some(planted)
    }
}

/// Where the units stand: the same place in every row, under one heading.
struct Column<'a> {
    stem: String,
    heading: &'a str,
    spelling: Spelling,
}

impl<'a> Column<'a> {
    /// The column in which every planted unit was seen; of several, that which says least beside them: a code, and not the
    /// link that holds it.
    fn of(planted: &Planted<'a>, answers: &[Searched]) -> Option<Self> {
        let mut columns: BTreeMap<(String, &str), Cells> = BTreeMap::new();
        for (answer, sighting, value) in &planted.seen {
            if let (Some(heading), Some(stem)) = (sighting.column.as_deref(), stem(&sighting.place)) {
                let column = columns.entry((stem, heading)).or_default();
                column.insert((*answer, &sighting.place), value);
            }
        }
        let told = columns.into_iter().filter_map(|((stem, heading), seen)| {
            let values: BTreeSet<&str> = seen.values().copied().collect();
            let spelling = Spelling::of(&written(answers, heading, &seen)?)?;
            (values == planted.values).then_some(Self {
                stem,
                heading,
                spelling,
            })
        });
        told.min_by_key(|column| column.spelling.beside())
    }
}

/// By answer and place: the planted value that was seen there.
type Cells<'a, 'v> = BTreeMap<(usize, &'a str), &'v str>;

/// The texts in which planted units were seen under a heading, each with its value; of several in one cell, that which says
/// least beside it. None where a cell has none that is one word.
fn written<'a, 'v>(answers: &'a [Searched], heading: &str, seen: &Cells<'a, 'v>) -> Option<Vec<(&'a str, &'v str)>> {
    let mut least: BTreeMap<(usize, &str), (usize, &'a str, &'v str)> = BTreeMap::new();
    for (answer, text) in texts_under(answers, heading) {
        let cell = (answer, text.place.as_str());
        if let Some(value) = seen.get(&cell)
            && let Some(beside) = beside(&text.text, value)
            && least.get(&cell).is_none_or(|(known, ..)| beside < *known)
        {
            least.insert(cell, (beside, &text.text, value));
        }
    }
    let is_whole = least.len() == seen.len();
    is_whole.then(|| least.into_values().map(|(_, text, value)| (text, value)).collect())
}

/// The texts under a heading, with the number of their answer.
fn texts_under<'a>(answers: &'a [Searched], heading: &str) -> impl Iterator<Item = (usize, &'a Text)> {
    let texts = answers
        .iter()
        .enumerate()
        .flat_map(|(i, a)| a.decoded.texts.iter().map(move |t| (i, t)));
    texts.filter(move |(_, text)| text.column.as_deref() == Some(heading))
}

fn table(column: &Column, view: &View, answers: &[Searched], known: &BTreeSet<String>) -> Option<Rows> {
    let (mut others, mut in_row) = (BTreeSet::new(), InRows::new());
    let mut nameless: HashMap<(usize, &str), Vec<String>> = HashMap::new();
    for (answer, text) in texts_under(answers, column.heading) {
        if stem(&text.place).as_ref() != Some(&column.stem) {
            continue;
        }
        match column.spelling.unit(&text.text) {
            Some(unit) => drop(in_row.entry((answer, row(&text.place)?)).or_default().insert(unit)),
            None => {
                others.insert(text.text.trim());
                nameless
                    .entry((answer, text.text.trim()))
                    .or_default()
                    .extend(row(&text.place));
            }
        }
    }
    let units: BTreeSet<&str> = in_row.values().flatten().map(String::as_str).collect();
    // Nobody knows whether `Totalt 123456` is one more.
    let is_unit_beside = |text: &&str| column.spelling.units(text).any(|unit| !units.contains(unit.as_str()));
    if others.iter().any(is_unit_beside) {
        return None;
    }
    let sum = sum(view, answers, &in_row);
    Some(Rows {
        units: units.len(),
        digest: digest(&units),
        others: others.len(),
        nameless: most_nameless(&nameless, answers, &in_row),
        unplanted: units
            .iter()
            .filter(|unit| !known.contains(&unit.to_lowercase()))
            .count(),
        sum: sum.as_ref().map(|sum| sum.ore),
        rounded: sum.map_or(0, |sum| sum.rounded),
        partial: false,
    })
}

/// How many rows of one answer have the same instead of a unit, and say as much as those that have one: a line with a sum says less.
fn most_nameless(nameless: &HashMap<(usize, &str), Vec<String>>, answers: &[Searched], in_row: &InRows) -> usize {
    const FEWEST: usize = 3;
    let several = nameless.iter().filter(|(_, rows)| rows.len() > FEWEST);
    let full = several.map(|((answer, _), rows)| {
        let mut cells: HashMap<String, BTreeSet<&str>> = HashMap::new();
        for text in answers[*answer].decoded.texts.iter().filter(|text| !text.row) {
            if let (Some(row), Some(column)) = (row(&text.place), text.column.as_deref()) {
                cells.entry(row).or_default().insert(column);
            }
        }
        let said = |row: &String| cells.get(row).map_or(0, BTreeSet::len);
        let usual = in_row
            .keys()
            .filter(|(of, _)| of == answer)
            .map(|(_, row)| said(row))
            .min();
        rows.iter()
            .filter(|row| usual.is_some_and(|usual| said(row) >= usual))
            .count()
    });
    full.max().unwrap_or_default()
}

/// By answer and row: the units that it shows.
type InRows = BTreeMap<(usize, String), BTreeSet<String>>;

/// What amounts come to.
#[derive(Default)]
struct Sum {
    ore: i64,
    /// By how much it may be off, as some are written in whole kronor.
    rounded: i64,
}

/// All amounts, of each unit one; none where a unit shows none, or several, and where a row has several units.
fn sum(view: &View, answers: &[Searched], in_row: &InRows) -> Option<Sum> {
    let columns = view.amount_columns.iter();
    let mut amounts: BTreeMap<(usize, String), Read> = BTreeMap::new();
    for (answer, text) in columns.flat_map(|heading| texts_under(answers, heading)) {
        if let (Some(row), Some(read)) = (row(&text.place), parse(&text.text, NumberIs::Sum)) {
            amounts.entry((answer, row)).or_insert(read);
        }
    }
    let mut of_units: BTreeMap<&str, Option<Read>> = BTreeMap::new();
    for (row, units) in in_row {
        let mut units = units.iter();
        let (Some(unit), None) = (units.next(), units.next()) else {
            return None;
        };
        let shown = amounts.get(row).copied();
        let known = of_units.entry(unit).or_insert(shown);
        // The same rows may stand in a second sheet, there without amounts.
        if known.is_some() && shown.is_some() && *known != shown {
            return None;
        }
        *known = known.or(shown);
    }
    (!of_units.is_empty()).then_some(())?;
    let add = |sum: Sum, read: Option<Read>| {
        let read = read?;
        Some(Sum {
            ore: sum.ore.checked_add(read.value)?,
            rounded: sum.rounded + read.step - 1,
        })
    };
    of_units.into_values().try_fold(Sum::default(), add)
}

/// Pages of print have no columns. Where every planted code is long enough and holds a digit, words that are written as the
/// planted ones are units.
fn pages(matrix: &Matrix, key: &Category, planted: &Planted, answers: &[Searched]) -> Option<Rows> {
    let is_told = |id: &str| id.len() >= 6 && id.bytes().any(|b| b.is_ascii_digit());
    if *key != Category::Order || !matrix.population.orders.iter().all(|o| is_told(&o.id)) {
        return None;
    }
    let mut printed: HashMap<(usize, &str), Vec<&str>> = HashMap::new();
    for (answer, searched) in answers.iter().enumerate() {
        for text in searched.decoded.texts.iter().filter(|t| t.place.starts_with("sida ")) {
            printed
                .entry((answer, &text.place))
                .or_default()
                .extend(words(&text.text));
        }
    }
    let mut written = Vec::new();
    for (answer, sighting, value) in &planted.seen {
        let there = printed.get(&(*answer, sighting.place.as_str()));
        let of_value = there
            .into_iter()
            .flatten()
            .filter_map(|word| Some((beside(word, value)?, *word)));
        written.extend(of_value.min().map(|(_, word)| (word, *value)));
    }
    let values: BTreeSet<&str> = written.iter().map(|(_, value)| *value).collect();
    let spelling = Spelling::of(&written).filter(|_| values == planted.values)?;
    let units = printed.into_values().flatten().filter_map(|word| spelling.unit(word));
    let units: BTreeSet<String> = units.filter(|unit| is_told(unit)).collect();
    Some(Rows {
        units: units.len(),
        digest: digest(&units.iter().map(String::as_str).collect()),
        others: 0,
        nameless: 0,
        unplanted: 0,
        sum: None,
        rounded: 0,
        partial: false,
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
