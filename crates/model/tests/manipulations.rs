//! What a manipulated request may show: no more than the account is shown without it.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::{Cell, Matrix, Reach, Target, expand};
use skott_model::profile::{Relation, parse};
use skott_population::plant;

const HEAD: &str = r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{ status = 403 }]
population.plant = { seed = 1, instances = 4, persons = 4 }
writes = true
[auth.portal]
kind = "form"
who = { get = "/mig", take = { json = "/namn" } }
steps = [{ post = "/logga-in" }]
[[principal]]
id = "en"
role = "begränsad"
scope = ["{instance}"]
credential.portal = { user = "en", secret = "env:X" }
"#;

const STAD: &str = r#"
[[principal]]
id = "stad"
role = "stadsadministratör"
scope = "all"
credential.portal = { user = "stad", secret = "env:X" }
"#;

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
    let head = HEAD.replace("{instance}", instance);
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

/// What is one's own is asked about, too: a portal that checks the address may let a parameter override it.
#[test]
fn a_manipulation_is_asked_about_every_target() {
    let population = plant(1, 4, 4).unwrap();
    let [own, other] = [0, 1].map(|nth| population.instances[nth].id.clone());
    let asked = |target: &str, own_is: &str, steps: &str| {
        let head = HEAD.replace("{instance}", &own) + STAD;
        let unit = if steps.contains("effect") { "none" } else { "orders" };
        let view = format!(
            r#"
[[view]]
id = "en"
title = "en"
unit = "{unit}"
auth = "portal"
target = "{target}"
shows = ["order"]
access = [{{ target = ["foreign", "random"], is = "refused" }}, {{ is = "{own_is}" }}]
[[view.format]]
id = "html"
{steps}
[[view.format]]
id = "gammal"
manipulates = "html"
{steps}
"#
        );
        let matrix = expand(parse(&(head + &view)).unwrap(), population.clone()).unwrap();
        let of = |relation: Relation, name: &str| {
            let is = |t: &Target| t.relation == relation && (name.is_empty() || t.id.ends_with(name));
            let cell = |cell: &&Cell| cell.plain.is_some() && cell.target.as_ref().is_some_and(is);
            matrix
                .cells
                .iter()
                .find(cell)
                .map(|cell| matrix.expectation(cell).reach)
        };
        [
            of(Relation::Own, &own),
            of(Relation::Foreign, &other),
            of(Relation::Random, ""),
        ]
    };
    let read = "steps = [{ get = \"/{target.id}\" }]";
    let write = r#"steps = [{ method = "PUT", path = "/{target.id}", json = { a = "{nonce}" }, effect = true }]
effect = { of = "a", as = "stad", read = [{ get = "/{target.id}" }], at = { json = "/a" }, restore = [{ method = "PUT", path = "/{target.id}", json = { a = "{before}" }, effect = true }] }"#;
    let [scope, none] = [Some(Reach::Instances(vec![own.clone()])), Some(Reach::None)];
    let cases = [
        // What is one's own may be answered instead of what is foreign.
        ("instance", "scope", read, [scope.clone(), scope.clone(), scope.clone()]),
        ("order", "scope", read, [scope.clone(), scope.clone(), scope.clone()]),
        // Of a view that is closed for its own, no manipulation opens it.
        ("order", "refused", read, [none.clone(), none.clone(), none.clone()]),
        // What may be changed is changed by whichever request: nothing could be said of it.
        ("order", "scope", write, [None, scope.clone(), scope]),
        ("order", "refused", write, [none.clone(), none.clone(), none]),
    ];
    for (target, own_is, steps, expected) in cases {
        assert_eq!(asked(target, own_is, steps), expected, "{target} {own_is} {steps}");
    }
}
