//! The event log (händelseloggen): what has been ordered, by whom and when; as a page, for programs, and as a stream.

use maud::html;
use serde_json::json;

use crate::filter::{self, Filter};
use crate::http::{Response, address};
use crate::listing::{Page, listing, page, within};
use crate::register::Entry;
use crate::render::line::{Line, lines};
use crate::render::page as frame;
use crate::render::table;
use crate::scope;
use crate::visit::{Answer, Refusal, Visit};

const PATH: &str = "/handelselogg";
const API: &str = "/api/handelser";

/// The page.
pub fn html(visit: &Visit) -> Answer {
    let rows = listing(visit, &Filter::default()).rows;
    let page = page(&rows, filter::page(&visit.query)?);
    let content = html! {
        p { "Det som har hänt med beställningarna, det senaste först." }
        ul #handelser { @for line in lines(page.rows, visit) { li { (said(&line)) } } }
        (table::pages(&page, |number| address(PATH, &[("sida", number)])))
    };
    Ok(frame::page(visit, "Händelselogg", &content))
}

/// The API.
pub fn json(visit: &Visit) -> Answer {
    let rows = listing(visit, &Filter::default()).rows;
    let page: Page<&Entry> = page(&rows, filter::page(&visit.query)?);
    let next = page.next().map(|number| address(API, &[("sida", &number)]));
    let events: Vec<_> = lines(page.rows, visit).iter().map(event).collect();
    Ok(Response::json(200, &json!({"nasta": next, "handelser": events})))
}

/// What has happened on a channel so far, as server-sent events; then the stream ends, and the reader connects again. A
/// channel is an instance; without one it is all that the account may follow.
pub fn stream(visit: &Visit) -> Answer {
    let register = visit.register();
    let filter = Filter {
        instance: visit.query.get("kanal")?.map(str::to_owned),
        ..Filter::default()
    };
    let channel = filter.instance.as_deref().map(|id| register.instance_no(id));
    if channel == Some(None) {
        return Err(Refusal::Missing("Kanalen finns inte"));
    }
    let filter = Filter {
        instance_no: channel.flatten(),
        ..filter
    };
    let reach = scope::followed(&visit.ask(), filter.instance_no);
    let rows = within(visit, &filter, &reach);
    let event = |line: &Line| format!("event: bestallning\ndata: {}\n\n", event(line));
    let body: String = lines(&rows, visit).iter().map(event).collect();
    Ok(Response::new(
        200,
        "text/event-stream; charset=utf-8",
        format!("retry: 10000\n\n{body}"),
    ))
}

fn said(line: &Line) -> String {
    format!(
        "{}: {} beställde {} ({}), nu {}",
        line.day, line.name, line.benefit, line.id, line.status
    )
}

fn event(line: &Line) -> serde_json::Value {
    json!({"dag": line.day.to_string(), "text": said(line), "bestallning": line.id, "namn": line.name})
}
