//! Faults that no table of whole pages shows: numbers, columns, later pages, caches, one answer in ten.

use serde_json::Value;

use super::browser::{Browser, header, portal, portal_of, sheet_text, text};
use super::population::crowded;
use crate::{Fault, Response};

fn json(answer: &Response) -> Value {
    serde_json::from_str(&text(answer)).unwrap()
}

#[test]
fn the_total_leaks_only_with_its_fault() {
    for (fault, count) in [
        (None, 4),
        (Some(Fault::TotalLeaks), 10),
        (Some(Fault::OrderPageAllInstances), 10),
    ] {
        let portal = portal(fault);
        let mut browser = Browser::logged_in(&portal, "ekonomi-en");
        let page = text(&browser.get("/bestallningar"));
        assert!(
            page.contains(&format!(
                "<p id=\"antal\">Totalt <strong>{count}</strong> beställningar</p>"
            )),
            "{page}"
        );
        let sum = if fault == Some(Fault::OrderPageAllInstances) {
            ("13137.00", "13 137,00")
        } else {
            ("7.00", "7,00")
        };
        assert!(
            page.contains(&format!("<p id=\"summa\">Summa: <strong>{} kr</strong></p>", sum.1)),
            "{page}"
        );
        let api = json(&browser.get("/api/bestallningar"));
        assert_eq!(
            (&api["antal"], &api["summa"], &api["sidor"]),
            (&count.into(), &sum.0.into(), &1.into())
        );
        let november = json(&browser.get("/api/bestallningar?till=2020-11-02"));
        assert_eq!(
            november["antal"],
            if fault.is_some() { 2 } else { 1 },
            "counts the selection"
        );
    }
}

/// What somebody is answered in the sound portal, and with the fault.
fn both(fault: Fault, user: &str, asked: impl Fn(&mut Browser) -> String) -> [String; 2] {
    [None, Some(fault)].map(|fault| {
        let portal = portal(fault);
        asked(&mut Browser::logged_in(&portal, user))
    })
}

fn check(fault: Fault, user: &str, address: &str, holds: &str) {
    let answers = both(fault, user, |browser| text(&browser.get(address)));
    assert_eq!(
        answers.map(|answer| answer.contains(holds)),
        [false, true],
        "{fault}: {user} at {address}"
    );
}

#[test]
fn columns_names_and_numbers_that_are_not_to_be_shown() {
    check(Fault::WorkbookShowsPay, "hr-en", "/rapport.xlsx", "77777.77");
    check(Fault::WorkbookShowsPay, "hr-en", "/rapport.xlsx", "Lön");
    check(Fault::ApiWholeRecord, "hr-en", "/api/bestallningar", "Gränd 101");
    check(Fault::PrintUnmasked, "stadsadmin", "/rapport.pdf", "Hemma Gömd");
    check(
        Fault::PersonTotalLeaks,
        "hr-en",
        "/epostlista",
        "Totalt <strong>6</strong> personer",
    );
    check(
        Fault::AverageLeaks,
        "ekonomi-en",
        "/statistik",
        "<strong id=\"snitt\">1 313,70 kr</strong>",
    );
    check(
        Fault::InstancesOffered,
        "hr-en",
        "/bestallningar",
        "<option value=\"d\">",
    );
}

#[test]
fn a_denial_tells_the_day_only_with_its_fault() {
    for (fault, id, day) in [
        (None, "best-d1", ""),
        (Some(Fault::DatedDenial), "best-d1", "Fri, 06 Nov 2020 00:00:00 GMT"),
        (Some(Fault::DatedDenial), "finns-inte", ""),
    ] {
        let portal = portal(fault);
        let answer = Browser::logged_in(&portal, "ekonomi-en").get(&format!("/api/bestallning/{id}"));
        assert_eq!(
            (answer.status, header(&answer, "last-modified")),
            (404, day),
            "{fault:?} {id}"
        );
    }
}

#[test]
fn later_pages_and_limits() {
    for (fault, second, found) in [
        (None, [true, false], 52),
        (Some(Fault::LaterPagesUnscoped), [true, true], 52),
        (Some(Fault::LimitBeforeScope), [true, false], 45),
    ] {
        let portal = portal_of(crowded(50), fault);
        let mut browser = Browser::logged_in(&portal, "hr-en");
        let pages = [2, 3, 4].map(|n| text(&browser.get(&format!("/bestallningar?sida={n}&sortera=belopp"))));
        let pages = pages.concat();
        assert_eq!(["best-bx", "best-d"].map(|id| pages.contains(id)), second, "{fault:?}");
        let hits = text(&browser.get("/sok?q=stad.ex"));
        assert!(hits.contains(&format!("Totalt <strong>{found}</strong>")), "{fault:?}");
    }
}

#[test]
fn an_export_is_made_anew_but_with_its_fault() {
    let second = both(Fault::JobReusesFile, "hr-en", |browser| {
        let mut file = String::new();
        for benefit in ["Västtrafikkort", "Träningskort"] {
            let job = browser.fill_in("/export", "/export", &[("forman", benefit)]);
            let job = header(&job, "location").to_owned();
            browser.get(&job);
            browser.get(&job);
            file = text(&browser.get(&format!("{job}/fil")));
        }
        file
    });
    assert_eq!(second.map(|file| file.contains("best-b1")), [false, true]);
}

#[test]
fn what_is_kept_is_kept_for_one_account_and_selection() {
    for (fault, ids, count) in [
        (None, [true, false], 0),
        (Some(Fault::CacheWithoutAccount), [false, true], 0),
        (Some(Fault::CacheWithoutQuery), [true, false], 3),
    ] {
        let portal = portal(fault);
        Browser::logged_in(&portal, "ekonomi-flera").get("/api/bestallningar");
        let mut browser = Browser::logged_in(&portal, "ekonomi-en");
        let orders = text(&browser.get("/api/bestallningar"));
        assert_eq!(["best-a1", "best-c1"].map(|id| orders.contains(id)), ids, "{fault:?}");
        browser.get("/api/statistik?till=2020-12-24");
        let later = json(&browser.get("/api/statistik?fran=2021-02-01"));
        assert_eq!(later["antal"], count, "{fault:?}");
    }
}

#[test]
fn one_letter_in_ten_goes_to_the_whole_city_with_its_fault() {
    let letters = both(Fault::OneInTen, "hr-en", |browser| {
        let mut letter = || text(&browser.fill_in("/mejla", "/mejla/forhandsgranska", &[]));
        let all: Vec<_> = (0..20).map(|_| letter()).collect();
        all.iter()
            .filter(|letter| letter.contains("dag@stad"))
            .count()
            .to_string()
    });
    assert_eq!(letters, ["0", "2"]);
}

#[test]
fn a_hidden_sheet_is_there_and_holds_what_the_visible_one_does() {
    let portal = portal(None);
    let workbook = Browser::logged_in(&portal, "hr-en").get("/rapport.xlsx");
    let sheets = ["Beställningar", "Underlag"].map(|sheet| sheet_text(&workbook.body, sheet).lines().count());
    assert_eq!(sheets, [3, 3]);
}
