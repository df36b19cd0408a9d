//! Numbers that a view shows: right only when equal to what the population gives for this account and selection.

use std::collections::BTreeSet;

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{Access, Number, NumberIs, Unit};
use skott_model::{Doubt, DoubtKind, Finding, FindingKind, Said};

use super::amount::{Read, are_several, parse, written};
use super::others::{by_instance, explained};
use super::{Expected, Seen, beyond, instances_of, totals};

/// What the numbers of an answer came to.
#[derive(Default)]
pub(super) struct Numbers {
    pub findings: Vec<Finding>,
    pub doubts: Vec<Doubt>,
    /// There were numbers, and each was right.
    pub all_right: bool,
}

impl Numbers {
    /// What else stands where the number does, on this page or another: what counts foreign rows is a leak, and of anything else nobody
    /// knows what it says.
    fn take_others(&mut self, matrix: &Matrix, number: &Number, expectation: Expected, first: Read, texts: &[String]) {
        let others = texts.iter().filter_map(|text| parse(text, number.is));
        let others: Vec<Read> = others.filter(|read| read.value != first.value).collect();
        let is_leak = |read: &&Read| beyond::is_others(matrix, expectation, number, **read);
        let leaks: Vec<Read> = others.iter().filter(is_leak).copied().collect();
        let is_right = |read: &Read| wrong(matrix, number, expectation, *read).is_none();
        let is_unknown = others.iter().any(|read| !leaks.contains(read) && !is_right(read));
        let is_unread = texts.iter().any(|text| are_several(text));
        self.doubts
            .extend((is_unknown || is_unread).then(|| unread(number, Said::SeveralNumbers)));
        let findings = leaks
            .iter()
            .filter_map(|read| wrong(matrix, number, expectation, *read));
        self.findings.extend(findings);
    }
}

fn unread(number: &Number, said: Said) -> Doubt {
    Doubt {
        kind: DoubtKind::Extraction,
        detail: [Said::Number(number.id.clone()), said].into(),
    }
}

/// The sums that the answer shows as declared numbers and that are right, in öre, as they are written.
pub(super) fn rightly_shown(matrix: &Matrix, cell: &Cell, expectation: Expected, seen: &Seen) -> BTreeSet<i64> {
    let numbers = matrix.profile.view[cell.view].format[cell.format].numbers.iter();
    let shown = numbers.filter(|number| number.is.is_money()).flat_map(|number| {
        let texts = seen.numbers.get(&number.id).into_iter().flatten();
        texts.filter_map(move |text| Some((number, parse(text, number.is)?)))
    });
    let is_right = |(number, read): &(&Number, Read)| match cell.access {
        Access::Within => beyond::is_own(matrix, &matrix.expected_of(number, expectation), number, *read),
        // In a portal that holds other data, more than the own is no fault, and not right for that.
        _ => matrix
            .number(number.is, &matrix.counted(number, &expectation.orders))
            .is_some_and(|own| read.is(number.is, own)),
    };
    shown.filter(is_right).map(|(_, read)| read.value).collect()
}

