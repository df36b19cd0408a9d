//! What a manipulated request may show: no more than the account is shown without it.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::{Matrix, Reach, expand};
use skott_model::profile::parse;
use skott_population::plant;

/// One view that opens, one that shows nothing and one that is refused, each with a format that no page offers.
fn matrix() -> Matrix {
    let view = |id: &str, access: &str| {
        format!(
            r#"
[[view]]
id = "{id}"
title = "{id}"
unit = "orders"
auth = "portal"
shows = ["order"]
access = [{{ role = ["begränsad"], is = "{access}" }}, {{ is = "scope" }}]
[[view.format]]
id = "html"
steps = [{{ get = "/{id}" }}]
[[view.format]]
id = "gammal"
manipulates = "html"
steps = [{{ get = "/{id}.old" }}]
"#
        )
    };
    let population = plant(1, 4, 4).unwrap();
    let instance = &population.instances[0].id;
    let head = format!(
        r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{{ status = 403 }}]
population.plant = {{ seed = 1, instances = 4, persons = 4 }}
[auth.portal]
kind = "form"
who = {{ get = "/mig", take = {{ json = "/namn" }} }}
steps = [{{ post = "/logga-in" }}]
[[principal]]
id = "en"
role = "begränsad"
scope = ["{instance}"]
credential.portal = {{ user = "en", secret = "env:X" }}
"#
    );
    let views = [
        view("oppen", "scope"),
        view("tom", "nothing"),
        view("stangd", "refused"),
    ];
    expand(parse(&(head + &views.concat())).unwrap(), population).unwrap()
}

#[test]
fn a_manipulation_shows_no_more_than_the_view_it_is_one_of() {
    let matrix = matrix();
    let told: Vec<(&str, Reach)> = matrix
        .cells
        .iter()
        .filter(|cell| cell.plain.is_some())
        .map(|cell| (cell.id.as_str(), matrix.expectation(cell).reach))
        .collect();
    let own = Reach::Instances(vec![matrix.population.instances[0].id.clone()]);
    assert_eq!(
        told,
        [
            ("en/oppen/-/alla/gammal", own),
            ("en/tom/-/alla/gammal", Reach::None),
            ("en/stangd/-/alla/gammal", Reach::None),
        ]
    );
}
