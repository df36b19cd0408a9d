//! From a request to the view that answers it.

use std::time::Instant;

use serde_json::json;

use crate::http::{Request, Response, address, decoded};
use crate::kept;
use crate::portal::Portal;
use crate::render::page;
use crate::scope::{self, Channel, View, Way};
use crate::session::SESSION_COOKIE;
use crate::views::{
    account, city, email, events, export, graphql, home, mail, marks, mine, older, order, orders, outbox, people,
    personnel, receipt, report, search, statistics, workspace,
};
use crate::visit::{Answer, Refusal, Visit};

/// What answers an address; some addresses name the thing asked about.
enum Handler<'p> {
    Page(fn(&Visit) -> Answer),
    About(fn(&Visit, &str) -> Answer, &'p str),
}
use Handler::{About, Page};

/// Answers a request.
pub fn handle(portal: &Portal, request: &Request, now: Instant) -> Response {
    let faults = &portal.settings.faults;
    let asked = scope::address_answered(faults, &request.path, request.header("x-original-url"));
    let address = decoded(asked);
    let (is_rewritten, is_encoded) = (asked != request.path, address != asked);
    let asked = address.as_str();
    let (plain, slash) = match asked.strip_suffix('/') {
        Some(plain) if !plain.is_empty() => (plain, true),
        _ => (asked, false),
    };
    let way = Way {
        head: request.method == "HEAD",
        slash,
        rewritten: is_rewritten,
        encoded: is_encoded,
        posted: request.method == "POST",
    };
    let method = if way.head { "GET" } else { request.method.as_str() };
    let path: Vec<&str> = plain.split('/').skip(1).collect();
    let answer = match (method, &path[..]) {
        ("GET", ["logga-in"]) => account::form(portal, request),
        ("POST", ["logga-in"]) => account::log_in(portal, request, now),
        ("POST", ["logga-ut"]) => account::log_out(portal, request),
        (method, path) => match route(method, path) {
            None => Response::new(501, "text/plain; charset=utf-8", "Stubben har ingen sida här"),
            Some(_) if slash && scope::slash_is_dropped(faults) => Response::see_other(with_query(plain, request)),
            Some(route) => guarded(portal, request, now, way, route),
        },
    };
    if way.head { answer.without_body() } else { answer }
}

fn with_query(path: &str, request: &Request) -> String {
    match request.query.as_str() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
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
        ("GET", ["export", job, "fil"]) => (View::ExportFile, Html, About(export::file, job)),
        ("GET", ["mina-bestallningar"]) => (View::Mine, Html, Page(mine::html)),
        ("GET", ["api", "mina-bestallningar"]) => (View::Mine, Json, Page(mine::json)),
        ("GET", ["handelselogg"]) => (View::EventLog, Html, Page(events::html)),
        ("GET", ["api", "handelser"]) => (View::EventLog, Json, Page(events::json)),
        ("GET", ["api", "strom"]) => (View::Stream, Json, Page(events::stream)),
        ("GET", ["kvitto", id]) => (View::Receipt, Html, About(receipt::text, id)),
        ("GET", ["kvitto", id, "blad"]) => (View::Receipt, Html, About(receipt::leaf, id)),
        ("GET", ["forvaltning", "bestallning", id]) => (View::OrderInInstance, Html, About(order::in_instance, id)),
        ("GET", ["api", "v1", "orders"]) => (View::OldApi, Json, Page(older::first_version)),
        ("GET", ["api", "forvaltning", "bestallningar"]) => (View::InstanceApi, Json, Page(older::of_instance)),
        ("GET", ["api", "bestallningsnummer", id]) => (View::OrderNumber, Json, About(older::number, id)),
        ("GET", ["personregister"]) => (View::People, Html, Page(people::html)),
        ("GET", ["importmall.csv"]) => (View::ImportTemplate, Csv, Page(people::template)),
        ("GET", ["arbetsyta"]) => (View::Workspace, Html, Page(workspace::html)),
        ("POST", ["arbetsyta", "byt"]) => (View::Workspace, Html, Page(workspace::switch)),
        ("POST", ["mejla", "skicka"]) => (View::Mail, Html, Page(outbox::send)),
        ("GET", ["utkorg"]) => (View::Outbox, Html, Page(outbox::list)),
        ("GET", ["utkorg", id]) => (View::Outbox, Html, About(outbox::html, id)),
        ("GET", ["schemalagda"]) => (View::Schedule, Html, Page(outbox::schedule_form)),
        ("POST", ["schemalagda"]) => (View::Schedule, Html, Page(outbox::schedule)),
        ("GET", ["schemalagda", id]) => (View::Schedule, Html, About(outbox::scheduled, id)),
        ("POST", ["schemalagda", id, "kor"]) => (View::Schedule, Html, About(outbox::run, id)),
        ("POST", ["api", "graphql"]) => (View::GraphQl, Json, Page(graphql::answer)),
        ("PUT", ["api", "bestallning", id, "markering"]) => (View::OrderMark, Json, About(marks::one, id)),
        ("POST", ["api", "bestallning", id, "markering"]) => (View::OrderMark, Json, About(marks::by_post, id)),
        ("POST", ["api", "markera"]) => (View::BulkMark, Json, Page(marks::many)),
        ("GET", ["api", "flode"]) => (View::Cursor, Json, Page(marks::by_cursor)),
        ("GET", ["mitt-konto"]) => (View::OwnAccount, Html, Page(account::own)),
        ("POST", ["mitt-konto"]) => (View::OwnAccount, Html, Page(account::change)),
        ("GET", ["organisation"]) => (View::City, Html, Page(city::organisation)),
        ("POST", ["organisation", id]) => (View::City, Html, About(city::reorganise, id)),
        ("GET", ["personal"]) => (View::City, Html, Page(personnel::html)),
        ("POST", ["personal", id]) => (View::City, Html, About(personnel::employ, id)),
        ("GET", ["konton"]) => (View::City, Html, Page(city::accounts)),
        ("POST", ["konton", username]) => (View::City, Html, About(city::grant, username)),
        ("GET", ["visa-som"]) => (View::City, Html, Page(city::as_whom)),
        ("POST", ["visa-som"]) => (View::City, Html, Page(city::be)),
        _ => return None,
    })
}

