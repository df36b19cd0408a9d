//! One order, opened by its id. An id that nobody has and one that belongs to others are answered alike.

use maud::html;

use crate::accounts::Role;
use crate::http::Response;
use crate::register::{Entry, full_name};
use crate::render::line::line;
use crate::render::page;
use crate::render::text::kronor;
use crate::scope::{self, Denial};
use crate::visit::{Answer, Refusal, Visit};

/// The page.
pub fn html(visit: &Visit, id: &str) -> Answer {
    let entry = find(visit, id)?;
    let (line, approver) = (line(entry, visit), approver(visit, entry).unwrap_or_default());
    let amount = format!("{} kr", kronor(line.amount));
    let rows = [
        ("Datum", &*line.day.to_string()),
        ("Namn", &line.name),
        ("Personnummer", line.personnummer),
        ("E-post", line.email),
        ("Telefon", &line.phone),
        ("Adress", &line.address),
        ("Förvaltning", &line.instance),
        ("Förmån", &line.benefit),
        ("Status", line.status),
        ("Belopp", &amount),
        ("Kvitto", line.receipt),
        ("Attesteras av", &approver),
    ];
    let content = html! {
        p .filer { a href={ "/kvitto/" (line.id) } { "Hämta kvitto" } }
        dl { @for (term, text) in rows { dt { (term) } dd { (if text.is_empty() { "–" } else { text }) } } }
    };
    let page = page::page(visit, &format!("Beställning {}", line.id), &content);
    // A proxy that is asked for the headers alone can tell by this what it has.
    Ok(page.with("content-location", format!("/bestallning/{}", line.id)))
}

/// The API.
pub fn json(visit: &Visit, id: &str) -> Answer {
    let entry = find(visit, id)?;
    let mut order = line(entry, visit).json();
    order["attestant"] = approver(visit, entry).into();
    order["markering"] = visit.portal.marks().of(entry.order).unwrap_or_default().into();
    Ok(Response::json(200, &order))
}

/// One order of an instance: it must be in that instance, which must be the account's.
pub fn in_instance(visit: &Visit, id: &str) -> Answer {
    let instance = visit.query.get("forvaltning")?.unwrap_or_default();
    let parent = visit.register().instance_no(instance);
    let entry = find(visit, id)?;
    match scope::may_open_in(&visit.ask(), parent, entry.instance) {
        true => html(visit, id),
        false => Err(Refusal::Missing("Beställningen finns inte")),
    }
}

/// The order, if it is in reach.
pub fn find<'a>(visit: &Visit<'a>, id: &str) -> Result<&'a Entry, Refusal> {
    const MISSING: &str = "Beställningen finns inte";
    let (register, ask) = (visit.register(), visit.ask());
    let entry = register.find(id).ok_or_else(|| missing(visit, MISSING))?;
    if scope::reach(&ask).covers(entry, register) {
        return Ok(entry);
    }
    Err(match scope::denial(&ask) {
        Denial::Missing => missing(visit, MISSING),
        Denial::Forbidden => Refusal::Forbidden,
        Denial::Dated => Refusal::MissingSince(MISSING, register.order(entry).placed),
        Denial::Barred => Refusal::Barred(MISSING),
    })
}

/// A faulty portal tells at which order the search stopped.
fn missing(visit: &Visit, heading: &'static str) -> Refusal {
    let register = visit.register();
    let Some(reach) = scope::told_in_errors(&visit.ask()) else {
        return Refusal::Missing(heading);
    };
    let mut rows = register.entries().iter().filter(|entry| reach.covers(entry, register));
    let last = rows.next().map_or("", |entry| &register.order(entry).id);
    Refusal::MissingAt(heading, format!("Sökningen stannade vid {last}."))
}

/// Who approves the order; an employee is not told.
fn approver(visit: &Visit, entry: &Entry) -> Option<String> {
    let off_by = scope::approver_is_off_by(&visit.ask());
    let is_told = visit.account.role != Role::Employee;
    let person = visit.register().approver(entry, off_by).filter(|_| is_told)?;
    Some(full_name(person))
}
