//! Numbers of what no page offers, and of what is refused. What they must be nobody knows, only whose: the account's own, or nobody's.

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::Number;
use skott_model::{Answer, Finding, FindingKind, Said};

use super::amount::{Read, are_several, parse, written};
use super::number::{Numbers, anywhere, is_judged, joined, weak};
use super::others::{by_instance, explained};
use super::{Expected, Seen, instances_of, totals};

/// Judges every number that such an answer shows.
pub(super) fn judge(matrix: &Matrix, cell: &Cell, expectation: Expected, seen: &Seen) -> Numbers {
    let view = &matrix.profile.view[cell.view];
    let mut out = Numbers::default();
    for number in view.format[cell.format].numbers.iter().filter(|n| is_judged(matrix, n)) {
        let rows = Behind::of(matrix, &matrix.expected_of(number, expectation), number);
        let texts = seen.numbers.get(&number.id).into_iter().flatten();
        let texts = texts.filter(|_| !rows.foreign.is_empty());
        for text in texts {
            let Some(read) = parse(text, number.is) else {
                let several = are_several(text).then(|| weak(number, Said::SeveralNumbers));
                out.doubts.extend(several);
                continue;
            };
            // Rows are judged by themselves: a number that counts what is shown tells no more.
            let counts_shown = totals::agrees(view, number, read, seen.rows.as_ref()) == Some(true);
            if counts_shown || rows.own_give(number, read) {
                continue;
            }
            // On a page that refuses, any number may stand: only one that is others' to the last is theirs.
            let whose = rows.whose(number, read);
            let whose = whose.filter(|_| seen.answer != Answer::Refused || rows.are_others(number, read));
            match whose {
                Some(whose) => {
                    let place = format!("{}: {}", number.id, written(number.is, read.value));
                    let finding = Finding::new(FindingKind::ForeignNumber, whose, place);
                    out.findings.push(finding);
                }
                None => out.doubts.push(weak(number, Said::NotOwn)),
            }
        }
    }
    out
}

/// True for a number that the account's own rows give, or those of one of its instances, or no rows.
pub(super) fn is_own(matrix: &Matrix, expectation: Expected, number: &Number, read: Read) -> bool {
    Behind::of(matrix, expectation, number).own_give(number, read)
}

/// True for a number that is the whole city's, or an amount that foreign rows explain.
pub(super) fn is_others(matrix: &Matrix, expectation: Expected, number: &Number, read: Read) -> bool {
    Behind::of(matrix, expectation, number).are_others(number, read)
}

/// Rows that a number may be made of: those that the plain selection means, and all, as a manipulation may lift it.
struct Behind<'a> {
    matrix: &'a Matrix,
    own: Vec<usize>,
    own_meant: Vec<usize>,
    foreign: Vec<usize>,
    foreign_meant: Vec<usize>,
}

impl<'a> Behind<'a> {
    fn of(matrix: &'a Matrix, expectation: Expected, number: &Number) -> Self {
        let orders = &matrix.population.orders;
        let is_own = |&i: &usize| expectation.reach.has_order(&orders[i]);
        let (own, foreign) = anywhere(matrix, number, expectation);
        let (own_meant, foreign_meant) = expectation.city.iter().partition(|i| is_own(i));
        Self {
            matrix,
            own,
            own_meant,
            foreign,
            foreign_meant,
        }
    }

    /// True for what the account's own rows give, or those of one of its instances, or no rows.
    fn own_give(&self, number: &Number, read: Read) -> bool {
        let gives = |rows: &[usize]| {
            let number_of = self.matrix.number(number.is, rows);
            number_of.map_or(read.value == 0, |given| read.is(number.is, given))
        };
        let is_one_of = |own: &[usize]| gives(own) || by_instance(self.matrix, own).values().any(|rows| gives(rows));
        gives(&[]) || is_one_of(&self.own_meant) || is_one_of(&self.own)
    }

    /// True for a number that is the whole city's, where that is more than the own, or an amount that one foreign instance's rows explain.
    fn are_others(&self, number: &Number, read: Read) -> bool {
        let is_theirs = !self.foreign.is_empty() && !self.own_give(number, read);
        let one = || self.one_instances(&self.own_meant, &self.foreign_meant, number, read);
        let one = || one().or_else(|| self.one_instances(&self.own, &self.foreign, number, read));
        is_theirs && (self.is_citys(number, read) || (number.is.is_money() && one().is_some()))
    }

    fn is_citys(&self, number: &Number, read: Read) -> bool {
        let everybodys = |own: &[usize], foreign: &[usize]| {
            let given = self.matrix.number(number.is, &[own, foreign].concat());
            given.is_some_and(|given| read.is(number.is, given))
        };
        everybodys(&self.own_meant, &self.foreign_meant) || everybodys(&self.own, &self.foreign)
    }

    /// Whose rows the number counts, where it cannot be made without foreign ones: it is more than all own give, or an amount
    /// that theirs explain, since amounts are unique. In a portal that holds other data, nobody can tell.
    fn whose(&self, number: &Number, read: Read) -> Option<String> {
        let (matrix, is) = (self.matrix, number.is);
        if matrix.profile.population.partial {
            return None;
        }
        let meant = self.one_instances(&self.own_meant, &self.foreign_meant, number, read);
        let whose = meant.or_else(|| self.one_instances(&self.own, &self.foreign, number, read));
        let is_citys = self.is_citys(number, read);
        let is_more = is.grows() && matrix.number(is, &self.own).is_some_and(|own| read.is_above(is, own));
        let is_telling = is.is_money() && (whose.is_some() || is_citys);
        let all = || joined(&instances_of(matrix, &self.foreign));
        (is_more || is_telling).then(|| whose.map_or_else(all, str::to_owned))
    }

    /// The one foreign instance whose rows explain the number, beside own rows, beside those of one own instance, or alone.
    fn one_instances(&self, own: &[usize], foreign: &[usize], number: &Number, read: Read) -> Option<&'a str> {
        let of_each = by_instance(self.matrix, own);
        let own: Vec<&[usize]> = [own].into_iter().chain(of_each.values().map(Vec::as_slice)).collect();
        explained(self.matrix, number.is, &own, &by_instance(self.matrix, foreign), read)
    }
}
