//! Search, and suggestions while one types.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::filter::{self, Filter};
use crate::http::{Response, address};
use crate::listing::{page, within};
use crate::register::{Entry, Register, full_name};
use crate::render::line::lines;
use crate::render::page as frame;
use crate::render::table::{self, Width};
use crate::scope::{self, Reach};
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
    let ask = visit.ask();
    let (shown, met) = (scope::reach(&ask), scope::met(&ask));
    let found = find(visit, asked, &shown);
    let is_more = met != shown && find(visit, asked, &met).len() > found.len();
    let page = page(&found, number);
    let content = html! {
        (search_box(asked))
        p #antal { "Totalt " strong { (found.len()) } " beställningar" }
        (table::orders(&lines(page.rows, visit), Width::Plain, None))
        (table::pages(&page, |number| address("/sok", &[("q", asked), ("sida", number)])))
        @if is_more { p { "Det finns träffar i förvaltningar som du inte har behörighet till." } }
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

fn find<'a>(visit: &Visit<'a>, asked: &str, reach: &Reach) -> Vec<&'a Entry> {
    let (lower, register, ask) = (asked.to_lowercase(), visit.register(), visit.ask());
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
    let ask = visit.ask();
    let (shown, known) = (scope::reach(&ask), scope::suggested(&ask));
    let begin = |reach: &Reach| beginning(visit.register(), within(visit, &Filter::default(), reach), &lower);
    let found: Vec<Value> = begin(&shown).into_iter().take(MOST_SUGGESTIONS).collect();
    let is_more = begin(&known).len() > found.len();
    Ok(Response::json(
        200,
        &json!({"fraga": asked, "forslag": found, "fler": is_more}),
    ))
}

fn beginning(register: &Register, mut rows: Vec<&Entry>, lower: &str) -> Vec<Value> {
    rows.retain(|entry| !lower.is_empty() && !register.person(entry).protected);
    let mut out = persons(register, &rows, lower);
    out.extend(orders(register, &rows, lower));
    out
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
