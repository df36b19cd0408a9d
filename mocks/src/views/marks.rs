//! Marks that administrators put on orders, one at a time or many at once; and leafing through orders by a cursor.

use serde_json::{Value, json};

use crate::filter::{Filter, PAGE_ROWS};
use crate::http::{Response, address};
use crate::listing::within;
use crate::register::Entry;
use crate::render::line::{line, lines};
use crate::scope;
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
    let entry = visit.register().find(id).ok_or(MISSING)?;
    if !scope::may_mark(&visit.ask(), entry, visit.register(), true) {
        return Err(MISSING);
    }
    let text = mark(&asked)?;
    visit.portal.marks().put(entry.order, text.clone());
    Ok(Response::json(
        200,
        &json!({"id": line(entry, visit).id, "markering": text}),
    ))
}

/// Puts the same mark on many: `{"ids": [...], "markering": ...}`, on all of them or on none.
pub fn many(visit: &Visit) -> Answer {
    let asked = body(visit)?;
    let ids = asked["ids"].as_array().filter(|ids| ids.len() <= MOST_AT_ONCE);
    let ids = ids.ok_or_else(|| Refusal::Bad("Ange högst 500 beställningar i ”ids”.".to_owned()))?;
    let (register, ask) = (visit.register(), visit.ask());
    let found = ids.iter().map(|id| register.find(id.as_str().unwrap_or_default()));
    let entries: Vec<&Entry> = found.collect::<Option<_>>().ok_or(MISSING)?;
    let may = |(at, entry): (usize, &&Entry)| scope::may_mark(&ask, entry, register, at == 0);
    if !entries.iter().enumerate().all(may) {
        return Err(MISSING);
    }
    let text = mark(&asked)?;
    entries
        .iter()
        .for_each(|entry| visit.portal.marks().put(entry.order, text.clone()));
    let marked = lines(&entries, visit)
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
