//! Amounts, pay and pension: every sum of money tells where it came from.

use std::collections::{BTreeMap, HashSet};

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::draw::{self, Fresh};
use crate::nouns::{Order, Ore, Person};
use crate::order_book::{BENEFITS, PERIODS, STATUSES};

/// Up to so many buckets, no two sets of instances have the same total.
const ALL_SETS: usize = 10;

/// Gives every order an amount, every person pay and pension; again from the start, should two totals coincide.
pub(crate) fn fill(seed: u64, persons: &mut [Person], orders: &mut [Order]) {
    for attempt in 0_u32.. {
        let mut tails = Fresh::new();
        for order in orders.iter_mut() {
            let rng = &mut draw::stream(seed, "amount", &format!("{}/{attempt}", order.id));
            order.amount_ore = money(rng, &mut tails, 95..9_000);
        }
        for person in persons.iter_mut() {
            let rng = &mut draw::stream(seed, "pay", &format!("{}/{attempt}", person.id));
            person.pay_ore = Some(money(rng, &mut tails, 24_000..62_000));
            person.pension_ore = Some(money(rng, &mut tails, 10_000..20_000));
        }
        if !totals_coincide(orders) {
            return;
        }
    }
}

/// Kronor and nonzero öre, with last five digits that no other sum has: `345,67` never stands at the end of `2 345,67`.
fn money(rng: &mut ChaCha8Rng, tails: &mut Fresh<Ore>, kronor: std::ops::Range<Ore>) -> Ore {
    tails.draw(
        |ore| ore % 100_000,
        || rng.random_range(kronor.clone()) * 100 + rng.random_range(1..100),
    )
}

/// True if two instances have the same total under some setting, or one instance what all the others have, and so on.
pub(crate) fn totals_coincide(orders: &[Order]) -> bool {
    let all = totals(orders, |_| true);
    let by_benefit = BENEFITS
        .iter()
        .map(|b| totals(orders, |o| o.benefits.iter().any(|x| x == b)));
    let by_status = STATUSES.iter().map(|s| totals(orders, |o| o.status == *s));
    let by_period = PERIODS
        .iter()
        .map(|(first, last)| totals(orders, |o| (*first..=*last).contains(&o.placed)));
    let sets = all.len() <= ALL_SETS && repeats(sums_of_sets(&all));
    sets || by_benefit
        .chain(by_status)
        .chain(by_period)
        .chain([all])
        .any(|totals| repeats(ends(&totals)))
}

/// Total per instance, with one bucket for orders without instance; only those that have any.
fn totals(orders: &[Order], keep: impl Fn(&Order) -> bool) -> Vec<Ore> {
    let mut totals: BTreeMap<Option<&str>, Ore> = BTreeMap::new();
    for order in orders.iter().filter(|order| keep(order)) {
        *totals.entry(order.instance.as_deref()).or_default() += order.amount_ore;
    }
    totals.into_values().collect()
}

/// Each bucket, everything but it, and everything.
fn ends(totals: &[Ore]) -> Vec<Ore> {
    let city: Ore = totals.iter().sum();
    match totals.len() {
        0..=2 => totals.to_vec(),
        _ => totals
            .iter()
            .flat_map(|total| [*total, city - total])
            .chain([city])
            .collect(),
    }
}

fn sums_of_sets(totals: &[Ore]) -> Vec<Ore> {
    totals.iter().fold(vec![0], |sums, total| {
        sums.iter().flat_map(|sum| [*sum, sum + total]).collect()
    })
}

fn repeats(sums: Vec<Ore>) -> bool {
    let mut seen = HashSet::new();
    !sums.into_iter().all(|sum| seen.insert(sum))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plant;

    #[test]
    fn totals_that_coincide_are_found() {
        let template = plant(1, 4, 4).unwrap().orders.remove(0);
        let check = |expected: bool, placed: &[(&str, usize, Ore)]| {
            let order = |&(instance, benefit, amount_ore): &(&str, usize, Ore)| Order {
                instance: Some(instance.to_owned()),
                benefits: vec![BENEFITS[benefit].to_owned()],
                amount_ore,
                ..template.clone()
            };
            assert_eq!(
                totals_coincide(&placed.iter().map(order).collect::<Vec<_>>()),
                expected,
                "{placed:?}"
            );
        };
        check(false, &[("a", 0, 101), ("b", 0, 202), ("c", 0, 404)]);
        check(true, &[("a", 0, 101), ("b", 0, 101), ("c", 0, 404)]);
        check(true, &[("a", 0, 101), ("b", 0, 202), ("c", 0, 303)]);
        check(true, &[("a", 0, 101), ("b", 0, 202), ("c", 0, 404), ("d", 0, 505)]);
        check(true, &[("a", 0, 101), ("a", 1, 100), ("b", 0, 101), ("c", 1, 404)]);
        check(false, &[("a", 0, 101), ("a", 1, 100), ("b", 1, 101), ("c", 1, 404)]);
    }

    #[test]
    fn planted_totals_tell_whose_they_are() {
        for (seed, size) in (2000..2060).zip([(4, 4), (8, 12), (9, 5)].into_iter().cycle()) {
            let orders = plant(seed, size.0, size.1).unwrap().orders;
            let totals = totals(&orders, |_| true);
            assert_eq!(totals.len(), size.0 + 1);
            assert!(
                !repeats(sums_of_sets(&totals)) && !totals_coincide(&orders),
                "seed {seed}"
            );
        }
    }
}
