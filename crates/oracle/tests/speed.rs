//! What reading and searching a page costs.

mod common;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::{population, response};
use skott_oracle::decode::{Limits, decode};
use skott_oracle::search::Index;
use skott_population::Population;

fn city() -> Population {
    let small = population();
    let mut city = Population {
        persons: Vec::new(),
        orders: Vec::new(),
        ..small.clone()
    };
    for i in 0..500 {
        let mut person = small.persons[i % 4].clone();
        person.id = format!("p{i}");
        person.given_name = format!("{}{}", person.given_name, ["a", "ö", "lina", "bert"][i / 4 % 4]);
        person.family_name = format!("{}{}", person.family_name, (b'a' + (i % 26) as u8) as char);
        person.email = format!("p{i}@stad.example");
        let mut order = small.orders[i % 4].clone();
        order.person.clone_from(&person.id);
        order.id = format!("Q{i:04}");
        order.amount_ore += 100 * i as i64;
        city.persons.push(person);
        city.orders.push(order);
    }
    city
}

/// Thirty kilobytes: a menu, scripts and styles, and a table of forty rows.
fn page(city: &Population, turn: usize) -> String {
    let mut page = String::from(
        "<!doctype html><html><head><title>Beställningar</title><style>.a{color:red}</style></head><body>",
    );
    for i in 0..120 {
        let _ = writeln!(
            page,
            "<li class=\"nav-item a{i}\"><a href=\"/vy/{i}?sida=2\" title='Vy'>Meny {i}</a></li>"
        );
    }
    let _ = write!(
        page,
        "<script>{}</script><table><tr><th>Order<th>Namn<th>E-post<th>Belopp</tr>",
        "var x=1; f(x);\n".repeat(500)
    );
    for i in 0..40 {
        let at = (turn * 7 + i) % city.persons.len();
        let (person, order) = (&city.persons[at], &city.orders[at]);
        let name = format!("{} {}", person.given_name, person.family_name);
        let _ = writeln!(
            page,
            "<tr data-id=\"{}\"><td><a href=\"/o/{}\">{}</a></td><td>{name}</td><td>{}</td><td>{},{:02}</td></tr>",
            order.id,
            order.id,
            order.id,
            person.email,
            order.amount_ore / 100,
            order.amount_ore % 100
        );
    }
    page + "</table></body></html>" + &"<!-- fyllnad -->\n".repeat(400)
}

/// Measured against the parser alone, since machines differ. Run with
/// `cargo test --release -p skott-oracle --test speed -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, for a release build"]
fn reading_and_searching_take_a_few_times_what_parsing_takes() {
    let city = city();
    let index = Index::new(&city);
    let sources: Vec<String> = (0..50).map(|turn| page(&city, turn)).collect();
    let pages: Vec<_> = sources
        .iter()
        .map(|source| response("text/html", source.as_bytes()))
        .collect();
    let (mut parsing, mut decoding, mut searching, mut sightings) = (Duration::ZERO, Duration::ZERO, Duration::ZERO, 0);
    for i in 0..2_000 {
        let start = Instant::now();
        std::hint::black_box(scraper::Html::parse_document(&sources[i % sources.len()]));
        parsing += start.elapsed();
        let start = Instant::now();
        let decoded = decode(&pages[i % pages.len()], &Limits::default());
        decoding += start.elapsed();
        let start = Instant::now();
        sightings += index.search(&decoded).len();
        searching += start.elapsed();
    }
    println!("parse {parsing:?}, decode {decoding:?}, search {searching:?}, {sightings} sightings");
    assert!(sightings > 2_000 * 40 * 3);
    assert!(decoding + searching < parsing * 5);
}
