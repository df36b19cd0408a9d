//! The GraphQL endpoint. It answers stored queries only, named by their id, as a hardened endpoint does.

use serde_json::{Value, json};

use crate::filter::Filter;
use crate::http::Response;
use crate::listing::within;
use crate::register::Entry;
use crate::render::line::{Line, line, lines};
use crate::scope;
use crate::visit::{Answer, Refusal, Visit};

/// `{"queryId": ..., "variables": {"id": ...}}`.
pub fn answer(visit: &Visit) -> Answer {
    let asked: Value = serde_json::from_slice(&visit.request.body).map_err(|_| bad("Frågan är inte JSON."))?;
    let entry = found(visit, &asked["variables"]["id"]);
    let order = match (asked["queryId"].as_str(), entry) {
        (Some("bestallning"), entry) => entry.map(|entry| order(&line(entry, visit))),
        (Some("bestallningMedSyskon"), entry) => entry.map(|entry| with_siblings(visit, entry)),
        _ => return Err(bad("Frågan finns inte.")),
    };
    Ok(Response::json(200, &json!({"data": {"bestallning": order}})))
}

/// The order of this id, if it is within reach. A list of ids is no id.
fn found<'a>(visit: &Visit<'a>, id: &Value) -> Option<&'a Entry> {
    let (register, ask) = (visit.register(), visit.ask());
    let reach = scope::reach(&ask);
    let one = |id: &Value| register.find(id.as_str().unwrap_or_default());
    let is_own = |entry: &&Entry| reach.covers(entry, register);
    match id.as_array().filter(|_| scope::checks_first_of_list(&ask)) {
        Some(ids) => ids
            .first()
            .and_then(one)
            .filter(is_own)
            .and_then(|_| ids.last().and_then(one)),
        None => one(id).filter(is_own),
    }
}

/// The order, and those placed in the same instance.
fn with_siblings(visit: &Visit, entry: &Entry) -> Value {
    let related = scope::related(&visit.ask());
    let mut siblings = within(visit, &Filter::default(), &related);
    siblings.retain(|other| other.instance == entry.instance && other.order != entry.order);
    let mut out = order(&line(entry, visit));
    out["forvaltning"] = json!({"bestallningar": lines(&siblings, visit).iter().map(order).collect::<Value>()});
    out
}

fn order(line: &Line) -> Value {
    json!({"id": line.id, "datum": line.day.to_string(), "person": {"namn": line.name, "epost": line.email}})
}

fn bad(text: &str) -> Refusal {
    Refusal::Bad(text.to_owned())
}
