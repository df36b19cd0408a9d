//! From a request to the view that answers it.

use std::time::Instant;

use serde_json::json;

use crate::accounts::AccountNo;
use crate::http::{Request, Response, address};
use crate::kept;
use crate::portal::Portal;
use crate::render::page;
use crate::scope::{self, Channel, View};
use crate::session::SESSION_COOKIE;
use crate::views::{account, email, export, home, mail, mine, order, orders, report, search, statistics};
use crate::visit::{Answer, Refusal, Visit};

/// What answers an address; some addresses name the thing asked about.
enum Handler<'p> {
    Page(fn(&Visit) -> Answer),
    About(fn(&Visit, &str) -> Answer, &'p str),
}
use Handler::{About, Page};

/// Answers a request.
pub fn handle(portal: &Portal, request: &Request, now: Instant) -> Response {
    let path: Vec<&str> = request.path.split('/').skip(1).collect();
    match (request.method.as_str(), &path[..]) {
        ("GET", ["logga-in"]) => account::form(portal, request),
        ("POST", ["logga-in"]) => account::log_in(portal, request, now),
        ("POST", ["logga-ut"]) => account::log_out(portal, request),
        (method, path) => match route(method, path) {
            None => Response::new(501, "text/plain; charset=utf-8", "Stubben har ingen sida här"),
            Some(route) => guarded(portal, request, now, route),
        },
    }
}

type Route<'p> = (View, Channel, Handler<'p>);

fn route<'p>(method: &str, path: &[&'p str]) -> Option<Route<'p>> {
    use Channel::{Csv, Html, Json, Pdf, Xlsx};
    Some(match (method, path) {
        ("GET", [""]) => (View::Home, Html, Page(home::html)),
        ("GET", ["api", "mig"]) => (View::Home, Json, Page(home::me)),
        ("GET", ["bestallningar"]) => (View::Orders, Html, Page(orders::html)),
        ("GET", ["api", "bestallningar"]) => (View::Orders, Json, Page(orders::json)),
        ("GET", ["rapport"]) => (View::Report, Html, Page(report::html)),
        ("GET", ["rapport.csv"]) => (View::Report, Csv, Page(report::csv)),
        ("GET", ["rapport.xlsx"]) => (View::Report, Xlsx, Page(report::xlsx)),
        ("GET", ["rapport.pdf"]) => (View::Report, Pdf, Page(report::pdf)),
        ("GET", ["bestallning", id]) => (View::Order, Html, About(order::html, id)),
        ("GET", ["api", "bestallning", id]) => (View::Order, Json, About(order::json, id)),
        ("GET", ["sok"]) => (View::Search, Html, Page(search::html)),
        ("GET", ["api", "forslag"]) => (View::Suggestions, Json, Page(search::suggestions)),
        ("GET", ["epostlista"]) => (View::EmailList, Html, Page(email::html)),
        ("GET", ["epostlista.csv"]) => (View::EmailList, Csv, Page(email::csv)),
        ("GET", ["mejla"]) => (View::Mail, Html, Page(mail::form)),
        ("POST", ["mejla", "forhandsgranska"]) => (View::Mail, Html, Page(mail::preview)),
        ("GET", ["statistik"]) => (View::Statistics, Html, Page(statistics::html)),
        ("GET", ["api", "statistik"]) => (View::Statistics, Json, Page(statistics::json)),
        ("GET", ["export"]) => (View::Export, Html, Page(export::form)),
        ("POST", ["export"]) => (View::Export, Html, Page(export::order)),
        ("GET", ["export", job]) => (View::Export, Html, About(export::html, job)),
        ("GET", ["api", "export", job]) => (View::Export, Json, About(export::json, job)),
        ("GET", ["export", job, "fil"]) => (View::Export, Html, About(export::file, job)),
        ("GET", ["mina-bestallningar"]) => (View::Mine, Html, Page(mine::html)),
        ("GET", ["api", "mina-bestallningar"]) => (View::Mine, Json, Page(mine::json)),
        _ => return None,
    })
}

