//! The old API, kept for the systems that still use it; and the API that asks for one instance by a header.

use serde_json::{Value, json};

use crate::filter::{self, Filter};
use crate::http::{Response, address};
use crate::listing::{listing, page, within};
use crate::render::line::{line, lines};
use crate::scope;
use crate::visit::{Answer, Refusal, Visit};

/// The header that names an instance.
pub const INSTANCE_HEADER: &str = "x-forvaltning";

/// Orders as the first version of the API said them.
pub fn first_version(visit: &Visit) -> Answer {
    let rows = listing(visit, &Filter::default()).rows;
    let page = page(&rows, filter::page(&visit.query)?);
    let next = page
        .next()
        .map(|number| address("/api/v1/orders", &[("sida", &number)]));
    let orders = lines(page.rows, visit).into_iter().map(|line| {
        json!({"orderId": line.id, "employee": {"name": line.name, "mail": line.email}, "product": line.benefit})
    });
    Ok(Response::json(
        200,
        &json!({"next": next, "orders": orders.collect::<Value>()}),
    ))
}

/// All orders of the instance that the header names, for systems that serve one instance each.
pub fn of_instance(visit: &Visit) -> Answer {
    const MISSING: Refusal = Refusal::Missing("Förvaltningen finns inte");
    let register = visit.register();
    let named = visit.request.header(INSTANCE_HEADER).unwrap_or_default();
    let no = register.instance_no(named).ok_or(MISSING)?;
    let reach = scope::reach_in(&visit.ask(), no).ok_or(MISSING)?;
    let filter = Filter {
        instance: Some(named.to_owned()),
        instance_no: Some(no),
        ..Filter::default()
    };
    let rows = within(visit, &filter, &reach);
    let orders: Value = lines(&rows, visit).iter().map(|line| line.json()).collect();
    Ok(Response::json(
        200,
        &json!({"forvaltning": named, "bestallningar": orders}),
    ))
}

/// Whether an order number is free, for orders that come on paper, and which of one's own orders has it. Numbers are unique
/// within what the account may see.
pub fn number(visit: &Visit, id: &str) -> Answer {
    let register = visit.register();
    let known = scope::numbers(&visit.ask());
    let reach = scope::reach(&visit.ask());
    let entry = register.find(id);
    let is_taken = entry.is_some_and(|entry| known.covers(entry, register));
    let own = entry.filter(|entry| reach.covers(entry, register));
    let order = own
        .map(|entry| line(entry, visit))
        .map(|line| json!({"id": line.id, "datum": line.day.to_string()}));
    Ok(Response::json(200, &json!({"ledigt": !is_taken, "bestallning": order})))
}