/// Compares every number that the format declares.
pub(super) fn judge(matrix: &Matrix, cell: &Cell, expectation: Expected, seen: &Seen) -> Numbers {
    let view = &matrix.profile.view[cell.view];
    let declared: Vec<&Number> = view.format[cell.format]
        .numbers
        .iter()
        .filter(|number| is_judged(matrix, number))
        .collect();
    let (mut out, mut right) = (Numbers::default(), Vec::new());
    for &number in &declared {
        let expectation = &*matrix.expected_of(number, expectation);
        let texts = seen.numbers.get(&number.id).map_or(&[][..], Vec::as_slice);
        // Where there is nothing to count, a row of statistics is left out, or the whole table.
        let nothing_to_count = expectation.orders.is_empty() && expectation.also.is_empty();
        match texts.first().and_then(|text| parse(text, number.is)) {
            Some(read) => {
                let finding = wrong(matrix, number, expectation, read);
                let is_held = totals::agrees(view, number, read, seen.rows.as_ref()).is_some();
                if finding.is_none() && !is_held && may_count_others(matrix, number, expectation, read) {
                    out.doubts.push(weak(number, Said::MoreThanOwn));
                }
                right.extend(finding.is_none().then_some((number, read)));
                out.findings.extend(finding);
                out.take_others(matrix, number, expectation, read, &texts[1..]);
            }
            None if texts.iter().any(|text| are_several(text)) => out.doubts.push(unread(number, Said::SeveralNumbers)),
            None if nothing_to_count => {}
            None => out.doubts.push(unread(number, Said::Missing)),
        }
    }
    if out.findings.is_empty() && out.doubts.is_empty() {
        let alike = rounded_alike(matrix, expectation, &right);
        out.doubts.extend(alike.map(|number| weak(number, Said::RoundedAlike)));
    }
    out.all_right = !declared.is_empty() && out.findings.is_empty() && out.doubts.is_empty();
    out
}

/// Where others' rows are in it, amounts have no lower bound: what they add may be negative.
pub(super) fn is_judged(matrix: &Matrix, number: &Number) -> bool {
    !(matrix.profile.population.partial && number.is.is_money())
}

/// A number that may be others'.
pub(super) fn weak(number: &Number, said: Said) -> Doubt {
    Doubt {
        kind: DoubtKind::Weak,
        detail: [Said::Number(number.id.clone()), said].into(),
    }
}

/// In a portal that holds other data, more than the account's own is no finding. Where nothing holds the number against rows,
/// nothing else tells then whether foreign ones are counted.
fn may_count_others(matrix: &Matrix, number: &Number, expectation: Expected, read: Read) -> bool {
    let is_foreign = |&i: &usize| !expectation.reach.has_order(&matrix.population.orders[i]);
    let own = matrix.number(number.is, &expectation.orders);
    matrix.profile.population.partial
        && own.is_some_and(|own| read.is_above(number.is, own))
        && expectation.city.iter().any(is_foreign)
}

/// The number whose rounding hides whose it is: all that is shown may as well be made of others' rows, beside the account's own
/// or in their place, and would then be another amount here.
fn rounded_alike<'n>(matrix: &Matrix, expectation: Expected, shown: &[(&'n Number, Read)]) -> Option<&'n Number> {
    let is_rounded = |(number, read): &&(&Number, Read)| number.is.is_money() && read.step > 1;
    shown.iter().find(is_rounded)?;
    let own = &expectation.orders;
    let is_foreign = |i: &usize| !expectation.reach.has_order(&matrix.population.orders[*i]);
    let foreign: Vec<usize> = expectation.city.iter().copied().filter(is_foreign).collect();
    let of_one = by_instance(matrix, &foreign);
    let theirs = of_one.values().chain([&foreign]).filter(|rows| !rows.is_empty());
    let mut behind = theirs.flat_map(|theirs| [theirs.clone(), [&own[..], theirs].concat()]);
    behind.find_map(|rows| {
        let of = |number: &Number, rows: &[usize]| matrix.number(number.is, &matrix.counted(number, rows));
        let gives = |number: &Number| of(number, &rows);
        let is_like = |(number, read): &(&Number, Read)| gives(number).is_some_and(|given| read.is(number.is, given));
        let is_other = |(number, _): &&(&Number, Read)| gives(number) != of(number, own);
        let is_hidden = shown.iter().all(is_like);
        let mut rounded = shown.iter().filter(is_rounded);
        is_hidden
            .then(|| rounded.find(is_other))
            .flatten()
            .map(|(number, _)| *number)
    })
}