fn guarded(portal: &Portal, request: &Request, now: Instant, way: Way, (view, channel, handler): Route) -> Response {
    let id = request.cookie(SESSION_COOKIE).unwrap_or_default();
    let session = portal.sessions().touch(id, now);
    let account = session.and_then(|session| portal.acting(id, &session, view, now));
    let faults = &portal.settings.faults;
    let Some(account) = account.or_else(|| scope::guest(faults, view)) else {
        let kept =
            scope::is_kept_for_all(faults, view, channel).then(|| portal.kept().find(&kept::address_of(request)));
        return kept.flatten().unwrap_or_else(|| not_logged_in(request));
    };
    let visit = Visit {
        portal,
        account: &account,
        csrf: portal.tokens.token(id),
        query: request.query_params(),
        form: request.form_params(),
        view,
        channel,
        way,
        session: id.to_owned(),
        request,
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
    let is_conditional = request.header("if-none-match").is_some();
    let Some(by) = scope::kept_by(&visit.ask(), is_conditional) else {
        return made(visit, handler);
    };
    let key = kept::key(by, visit.account, request);
    let kept = visit.portal.kept().find(&key);
    let answer = match kept {
        Some(answer) => answer,
        None => {
            let answer = made(visit, handler)?;
            visit.portal.kept().keep(key, answer.clone());
            if scope::is_kept_for_all(&visit.portal.settings.faults, visit.view, visit.channel) {
                visit.portal.kept().keep(kept::address_of(request), answer.clone());
            }
            answer
        }
    };
    let is_own = scope::validator_is_own(&visit.ask());
    Ok(kept::validated(answer, is_own, visit.account, request))
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
    // A page of another site can't send JSON without being asked first, so the API needs no token.
    let is_json = || {
        is_api(request)
            && request
                .header("content-type")
                .is_some_and(|t| t.starts_with("application/json"))
    };
    if matches!(&*request.method, "POST" | "PUT") && !shown_here() && !is_json() {
        Err(Refusal::StaleForm)
    } else {
        Ok(())
    }
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
        Refusal::MissingAt(heading, last) => (404, *heading, last.as_str(), "finns inte"),
        Refusal::Missing(heading) | Refusal::MissingSince(heading, _) | Refusal::Barred(heading) => (
            404,
            *heading,
            "Kontrollera adressen eller gå tillbaka till startsidan.",
            "finns inte",
        ),
    };
    let answer = match is_api(request) {
        true => Response::json(status, &json!({"fel": short})),
        false => page::message(visit, status, heading, text, matches!(refusal, Refusal::Barred(_))),
    };
    match refusal {
        Refusal::MissingSince(_, day) => {
            answer.with("last-modified", day.strftime("%a, %d %b %Y 00:00:00 GMT").to_string())
        }
        _ => answer,
    }
}
