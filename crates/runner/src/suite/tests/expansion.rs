//! Rows become cells.

use skott_model::matrix::{Matrix, expand};
use skott_model::profile::parse;
use skott_population::plant;

use super::{matrix, matrix_of, of_features, shipped, source};
use crate::suite::{Excuse, LoadError, TagsError, load};

const HEAD: &str = "# language: sv
Egenskap: Prov
  Scenariomall: <k> öppnar <v> med urvalet <u> i formatet <f>
    Givet att jag är inloggad som <k>
    När jag öppnar <v> med urvalet <u> i formatet <f>
    Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag
    Exempel:
      | k | v | u | f |
";

#[test]
fn a_row_stands_for_just_the_cells_that_fit() {
    let limited = "varje administratör med behörighet till vissa förvaltningar eller bolag";
    // Accounts x selections x formats: 4 limited administrators, 5 selections, 2 formats.
    let cases = [
        (format!("| {limited} | varje | varje | varje |"), 40),
        (
            format!("| {limited} | varje vy som visar beställningar | varje | html |"),
            20,
        ),
        (format!("| {limited} | Beställningssidan | alla | html |"), 4),
        (
            format!("| {limited} | bestallningar | varje urval som gäller andra förvaltningar eller bolag | csv |"),
            12,
        ),
        ("| varje konto | varje | alla | varje |".to_owned(), 8),
        (
            "| varje administratör | every view that shows orders | alla | csv |".to_owned(),
            4,
        ),
    ];
    let matrix = matrix();
    for (row, expected) in cases {
        let suite = load(&[source("a.feature", &format!("{HEAD}      {row}\n"))], &matrix, None).unwrap();
        assert_eq!(suite.planned.len(), expected, "{row}");
        assert_eq!(suite.features[0].scenarios.len(), expected, "{row}");
    }
}

#[test]
fn a_scenario_has_a_stable_id_and_reads_well_and_accounts_take_turns() {
    let matrix = matrix();
    let row = "      | varje konto | varje | alla | html |\n";
    let suite = load(&[source("a.feature", &format!("{HEAD}{row}"))], &matrix, None).unwrap();
    let first = &suite.planned[0];
    let account = &matrix.principals[1].id;
    assert_eq!(
        first.id,
        format!("a.feature#k-oppnar-v-med-urvalet-u-i-formatet-f:{account}/bestallningar/-/alla/html")
    );
    assert_eq!(
        first.name,
        format!("{account} öppnar Beställningssidan med urvalet alla i formatet html")
    );
    assert_eq!(
        suite.features[0].scenarios[0].steps[1].value,
        "jag öppnar Beställningssidan med urvalet alla i formatet html"
    );
    let row = "      | varje konto | varje | varje | varje |\n";
    let suite = load(&[source("a.feature", &format!("{HEAD}{row}"))], &matrix, None).unwrap();
    let accounts: Vec<&str> = suite
        .planned
        .iter()
        .take(5)
        .map(|p| p.cell.split('/').next().unwrap())
        .collect();
    assert_eq!(accounts[0], accounts[4], "four accounts in turn");
    assert_ne!(accounts[0], accounts[1]);
}

#[test]
fn english_and_swedish_features_plan_the_same() {
    let pick = |matrix: &Matrix, folder: &str, name: &str| {
        let found = shipped(folder).into_iter().find(|s| s.name == name).unwrap();
        let suite = load(&[found], matrix, None).unwrap();
        let planned: Vec<_> = suite.planned.into_iter().map(|p| (p.cell, p.arms)).collect();
        assert!(!planned.is_empty(), "{name}");
        planned
    };
    let small = matrix();
    assert_eq!(
        pick(&small, "", "isolering.feature"),
        pick(&small, "en", "isolation.feature")
    );
    // The small portal has nothing to change.
    let profile = parse(include_str!("../../../../../portals/formansportalen/portal.toml")).unwrap();
    let stub = expand(profile, plant(7, 4, 4).unwrap()).unwrap();
    assert_eq!(
        pick(&stub, "", "andringar.feature"),
        pick(&stub, "en", "changes.feature")
    );
}

