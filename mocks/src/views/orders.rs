//! The order page (beställningssidan), and the API that it calls.

use maud::{PreEscaped, html};
use serde_json::{Value, json};

use crate::filter::Filter;
use crate::http::Response;
use crate::listing::{Page, listing, page, within};
use crate::register::Entry;
use crate::render::form::filter_form;
use crate::render::line::lines;
use crate::render::page as frame;
use crate::render::table::{self, Width};
use crate::render::text::decimal_point;
use crate::scope;
use crate::visit::{Answer, Visit};

const PATH: &str = "/bestallningar";
const API: &str = "/api/bestallningar";

/// The page.
pub fn html(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let listing = listing(visit, &filter);
    let page = page(&listing.rows, filter.page);
    let lines = lines(page.rows, visit);
    let content = html! {
        (filter_form(visit, PATH, &filter))
        (table::totals(&listing))
        div data-kalla=(filter.link(API, &[])) {
            (table::orders(&lines, Width::Plain, Some(&table::sorter(&filter, PATH))))
        }
        (table::pages(&page, |number| filter.link(PATH, &[("sida", number)])))
        script #markerbara type="application/json" { (PreEscaped(markable(visit, &filter, page.rows))) }
    };
    Ok(frame::page(visit, "Beställningar", &content))
}

/// The codes of the orders on the page, for the script that marks rows.
fn markable(visit: &Visit, filter: &Filter, rows: &[&Entry]) -> String {
    let register = visit.register();
    let ids = |rows: &[&Entry]| {
        rows.iter()
            .map(|e| Value::from(&*register.order(e).id))
            .collect::<Value>()
    };
    let ask = visit.asking(filter.selection());
    match scope::carried(&ask) {
        None => ids(rows).to_string(),
        Some(reach) => ids(&within(visit, filter, &reach)).to_string(),
    }
}

/// The API.
pub fn json(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let listing = listing(visit, &filter);
    let page = page(&listing.rows, filter.page);
    let next = page.next().map(|number| filter.link(API, &[("sida", &number)]));
    Ok(Response::json(
        200,
        &body(visit, listing.count, &decimal_point(listing.sum), &page, next),
    ))
}

/// A page of orders as the API says it.
pub fn body(visit: &Visit, count: usize, sum: &str, page: &Page<&Entry>, next: Option<String>) -> Value {
    let lines = lines(page.rows, visit);
    json!({
        "antal": count,
        "summa": sum,
        "sida": page.number,
        "sidor": page.pages,
        "nasta": next,
        "bestallningar": lines.iter().map(|line| line.json()).collect::<Value>(),
    })
}