/// Instances whose rows a right number counts: who may see them has then seen them counted. Only where the view shows
/// nothing but numbers; elsewhere rows are the better witness.
pub(super) fn witnessed(matrix: &Matrix, cell: &Cell, expectation: Expected) -> BTreeSet<String> {
    let view = &matrix.profile.view[cell.view];
    if view.unit != Unit::Aggregate {
        return BTreeSet::new();
    }
    let numbers = view.format[cell.format].numbers.iter();
    let counted = numbers.filter(|number| is_judged(matrix, number));
    counted
        .flat_map(|number| instances_of(matrix, &matrix.counted(number, &expectation.orders)))
        .collect()
}

fn wrong(matrix: &Matrix, number: &Number, expectation: Expected, read: Read) -> Option<Finding> {
    let of = |rows: &[usize]| matrix.number(number.is, rows);
    let own = of(&expectation.orders);
    let shown = read.value;
    // A register counts also those who never ordered anything.
    let of_register = own
        .filter(|_| number.is == NumberIs::Persons)
        .map(|own| own + expectation.also.len() as i64);
    let is_right = own.map_or(shown == 0, |own| read.is(number.is, own)) || of_register == Some(shown);
    let is_above = |own: Option<i64>| own.is_some_and(|own| read.is_above(number.is, own));
    if is_right || (matrix.profile.population.partial && is_above(own)) {
        return None;
    }
    let is_own = |i: &usize| expectation.reach.has_order(&matrix.population.orders[*i]);
    let (own_anywhere, foreign_anywhere) = anywhere(matrix, number, expectation);
    let foreign: Vec<usize> = expectation.city.iter().copied().filter(|i| !is_own(i)).collect();
    let whose = explained(
        matrix,
        number.is,
        &[&expectation.orders],
        &by_instance(matrix, &foreign),
        read,
    );
    let is_more = number.is.grows() && is_above(own);
    let is_citys = of(&expectation.city).is_some_and(|city| read.is(number.is, city));
    let counts_city = is_citys && !foreign.is_empty() && (is_more || !number.is.grows());
    let counts_more = is_more && is_above(of(&own_anywhere)) && !foreign_anywhere.is_empty();
    // Amounts are unique: one that a foreign instance's rows explain is made of them.
    let is_telling = number.is.is_money() && whose.is_some();
    let (kind, instance) = if counts_city || counts_more || is_telling {
        let among = if foreign.is_empty() {
            &foreign_anywhere
        } else {
            &foreign
        };
        let all = || joined(&instances_of(matrix, among));
        (FindingKind::ForeignNumber, whose.map_or_else(all, str::to_owned))
    } else {
        let kind = match (number.is.grows(), is_more) {
            (false, _) => FindingKind::WrongNumber,
            (true, true) => FindingKind::Surplus,
            (true, false) => FindingKind::Missing,
        };
        (kind, joined(&instances_of(matrix, &expectation.orders)))
    };
    let own = own.map_or_else(|| "–".to_owned(), |own| written(number.is, own));
    let place = format!("{}: {} ≠ {own}", number.id, written(number.is, shown));
    Some(Finding::new(kind, instance, place))
}

/// Of all orders, whatever is chosen: the account's own that the number counts, and the foreign ones that it may count by mistake.
pub(super) fn anywhere(matrix: &Matrix, number: &Number, expectation: Expected) -> (Vec<usize>, Vec<usize>) {
    let orders = &matrix.population.orders;
    let all: Vec<usize> = (0..orders.len()).collect();
    let is_own = |i: &usize| expectation.reach.has_order(&orders[*i]);
    let (counted, mistakable) = (matrix.counted(number, &all), matrix.mistakable(number, &all));
    let own = counted.iter().copied().filter(is_own);
    let foreign = mistakable.iter().copied().filter(|i| !is_own(i));
    (own.collect(), foreign.collect())
}

pub(super) fn joined(instances: &BTreeSet<String>) -> String {
    if instances.is_empty() {
        return skott_model::matrix::NO_INSTANCE.to_owned();
    }
    instances.iter().map(String::as_str).collect::<Vec<_>>().join("+")
}
