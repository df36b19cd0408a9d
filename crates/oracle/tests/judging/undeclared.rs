//! Numbers that the profile does not declare: which are the whole city's, and which may be anything.

use skott_model::profile::NumberIs;
use skott_oracle::observe;

use super::ground::{Do, Ground};

/// What the reports would say of a cell's answer with this text at that place: `{antal}`, `{personer}` and `{summa}` of the whole
/// city, `{eget}` and `{egen-summa}` of the account's own orders.
fn told(ground: &Ground, cell: &str, place: &str, what: &str) -> Vec<String> {
    let cell = ground.cell(cell);
    let all: Vec<usize> = (0..ground.matrix.population.orders.len()).collect();
    let own = ground.matrix.expectation(cell).orders;
    let number = |is, rows: &[usize]| ground.matrix.number(is, rows).unwrap_or_default();
    let kronor = |ore: i64| format!("{},{:02}", ore / 100, ore % 100);
    let sum = number(NumberIs::Sum, &all);
    let theirs = |i: &usize| ground.matrix.population.orders[*i].instance.as_deref() == Some("aldrevard");
    let theirs: Vec<usize> = all.iter().copied().filter(theirs).collect();
    let text = what
        .replace("{snitt}", &kronor(number(NumberIs::Average, &all)))
        .replace("{eget-snitt}", &kronor(number(NumberIs::Average, &own)))
        .replace("{aldrevards}", &kronor(number(NumberIs::Sum, &theirs)))
        .replace("{antal}", &number(NumberIs::Count, &all).to_string())
        .replace("{personer}", &number(NumberIs::Persons, &all).to_string())
        .replace("{eget}", &own.len().to_string())
        .replace("{summa}", &kronor(sum))
        .replace("{kronor}", &((sum + 50) / 100).to_string())
        .replace("{ore}", &(sum % 100).to_string())
        .replace("{egen-summa}", &kronor(number(NumberIs::Sum, &own)));
    let status = &ground.matrix.population.orders[0].status;
    let of_status = |rows: &[usize]| {
        rows.iter()
            .filter(|i| ground.matrix.population.orders[**i].status == *status)
            .count()
    };
    let text = text
        .replace("{av-status}", &of_status(&all).to_string())
        .replace("{eget-av-status}", &of_status(&own).to_string())
        .replace("{status}", status);
    let place = place.replace("{status}", status);
    let seen = ground.seen(cell, &[Do::Put(place.leak(), text.leak())]);
    let observation = observe(&ground.matrix, &ground.index, cell, seen);
    assert!(observation.findings.is_empty(), "{what}: {:?}", observation.findings);
    let said = |detail: &skott_model::Detail| serde_json::to_string(detail).unwrap_or_default();
    observation.doubts.iter().map(|doubt| said(&doubt.detail)).collect()
}

