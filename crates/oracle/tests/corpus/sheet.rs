//! All pairs, as the snapshot shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use skott_oracle::search::Index;

use crate::common::population;
use crate::container::{Container, Why};
use crate::form::Form;
use crate::outcome::{self, Outcome};
use crate::{containers, forms};

/// What became of every pair.
pub struct Sheet {
    forms: Vec<Form>,
    containers: Vec<Container>,
    /// A row a container, a column a form.
    rows: Vec<Vec<Outcome>>,
}

static MADE: LazyLock<Sheet> = LazyLock::new(Sheet::make);

impl Sheet {
    /// The one sheet that the tests of a process share.
    pub fn made() -> &'static Self {
        &MADE
    }

    fn make() -> Self {
        let index = Index::new(&population());
        let (forms, containers) = (forms::all(), containers::all());
        let row = |container: &Container| {
            let outcomes = forms.iter().map(|form| outcome::of(&index, container, form));
            outcomes.collect::<Vec<Outcome>>()
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let share = containers.len().div_ceil(cores);
        let rows = std::thread::scope(|scope| {
            let shares: Vec<_> = containers
                .chunks(share)
                .map(|some| scope.spawn(|| some.iter().map(row).collect::<Vec<Vec<Outcome>>>()))
                .collect();
            shares
                .into_iter()
                .flat_map(|share| share.join().expect("a container's builder does not panic"))
                .collect()
        });
        Self {
            forms,
            containers,
            rows,
        }
    }

    /// The pairs of that outcome, with what was seen.
    pub fn listed(&self, which: impl Fn(&Outcome) -> bool) -> Vec<String> {
        let pairs = self.containers.iter().zip(&self.rows);
        let named = pairs.flat_map(|(container, row)| {
            self.forms
                .iter()
                .zip(row)
                .map(move |(form, outcome)| (container, form, outcome))
        });
        named
            .filter(|(_, _, outcome)| which(outcome))
            .map(|(container, form, outcome)| format!("{} | {} | {outcome:?}", container.name, form.name))
            .collect()
    }

    fn count(&self, which: impl Fn(&Outcome) -> bool) -> usize {
        self.rows.iter().flatten().filter(|outcome| which(outcome)).count()
    }

    /// In which of the oracle's written forms each of ours was seen.
    fn told(&self) -> BTreeMap<usize, BTreeSet<&'static str>> {
        let mut told: BTreeMap<usize, BTreeSet<&'static str>> = BTreeMap::new();
        for row in &self.rows {
            for (i, outcome) in row.iter().enumerate() {
                if let Outcome::Seen(names) = outcome {
                    told.entry(i).or_default().extend(names);
                }
            }
        }
        told
    }
}

fn sign(form: &Form, outcome: &Outcome) -> char {
    match outcome {
        Outcome::NotApplicable(why) => why.letter(),
        Outcome::Seen(_) if form.strong => '+',
        Outcome::Seen(_) => '~',
        Outcome::TooWeak => 'W',
        Outcome::TooStrong => 'S',
        Outcome::Missed => 'M',
        Outcome::Misplaced(_) => 'P',
        Outcome::Noted(_) => 'N',
        Outcome::Imagined(_) => 'I',
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stands = |outcome: &Outcome| !matches!(outcome, Outcome::NotApplicable(_));
        let seen = self.count(|outcome| matches!(outcome, Outcome::Seen(_)));
        let pairs = self.count(stands);
        writeln!(
            f,
            "{} forms in {} containers: {seen} of {pairs} pairs are seen, {} missing",
            self.forms.len(),
            self.containers.len(),
            pairs - seen
        )?;
        writeln!(
            f,
            "\n+ seen, strong    ~ seen, weak as it should be    a small letter: the form can't stand there, since …"
        )?;
        for (_, letter, reason) in Why::ALL {
            writeln!(f, "  {letter} {reason}")?;
        }
        writeln!(
            f,
            "M missed   W seen weak, should be strong   S seen strong, should be weak   P at the wrong place"
        )?;
        writeln!(
            f,
            "N seen, but a note says that something could not be read   I somebody imagined\n"
        )?;
        self.matrix(f)?;
        self.otherwise(f)?;
        writeln!(f, "\nForms, and the oracle's names of what it saw")?;
        let told = self.told();
        for (i, form) in self.forms.iter().enumerate() {
            let names: Vec<&str> = told.get(&i).into_iter().flatten().copied().collect();
            writeln!(f, "{:>4}  {:<40} {}", i + 1, form.name, names.join(", "))?;
        }
        writeln!(f, "\nPlaces")?;
        for container in &self.containers {
            let heading = if container.headed { ", under its heading" } else { "" };
            writeln!(f, "      {:<34} {}{heading}", container.name, container.place)?;
        }
        Ok(())
    }
}

impl Sheet {
    /// What was seen otherwise than it should be: where, and by which forms.
    fn otherwise(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected =
            |outcome: &Outcome| matches!(outcome, Outcome::Seen(_) | Outcome::NotApplicable(_) | Outcome::Missed);
        for (container, row) in self.containers.iter().zip(&self.rows) {
            let mut told: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (i, outcome) in row.iter().enumerate().filter(|(_, outcome)| !expected(outcome)) {
                told.entry(format!("{outcome:?}")).or_default().push(i + 1);
            }
            for (outcome, forms) in told {
                writeln!(f, "{}: {outcome}, forms {forms:?}", container.name)?;
            }
        }
        Ok(())
    }

    fn matrix(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |unit: usize| (1..=self.forms.len()).map(|n| digit_of(n, unit)).collect::<String>();
        for unit in [100, 10, 1] {
            writeln!(f, "{:<34} {}", "", digit(unit))?;
        }
        for (container, row) in self.containers.iter().zip(&self.rows) {
            let signs: String = self
                .forms
                .iter()
                .zip(row)
                .map(|(form, outcome)| sign(form, outcome))
                .collect();
            writeln!(f, "{:<34} {signs}", container.name)?;
        }
        Ok(())
    }
}

/// The digit of a column's number; blank where the number has not so many.
fn digit_of(number: usize, unit: usize) -> char {
    match number / unit {
        0 => ' ',
        n => char::from_digit(u32::try_from(n % 10).unwrap_or(0), 10).unwrap_or(' '),
    }
}
