//! Codes and numbers that an answer shows: each is compared by itself, since many pages have one of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asked, short};

/// The mark of short codes among the words, as `E1003`: a hash of each.
const CODES: &str = "felkod";
/// The mark of numbers that may be codes, as `404`: a hash of each.
const NUMBERS: &str = "felnummer";
/// Marks that are compared one by one, and by how many answers for what does not exist what stands in all of them is known to: many
/// pages have a number of their own on them, and two may have the same by chance.
const LISTED: [(&str, usize); 2] = [(CODES, 2), (NUMBERS, 3)];

/// Most of a kind that are listed; of more nobody tells one.
const MOST: usize = 60;
/// Stands for more than those.
const MANY: &str = "*";

/// Comes after one that may be a part of what was asked for: it stands there, and tells nothing.
const ASKED: &str = "?";

type Marks = BTreeMap<String, String>;

/// The codes and the numbers of an answer, each as a short hash.
#[derive(Default)]
pub(super) struct Listed([BTreeSet<String>; 2]);

impl Listed {
    /// Adds those of what a body shows; what may be a part of what was asked for is told apart.
    pub fn add(&mut self, shown: &str, asked: &Asked) {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let asked: Vec<[String; 2]> = asked.values().map(|value| [bare(value), digits(value)]).collect();
        for code in codes(shown) {
            let code_asked = bare(code);
            let is_asked = asked.iter().flatten().any(|asked| asked.contains(&code_asked));
            let told = short(code) + if is_asked { ASKED } else { "" };
            self.0[usize::from(is_number(code))].insert(told);
        }
    }

    /// As marks.
    pub fn marks(self) -> impl Iterator<Item = (String, String)> {
        let all = self.0.into_iter().zip(LISTED);
        all.filter(|(all, _)| !all.is_empty()).map(|(all, (mark, _))| {
            let told = match all.len() {
                ..=MOST => all.into_iter().collect::<Vec<_>>().join(" "),
                _ => MANY.to_owned(),
            };
            (mark.to_owned(), told)
        })
    }
}

/// True for a mark that lists.
pub(super) fn is_one(mark: &str) -> bool {
    LISTED.iter().any(|(listed, _)| *listed == mark)
}

/// The marks that in every answer for what does not exist list something that is lacking in this one, and whether the answers are
/// enough to be sure.
pub(super) fn lacking<'a>(marks: &'a Marks, controls: &'a [&Marks]) -> impl Iterator<Item = (&'static str, bool)> {
    let lacks = move |mark: &str| {
        !are_many(mark, [marks].iter().chain(controls)) && !common(mark, controls).is_subset(&present(mark, marks))
    };
    let some = LISTED.into_iter().filter(move |(mark, _)| lacks(mark));
    some.map(|(mark, enough)| (mark, controls.len() >= enough))
}

/// True when something listed stands in an answer and in none for what does not exist: it may be that of the answer alone.
pub fn has_more(marks: &Marks, controls: &[&Marks]) -> bool {
    !controls.is_empty() && LISTED.iter().any(|(mark, _)| adds(mark, &[marks], controls))
}

/// The marks that list something that stands in all these answers, more than one, and in none for what does not exist.
pub fn always_more(answers: &[&Marks], controls: &[&Marks]) -> Vec<&'static str> {
    let is_known = answers.len() > 1 && !controls.is_empty();
    let marks = LISTED.iter().map(|(mark, _)| *mark).filter(|_| is_known);
    marks.filter(|mark| adds(mark, answers, controls)).collect()
}

fn adds(mark: &str, answers: &[&Marks], controls: &[&Marks]) -> bool {
    let known: BTreeSet<String> = controls.iter().flat_map(|control| present(mark, control)).collect();
    !are_many(mark, answers.iter().chain(controls)) && !common(mark, answers).is_subset(&known)
}

fn are_many<'a>(mark: &str, mut answers: impl Iterator<Item = &'a &'a Marks>) -> bool {
    answers.any(|marks| marks.get(mark).is_some_and(|listed| listed == MANY))
}

/// What stands in all these answers, whatever was asked for.
fn common(mark: &str, answers: &[&Marks]) -> BTreeSet<String> {
    let each = answers.iter().map(|answer| {
        let all = listed(mark, answer);
        all.filter(|one| !one.ends_with(ASKED)).map(str::to_owned).collect()
    });
    each.reduce(|common: BTreeSet<String>, other| &common & &other)
        .unwrap_or_default()
}

/// What stands in an answer.
fn present(mark: &str, marks: &Marks) -> BTreeSet<String> {
    listed(mark, marks)
        .map(|one| one.trim_end_matches(ASKED).to_owned())
        .collect()
}

fn listed<'m>(mark: &str, marks: &'m Marks) -> impl Iterator<Item = &'m str> {
    marks.get(mark).map_or("", String::as_str).split_whitespace()
}

/// Letters and digits alone, small, without the zeros that fill a number.
fn bare(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    plain.trim_start_matches('0').to_owned()
}

/// What is shown of letters and digits mixed, and short, as `e1003` and `err-1003`, and numbers of as many digits as codes have.
/// Tokens are longer.
fn codes(shown: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 12;
    let ends = |c: char| !c.is_alphanumeric() && !"-_".contains(c);
    let is_code = |code: &&str| {
        code.chars().count() <= LONGEST
            && code.chars().any(|c| c.is_ascii_digit())
            && (code.chars().any(char::is_alphabetic) || is_number(code))
    };
    shown
        .split(ends)
        .map(|code| code.trim_matches(['-', '_']))
        .filter(is_code)
}

/// Of fewer digits are times and days, of more running numbers.
fn is_number(code: &str) -> bool {
    (3..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit())
}
