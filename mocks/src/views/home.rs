//! The start page, and who one is.

use maud::html;
use serde_json::{Value, json};

use crate::accounts::Grant;
use crate::http::Response;
use crate::render::page;
use crate::visit::{Answer, Visit};

/// The start page.
pub fn html(visit: &Visit) -> Answer {
    let content = html! {
        p { "Här hittar du det som rör förmåner i Göteborgs Stads förvaltningar och bolag." }
        (page::links(visit.account.role))
    };
    Ok(page::page(visit, "Välkommen", &content))
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
