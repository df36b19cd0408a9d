//! Amounts where no column of amounts is declared: which are a trace of foreign orders, and which may be any numbers.

use skott_oracle::observe;

use super::ground::{Do, Ground};

/// How many doubts there are where so many amounts of foreign orders, or of the account's own, stand at these places; `{n}` is the number
/// of each. `turn` makes another amount of it, in öre.
fn doubts(ground: &Ground, own: bool, many: usize, place: &str, turn: fn(i64) -> i64) -> usize {
    let cell = ground.cell("a/lista/-/alla/html");
    let reach = ground.matrix.expectation(cell).reach;
    let orders = ground.matrix.population.orders.iter();
    let asked = orders.filter(|order| reach.has_order(order) == own).take(many);
    let put = |(n, order): (usize, &skott_population::Order)| {
        let ore = turn(order.amount_ore);
        let amount = format!("{},{:02}", ore / 100, ore % 100);
        Do::Put(place.replace("{n}", &n.to_string()).leak(), amount.leak())
    };
    let put: Vec<Do> = asked.enumerate().map(put).collect();
    assert_eq!(put.len(), many);
    let observation = observe(&ground.matrix, &ground.index, cell, ground.seen(cell, &put));
    assert!(observation.findings.is_empty(), "{:?}", observation.findings);
    observation.doubts.len()
}

#[test]
fn amounts_of_several_foreign_orders_beside_the_declared_columns_are_a_trace() {
    let ground = Ground::new(false);
    let as_it_is: fn(i64) -> i64 = |ore| ore;
    let cases = [
        // (own, how many, where, made of each, doubts)
        (false, 3, "$.chart[{n}]", as_it_is, 1),
        (false, 3, "<td> rad {n}, kolumn 2", as_it_is, 1),
        (false, 2, "$.chart[{n}]", as_it_is, 0),
        // All in one text, as a drawing's points.
        (false, 3, "<path> d", as_it_is, 0),
        (true, 3, "$.chart[{n}]", as_it_is, 0),
        (false, 3, "$.chart[{n}]", |ore| ore + 1, 0),
    ];
    for (own, many, place, turn, expected) in cases {
        assert_eq!(
            doubts(&ground, own, many, place, turn),
            expected,
            "own: {own}, {many} at {place}"
        );
    }
}
