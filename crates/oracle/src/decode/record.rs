//! A row's cells as one text, so that a value that is split over cells is read as one: cells are kept apart by tabs.
//!
//! A row may name several persons. Where headings say which cells are the halves of a name (`Förnamn`, `Chefens efternamn`),
//! the name is read on a line of its own, and nobody gets another's surname.

/// Headings of a given name and of a family name, letters alone.
const GIVEN: [&str; 8] = [
    "förnamn",
    "fornamn",
    "tilltalsnamn",
    "firstname",
    "givenname",
    "forename",
    "fnamn",
    "fname",
];
const FAMILY: [&str; 6] = ["efternamn", "lastname", "surname", "familyname", "enamn", "lname"];

/// Stands for a cell that is read on another line.
const ELSEWHERE: &str = "*";

/// Which cells of a row belong together, by its headings.
#[derive(Default)]
pub(super) struct Record {
    /// The columns of each person whose name has two of them.
    persons: Vec<[usize; 2]>,
    /// Columns of halves that belong to different persons.
    strays: Vec<usize>,
}

impl Record {
    /// Takes the headings of all columns, or the keys of all fields.
    pub fn of<'h>(headings: impl Iterator<Item = &'h str>) -> Self {
        let mut halves: Vec<(usize, Half)> = Vec::new();
        let mut persons = Vec::new();
        for (column, heading) in headings.enumerate() {
            let Some(half) = Half::of(heading) else { continue };
            match halves.iter().position(|(_, other)| other.completes(&half)) {
                Some(other) => persons.push([halves.swap_remove(other).0, column]),
                None => halves.push((column, half)),
            }
        }
        let several = halves.iter().any(|(_, half)| half.given) && halves.iter().any(|(_, half)| !half.given);
        let strays = halves.iter().filter(|_| several).map(|(column, _)| *column).collect();
        Self { persons, strays }
    }

    /// The cells as one text; none where there is but one.
    pub fn joined<C: AsRef<str>>(&self, cells: &[C]) -> Option<String> {
        let cell = |column: usize| cells.get(column).map_or("", |cell| cell.as_ref().trim());
        if cells.iter().filter(|cell| !cell.as_ref().trim().is_empty()).count() < 2 {
            return None;
        }
        // A pair at a row's end has neighbours on one side alone, and reads well where it stands.
        let beset = |[one, other]: &[usize; 2]| other - one > 1 || (*one > 0 && other + 1 < cells.len());
        let apart = self.persons.len() > 1 || self.persons.iter().any(beset);
        let elsewhere = |column: usize| {
            let of_person = apart && self.persons.iter().flatten().any(|other| *other == column);
            of_person || self.strays.contains(&column)
        };
        let mut out = String::new();
        for column in 0..cells.len() {
            if column > 0 {
                out.push('\t');
            }
            let text = if elsewhere(column) { ELSEWHERE } else { cell(column) };
            // A line's end within a cell does not end the row.
            out.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
        for [one, other] in &self.persons {
            if apart {
                out.extend(["\n", ELSEWHERE, "\t", cell(*one), "\t", cell(*other)]);
            }
        }
        Some(out)
    }
}

/// Halves of names that stand one after the other, each under a heading of its own, as the fields of a form.
#[derive(Default)]
pub(super) struct Halves {
    first: Option<(Half, String)>,
}

impl Halves {
    /// Takes the text under a heading; gives both halves, kept apart as a row's cells, where this is the other half.
    pub fn take(&mut self, heading: &str, text: &str) -> Option<String> {
        let text = text.trim();
        let half = Half::of(heading).filter(|_| !text.is_empty())?;
        match self.first.take() {
            Some((first, known)) if first.completes(&half) => Some(format!("{known}\t{text}")),
            _ => {
                self.first = Some((half, text.to_owned()));
                None
            }
        }
    }
}

/// True for a heading of half a name.
pub(super) fn is_half(heading: &str) -> bool {
    Half::of(heading).is_some()
}

/// A heading of half a name: which half, and of whom.
struct Half {
    given: bool,
    whose: String,
}

impl Half {
    fn of(heading: &str) -> Option<Self> {
        if !heading
            .as_bytes()
            .windows(3)
            .any(|three| three.eq_ignore_ascii_case(b"nam"))
        {
            return None;
        }
        let letters: String = heading
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let whose = |words: &[&str]| {
            let word = words.iter().find(|word| letters.contains(**word))?;
            Some(letters.replacen(word, "", 1))
        };
        let given = whose(&GIVEN).map(|whose| Self { given: true, whose });
        given.or_else(|| whose(&FAMILY).map(|whose| Self { given: false, whose }))
    }

    fn completes(&self, other: &Self) -> bool {
        self.given != other.given && self.whose == other.whose
    }
}

#[cfg(test)]
mod tests {
    use super::{Halves, Record};

    #[test]
    fn halves_one_after_the_other() {
        let cases = [
            ("Förnamn=Anna Efternamn=Berg", "Anna\tBerg"),
            ("lastName=Berg Ort=Lund firstName=Anna", "Berg\tAnna"),
            ("Förnamn=Eva Förnamn=Anna Efternamn=Berg", "Anna\tBerg"),
            ("Förnamn=Anna Efternamn=", ""),
            ("Förnamn=Anna Chefens_efternamn=Berg", ""),
            (
                "Förnamn=Anna Efternamn=Berg Efternamn=Lind Förnamn=Eva",
                "Anna\tBerg Lind\tEva",
            ),
        ];
        for (texts, expected) in cases {
            let mut halves = Halves::default();
            let taken = texts.split(' ').filter_map(|text| {
                let (heading, text) = text.split_once('=')?;
                halves.take(heading, text)
            });
            assert_eq!(taken.collect::<Vec<_>>().join(" "), expected, "{texts}");
        }
    }

    #[test]
    fn cells_that_belong_together() {
        let cases = [
            ("Nr Förnamn Efternamn", "7 Anna Berg", "7\tAnna\tBerg"),
            (
                "Ort Förnamn Efternamn Förmån",
                "Lund Anna Berg Kort",
                "Lund\t*\t*\tKort\n*\tAnna\tBerg",
            ),
            (
                "Nr Efternamn Datum Förnamn",
                "7 Berg 2020 Anna",
                "7\t*\t2020\t*\n*\tBerg\tAnna",
            ),
            (
                "Förnamn Efternamn Chefens_förnamn Chefens_efternamn",
                "Anna Berg Eva Lind",
                "*\t*\t*\t*\n*\tAnna\tBerg\n*\tEva\tLind",
            ),
            (
                "firstName managerFirstName lastName managerLastName",
                "Anna Eva Berg Lind",
                "*\t*\t*\t*\n*\tAnna\tBerg\n*\tEva\tLind",
            ),
            ("Nr Förnamn Handläggarens_efternamn", "7 Anna Lind", "7\t*\t*"),
            ("Förnamn Chefens_förnamn", "Anna Eva", "Anna\tEva"),
            ("", "Anna Berg", "Anna\tBerg"),
            ("Förnamn Efternamn", "Anna", ""),
        ];
        for (headings, cells, expected) in cases {
            let cells: Vec<&str> = cells.split(' ').collect();
            let joined = Record::of(headings.split(' ')).joined(&cells);
            assert_eq!(joined.unwrap_or_default(), expected, "{headings}");
        }
    }
}
