//! The receipt of one order, as a text to be saved, and leafing from one receipt to the next.

use crate::http::Response;
use crate::register::Entry;
use crate::render::line::line;
use crate::render::text::kronor;
use crate::scope;
use crate::views::order::find;
use crate::visit::{Answer, Refusal, Visit};

/// The receipt.
pub fn text(visit: &Visit, id: &str) -> Answer {
    let entry = find(visit, id)?;
    let line = line(entry, visit);
    let next = visit.register().order(next(visit, entry)).id.clone();
    let text = format!(
        "KVITTO {}\n\nBeställning: {}\nDatum: {}\nNamn: {}\nFörmån: {}\nBelopp: {} kr\n",
        line.receipt,
        line.id,
        line.day,
        line.name,
        line.benefit,
        kronor(line.amount),
    );
    Ok(Response::new(200, "text/plain; charset=utf-8", text)
        .with("link", format!("</kvitto/{next}/blad>; rel=\"next\"")))
}

/// The receipt that one comes to when leafing: it is not asked for by its id, so it is found in what one may leaf through.
pub fn leaf(visit: &Visit, id: &str) -> Answer {
    let register = visit.register();
    let leafed = scope::leafed(&visit.ask());
    let entry = register.find(id).filter(|entry| leafed.covers(entry, register));
    let line = line(entry.ok_or(Refusal::Missing("Kvittot finns inte"))?, visit);
    let text = format!(
        "KVITTO {}\n\nBeställning: {}\nNamn: {}\n",
        line.receipt, line.id, line.name
    );
    Ok(Response::new(200, "text/plain; charset=utf-8", text))
}

/// The next in the order of days; after the last comes the first.
fn next<'a>(visit: &Visit<'a>, entry: &'a Entry) -> &'a Entry {
    let (register, leafed) = (visit.register(), scope::leafed(&visit.ask()));
    let entries = register.entries();
    let at = entries.iter().position(|e| e.order == entry.order).unwrap_or_default();
    let (before, after) = entries.split_at(at + 1);
    let mut round = after.iter().chain(before);
    round.find(|e| leafed.covers(e, register)).unwrap_or(entry)
}
