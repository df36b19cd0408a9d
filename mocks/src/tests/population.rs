//! A hand-made city: four instances a, b, c and d (two bolag), small enough to know by heart.

use std::collections::BTreeMap;
use std::sync::Arc;

use skott_population::{Address, Employment, Instance, InstanceKind, Order, Person, Population};

/// person, instance or `-`, order, day, benefit, status, kronor: each instance's sum has a decimal place of its own.
const ORDERS: &str = "
    anna      a  best-a1  2020-11-01  Västtrafikkort  Levererad   1
    anna      a  best-a2  2020-12-24  Träningskort    Beställd    2
    bo        b  best-b1  2020-11-02  Västtrafikkort  Levererad  10
    moa       b  best-b2  2020-11-03  Träningskort    Levererad  20
    moa       a  best-a3  2021-01-04  Västtrafikkort  Levererad   4
    carl      c  best-c1  2020-11-05  Västtrafikkort  avbruten  100
    dag       d  best-d1  2020-11-06  Västtrafikkort  Levererad 1000
    skyddad   d  best-d2  2020-11-07  Västtrafikkort  Levererad 2000
    skyddad-a a  best-a4  2020-11-08  Cykel           Levererad   0
    fri       -  best-n1  2020-11-09  Västtrafikkort  Levererad 10000";

const PERSONS: [(&str, &str, &str); 8] = [
    ("anna", "Anna", "Ängberg"),
    ("bo", "Bo", "Åkerö"),
    ("moa", "Moa", "Ek-Öst"),
    ("carl", "Carl", "Idé"),
    ("dag", "Dag", "Zetter"),
    ("skyddad", "Hemma", "Gömd"),
    ("skyddad-a", "Dold", "Hemlig"),
    ("fri", "Fri", "Alm & <Son>"),
];

/// The city.
pub fn city() -> Arc<Population> {
    Arc::new(Population {
        schema: "skott.population/1".into(),
        seed: None,
        instances: ["a", "b", "c", "d"].map(instance).to_vec(),
        persons: PERSONS.iter().enumerate().map(person).collect(),
        orders: ORDERS.trim().lines().map(order).collect(),
    })
}

/// The city after so many more orders by Bo, in instance b.
pub fn crowded(more: usize) -> Arc<Population> {
    let mut city = Arc::unwrap_or_clone(city());
    let first = city.orders.iter().find(|o| o.id == "best-b1").cloned().unwrap();
    let another = |n| Order {
        id: format!("best-bx{n:03}"),
        ..first.clone()
    };
    city.orders.extend((0..more).map(another));
    Arc::new(city)
}

fn instance(id: &str) -> Instance {
    Instance {
        id: id.into(),
        name: format!("Förvaltningen {}", id.to_uppercase()),
        kind: if ["c", "d"].contains(&id) {
            InstanceKind::Bolag
        } else {
            InstanceKind::Forvaltning
        },
        email_domain: format!("{id}.example"),
        contact: format!("pua@{id}.example"),
    }
}

fn person((no, (id, given, family)): (usize, &(&str, &str, &str))) -> Person {
    Person {
        id: (*id).into(),
        given_name: (*given).into(),
        family_name: (*family).into(),
        personnummer: Some(format!("19800101-98{no:02}")),
        email: format!("{id}@stad.example"),
        phone: Some(format!("+4631390060{no}")),
        address: Some(Address {
            street: format!("Gränd {no}0{no}"),
            postal_code: "411 01".into(),
            city: "Göteborg".into(),
        }),
        protected: id.starts_with("skyddad"),
        employments: if *id == "moa" { moved() } else { Vec::new() },
        pay_ore: Some(7_777_777),
        pension_ore: Some(666_666),
        other: BTreeMap::new(),
        cases: Vec::new(),
    }
}

/// From b to a with the new year.
fn moved() -> Vec<Employment> {
    let employment = |instance: &str, from: &str, until: Option<&str>| Employment {
        instance: instance.into(),
        from: from.parse().unwrap(),
        until: until.map(|day| day.parse().unwrap()),
    };
    vec![
        employment("b", "2015-01-01", Some("2020-12-31")),
        employment("a", "2021-01-01", None),
    ]
}

fn order(line: &str) -> Order {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let [person, instance, id, placed, benefit, status, kronor] = cells[..] else {
        panic!("seven cells: {line}")
    };
    Order {
        id: id.into(),
        person: person.into(),
        instance: (instance != "-").then(|| instance.into()),
        benefits: vec![benefit.into()],
        placed: placed.parse().unwrap(),
        status: status.into(),
        amount_ore: kronor.parse::<i64>().unwrap() * 100,
        receipt: Some(id.replace("best", "kvitto")),
        other: BTreeMap::new(),
    }
}
