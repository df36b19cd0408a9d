//! A written form of a planted value, before anybody knows where it will stand.

use skott_model::Category;

use crate::escape::Escape;

/// One way to write one planted value.
pub struct Form {
    pub name: &'static str,
    pub category: Category,
    /// Whose value, as an index into the population's persons.
    pub person: usize,
    pub written: Written,
    /// The escape that the text is already written in: a container of that kind takes it as it is.
    pub native: Option<Escape>,
    /// False for a form that must be seen, and must never make a leak by itself.
    pub strong: bool,
}

/// What the value's letters are made of.
pub enum Written {
    Text(String),
    /// A number that is a number, in its digits.
    Number(&'static str),
    /// Cells of one row, each with its heading.
    Cells(Vec<(&'static str, &'static str)>),
    /// Pieces of one line that the format draws one by one.
    Runs(Vec<&'static str>),
    /// A text whose letters outside ASCII are Latin-1 bytes, whatever the charset around them is.
    Stray(&'static str),
}

/// A small table around the value: the second of three rows holds it.
pub struct Table {
    pub headings: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a [`Table`].
#[derive(Clone)]
pub enum Cell {
    Text(String),
    Number(&'static str),
}

impl Form {
    /// A text in a strong form.
    pub fn text(name: &'static str, category: Category, text: impl Into<String>) -> Self {
        Self::of(name, category, Written::Text(text.into()))
    }

    pub fn of(name: &'static str, category: Category, written: Written) -> Self {
        Self {
            name,
            category,
            person: 0,
            written,
            native: None,
            strong: true,
        }
    }

    pub fn person(self, person: usize) -> Self {
        Self { person, ..self }
    }

    pub fn native(self, escape: Escape) -> Self {
        Self {
            native: Some(escape),
            ..self
        }
    }

    pub fn weak(self) -> Self {
        Self { strong: false, ..self }
    }

    /// The whole value in one piece.
    pub fn whole(&self) -> String {
        match &self.written {
            Written::Text(text) => text.clone(),
            Written::Number(text) | Written::Stray(text) => (*text).to_owned(),
            Written::Cells(cells) => cells.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" "),
            Written::Runs(runs) => runs.concat(),
        }
    }

    /// The pieces that a format draws one by one.
    pub fn runs(&self) -> Vec<String> {
        match &self.written {
            Written::Runs(runs) => runs.iter().map(|run| (*run).to_owned()).collect(),
            _ => vec![self.whole()],
        }
    }

    /// True for a fragment of HTML.
    pub fn is_fragment(&self) -> bool {
        self.native == Some(Escape::Markup) && self.whole().contains('<')
    }

    /// The value as it stands where `escape` is the way to write text.
    pub fn within(&self, escape: Escape) -> String {
        self.escaped(escape, &self.whole())
    }

    /// Any text of this form's table, as it stands where `escape` is the way to write text.
    pub fn escaped(&self, escape: Escape, text: &str) -> String {
        if self.native == Some(escape) {
            text.to_owned()
        } else {
            escape.apply(text)
        }
    }

    /// The heading over the value.
    pub fn heading(&self) -> &'static str {
        match self.category {
            Category::Name => "Namn",
            Category::Personnummer => "Personnummer",
            Category::Email => "Epost",
            Category::Phone => "Telefon",
            Category::Address => "Adress",
            Category::Amount => "Belopp",
            Category::Order => "Ordernummer",
            _ => "Uppgift",
        }
    }

    /// The value in its row, between two rows of nobody's values.
    pub fn table(&self) -> Table {
        let planted: Vec<(&str, Cell, &str)> = match &self.written {
            Written::Cells(cells) => cells
                .iter()
                .map(|(heading, text)| (*heading, Cell::Text((*text).to_owned()), stranger(heading)))
                .collect(),
            Written::Number(digits) => vec![(self.heading(), Cell::Number(digits), stranger(self.heading()))],
            _ => vec![(self.heading(), Cell::Text(self.whole()), stranger(self.heading()))],
        };
        let row = |nr: &'static str, status: &str, cells: Vec<Cell>| {
            let ends = [Cell::Number(nr), Cell::Text(status.to_owned())];
            let [first, last] = ends;
            [first].into_iter().chain(cells).chain([last]).collect::<Vec<_>>()
        };
        let others = || {
            planted
                .iter()
                .map(|(_, _, other)| Cell::Text((*other).to_owned()))
                .collect()
        };
        let own = planted.iter().map(|(_, cell, _)| cell.clone()).collect();
        Table {
            headings: ["Nr"]
                .into_iter()
                .chain(planted.iter().map(|(heading, _, _)| *heading))
                .chain(["Status"])
                .collect(),
            rows: vec![
                row("6", "beviljad", others()),
                row("7", "utlämnad", own),
                row("8", "avslagen", others()),
            ],
        }
    }
}

impl Cell {
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(digits) => digits,
        }
    }
}

/// What nobody planted, of the same shape.
fn stranger(heading: &str) -> &'static str {
    match heading {
        "Namn" => "Bo Ek",
        "Förnamn" => "Bo",
        "Efternamn" => "Ek",
        "Personnummer" => "19750505-9991",
        "Född" => "1975-05-05",
        "Fyra sista" => "9991",
        "Epost" => "bo.ek@annat.example",
        "Telefon" => "031-390 06 41",
        "Adress" => "Hittegatan 9",
        "Belopp" => "871,25",
        "Ordernummer" => "QQ4XY",
        _ => "2020-11-02",
    }
}
