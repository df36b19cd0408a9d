//! Numbers that a view shows: right only when equal to what the population gives for this account and selection.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{Number, NumberIs};
use skott_model::{Doubt, DoubtKind, Finding, FindingKind};

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
    // Where others' rows are in it, a sum has no lower bound: what they add may be negative.
    let is_judged = |number: &&Number| !(matrix.profile.population.partial && number.is == NumberIs::Sum);
    let written = &matrix.profile.view[cell.view].format[cell.format].numbers;
    let declared: Vec<&Number> = written.iter().filter(is_judged).collect();
    let mut out = Numbers {
        findings: Vec::new(),
        doubts: Vec::new(),
        all_right: false,
    };
    for &number in &declared {
        let read = found
            .get(&number.id)
            .and_then(Option::as_deref)
            .and_then(|text| parse(text, number.is));
        match read {
            Some(shown) => out.findings.extend(wrong(matrix, number, expectation, shown)),
            None => {
                let detail = format!("number {} not found", number.id);
                out.doubts.push(Doubt {
                    kind: DoubtKind::Extraction,
                    detail,
                });
            }
        }
    }
    out.all_right = !declared.is_empty() && out.findings.is_empty() && out.doubts.is_empty();
    out
}

/// Instances whose rows a right number counts: who may see them has then seen them counted. Only where the view shows
/// nothing but numbers; elsewhere rows are the better witness.
pub(super) fn witnessed(matrix: &Matrix, cell: &Cell, expectation: Expected) -> BTreeSet<String> {
    match matrix.profile.view[cell.view].unit {
        skott_model::profile::Unit::Aggregate => instances_of(matrix, &expectation.orders),
        _ => BTreeSet::new(),
    }
}

fn wrong(matrix: &Matrix, number: &Number, expectation: Expected, shown: i64) -> Option<Finding> {
    let of = |rows: &[usize]| matrix.number(number.is, rows);
    let own = of(&expectation.orders);
    if shown == own || (matrix.profile.population.partial && shown > own) {
        return None;
    }
    let is_own = |i: &usize| expectation.reach.has_order(&matrix.population.orders[*i]);
    let (own_anywhere, foreign_anywhere): (Vec<usize>, Vec<usize>) =
        (0..matrix.population.orders.len()).partition(is_own);
    let foreign: Vec<usize> = expectation.city.iter().copied().filter(|i| !is_own(i)).collect();
    let whose = explained(matrix, number.is, expectation, &foreign, shown);
    let counts_city = shown > own && !foreign.is_empty() && shown == of(&expectation.city);
    let counts_more = shown > of(&own_anywhere) && !foreign_anywhere.is_empty();
    // Amounts are unique: a sum that one foreign instance's rows explain is made of them.
    let is_telling = number.is == NumberIs::Sum && whose.is_some();
    let (kind, instance) = if counts_city || counts_more || is_telling {
        let among = if foreign.is_empty() {
            &foreign_anywhere
        } else {
            &foreign
        };
        let all = || joined(&instances_of(matrix, among));
        (FindingKind::ForeignNumber, whose.unwrap_or_else(all))
    } else if shown > own {
        (FindingKind::Surplus, joined(&instances_of(matrix, &expectation.orders)))
    } else {
        (FindingKind::Missing, joined(&instances_of(matrix, &expectation.orders)))
    };
    let place = format!(
        "{}: {} ≠ {}",
        number.id,
        written(number.is, shown),
        written(number.is, own)
    );
    Some(Finding {
        id: String::new(),
        kind,
        instance,
        person: None,
        category: None,
        form: None,
        place,
    })
}

/// The one foreign instance whose rows explain the number, beside the account's own or in their place.
fn explained(matrix: &Matrix, is: NumberIs, expectation: Expected, foreign: &[usize], shown: i64) -> Option<String> {
    let instances = instances_of(matrix, foreign);
    let with = |own: &[usize]| {
        instances.iter().find(|instance| {
            let of_it = |i: &usize| instances_of(matrix, &[*i]).contains(*instance);
            let rows: Vec<usize> = own
                .iter()
                .copied()
                .chain(foreign.iter().copied().filter(of_it))
                .collect();
            matrix.number(is, &rows) == shown
        })
    };
    with(&expectation.orders).or_else(|| with(&[])).cloned()
}

fn joined(instances: &BTreeSet<String>) -> String {
    if instances.is_empty() {
        return skott_model::matrix::NO_INSTANCE.to_owned();
    }
    instances.iter().map(String::as_str).collect::<Vec<_>>().join("+")
}

fn written(is: NumberIs, value: i64) -> String {
    match is {
        NumberIs::Sum => format!("{},{:02}", value / 100, (value % 100).abs()),
        NumberIs::Count | NumberIs::Persons => value.to_string(),
    }
}

/// Reads a number as people and machines write it: `1 234,50 kr`, `1.234,50`, `1,234.50`, `1234.5`, `SEK 1234`. Sums in öre.
pub(super) fn parse(text: &str, is: NumberIs) -> Option<i64> {
    let kept: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '−'))
        .collect();
    let negative = kept.starts_with(['-', '−']);
    let digits = kept.trim_matches(['-', '−', ',', '.']);
    if digits.is_empty() || digits.contains(['-', '−']) {
        return None;
    }
    let decimal = digits.rfind([',', '.']).filter(|&at| digits.len() - at - 1 <= 2);
    let (whole, part) = decimal.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let whole: i64 = whole.replace([',', '.'], "").parse().ok()?;
    let size = match is {
        NumberIs::Sum => whole
            .checked_mul(100)?
            .checked_add(format!("{part:0<2}").parse().ok()?)?,
        NumberIs::Count | NumberIs::Persons => whole,
    };
    Some(if negative { -size } else { size })
}

#[cfg(test)]
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
            assert_eq!(parse(text, NumberIs::Sum), expected, "{text}");
        }
        assert_eq!(parse("Totalt 42 beställningar", NumberIs::Count), Some(42));
    }
}