#[test]
fn tags_select_and_so_does_narrowing() {
    let matrix = matrix();
    let all = load(&shipped(""), &matrix, None).unwrap();
    let mut incident = load(&shipped(""), &matrix, Some("@incident")).unwrap();
    assert!(incident.planned.len() < all.planned.len() && incident.planned.iter().all(|p| p.tags == ["incident"]));
    let rest = load(&shipped(""), &matrix, Some("not @incident")).unwrap();
    assert_eq!(rest.planned.len() + incident.planned.len(), all.planned.len());
    assert_eq!(incident.features.len(), 1);
    incident.narrow(|cell| cell.ends_with("/csv"));
    assert_eq!(incident.features[0].scenarios.len(), incident.planned.len());
    assert_eq!(incident.planned.len(), 20);
    let none = load(&shipped(""), &matrix, Some("@finns-inte")).unwrap_err();
    assert_eq!(
        none,
        LoadError::Tags(TagsError::SelectNothing("@finns-inte".to_owned()))
    );
    let unread = load(&shipped(""), &matrix, Some("@incident and")).unwrap_err();
    assert_eq!(
        unread,
        LoadError::Tags(TagsError::Unreadable("@incident and".to_owned()))
    );
}

#[test]
fn what_the_profile_says_is_absent_is_listed() {
    let text = format!("{HEAD}      | varje administratör utan behörighet | varje | varje | varje |\n");
    let file = [source("a.feature", &text)];
    let errors = of_features(load(&file, &matrix(), None).unwrap_err());
    assert_eq!(
        errors[0].to_string(),
        "a.feature:9:9: raden ger inget scenario: ”ser jag alla beställningar i urvalet från mina egna förvaltningar och \
         bolag” passar ingen av dess celler, till exempel ingen/bestallningar/-/alla/html, som enligt profilen öppnas men är \
         tom; byt steget eller raden, eller rätta vyns access i profilen"
    );
    let without = include_str!("portal.toml").replace("scope = \"none\"", "scope = \"all\"");
    let without = format!("{without}\n[[absent]]\nunit = \"scope-none\"\nwhy = \"finns inte\"");
    let other = format!("{text}      | varje konto | varje | varje | varje |\n");
    let suite = load(&[source("a.feature", &other)], &matrix_of(&without), None).unwrap();
    assert_eq!(suite.not_applicable.len(), 1);
    assert_eq!(
        (suite.not_applicable[0].place.line, &suite.not_applicable[0].why),
        (9, &Excuse::Profile("finns inte".to_owned()))
    );
}

/// Every row of the shipped features that a portal of two accounts and one view has nothing of names the very unit that says so.
#[test]
fn what_a_small_portal_lacks_can_be_written_off_the_messages() {
    let features = shipped("");
    let mut profile = SMALL.to_owned();
    let mut written = Vec::new();
    while let Err(errors) = load(&features, &matrix_of(&profile), None) {
        let error = of_features(errors)[0].to_string();
        let unit = error.split("unit = \"").nth(1).and_then(|rest| rest.split('"').next());
        let unit = unit.unwrap_or_else(|| panic!("{error}")).to_owned();
        assert!(!written.contains(&unit), "{unit} was not enough: {error}");
        profile = format!("{profile}\n[[absent]]\nunit = \"{unit}\"\nwhy = \"finns inte\"\n");
        written.push(unit);
    }
    written.sort();
    assert_eq!(
        written,
        [
            "aggregate",
            "own",
            "persons",
            "refused",
            "scope-none",
            "suggestions",
            "target"
        ]
    );
}

const SMALL: &str = r#"
schema = "skott.profile/1"
name = "minst"
title = "Den minsta portalen"
base_url = "http://127.0.0.1:1"
population = { plant = { seed = 7, instances = 4, persons = 4 } }
refusal = [{ status = 403 }]

[auth.form]
kind = "basic"
who = { get = "/me", take = { regex = "(.+)" } }

[[principal]]
id = "stad"
role = "administratör"
scope = "all"
credential.form = { user = "stad", secret = "env:X" }

[[principal]]
id = "admin-{instance}"
each = "instance"
role = "administratör"
scope = ["{instance}"]
credential.form = { user = "{instance}", secret = "env:X" }

[[view]]
id = "bestallningar"
title = "Beställningar"
unit = "orders"
auth = "form"
shows = ["order", "name"]
access = [{ is = "scope" }]
format = [{ id = "html", steps = [{ get = "/b" }] }, { id = "csv", steps = [{ get = "/b.csv" }] }]
"#;
