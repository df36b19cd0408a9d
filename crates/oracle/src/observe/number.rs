//! Numbers that a view shows: right only when equal to what the population gives for this account and selection.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{Number, NumberIs, Unit};
use skott_model::{Doubt, DoubtKind, Finding, FindingKind, Said};

use super::{Expected, instances_of};

/// What the numbers of an answer came to.
pub(super) struct Numbers {
    pub findings: Vec<Finding>,
    pub doubts: Vec<Doubt>,
    /// There were numbers, and each was right.
    pub all_right: bool,
}

/// Compares every number that the format declares.
pub(super) fn judge(
    matrix: &Matrix,
    cell: &Cell,
    expectation: Expected,
    found: &BTreeMap<String, Option<String>>,
) -> Numbers {
    // Where others' rows are in it, amounts have no lower bound: what they add may be negative.
    let is_judged = |number: &&Number| !(matrix.profile.population.partial && number.is.is_money());
    let written = &matrix.profile.view[cell.view].format[cell.format].numbers;
    let declared: Vec<&Number> = written.iter().filter(is_judged).collect();
    let mut out = Numbers {
        findings: Vec::new(),
        doubts: Vec::new(),
        all_right: false,
    };
    for &number in &declared {
        let text = found.get(&number.id).and_then(Option::as_deref);
        let nothing_to_count = matrix.number(number.is, &expectation.orders).is_none();
        match text.and_then(|text| parse(text, number.is)) {
            Some(read) => {
                out.findings.extend(wrong(matrix, number, expectation, read));
                if may_count_others(matrix, cell, number, expectation, read) {
                    out.doubts.push(Doubt {
                        kind: DoubtKind::Weak,
                        detail: [Said::Number(number.id.clone()), Said::MoreThanOwn].into(),
                    });
                }
            }
            // Of no rows there is no average.
            None if nothing_to_count => {}
            None => {
                out.doubts.push(Doubt {
                    kind: DoubtKind::Extraction,
                    detail: [Said::Number(number.id.clone()), Said::Missing].into(),
                });
            }
        }
    }
    out.all_right = !declared.is_empty() && out.findings.is_empty() && out.doubts.is_empty();
    out
}

/// In a portal that holds other data, more than the account's own is no finding. Where numbers are all that a view shows, nothing
/// else tells then whether foreign rows are counted.
fn may_count_others(matrix: &Matrix, cell: &Cell, number: &Number, expectation: Expected, read: Read) -> bool {
    let is_foreign = |&i: &usize| !expectation.reach.has_order(&matrix.population.orders[i]);
    matrix.profile.population.partial
        && matrix.profile.view[cell.view].unit == Unit::Aggregate
        && matrix
            .number(number.is, &expectation.orders)
            .is_some_and(|own| read.value > own)
        && expectation.city.iter().any(is_foreign)
}

/// Numbers that no selection of the account's own rows gives: more than all of them, or the city's amounts.
pub(super) fn beyond(
    matrix: &Matrix,
    cell: &Cell,
    expectation: Expected,
    found: &BTreeMap<String, Option<String>>,
) -> Vec<Finding> {
    let orders = &matrix.population.orders;
    let (own, foreign): (Vec<usize>, Vec<usize>) =
        (0..orders.len()).partition(|&i| expectation.reach.has_order(&orders[i]));
    if foreign.is_empty() || matrix.profile.population.partial {
        return Vec::new();
    }
    let mut out = Vec::new();
    for number in &matrix.profile.view[cell.view].format[cell.format].numbers {
        let text = found.get(&number.id).and_then(Option::as_deref);
        let Some(read) = text.and_then(|text| parse(text, number.is)) else {
            continue;
        };
        let of = |rows: &[usize]| matrix.number(number.is, rows);
        let is_more = number.is.grows() && Some(read.value) > of(&own);
        let is_citys = number.is.is_money() && of(&expectation.city).is_some_and(|city| read.is(number.is, city));
        if is_more || (is_citys && of(&expectation.city) != of(&own)) {
            let shown = written(number.is, read.value);
            let instances = joined(&instances_of(matrix, &foreign));
            out.push(Finding::new(
                FindingKind::ForeignNumber,
                instances,
                format!("{}: {shown}", number.id),
            ));
        }
    }
    out
}

/// Instances whose rows a right number counts: who may see them has then seen them counted. Only where the view shows
/// nothing but numbers; elsewhere rows are the better witness.
pub(super) fn witnessed(matrix: &Matrix, cell: &Cell, expectation: Expected) -> BTreeSet<String> {
    match matrix.profile.view[cell.view].unit {
        Unit::Aggregate => instances_of(matrix, &expectation.orders),
        _ => BTreeSet::new(),
    }
}

