//! Logging in and out.

use std::time::Instant;

use maud::{Markup, html};

use crate::accounts::Grant;
use crate::http::{Params, Request, Response};
use crate::portal::Portal;
use crate::render::page;
use crate::scope;
use crate::session::{self, PRE_SESSION_COOKIE, SESSION_COOKIE, unguessable};
use crate::visit::{Answer, Refusal, Visit};

/// The login form.
pub fn form(portal: &Portal, request: &Request) -> Response {
    let query = request.query_params();
    let wanted = query.get("nasta").ok().flatten().unwrap_or_default();
    show(portal, request, wanted, None)
}

/// The login form sent.
pub fn log_in(portal: &Portal, request: &Request, now: Instant) -> Response {
    let form = request.form_params();
    let text = |name| form.get(name).ok().flatten().unwrap_or_default();
    if !portal
        .tokens
        .holds(request.cookie(PRE_SESSION_COOKIE), Some(text("csrf")))
    {
        return stale();
    }
    let account = portal.accounts.find(text("anvandarnamn"));
    let Some(account) = account.filter(|_| password_is_right(portal, &form)) else {
        return show(portal, request, text("nasta"), Some("Fel användarnamn eller lösenord."));
    };
    let granted = portal
        .accounts
        .get(account)
        .map_or(Grant::Instances(Vec::new()), |a| portal.grant_of(a));
    let had_left = portal.has_left(&granted);
    let id = portal.sessions().open(account, granted, had_left, now);
    Response::see_other(inside(text("nasta"))).with("set-cookie", session::cookie(SESSION_COOKIE, &id))
}

/// Logging out.
pub fn log_out(portal: &Portal, request: &Request) -> Response {
    let form = request.form_params();
    let id = request.cookie(SESSION_COOKIE);
    if !portal.tokens.holds(id, form.get("csrf").ok().flatten()) {
        return stale();
    }
    if let Some(id) = id {
        portal.sessions().close(id);
    }
    Response::see_other("/logga-in").with("set-cookie", session::cookie_cleared(SESSION_COOKIE))
}

fn password_is_right(portal: &Portal, form: &Params) -> bool {
    form.get("losenord") == Ok(Some(&portal.settings.password))
}

/// Only an address within the portal is gone to after login.
fn inside(wanted: &str) -> &str {
    let odd = |c: char| c == '\\' || c.is_control();
    if wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(odd) {
        wanted
    } else {
        "/"
    }
}

fn show(portal: &Portal, request: &Request, wanted: &str, error: Option<&str>) -> Response {
    let known = request
        .cookie(PRE_SESSION_COOKIE)
        .filter(|c| c.len() == 32)
        .map(str::to_owned);
    let cookie = known.clone().unwrap_or_else(unguessable);
    let content = content(&portal.tokens.token(&cookie), wanted, error);
    let response = page::frame(200, "Logga in", &html! {}, &content);
    match known {
        Some(_) => response,
        None => response.with("set-cookie", session::cookie(PRE_SESSION_COOKIE, &cookie)),
    }
}

fn content(csrf: &str, wanted: &str, error: Option<&str>) -> Markup {
    html! {
        p { "Logga in för att beställa och följa upp förmåner i Göteborgs Stad." }
        @if let Some(error) = error { p .fel role="alert" { (error) } }
        form .inloggning method="post" action="/logga-in" {
            input type="hidden" name="csrf" value=(csrf);
            input type="hidden" name="nasta" value=(wanted);
            label { "Användarnamn" input name="anvandarnamn" autocomplete="username" required; }
            label { "Lösenord" input type="password" name="losenord" autocomplete="current-password" required; }
            button { "Logga in" }
        }
    }
}

fn stale() -> Response {
    let content = html! {
        p { "Ladda om sidan med formuläret och försök igen." }
        p { a href="/logga-in" { "Till inloggningen" } }
    };
    page::frame(403, "Formuläret gäller inte längre", &html! {}, &content)
}

/// One's own account.
pub fn own(visit: &Visit) -> Answer {
    let content = html! {
        p { "Du är inloggad som " strong { (visit.account.username) } "." }
        form .inloggning method="post" action="/mitt-konto" {
            input type="hidden" name="csrf" value=(visit.csrf);
            label { "Språk" select name="sprak" { option value="sv" { "Svenska" } option value="en" { "English" } } }
            button { "Spara" }
        }
    };
    Ok(page::page(visit, "Mitt konto", &content))
}

/// The form sent. The portal speaks Swedish whatever is chosen, until it is translated.
pub fn change(visit: &Visit) -> Answer {
    let language = visit.form.get("sprak")?.unwrap_or("sv");
    if !["sv", "en"].contains(&language) {
        return Err(Refusal::Bad(format!("Språket ”{language}” finns inte.")));
    }
    let sent = visit.form.get("forvaltningar")?;
    if let Some(ids) = sent.filter(|_| scope::takes_any_field(&visit.ask())) {
        let own = ids.split(',').filter_map(|id| visit.register().instance_no(id));
        visit.portal.grant(visit.account, own.collect());
    }
    Ok(Response::see_other("/mitt-konto"))
}
