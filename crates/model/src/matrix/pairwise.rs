//! Choices of a view's settings in which every pair of options stands together at least once.

use std::collections::BTreeSet;

/// Rows of option indices, one index a setting, with every pair of options that some valid row can hold in at least one
/// row. The first row is all defaults (index 0). Deterministic: the same sizes and the same `valid` give the same rows.
///
/// `valid` says whether a whole row may be asked; pairs that no valid row holds are left out.
pub(super) fn pairwise(sizes: &[usize], valid: impl Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
    let mut rows = vec![vec![0; sizes.len()]];
    if sizes.len() == 1 {
        rows.extend((1..sizes[0]).map(|option| vec![option]).filter(|row| valid(row)));
        return rows;
    }
    let mut open = all_pairs(sizes);
    cover(&mut open, &rows[0]);
    while let Some(&pair) = open.iter().next() {
        match row_for(pair, sizes, &open, &valid) {
            Some(row) => {
                cover(&mut open, &row);
                rows.push(row);
            }
            None => {
                open.remove(&pair);
            }
        }
    }
    rows
}

/// (setting, option, later setting, option)
type Pair = (usize, usize, usize, usize);

fn all_pairs(sizes: &[usize]) -> BTreeSet<Pair> {
    let mut pairs = BTreeSet::new();
    for (a, &options_a) in sizes.iter().enumerate() {
        for (b, &options_b) in sizes.iter().enumerate().skip(a + 1) {
            pairs.extend((0..options_a).flat_map(|x| (0..options_b).map(move |y| (a, x, b, y))));
        }
    }
    pairs
}

fn pairs_of(row: &[usize]) -> impl Iterator<Item = Pair> + '_ {
    (0..row.len()).flat_map(move |a| (a + 1..row.len()).map(move |b| (a, row[a], b, row[b])))
}

fn cover(open: &mut BTreeSet<Pair>, row: &[usize]) {
    for pair in pairs_of(row) {
        open.remove(&pair);
    }
}

/// A valid row that holds `pair`: the other settings are chosen one by one for what they newly cover.
fn row_for(
    pair: Pair,
    sizes: &[usize],
    open: &BTreeSet<Pair>,
    valid: &impl Fn(&[usize]) -> bool,
) -> Option<Vec<usize>> {
    let (a, _, b, _) = pair;
    let mut row = first_valid(pair, sizes, valid)?;
    for setting in (0..sizes.len()).filter(|s| *s != a && *s != b) {
        let best = (0..sizes[setting])
            .filter(|option| {
                let mut tried = row.clone();
                tried[setting] = *option;
                valid(&tried)
            })
            .max_by_key(|option| {
                let mut tried = row.clone();
                tried[setting] = *option;
                (
                    pairs_of(&tried).filter(|p| open.contains(p)).count(),
                    sizes[setting] - option,
                )
            });
        row[setting] = best.unwrap_or(row[setting]);
    }
    Some(row)
}

/// The first valid row that holds `pair`, the other settings at their defaults if that is valid.
fn first_valid(pair: Pair, sizes: &[usize], valid: &impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
    /// Of so many rows one is valid, or the pair is left out.
    const MOST: usize = 10_000;
    let (a, x, b, y) = pair;
    let mut row = vec![0; sizes.len()];
    (row[a], row[b]) = (x, y);
    for _ in 0..MOST {
        if valid(&row) {
            return Some(row);
        }
        // The next row, as an odometer counts.
        let turned = (0..sizes.len()).rev().filter(|s| *s != a && *s != b).find(|&setting| {
            row[setting] = (row[setting] + 1) % sizes[setting];
            row[setting] != 0
        });
        turned?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_that_can_stand_together_does() {
        let anything = |_: &[usize]| true;
        let no_twins = |row: &[usize]| row.len() < 2 || row[0] == 0 || row[0] != row[1];
        type Valid<'a> = &'a dyn Fn(&[usize]) -> bool;
        let third_on = |row: &[usize]| row.len() < 3 || row[2] != 0 || row.iter().all(|option| *option == 0);
        let cases: [(&[usize], Valid, usize); 6] = [
            (&[], &anything, 1),
            (&[4], &anything, 4),
            (&[2, 2, 2], &anything, 8),
            (&[9, 6, 5, 4], &anything, 9 * 6 + 20),
            (&[5, 5, 3], &no_twins, 5 * 5 + 10),
            (&[3, 3, 3], &third_on, 3 * 3 + 8),
        ];
        for (sizes, valid, at_most) in cases {
            let rows = pairwise(sizes, valid);
            assert!(rows.len() <= at_most, "{sizes:?}: {} rows", rows.len());
            assert!(rows.iter().all(|row| valid(row)), "{sizes:?}: an invalid row");
            let covered: BTreeSet<Pair> = rows.iter().flat_map(|row| pairs_of(row).collect::<Vec<_>>()).collect();
            let possible: BTreeSet<Pair> = all_rows(sizes)
                .iter()
                .filter(|row| valid(row))
                .flat_map(|row| pairs_of(row).collect::<Vec<_>>())
                .collect();
            assert_eq!(covered, possible, "{sizes:?}");
        }
    }

    fn all_rows(sizes: &[usize]) -> Vec<Vec<usize>> {
        sizes.iter().fold(vec![Vec::new()], |rows, &size| {
            let longer = |row: &Vec<usize>| {
                (0..size)
                    .map(|option| [row.as_slice(), &[option]].concat())
                    .collect::<Vec<_>>()
            };
            rows.iter().flat_map(longer).collect()
        })
    }
}
