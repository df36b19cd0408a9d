//! That files are what they say, and hold every letter of every name.

use std::sync::Arc;

use skott_population::{Population, plant};

use super::browser::{Browser, header, portal, portal_of, text};

fn planted() -> Arc<Population> {
    Arc::new(plant(7, 12, 10).unwrap())
}

#[test]
fn every_format_holds_every_planted_order() {
    let city = planted();
    let portal = portal_of(city.clone(), None);
    let mut browser = Browser::logged_in(&portal, "stadsadmin");
    for path in [
        "/rapport",
        "/rapport.csv",
        "/rapport.csv?teckenkodning=utf8",
        "/rapport.xlsx",
        "/rapport.pdf",
    ] {
        let shown = text(&browser.get(path));
        for order in &city.orders {
            let person = city.persons.iter().find(|p| p.id == order.person).unwrap();
            let name = format!("{} {}", person.given_name, person.family_name);
            assert!(shown.contains(&order.id), "{path}: {}", order.id);
            assert!(
                shown.contains(order.receipt.as_deref().unwrap_or_default()),
                "{path}: {:?}",
                order.receipt
            );
            if !person.protected {
                let number = person.personnummer.as_deref().unwrap_or_default();
                for value in [&name, &person.email, number] {
                    assert!(shown.contains(value), "{path}: {value}");
                }
            }
        }
    }
}

#[test]
fn everybody_can_log_in_and_sees_the_own_orders() {
    let city = planted();
    let portal = portal_of(city.clone(), None);
    for person in &city.persons {
        let mut browser = Browser::logged_in(&portal, &person.email);
        let shown = text(&browser.get("/api/mina-bestallningar"));
        let own = city.orders.iter().filter(|o| o.person == person.id).count();
        assert!(
            shown.starts_with(&format!("{{\"antal\":{own},")),
            "{}: {shown}",
            person.id
        );
    }
}

#[test]
fn files_are_of_their_kind() {
    let portal = portal(None);
    let mut browser = Browser::logged_in(&portal, "stadsadmin");
    let csv = browser.get("/rapport.csv?fran=2020-11-01&forvaltning=a&sortera=belopp");
    assert_eq!(
        header(&csv, "content-disposition"),
        "attachment; filename*=UTF-8''best%C3%A4llningsrapport-fr%C3%A5n-2020-11-01.csv"
    );
    let lines: Vec<_> = csv.body.split(|b| *b == b'\n').collect();
    assert!(lines[0].starts_with(b"Best\xe4llning;Datum;Namn;") && lines[0].ends_with(b";Kvitto\r"));
    let text = text(&csv);
    assert_eq!(
        text.lines().nth(2).unwrap(),
        "best-a1;2020-11-01;Anna Ängberg;19800101-9800;anna@stad.example;031-390 06 00;\"Gränd 000, 411 01 \
         Göteborg\";Förvaltningen A;Västtrafikkort;Levererad;1,00;kvitto-a1"
            .replace('"', "")
    );
    assert!(
        browser
            .get("/rapport.csv?teckenkodning=utf8")
            .body
            .starts_with("\u{feff}Beställning;".as_bytes())
    );
    assert!(browser.get("/rapport.xlsx").body.starts_with(b"PK"));
}

#[test]
fn a_long_report_is_a_real_pdf() {
    let portal = portal_of(super::population::crowded(60), None);
    let pdf = Browser::logged_in(&portal, "stadsadmin").get("/rapport.pdf");
    let document = lopdf::Document::load_mem(&pdf.body).unwrap();
    assert_eq!(document.get_pages().len(), 4, "70 orders, 21 on a page");
    assert!(!pdf.body.windows(6).any(|w| w == b"best-b"), "streams are compressed");
    let holds = |name: &str| pdf.body.windows(name.len()).any(|w| w == name.as_bytes());
    assert!(holds("/ToUnicode") && holds("/FontFile2") && holds("+LiberationSans") && holds("/FlateDecode"));
    assert!(
        pdf.body.len() < 60_000,
        "the font is cut down: {} bytes",
        pdf.body.len()
    );
}

#[test]
fn a_letter_that_few_need_is_in_the_pdf_when_it_is_needed() {
    let mut city = Arc::unwrap_or_clone(super::population::city());
    city.persons[1].given_name = "Łukasz".into();
    let portal = portal_of(Arc::new(city), None);
    let pdf = Browser::logged_in(&portal, "hr-en").get("/rapport.pdf");
    assert!(text(&pdf).contains("Łukasz Åkerö"), "{}", text(&pdf));
}
