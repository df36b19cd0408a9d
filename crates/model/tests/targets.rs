//! What a view is asked about, by who can log in to it.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::{Cell, expand};
use skott_model::profile::{Relation, parse};
use skott_population::{Order, Person, plant};

const PROFILE: &str = r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{ status = 403 }]

[population]
plant = { seed = 1, instances = 4, persons = 4 }

[auth.portal]
kind = "form"
who = { get = "/mig", take = { json = "/namn" } }
steps = [{ post = "/logga-in" }]

[[view]]
id = "order"
title = "En order"
unit = "orders"
auth = "portal"
target = "order"
shows = ["order"]
access = [{ target = ["foreign", "colleague", "random"], is = "refused" }, { is = "scope" }]

[[view.format]]
id = "html"
steps = [{ get = "/order/{target.id}" }]
"#;

fn principal(id: &str, scope: &str) -> String {
    format!(
        "[[principal]]\nid = \"{id}\"\nrole = \"roll\"\n{scope}\ncredential.portal = {{ user = \"{id}\", secret = \"env:X\" }}\n"
    )
}

/// What each account is asked about, and how it is related to it: `account target relation`.
fn asked(principals: &[String]) -> Vec<String> {
    asked_in(PROFILE, principals)
}

fn asked_in(profile: &str, principals: &[String]) -> Vec<String> {
    let profile = parse(&format!("{profile}\n{}", principals.join("\n"))).unwrap();
    let matrix = expand(profile, plant(1, 4, 4).unwrap()).unwrap();
    let told = |cell: &Cell| {
        let target = cell.target.as_ref().unwrap();
        let relation = match target.relation {
            Relation::Own => "own",
            Relation::Colleague => "colleague",
            Relation::Foreign => "foreign",
            Relation::Random => "random",
        };
        format!("{} {} {relation}", matrix.principals[cell.principal].id, target.id)
    };
    matrix.cells.iter().map(told).collect()
}

/// Two persons of one instance and one of another, none with a second employment.
fn persons() -> [Person; 3] {
    let population = plant(1, 4, 4).unwrap();
    let of = |instance: usize| {
        let id = &population.instances[instance].id;
        let at_home = population
            .persons
            .iter()
            .filter(move |p| p.employments.len() == 1 && p.employments[0].instance == *id && !p.protected)
            .filter(|p| population.orders.iter().any(|o| o.person == p.id));
        at_home.cloned().collect::<Vec<_>>()
    };
    let (first, second) = (of(0), of(1));
    [first[0].clone(), first[1].clone(), second[0].clone()]
}

#[test]
fn persons_alone_are_asked_about_each_others_orders() {
    let [one, colleague, stranger] = persons();
    let [here, there] = [&one, &stranger].map(|p| p.employments[0].instance.clone());
    let own = |person: &Person, name: &str| principal(name, &format!("scope = \"own\"\nperson = \"{}\"", person.id));
    let target = |person: &Person, instance: &str| format!("order:{}:{instance}", person.id);
    let accounts = [own(&one, "en"), own(&colleague, "kollega"), own(&stranger, "annan")];
    let all = [
        target(&one, &here),
        target(&colleague, &here),
        target(&stranger, &there),
    ];
    let expected: Vec<String> = [
        ("en", ["own", "colleague", "foreign"]),
        ("kollega", ["colleague", "own", "foreign"]),
        ("annan", ["foreign", "foreign", "own"]),
    ]
    .iter()
    .flat_map(|(account, relations)| {
        let each = all
            .iter()
            .zip(relations)
            .map(move |(target, relation)| format!("{account} {target} {relation}"));
        std::iter::once(format!("{account} random random")).chain(each)
    })
    .collect();
    assert_eq!(asked(&accounts), expected);
}

#[test]
fn where_somebody_sees_more_than_a_person_one_order_stands_for_each_instance() {
    let [one, ..] = persons();
    let here = &one.employments[0].instance;
    let accounts = [
        principal("stad", "scope = \"all\""),
        principal("en", &format!("scope = \"own\"\nperson = \"{}\"", one.id)),
    ];
    let asked = asked(&accounts);
    for (account, target, relation) in [
        ("stad", "order", "own"),
        ("en", "own", "own"),
        ("en", "order", "colleague"),
    ] {
        let line = format!("{account} {target}:{here} {relation}");
        assert!(asked.contains(&line), "{line}: {asked:#?}");
    }
}