#[test]
fn what_the_citys_rows_come_to_is_a_doubt_to_who_may_not_see_them_all() {
    const LIST: &str = "a/lista/-/alla/html";
    let cases = [
        // (cell, place, text, is told)
        (LIST, "huvud x-total-count", "{antal}", true),
        (LIST, "huvud content-range", "items 0-19/{antal}", true),
        (LIST, "$.meta.totalRecords", "{antal}", true),
        (LIST, "$.@odata.count", "{antal}", true),
        (LIST, "<span>", "Beställningar {antal}", true),
        (LIST, "<p>", "Visar 1–7 av {antal} (sida 1 av 5)", true),
        (LIST, "<p>", "I staden finns {personer} personer", true),
        (LIST, "<tr> rad 9", "Totalt\t{summa} kr", true),
        (LIST, "<b>", "{summa}", true),
        (LIST, "<b>", "Kostnad i kronor: {kronor}", true),
        ("ingen/lista/-/alla/html", "<p>", "Totalt {antal} beställningar", true),
        (
            "g1/lista/-/alla/html",
            "<p>",
            "Du får inte se dessa {antal} beställningar",
            true,
        ),
        (LIST, "$.nr", "{antal}", false),
        (LIST, "$.results[13]", "{antal}", false),
        (LIST, "$.results[13]", "7\t{antal}\tB12\ttotal\tpaid", false),
        (LIST, "<td> rad 2", "{antal}", false),
        (LIST, "<td> rad 2", "0{antal} beställningar", false),
        (LIST, "<p>", "Sida 1 av {antal}", false),
        (LIST, "<p>", "Högst {antal} rader per sida", false),
        (LIST, "$.pageSize", "{antal}", false),
        (LIST, "<a> href", "/orders/{antal}", false),
        (LIST, "<a> title", "{antal} beställningar", true),
        (LIST, "<span> data-total", "{antal}", true),
        (LIST, "<textarea> rows", "{antal}", false),
        (LIST, "$.orders[3].url", "https://portal.example/orders/{antal}", false),
        (LIST, "<p>", "Steg 1 av {antal}", false),
        (LIST, "<p>", "Betyg 4 av {antal}", false),
        (LIST, "$.country", "{antal}", false),
        (LIST, "<p>", "2026-11-{antal}", false),
        (LIST, "<p>", "2026-11-30T{antal}:07:55Z", false),
        (LIST, "<td> rad 4, kolumn 7", "031-390 06 {antal}", false),
        (LIST, "<p>", "Visar 1 – 20 av {antal}", true),
        (LIST, "$.browsers", "{antal}", false),
        (LIST, "$.accountCount", "{antal}", false),
        (LIST, "<p>", "Totalt {eget} beställningar", false),
        (LIST, "<b>", "{egen-summa} kr totalt", false),
        (LIST, "<b>", "{kronor}", false),
        (LIST, "<p>", "Frågor? Ring {antal}, {kronor} eller {ore}", false),
        ("stad/lista/-/alla/html", "<p>", "Totalt {antal} beställningar", false),
        // How many a group has, where it is named.
        (LIST, "$.facets.status.{status}", "{av-status}", true),
        (LIST, "$.facets.status.annat", "{av-status}", false),
        (LIST, "<li>", "{status} ({av-status})", true),
        (LIST, "<tr> rad 2", "{status}\t{av-status}", true),
        (LIST, "<tr> rad 2", "{status}\t7\t{av-status}", false),
        (LIST, "<tr> rad 2", "{status}\t{av-status}\t12 345,00 kr", true),
        (LIST, "$.facets.status.{status}", "{eget-av-status}", false),
        // An order's row names its group, too, and beside that stands its amount.
        (LIST, "<tr> rad 2", "B12\t{status}\t{av-status}", false),
        (
            LIST,
            "blad \"Underlag\" (dolt), rad 13",
            "B12\t{status}\t{av-status}.27",
            false,
        ),
        (LIST, "<tr> rad 2", "{status}\t{av-status},27", false),
        (LIST, "<li>", "{status}: {av-status} kr", false),
        (LIST, "$.amounts.{status}", "{av-status}.27", false),
        (
            "stad/lista/-/alla/html",
            "$.facets.status.{status}",
            "{av-status}",
            false,
        ),
        // A part of a longer code is no number.
        (
            LIST,
            "$.data[0]",
            "persons\t9f3f131b-2225-47f7-{antal}ae-36ae1d0c7405",
            false,
        ),
        (
            LIST,
            "$.data[0]",
            "persons\t9f3f131b-2225-{antal}-85ae-36ae1d0c7405",
            false,
        ),
        (LIST, "<p>", "orders {antal}-2225-1234-85ae", false),
        (LIST, "<p>", "Totalt {antal}a", false),
        (LIST, "<p>", "Totalt B{antal}", false),
        (LIST, "<p>", "Totalt {antal}st", true),
        (LIST, "<p>", "Totalt: {antal}", true),
        (LIST, "<p>", "1-{antal} av {antal} rader", true),
        (LIST, "<p>", "I genomsnitt {snitt} kr", true),
        (LIST, "$.statistics.averageAmount", "{snitt}", true),
        (LIST, "<td>", "{snitt}", false),
        (LIST, "<p>", "I genomsnitt {eget-snitt} kr", false),
        (LIST, "<td>", "{aldrevards}", true),
        (LIST, "$.rows[3]", "Äldreboenden\t7\t{aldrevards}", true),
    ];
    for (cell, place, what, expected) in cases {
        let told = told(&Ground::new(false), cell, place, what);
        assert_eq!(!told.is_empty(), expected, "{cell} {place} {what}: {told:?}");
    }
    // Nobody knows what the city's rows come to where others use the portal.
    let told = told(&Ground::new(true), LIST, "huvud x-total-count", "{antal}");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_doubt_says_the_number_and_its_place_once() {
    let ground = Ground::new(false);
    let told = told(&ground, "a/lista/-/alla/html", "$.meta.total", "{antal}");
    let antal = ground.matrix.population.orders.len();
    let expected = format!(r#"[{{"text":"$.meta.total"}},{{"citys-number":"{antal}"}}]"#);
    assert_eq!(told, [expected]);
}
