//! Views of the latest orders alone.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::{Latest, Matrix, Scope, expand};
use skott_model::profile::parse;
use skott_population::{Population, plant};

const PROFILE: &str = r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{ status = 403 }]
population.plant = { seed = 1, instances = 4, persons = 4 }
[auth.portal]
kind = "basic"
who = { get = "/mig", take = { json = "/namn" } }
[[principal]]
id = "stad"
role = "stadsadministratör"
scope = "all"
credential.portal = { user = "stad", secret = "env:X" }
[[principal]]
id = "en"
role = "administratör"
scope = ["{first}"]
credential.portal = { user = "en", secret = "env:X" }
[[view]]
id = "start"
title = "Startsidan"
unit = "orders"
auth = "portal"
shows = ["order"]
latest = 3
access = [{ is = "scope" }]
format = [{ id = "html", steps = [{ get = "/" }] }]
"#;

/// The first orders placed on these days of January 2021, all others long before.
fn matrix(days: &[i8]) -> (Population, Matrix) {
    let mut population = plant(1, 4, 4).unwrap();
    let long_ago = "2020-01-01".parse().unwrap();
    population.orders.iter_mut().for_each(|order| order.placed = long_ago);
    for (order, day) in population.orders.iter_mut().zip(days) {
        order.placed = format!("2021-01-{day:02}").parse().unwrap();
    }
    let profile = PROFILE.replace("{first}", &population.instances[0].id);
    let matrix = expand(parse(&profile).unwrap(), population.clone()).unwrap();
    (population, matrix)
}

#[test]
fn the_latest_are_those_placed_last_and_a_day_on_which_the_list_ends_is_open() {
    let latest = |certain: &[usize], tied: &[usize], of_tied: usize| Latest {
        certain: certain.to_vec(),
        tied: tied.to_vec(),
        of_tied,
    };
    let cases: [(&[i8], &[usize], Latest); 7] = [
        (&[1, 2, 3, 4], &[0, 1, 2, 3], latest(&[3, 2, 1], &[], 0)),
        (&[4, 1, 3, 2], &[0, 1, 2, 3], latest(&[0, 2, 3], &[], 0)),
        (&[1, 2, 2, 4], &[0, 1, 2, 3], latest(&[3, 1, 2], &[], 0)),
        (&[2, 2, 2, 4], &[0, 1, 2, 3], latest(&[3], &[0, 1, 2], 2)),
        (&[5, 5, 5, 5], &[0, 1, 2, 3], latest(&[], &[0, 1, 2, 3], 3)),
        (&[1, 2, 3, 4], &[1, 0], latest(&[1, 0], &[], 0)),
        (&[], &[], latest(&[], &[], 0)),
    ];
    for (days, orders, expected) in cases {
        let (_, matrix) = matrix(days);
        assert_eq!(
            matrix.latest(&matrix.profile.view[0], orders.to_vec()),
            expected,
            "{days:?} {orders:?}"
        );
    }
}

#[test]
fn of_a_day_on_which_the_list_ends_those_that_are_shown_come_first() {
    let (_, matrix) = matrix(&[2, 2, 2, 4]);
    let latest = matrix.latest(&matrix.profile.view[0], vec![0, 1, 2, 3]);
    let cases: [(&[usize], &[usize]); 4] = [
        (&[3, 1, 2], &[3, 1, 2]),
        (&[3, 2], &[3, 2, 0]),
        (&[0, 1, 2], &[3, 0, 1]),
        (&[], &[3, 0, 1]),
    ];
    for (shown, due) in cases {
        assert_eq!(latest.due(|order| shown.contains(&order)), due, "{shown:?}");
    }
}

/// What leaks where nobody asks whose orders are is the city's latest; of those among which the list ends none must be shown to anybody.
#[test]
fn who_must_be_seen_to_see_the_latest_is_who_sees_the_citys() {
    let orders = matrix(&[]).0.orders;
    let is_first = |index: &usize| orders[*index].instance == orders[0].instance;
    let other = (0..orders.len()).find(|index| !is_first(index)).unwrap();
    let days = |late: &[usize]| -> Vec<i8> {
        (0..orders.len())
            .map(|i| if late.contains(&i) { 9 } else { 1 })
            .collect()
    };
    // Who sees the whole city must be shown as many as fit, whichever they are; where nobody does, all of them need somebody.
    let cases: [(&[usize], bool, bool); 5] = [
        (&[0, 1, 2], true, false),
        (&[0, 1, other], true, true),
        (&[0, 1, other], false, true),
        (&[0, 1, 2, other], true, false),
        (&[0, 1, 2, other], false, true),
    ];
    for (late, has_city, expected) in cases {
        let (population, mut matrix) = matrix(&days(late));
        matrix
            .principals
            .iter_mut()
            .filter(|p| p.id == "stad" && !has_city)
            .for_each(|p| p.scope = Scope::None);
        let cell = matrix
            .cells
            .iter()
            .find(|cell| cell.id.starts_with("en/start/"))
            .unwrap();
        assert_eq!(Some(&population.instances[0].id), orders[0].instance.as_ref());
        let needs = matrix.expectation(cell).needs;
        assert_eq!(!needs.is_empty(), expected, "{late:?} {needs:?}");
        assert!(!needs.contains(&population.instances[0].id), "{needs:?}");
    }
}
