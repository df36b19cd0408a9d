//! Marks that administrators put on orders, one at a time or many at once; and leafing through orders by a cursor.

use serde_json::{Value, json};

use crate::filter::{Filter, PAGE_ROWS};
use crate::http::{Response, address};
use crate::listing::within;
use crate::register::Entry;
use crate::render::line::{line, lines};
use crate::scope::{self, MethodIn};
use crate::session::unguessable;
use crate::visit::{Answer, Refusal, Visit};

const MISSING: Refusal = Refusal::Missing("Beställningen finns inte");
/// A mark is short.
const LONGEST: usize = 40;
/// No more at once.
const MOST_AT_ONCE: usize = 500;

/// Puts a mark on one order: `{"markering": ...}`; an empty one takes it away.
pub fn one(visit: &Visit, id: &str) -> Answer {
    let asked = body(visit)?;
    let (register, ask) = (visit.register(), visit.ask());
    let entry = register.find(id).ok_or(MISSING)?;
    let text = mark(&asked)?;
    let may = scope::may_mark(&ask, entry, register, true);
    if may && scope::marks_every_order(&ask) {
        let all = register.entries().iter().map(|entry| entry.order);
        all.for_each(|order| visit.portal.marks().put(order, text.clone()));
    }
    if may || scope::marks_before_it_checks(&ask) {
        visit.portal.marks().put(entry.order, text.clone());
    }
    if !may {
        return Err(MISSING);
    }
    Ok(Response::json(
        200,
        &json!({"id": line(entry, visit).id, "markering": text}),
    ))
}

/// The address of one order's mark takes no other method, whatever a header or the body says.
pub fn by_post(visit: &Visit, id: &str) -> Answer {
    let ask = visit.ask();
    let is_put = |said: Option<&str>, by| said == Some("PUT") && scope::method_is_overridden(&ask, by);
    let asked = body(visit)?;
    if is_put(visit.request.header("x-http-method-override"), MethodIn::Header)
        || is_put(asked["_method"].as_str(), MethodIn::Body)
    {
        return one(visit, id);
    }
    Ok(Response::json(405, &json!({"fel": "metoden används inte här"})))
}

/// Puts marks on many: `{"markeringar": [{"id": ..., "markering": ...}]}`. Those that are not there, or not the account's, are
/// passed over, and the answer tells which were marked.
pub fn many(visit: &Visit) -> Answer {
    let asked = body(visit)?;
    let asked = asked["markeringar"]
        .as_array()
        .filter(|asked| asked.len() <= MOST_AT_ONCE);
    let asked = asked.ok_or_else(|| Refusal::Bad("Ange högst 500 ”markeringar”.".to_owned()))?;
    let (register, ask) = (visit.register(), visit.ask());
    let mut marked = Vec::new();
    for (at, one) in asked.iter().enumerate() {
        let text = mark(one)?;
        let found = register.find(one["id"].as_str().unwrap_or_default());
        if let Some(entry) = found.filter(|entry| scope::may_mark(&ask, entry, register, at == 0)) {
            visit.portal.marks().put(entry.order, text);
            marked.push(entry);
        }
    }
    let marked = lines(&marked, visit)
        .into_iter()
        .map(|line| json!({"id": line.id, "namn": line.name}));
    Ok(Response::json(200, &json!({"markerade": marked.collect::<Value>()})))
}

fn body(visit: &Visit) -> Result<Value, Refusal> {
    serde_json::from_slice(&visit.request.body).map_err(|_| Refusal::Bad("Frågan är inte JSON.".to_owned()))
}

fn mark(asked: &Value) -> Result<String, Refusal> {
    let text = asked["markering"]
        .as_str()
        .filter(|text| text.chars().count() <= LONGEST);
    text.map(str::to_owned)
        .ok_or_else(|| Refusal::Bad("Ange en kort ”markering”.".to_owned()))
}

/// Orders by the page, each answer with a cursor to the next; a cursor is good for who was given it.
pub fn by_cursor(visit: &Visit) -> Answer {
    let cursor = visit.query.get("markor")?;
    let ask = visit.ask();
    let (from, reach) = match cursor {
        None => (0, scope::reach(&ask)),
        Some(id) => {
            let cursor = visit
                .portal
                .cursors()
                .find(id)
                .ok_or(Refusal::Missing("Markören finns inte"))?;
            let reach = scope::behind_cursor(&ask, &cursor.owner, &cursor.granted);
            (cursor.from, reach.ok_or(Refusal::Missing("Markören finns inte"))?)
        }
    };
    let rows = within(visit, &Filter::default(), &reach);
    let page: Vec<&Entry> = rows.iter().skip(from).take(PAGE_ROWS).copied().collect();
    let next = from + page.len();
    let cursor = (next < rows.len()).then(|| {
        let id = unguessable();
        visit.portal.cursors().keep(id.clone(), visit.account, next);
        id
    });
    let orders: Value = page.iter().map(|entry| line(entry, visit).json()).collect();
    let next = cursor.map(|id| address("/api/flode", &[("markor", &id)]));
    Ok(Response::json(200, &json!({"nasta": next, "bestallningar": orders})))
}
