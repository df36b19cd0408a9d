//! One order, opened by its id. An id that nobody has and one that belongs to others are answered alike.

use maud::html;

use crate::http::Response;
use crate::register::Entry;
use crate::render::line::line;
use crate::render::page;
use crate::render::text::kronor;
use crate::scope::{self, View};
use crate::visit::{Answer, Refusal, Visit};

/// The page.
pub fn html(visit: &Visit, id: &str) -> Answer {
    let line = line(find(visit, id)?, visit.register(), visit.account);
    let amount = format!("{} kr", kronor(line.amount));
    let rows = [
        ("Datum", &*line.day.to_string()),
        ("Namn", &line.name),
        ("Personnummer", line.personnummer),
        ("E-post", line.email),
        ("Telefon", &line.phone),
        ("Adress", &line.address),
        ("Förvaltning", line.instance),
        ("Förmån", &line.benefit),
        ("Status", line.status),
        ("Belopp", &amount),
        ("Kvitto", line.receipt),
    ];
    let content = html! {
        dl { @for (term, text) in rows { dt { (term) } dd { (if text.is_empty() { "–" } else { text }) } } }
    };
    Ok(page::page(visit, &format!("Beställning {}", line.id), &content))
}

/// The API.
pub fn json(visit: &Visit, id: &str) -> Answer {
    let line = line(find(visit, id)?, visit.register(), visit.account);
    Ok(Response::json(200, &line.json()))
}

fn find<'a>(visit: &Visit<'a>, id: &str) -> Result<&'a Entry, Refusal> {
    let reach = scope::reach(visit.account, View::Order, false, visit.faults());
    let found = visit.register().find(id).filter(|entry| reach.covers(entry));
    found.ok_or(Refusal::Missing("Beställningen finns inte"))
}
