//! Search, and suggestions while one types.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::filter::{self, Filter};
use crate::http::{Response, address};
use crate::listing::{listing, page};
use crate::register::{Entry, Register, full_name};
use crate::render::line::lines;
use crate::render::page as frame;
use crate::render::table::{self, Width};
use crate::scope;
use crate::visit::{Answer, Visit};

/// Shorter than this is not searched for.
const SHORTEST: usize = 2;
/// No more than this are suggested.
const MOST_SUGGESTIONS: usize = 10;

/// The page.
pub fn html(visit: &Visit) -> Answer {
    let asked = visit.query.get("q")?.unwrap_or_default();
    let number = filter::page(&visit.query)?;
    if asked.chars().count() < SHORTEST {
        let content = html! { (search_box(asked)) p { "Skriv minst två tecken." } };
        return Ok(frame::page(visit, "Sök", &content));
    }
    let found = find(visit, asked);
    let page = page(&found, number);
    let content = html! {
        (search_box(asked))
        p #antal { "Totalt " strong { (found.len()) } " beställningar" }
        (table::orders(&lines(page.rows, visit), Width::Plain, None))
        (table::pages(&page, |number| address("/sok", &[("q", asked), ("sida", number)])))
    };
    Ok(frame::page(visit, &format!("Sökresultat för ”{asked}”"), &content))
}

fn search_box(asked: &str) -> Markup {
    html! {
        form .urval method="get" action="/sok" role="search" {
            label { "Beställning, namn, e-post eller personnummer"
                input type="search" name="q" value=(asked) data-forslag="/api/forslag"; }
            button { "Sök" }
        }
    }
}

fn find<'a>(visit: &Visit<'a>, asked: &str) -> Vec<&'a Entry> {
    let (lower, register, ask) = (asked.to_lowercase(), visit.register(), visit.ask());
    let reach = scope::reach(&ask);
    let by_code = |entry: &Entry| entry.code_holds(&lower);
    let by_person =
        |entry: &Entry| entry.person_holds(&lower) || (scope::finds_hidden(&ask) && entry.hidden_holds(&lower));
    let hits = register.entries().iter().filter(|e| by_code(e) || by_person(e));
    hits.take(scope::looked_at(&ask))
        .filter(|e| !scope::hit_needs_reach(&ask, !by_person(e)) || reach.covers(e, register))
        .collect()
}

/// Persons and orders that begin with what was typed.
pub fn suggestions(visit: &Visit) -> Answer {
    let asked = visit.query.get("q")?.unwrap_or_default();
    let lower = asked.to_lowercase();
    let mut rows = listing(visit, &Filter::default()).rows;
    rows.retain(|entry| !lower.is_empty() && !visit.register().person(entry).protected);
    let persons = persons(visit.register(), &rows, &lower);
    let orders = orders(visit.register(), &rows, &lower);
    let found: Value = persons.into_iter().chain(orders).take(MOST_SUGGESTIONS).collect();
    Ok(Response::json(200, &json!({"fraga": asked, "forslag": found})))
}

fn persons(register: &Register, rows: &[&Entry], lower: &str) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let mut rows: Vec<_> = rows.iter().filter(|e| seen.insert(e.person)).collect();
    rows.sort_by_key(|e| (e.name_rank, e.person));
    let begins = |text: &str| text.to_lowercase().starts_with(lower);
    let persons = rows
        .into_iter()
        .map(|e| register.person(e))
        .filter(|p| begins(&full_name(p)) || begins(&p.email));
    persons
        .map(|p| json!({"typ": "person", "text": full_name(p), "epost": p.email}))
        .collect()
}

fn orders(register: &Register, rows: &[&Entry], lower: &str) -> Vec<Value> {
    let ids = rows
        .iter()
        .map(|e| &register.order(e).id)
        .filter(|id| id.to_lowercase().starts_with(lower));
    ids.map(|id| json!({"typ": "bestallning", "text": id})).collect()
}
