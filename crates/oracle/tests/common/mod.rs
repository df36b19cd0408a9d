//! What the tests share: a response, and a small population.
#![allow(dead_code, reason = "each test binary takes its part")]

use std::collections::BTreeMap;

use jiff::civil::date;
use skott_model::Received;
use skott_population::{Address, Order, Person, Population};

/// A response of that content type.
pub fn response(content_type: &str, body: &[u8]) -> Received {
    let headers = vec![("content-type".to_owned(), content_type.to_owned())];
    Received {
        status: 200,
        path: "/".to_owned(),
        headers,
        body: body.to_vec(),
        cut: None,
    }
}

/// Persons with the hard names, one order each.
pub fn population() -> Population {
    let people = [
        (
            "p0",
            "Märta",
            "Öberg",
            "19900101-9802",
            "+46313900600",
            "Storgatan 12",
            "TAPW9",
        ),
        (
            "p1",
            "Anna",
            "Berg",
            "19151224+9813",
            "+46701740605",
            "Åvägen 3",
            "K7PXQ",
        ),
        (
            "p2",
            "Anna",
            "Berg",
            "19800229-9821",
            "+46701740605",
            "Åvägen 30",
            "ORD-2020-00042",
        ),
        ("p3", "Eva", "Lind", "19700163-9830", "+4687123456", "Ön 1", "ZZTOP99"),
    ];
    let persons = people
        .iter()
        .enumerate()
        .map(|(i, p)| person(i, p.0, p.1, p.2, p.3, p.4, p.5))
        .collect();
    let orders = people.iter().enumerate().map(|(i, p)| order(i, p.0, p.6)).collect();
    Population {
        schema: "skott.population/1".to_owned(),
        seed: None,
        instances: Vec::new(),
        persons,
        orders,
    }
}

fn person(i: usize, id: &str, given: &str, family: &str, number: &str, phone: &str, street: &str) -> Person {
    let address = Address {
        street: street.to_owned(),
        postal_code: "411 01".to_owned(),
        city: "Göteborg".to_owned(),
    };
    Person {
        id: id.to_owned(),
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        personnummer: Some(number.to_owned()),
        email: format!("{id}.person@trafik.example"),
        phone: Some(phone.to_owned()),
        address: Some(address),
        protected: false,
        employments: Vec::new(),
        pay_ore: Some(3_212_345 + 100 * i as i64),
        pension_ore: Some(200_000 + 100 * i as i64),
        other: BTreeMap::from([("employee_no".to_owned(), format!("E{}", 77001 + i))]),
        cases: Vec::new(),
    }
}

fn order(i: usize, person: &str, id: &str) -> Order {
    Order {
        id: id.to_owned(),
        person: person.to_owned(),
        instance: None,
        benefits: vec!["Västtrafikkort".to_owned()],
        placed: date(2020, 11, 1),
        status: "beviljad".to_owned(),
        amount_ore: 123_450 + 7 * i as i64,
        receipt: Some(format!("KV-{}", 900_100 + i)),
        other: BTreeMap::new(),
    }
}