#[test]
fn what_does_not_exist_has_no_value_that_tells_one_order_from_another() {
    let mut population = plant(1, 4, 4).unwrap();
    for (nth, order) in population.orders.iter_mut().enumerate() {
        let uuid = format!("6f1c2a9e-1b2c-4d3e-8f90-a1b2c3d4{nth:04}");
        order.other = [("uuid".to_owned(), uuid), ("event".to_owned(), "vinter".to_owned())].into();
    }
    let account = principal("stad", "scope = \"all\"");
    let unknown = |more: &str| {
        let text = PROFILE.replace("target = \"order\"", &format!("target = \"order\"\n{more}"));
        let matrix = expand(parse(&format!("{text}\n{account}")).unwrap(), population.clone()).unwrap();
        let mut targets = matrix.cells.iter().filter_map(|cell| cell.target.clone());
        targets.find(|target| target.relation == Relation::Random).unwrap()
    };
    let values = unknown("").values;
    let is_known = |order: &Order| order.id == values["id"] || order.other["uuid"] == values["uuid"];
    assert!(!population.orders.iter().any(is_known), "{values:?}");
    assert_eq!((values["event"].as_str(), values["uuid"].len()), ("vinter", 36));
    let ids = |more: &str| {
        let target = unknown(more);
        (
            target.values["id"].clone(),
            target.other.map(|other| other["id"].clone()),
        )
    };
    let (one, other) = ids("");
    assert!(other.is_some_and(|other| other != one), "{one}");
    assert_eq!(ids("unknown = { id = \"99\" }"), ("99".into(), None));
    assert_eq!(
        ids("unknown = { id = [\"99\", \"98\"] }"),
        ("99".into(), Some("98".into()))
    );
}

#[test]
fn an_instance_whose_orders_can_stand_for_nobody_is_told() {
    let account = principal("stad", "scope = \"all\"");
    let profile = || parse(&format!("{PROFILE}\n{account}")).unwrap();
    let mut population = plant(1, 4, 4).unwrap();
    assert!(expand(profile(), population.clone()).unwrap().unasked.is_empty());
    let instance = population.instances[1].id.clone();
    let of_it: Vec<String> = population
        .orders
        .iter()
        .filter(|order| order.instance.as_ref() == Some(&instance))
        .map(|order| order.person.clone())
        .collect();
    for person in population
        .persons
        .iter_mut()
        .filter(|person| of_it.contains(&person.id))
    {
        person.protected = true;
    }
    let unasked = expand(profile(), population).unwrap().unasked;
    let told: Vec<(&str, &str)> = unasked.iter().map(|u| (u.view.as_str(), u.instance.as_str())).collect();
    assert_eq!(told, [("order", instance.as_str())]);
}

#[test]
fn persons_of_one_instance_alone_leave_the_others_unasked() {
    let [one, colleague, stranger] = persons();
    let told = |persons: &[&Person]| {
        let own = |(nth, person): (usize, &&Person)| {
            principal(
                &format!("p{nth}"),
                &format!("scope = \"own\"\nperson = \"{}\"", person.id),
            )
        };
        let accounts: Vec<String> = persons.iter().enumerate().map(own).collect();
        let profile = parse(&format!("{PROFILE}\n{}", accounts.join("\n"))).unwrap();
        let unasked = expand(profile, plant(1, 4, 4).unwrap()).unwrap().unasked;
        unasked.into_iter().map(|unasked| unasked.instance).collect::<Vec<_>>()
    };
    let alone = told(&[&one, &colleague]);
    assert_eq!(alone.len(), 3, "all but their own: {alone:?}");
    assert!(!alone.contains(&one.employments[0].instance));
    assert_eq!(told(&[&one, &colleague, &stranger]), [""; 0]);
}

/// An administrator who is refused whatever it is asked about is nobody's witness: the persons who may open their own are.
#[test]
fn what_persons_alone_may_open_is_theirs_also_to_who_is_refused() {
    let [one, colleague, stranger] = persons();
    let own = |person: &Person, name: &str| principal(name, &format!("scope = \"own\"\nperson = \"{}\"", person.id));
    let mut accounts = vec![own(&one, "en"), own(&colleague, "kollega"), own(&stranger, "annan")];
    let alone = asked(&accounts);
    accounts.push(principal("stad", "scope = \"all\""));
    let refused = PROFILE.replace(
        "access = [{ target",
        "access = [{ principal = [\"stad\"], is = \"refused\" }, { target",
    );
    let with_stad = asked_in(&refused, &accounts);
    let of_persons: Vec<&String> = with_stad.iter().filter(|asked| !asked.starts_with("stad ")).collect();
    assert_eq!(of_persons, alone.iter().collect::<Vec<_>>());
    let targets = |who: &str| -> Vec<String> {
        let of = with_stad.iter().filter_map(|asked| asked.strip_prefix(who));
        of.filter_map(|asked| asked.split(' ').next().map(str::to_owned))
            .collect()
    };
    assert_eq!(targets("stad "), targets("en "));
}

/// An order of no instance has no address where its instance stands in the path.
#[test]
fn an_order_that_the_path_cannot_name_is_not_asked_for() {
    let accounts = [principal("stad", "scope = \"all\"")];
    let cases = [
        ("/order/{target.id}", true),
        ("/org/{target.instance}/order/{target.id}", false),
        ("/org/{target.home}/order/{target.id}", false),
        ("/order/{target.id}?org={target.instance}", false),
    ];
    for (path, expected) in cases {
        let asked = asked_in(&PROFILE.replace("/order/{target.id}", path), &accounts);
        let is_there = asked.iter().any(|asked| asked.contains("order:ingen"));
        assert_eq!(is_there, expected, "{path}: {asked:?}");
        assert!(asked.len() > 3, "{path}: {asked:?}");
    }
}