fn guarded(portal: &Portal, request: &Request, now: Instant, (view, channel, handler): Route) -> Response {
    let Some((no, csrf)) = session(portal, request, now) else {
        return not_logged_in(request);
    };
    let Some(account) = portal.accounts.get(no) else {
        return not_logged_in(request);
    };
    let (query, form) = (request.query_params(), request.form_params());
    let visit = Visit {
        portal,
        account,
        csrf,
        query,
        form,
        view,
        channel,
    };
    let answer = match allowed(&visit, request) {
        Ok(()) => kept_or_made(&visit, request, &handler),
        Err(refusal) if scope::refusal_holds_page(&visit.ask()) => {
            let status = refused(&visit, request, &refusal).status;
            made(&visit, &handler).map(|page| Response { status, ..page })
        }
        Err(refusal) => Err(refusal),
    };
    answer.unwrap_or_else(|refusal| refused(&visit, request, &refusal))
}

/// From the cache in front, where the view has one.
fn kept_or_made(visit: &Visit, request: &Request, handler: &Handler) -> Answer {
    let Some(by) = scope::kept_by(&visit.ask()) else {
        return made(visit, handler);
    };
    let key = kept::key(by, visit.account, request);
    if let Some(answer) = visit.portal.kept().find(&key) {
        return Ok(answer);
    }
    let answer = made(visit, handler)?;
    visit.portal.kept().keep(key, answer.clone());
    Ok(answer)
}

fn made(visit: &Visit, handler: &Handler) -> Answer {
    match handler {
        Page(answer) => answer(visit),
        About(answer, what) => answer(visit, what),
    }
}

fn allowed(visit: &Visit, request: &Request) -> Result<(), Refusal> {
    if !scope::may_open(&visit.ask()) {
        return Err(Refusal::Forbidden);
    }
    let shown_here = || visit.form.get("csrf") == Ok(Some(&visit.csrf));
    if request.method == "POST" && !shown_here() {
        Err(Refusal::StaleForm)
    } else {
        Ok(())
    }
}

/// Who is logged in, and the token of the session's forms.
fn session(portal: &Portal, request: &Request, now: Instant) -> Option<(AccountNo, String)> {
    let id = request.cookie(SESSION_COOKIE)?;
    let account = portal.sessions().touch(id, now)?;
    Some((account, portal.tokens.token(id)))
}

fn is_api(request: &Request) -> bool {
    request.path.starts_with("/api/")
}

fn not_logged_in(request: &Request) -> Response {
    if is_api(request) {
        return Response::json(401, &json!({"fel": "inte inloggad"}));
    }
    let wanted = match (request.method.as_str(), request.query.as_str()) {
        ("GET", "") => request.path.clone(),
        ("GET", query) => format!("{}?{query}", request.path),
        _ => "/".to_owned(),
    };
    Response::see_other(address("/logga-in", &[("nasta", &wanted)]))
}

fn refused(visit: &Visit, request: &Request, refusal: &Refusal) -> Response {
    let (status, heading, text, short) = match refusal {
        Refusal::Forbidden => {
            let text = "Din roll ger inte tillgång till sidan. Kontakta supporten om du tror att det är fel.";
            (403, "Du saknar behörighet", text, "saknar behörighet")
        }
        Refusal::StaleForm => {
            let text = "Ladda om sidan med formuläret och försök igen.";
            (
                403,
                "Formuläret gäller inte längre",
                text,
                "formuläret gäller inte längre",
            )
        }
        Refusal::Bad(reason) => (400, "Urvalet går inte att använda", reason.as_str(), reason.as_str()),
        Refusal::Missing(heading) | Refusal::MissingSince(heading, _) => (
            404,
            *heading,
            "Kontrollera adressen eller gå tillbaka till startsidan.",
            "finns inte",
        ),
    };
    let answer = match is_api(request) {
        true => Response::json(status, &json!({"fel": short})),
        false => page::message(visit, status, heading, text),
    };
    match refusal {
        Refusal::MissingSince(_, day) => {
            answer.with("last-modified", day.strftime("%a, %d %b %Y 00:00:00 GMT").to_string())
        }
        _ => answer,
    }
}
