//! A filter that is set to what the account has nothing to do with.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::expand;
use skott_model::profile::{Access, parse};
use skott_population::plant;

/// One person's list of its own orders, and a filter for each instance.
fn profile(foreign: &str, person: &str) -> String {
    format!(
        r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{{ status = 403 }}]
population.plant = {{ seed = 1, instances = 4, persons = 4 }}
[auth.portal]
kind = "basic"
who = {{ get = "/mig", take = {{ json = "/namn" }} }}
[[principal]]
id = "en"
role = "anställd"
scope = "own"
person = "{person}"
credential.portal = {{ user = "en", secret = "env:X" }}
[setting.instans]
foreign = "{foreign}"
options = [{{ id = "alla" }}, {{ each = "instance", set = {{ i = "{{instance}}" }}, where = {{ instance = "{{instance}}" }} }}]
[[view]]
id = "mina"
title = "Mina"
unit = "orders"
auth = "portal"
shows = ["order"]
settings = ["instans"]
access = [{{ is = "own" }}]
format = [{{ id = "html", steps = [{{ get = "/mina", selection = "query" }}] }}]
"#
    )
}

#[test]
fn a_person_has_nothing_to_do_with_where_it_neither_works_nor_ordered() {
    let population = plant(1, 4, 4).unwrap();
    let person = population
        .persons
        .iter()
        .find(|p| p.employments.len() == 1 && !p.protected)
        .unwrap();
    let home = &person.employments[0].instance;
    let other = &population.instances.iter().find(|i| i.id != *home).unwrap().id;
    let all = population.orders_of(&person.id).count();
    let cases = [
        ("empty", home, false, Access::Own, all),
        ("empty", other, true, Access::Own, 0),
        ("ignored", home, false, Access::Own, all),
        ("ignored", other, true, Access::Own, all),
        ("refused", home, false, Access::Own, all),
        ("refused", other, true, Access::Refused, 0),
    ];
    for (foreign, instance, is_foreign, access, orders) in cases {
        let matrix = expand(parse(&profile(foreign, &person.id)).unwrap(), population.clone()).unwrap();
        let id = format!("en/mina/-/instans={instance}/html");
        let cell = matrix.cells.iter().find(|cell| cell.id == id).unwrap();
        let expectation = matrix.expectation(cell);
        assert_eq!(
            (
                matrix.chooses_foreign(cell),
                expectation.access,
                expectation.orders.len()
            ),
            (is_foreign, access, orders),
            "{foreign} {instance}"
        );
    }
}
