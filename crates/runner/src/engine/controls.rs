//! What the answers for what does not exist, targets and searches, teach of a place: what an answer there repeats of its target, and what any
//! answer there looks like.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use skott_model::matrix::{Cell, Matrix};
use skott_oracle::{ToldApart, always_more, has_more, may_be_another, told_apart};

use super::read::Reading;

/// Cells of one place are answered alike but for what is asked about: principal, view, format, selection.
type Place = (usize, usize, usize, usize);

/// How the answer for what is foreign stands to those for what does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Nothing tells it apart from one of them.
    Alike,
    /// It differs from all of them, and the last of them agree.
    Apart,
    /// The same, but by what may come and go: words, their length and headers.
    ApartInWords,
    /// Nothing tells it apart but that it is not the same to the letter, as they are.
    ApartInLetters,
    /// It differs from all of them, and the last of them differ among themselves.
    Unsettled,
}

/// Control cells, and what was learned from them.
pub(super) struct Controls {
    cells: HashMap<Place, usize>,
    known: Mutex<HashMap<Place, Known>>,
}

#[derive(Default)]
struct Known {
    echo: BTreeSet<String>,
    marks: Vec<BTreeMap<String, String>>,
    /// What an answer lists is new each time.
    is_fickle: bool,
}

impl Likeness {
    /// True where enough is known after having asked both again so many times.
    pub fn is_settled_after(self, times: usize) -> bool {
        times
            >= match self {
                Self::Alike => 0,
                Self::Apart => 1,
                Self::Unsettled => 2,
                Self::ApartInWords | Self::ApartInLetters => 5,
            }
    }
}

impl Controls {
    /// The cells of a matrix that ask about what does not exist.
    pub fn of(matrix: &Matrix) -> Self {
        let cells = matrix.cells.iter().enumerate().filter(|(_, cell)| cell.is_control());
        Self {
            cells: cells.map(|(index, cell)| (place(cell), index)).collect(),
            known: Mutex::default(),
        }
    }

    /// The control of a cell that has one, which may be the cell itself.
    pub fn of_cell(&self, cell: &Cell) -> Option<usize> {
        let has_one = cell.target.is_some() || cell.nobodys.is_some();
        self.cells.get(&self.place(cell)).copied().filter(|_| has_one)
    }

    /// Where a cell's control is: where it is refused what does not exist, that is asked with the default selection alone.
    fn place(&self, cell: &Cell) -> Place {
        let (own, plain) = (place(cell), (cell.principal, cell.view, cell.format, 0));
        if cell.plain.is_none() && !self.cells.contains_key(&own) {
            plain
        } else {
            own
        }
    }

    /// Keeps what a control's answer teaches.
    pub fn learn(&self, cell: &Cell, reading: &Reading) {
        let mut known = self.known();
        let known = known.entry(self.place(cell)).or_default();
        known.echo.clone_from(&reading.echo);
        if !reading.marks.is_empty() {
            known.marks.push(reading.marks.clone());
        }
    }

    /// Where answers in the cell's place repeat what they were asked for.
    pub fn echo(&self, cell: &Cell) -> BTreeSet<String> {
        self.known()
            .get(&self.place(cell))
            .map(|k| k.echo.clone())
            .unwrap_or_default()
    }

    /// How an answer stands to those for what does not exist; alike where none is known.
    pub fn likeness(&self, cell: &Cell, marks: &BTreeMap<String, String>) -> Likeness {
        let known = self.known();
        let place = known.get(&self.place(cell));
        let is_fickle = place.is_some_and(|place| place.is_fickle);
        let controls: Vec<_> = place.into_iter().flat_map(|k| &k.marks).collect();
        match told_apart(marks, &controls) {
            // What stands here alone is asked for again: it may be this answer's.
            _ if !is_fickle && has_more(marks, &controls) => Likeness::Unsettled,
            ToldApart { by, unsettled } if by.is_empty() && unsettled.is_empty() => {
                match may_be_another(marks, &controls) {
                    true => Likeness::ApartInLetters,
                    false => Likeness::Alike,
                }
            }
            told if told.is_by_what_may_vary() => Likeness::ApartInWords,
            told if !told.unsettled.is_empty() => Likeness::Unsettled,
            _ => Likeness::Apart,
        }
    }

    /// Takes two answers for one thing: where what they list is never the same, nothing is asked again for that.
    pub fn compare(&self, cell: &Cell, answers: [&BTreeMap<String, String>; 2]) {
        let mut known = self.known();
        let known = known.entry(self.place(cell)).or_default();
        let controls: Vec<_> = known.marks.iter().collect();
        known.is_fickle |= has_more(answers[1], &controls) && always_more(&answers, &controls).is_empty();
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Place, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn place(cell: &Cell) -> Place {
    let selection = cell.nobodys.unwrap_or(cell.selection);
    (cell.principal, cell.view, cell.format, selection)
}
