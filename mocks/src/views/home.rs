//! The start page, and who one is.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::accounts::Grant;
use crate::filter::Filter;
use crate::http::Response;
use crate::listing::within;
use crate::render::line::lines;
use crate::render::page;
use crate::render::table::{self, Width};
use crate::scope::{self, Reach};
use crate::visit::{Answer, Visit};

/// How many orders the start page shows.
const LATEST: usize = 5;

/// The start page.
pub fn html(visit: &Visit) -> Answer {
    let content = html! {
        p { "Här hittar du det som rör förmåner i Göteborgs Stads förvaltningar och bolag." }
        (page::links(visit.account.role))
        (latest(visit))
    };
    Ok(page::page(visit, "Välkommen", &content))
}

/// The orders placed last, and how many there are, for who may see any.
fn latest(visit: &Visit) -> Markup {
    let ask = visit.ask();
    if !scope::may_see_latest(&ask) {
        return html! {};
    }
    let placed = |reach: &Reach| within(visit, &Filter::default(), reach);
    let rows = placed(&scope::latest(&ask));
    let lines = lines(&rows[..rows.len().min(LATEST)], visit);
    html! {
        h2 { "Senaste beställningar" }
        p #antal { "Du kan se " strong { (placed(&scope::reach(&ask)).len()) } " beställningar." }
        (table::orders(&lines, Width::Plain, None))
    }
}

/// Who is logged in, for programs.
pub fn me(visit: &Visit) -> Answer {
    let account = visit.account;
    let id = |no: &usize| visit.register().instances().get(*no).map(|i| i.id.clone());
    let scope = match &account.grant {
        Grant::All => json!("alla"),
        Grant::Own(_) => json!("egen"),
        Grant::Instances(own) => own.iter().filter_map(id).collect::<Value>(),
    };
    let me = json!({
        "anvandarnamn": account.username,
        "namn": account.name,
        "roll": account.role.name(),
        "behorighet": scope,
    });
    Ok(Response::json(200, &me))
}
