//! Searches for what nobody has, which those for what is foreign are held against.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::{Matrix, expand};
use skott_model::profile::parse;
use skott_population::{Population, plant};

fn profile(foreign: &str, partial: &str) -> String {
    format!(
        r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{{ status = 403 }}]
population = {{ plant = {{ seed = 1, instances = 4, persons = 4 }}{partial} }}
[auth.portal]
kind = "form"
who = {{ get = "/mig", take = {{ json = "/namn" }} }}
steps = [{{ post = "/logga-in" }}]
[[principal]]
id = "stad"
role = "stadsadministratör"
scope = "all"
credential.portal = {{ user = "stad", secret = "env:X" }}
[[principal]]
id = "en"
role = "begränsad"
scope = ["{{first}}"]
credential.portal = {{ user = "en", secret = "env:X" }}
[[principal]]
id = "stangd"
role = "stängd"
scope = "none"
credential.portal = {{ user = "stangd", secret = "env:X" }}
[setting.sok]
foreign = "{foreign}"
options = [
  {{ id = "inget" }},
  {{ id = "namn", each = "instance", set = {{ q = "{{name.prefix}}" }}, where.text = {{ query = "{{name.prefix}}", categories = ["name"] }} }},
]
[setting.period]
options = [
  {{ id = "alltid" }},
  {{ id = "sedan-2000", set = {{ fran = "2000-01-01" }}, where = {{ placed_from = "2000-01-01" }} }},
]
[[view]]
id = "lista"
title = "Lista"
unit = "orders"
auth = "portal"
shows = ["order"]
settings = ["sok", "period"]
access = [{{ role = ["stängd"], is = "refused" }}, {{ is = "scope" }}]
[[view.format]]
id = "html"
steps = [{{ get = "/lista", selection = "query" }}]
"#
    )
}

fn matrix(foreign: &str, partial: &str) -> (Population, Matrix) {
    let population = plant(1, 4, 4).unwrap();
    let text = profile(foreign, partial).replace("{first}", &population.instances[0].id);
    let matrix = expand(parse(&text).unwrap(), population.clone()).unwrap();
    (population, matrix)
}

/// Each cell with the one that it is held against.
fn held(matrix: &Matrix) -> Vec<String> {
    let told = matrix.cells.iter().filter_map(|cell| {
        let nobodys = &matrix.selections[cell.view][cell.nobodys?].id;
        Some(format!("{} ~ {nobodys}", cell.id))
    });
    told.collect()
}

#[test]
fn a_search_for_what_is_foreign_alone_is_held_against_one_for_what_nobody_has() {
    let (population, matrix) = matrix("empty", "");
    let (now, since) = ("sok=namn-finns-inte", "sok=namn-finns-inte+period=sedan-2000");
    let of = |searched: &str| {
        let since_2000 = format!("en/lista/-/sok=namn-{searched}+period=sedan-2000/html ~ {since}");
        [format!("en/lista/-/sok=namn-{searched}/html ~ {now}"), since_2000]
    };
    let foreign = population.instances[1..].iter().map(|instance| instance.id.as_str());
    let expected: Vec<String> = foreign.chain(["finns-inte"]).flat_map(of).collect();
    assert_eq!(held(&matrix), expected);
    // A portal that refuses a search for what others have refuses one for what nobody has.
    assert_eq!(held(&self::matrix("refused", "").1), expected);
    let is_nobodys = |text: &str| population.persons.iter().all(|p| !p.full_name().contains(text));
    let searched = matrix.selections[0]
        .iter()
        .filter_map(|s| s.choices[0].begins.as_deref());
    assert_eq!(
        searched.filter(|text| is_nobodys(text)).count(),
        4,
        "two for each period"
    );
}

#[test]
fn where_a_foreign_search_is_ignored_or_others_may_be_met_it_is_held_against_none() {
    let ignored = held(&matrix("ignored", "").1);
    let partial = held(&matrix("empty", ", partial = true").1);
    assert_eq!([ignored, partial], [vec![], vec![]] as [Vec<String>; 2]);
}
