//! How a list writes its units: what stands around a unit, which characters it is made of, and how long it is. Told by the
//! planted ones, and used to tell the others.

use std::collections::BTreeSet;

/// How the planted units are written.
pub(super) struct Spelling {
    /// What stands before and after every unit, as `#` and nothing.
    around: (String, String),
    /// Kinds of characters that units are made of.
    made_of: BTreeSet<char>,
    /// Those that every one of them has.
    always: BTreeSet<char>,
    shortest: usize,
    longest: usize,
}

impl Spelling {
    /// Of texts, each with the planted value that stands in it. None where a unit shares its text with other words, or where
    /// they are written in several ways, so that no text tells a unit.
    pub fn of<'t>(planted: &[(&'t str, &'t str)]) -> Option<Self> {
        let (text, value) = planted.first()?;
        let around = around(text, value)?;
        let is_alike = |(text, value): &(&str, &str)| self::around(text, value) == Some(around);
        let values: BTreeSet<&str> = planted.iter().map(|(_, value)| *value).collect();
        // What stands around one alone may be its own.
        if !planted.iter().all(is_alike) || (around != ("", "") && values.len() < 2) {
            return None;
        }
        let around = (around.0.to_owned(), around.1.to_owned());
        let mut spelling = Self {
            around,
            made_of: BTreeSet::new(),
            always: BTreeSet::new(),
            shortest: usize::MAX,
            longest: 0,
        };
        for (i, (text, _)) in planted.iter().enumerate() {
            let unit = spelling.bare(text)?;
            let (length, classes) = (unit.chars().count(), unit.chars().map(class).collect());
            spelling.always = match i {
                0 => classes,
                _ => &spelling.always & &classes,
            };
            spelling.made_of.extend(unit.chars().map(class));
            spelling.shortest = spelling.shortest.min(length);
            spelling.longest = spelling.longest.max(length);
        }
        if spelling.made_of.contains(&'@') {
            // Addresses are of any length.
            (spelling.shortest, spelling.longest) = (3, 254);
            spelling.made_of.extend(['a', 'A', '9', '.', '-', '_', '+']);
            spelling.always = BTreeSet::from(['@']);
        }
        Some(spelling)
    }

    /// How much stands around a unit.
    pub fn beside(&self) -> usize {
        self.around.0.len() + self.around.1.len()
    }

    /// The unit that a text is, in small letters; none where it is something else.
    pub fn unit(&self, text: &str) -> Option<String> {
        let unit = self.bare(text)?;
        let classes: BTreeSet<char> = unit.chars().map(class).collect();
        let length = unit.chars().count();
        let fits = (self.shortest..=self.longest).contains(&length)
            && classes.is_subset(&self.made_of)
            && self.always.is_subset(&classes);
        fits.then(|| unit.to_lowercase())
    }

    /// The units that a running text holds.
    pub fn units(&self, text: &str) -> impl Iterator<Item = String> {
        words(text).filter_map(|word| self.unit(word))
    }

    fn bare<'t>(&self, text: &'t str) -> Option<&'t str> {
        let text = plain(text).strip_prefix(self.around.0.as_str())?;
        let unit = text.strip_suffix(self.around.1.as_str())?;
        (!unit.is_empty() && !unit.contains(char::is_whitespace)).then_some(unit)
    }
}

/// The words of a running text, as a page of print.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ",;:|".contains(c))
}

/// How much stands around a value in its text; none where that is more than one word, or where the value is written otherwise.
pub(super) fn beside(text: &str, value: &str) -> Option<usize> {
    around(text, value).map(|(before, after)| before.len() + after.len())
}

fn around<'t>(text: &'t str, value: &str) -> Option<(&'t str, &'t str)> {
    let (text, value) = (plain(text), plain(value));
    let mut spans = text.as_bytes().windows(value.len().max(1));
    let at = spans.position(|span| span.eq_ignore_ascii_case(value.as_bytes()))?;
    let is_one = !text.contains(char::is_whitespace);
    is_one.then(|| (&text[..at], &text[at + value.len()..]))
}

/// Without what is put around a value: `#B1234`, `(B1234)`.
fn plain(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

fn class(c: char) -> char {
    match c {
        c if c.is_lowercase() => 'a',
        c if c.is_alphabetic() => 'A',
        c if c.is_numeric() => '9',
        c => c,
    }
}