fn wrong(matrix: &Matrix, number: &Number, expectation: Expected, read: Read) -> Option<Finding> {
    let of = |rows: &[usize]| matrix.number(number.is, rows);
    let own = of(&expectation.orders);
    let shown = read.value;
    let is_right = own.map_or(shown == 0, |own| read.is(number.is, own));
    if is_right || (matrix.profile.population.partial && own.is_some_and(|own| shown > own)) {
        return None;
    }
    let is_own = |i: &usize| expectation.reach.has_order(&matrix.population.orders[*i]);
    let (own_anywhere, foreign_anywhere): (Vec<usize>, Vec<usize>) =
        (0..matrix.population.orders.len()).partition(is_own);
    let foreign: Vec<usize> = expectation.city.iter().copied().filter(|i| !is_own(i)).collect();
    let whose = explained(matrix, number.is, expectation, &foreign, read);
    let is_more = number.is.grows() && Some(shown) > own;
    let is_citys = of(&expectation.city).is_some_and(|city| read.is(number.is, city));
    let counts_city = is_citys && !foreign.is_empty() && (is_more || !number.is.grows());
    let counts_more = is_more && Some(shown) > of(&own_anywhere) && !foreign_anywhere.is_empty();
    // Amounts are unique: one that a foreign instance's rows explain is made of them.
    let is_telling = number.is.is_money() && whose.is_some();
    let (kind, instance) = if counts_city || counts_more || is_telling {
        let among = if foreign.is_empty() {
            &foreign_anywhere
        } else {
            &foreign
        };
        let all = || joined(&instances_of(matrix, among));
        (FindingKind::ForeignNumber, whose.unwrap_or_else(all))
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

/// The one foreign instance whose rows explain the number, beside the account's own or in their place.
fn explained(matrix: &Matrix, is: NumberIs, expectation: Expected, foreign: &[usize], read: Read) -> Option<String> {
    let instances = instances_of(matrix, foreign);
    let with = |own: &[usize]| {
        instances.iter().find(|instance| {
            let of_it = |i: &usize| instances_of(matrix, &[*i]).contains(*instance);
            let rows: Vec<usize> = own
                .iter()
                .copied()
                .chain(foreign.iter().copied().filter(of_it))
                .collect();
            matrix.number(is, &rows).is_some_and(|number| read.is(is, number))
        })
    };
    with(&expectation.orders).or_else(|| with(&[])).cloned()
}

pub(super) fn joined(instances: &BTreeSet<String>) -> String {
    if instances.is_empty() {
        return skott_model::matrix::NO_INSTANCE.to_owned();
    }
    instances.iter().map(String::as_str).collect::<Vec<_>>().join("+")
}

pub(super) fn written(is: NumberIs, value: i64) -> String {
    if !is.is_money() {
        return value.to_string();
    }
    let sign = if value < 0 { "-" } else { "" };
    let size = value.unsigned_abs();
    format!("{sign}{},{:02}", size / 100, size % 100)
}

/// A number as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Read {
    /// Money in öre.
    pub value: i64,
    /// The smallest step in which it is written: 100 for kronor without decimals.
    step: i64,
}

impl Read {
    /// True when it may stand for this number: an average is rounded, up or down, to how it is written.
    fn is(self, is: NumberIs, number: i64) -> bool {
        match is {
            NumberIs::Average => self.value.abs_diff(number) <= self.step.unsigned_abs(),
            _ => self.value == number,
        }
    }
}

/// A number as it is written; money in öre.
pub(crate) fn amount(text: &str, is: NumberIs) -> Option<i64> {
    parse(text, is).map(|read| read.value)
}

/// Reads a number as people and machines write it: `1 234,50 kr`, `1.234,50`, `1,234.50`, `1234.5`, `SEK 1234`, and an average
/// with more decimals, `1234.5678`. Money in öre.
fn parse(text: &str, is: NumberIs) -> Option<Read> {
    let kept: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '−'))
        .collect();
    let negative = kept.starts_with(['-', '−']);
    let digits = kept.trim_matches(['-', '−', ',', '.']);
    if digits.is_empty() || digits.contains(['-', '−']) {
        return None;
    }
    let signs = digits.matches([',', '.']).count();
    let is_decimal = |at: &usize| {
        let after = digits.len() - at - 1;
        after <= 2 || (is == NumberIs::Average && signs == 1 && after != 3)
    };
    let decimal = digits.rfind([',', '.']).filter(is_decimal);
    let (whole, part) = decimal.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let whole: i64 = whole.replace([',', '.'], "").parse().ok()?;
    let part: String = part.chars().take(2).collect();
    let step = [100, 10, 1][part.len()];
    let value = if is.is_money() {
        whole
            .checked_mul(100)?
            .checked_add(format!("{part:0<2}").parse().ok()?)?
    } else {
        whole
    };
    Some(Read {
        value: if negative { -value } else { value },
        step,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by it")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_and_machines_write_them() {
        let cases = [
            ("1 234,50 kr", Some(123_450)),
            ("1\u{a0}234,50", Some(123_450)),
            ("1.234,50", Some(123_450)),
            ("1,234.50", Some(123_450)),
            ("1234.5", Some(123_450)),
            ("SEK 1,234", Some(123_400)),
            ("0,00", Some(0)),
            ("-12,05", Some(-1_205)),
            ("", None),
            ("inga", None),
            ("99999999999999999999", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text, NumberIs::Sum).map(|read| read.value), expected, "{text}");
        }
        let count = parse("Totalt 42 beställningar", NumberIs::Count);
        assert_eq!(count.map(|read| read.value), Some(42));
    }

    #[test]
    fn an_average_is_rounded_to_how_it_is_written() {
        let cases = [
            ("123,46", 12_345, true),
            ("123,45", 12_345, true),
            ("123,47", 12_345, false),
            ("123.4512", 12_345, true),
            ("123", 12_345, true),
            ("124 kr", 12_345, true),
            ("125", 12_345, false),
            ("1.234", 123_400, true),
        ];
        for (text, average, expected) in cases {
            let read = parse(text, NumberIs::Average).unwrap();
            assert_eq!(read.is(NumberIs::Average, average), expected, "{text}");
        }
        assert!(!parse("123,46", NumberIs::Max).unwrap().is(NumberIs::Max, 12_345));
    }
}
