//! Letters sent, scheduled reports, and the outbox (utkorgen) where both are found. Nothing ever leaves the portal.

use maud::{Markup, html};

use crate::filter::Filter;
use crate::http::Response;
use crate::letters::{Letter, Schedule};
use crate::listing::within;
use crate::recipients::persons;
use crate::register::full_name;
use crate::render::form::inputs;
use crate::render::line::lines;
use crate::render::page;
use crate::render::table::{self, Width};
use crate::scope;
use crate::visit::{Answer, Refusal, Visit};

const MISSING: Refusal = Refusal::Missing("Brevet finns inte");
const NO_SCHEDULE: Refusal = Refusal::Missing("Schemat finns inte");

/// Sends a letter to those who have orders in the selection.
pub fn send(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.form, visit)?;
    let rows = within(visit, &filter, &scope::addressed(&visit.asking(filter.selection())));
    let mut to: Vec<usize> = rows.iter().map(|entry| entry.person).collect();
    to.sort_unstable();
    to.dedup();
    let about = visit.form.get("amne")?.unwrap_or("(inget ämne)").to_owned();
    let letter = Letter::new(visit.account, about, to, Vec::new());
    let id = visit.portal.letters().send(letter);
    Ok(Response::see_other(format!("/utkorg/{id}")))
}

/// One's own letters.
pub fn list(visit: &Visit) -> Answer {
    let letters = visit.portal.letters().latest(scope::letters_of(&visit.ask()));
    let content = html! {
        @if letters.is_empty() { p .tomt { "Utkorgen är tom." } }
        @for (id, letter) in &letters { h2 { a href={ "/utkorg/" (id) } { (letter.about) } } (receivers(visit, letter)) }
    };
    Ok(page::page(visit, "Utkorg", &content))
}

/// One letter.
pub fn html(visit: &Visit, id: &str) -> Answer {
    let letter = visit.portal.letters().find(id, visit.account).ok_or(MISSING)?;
    let rows: Vec<_> = letter.rows.iter().collect();
    let content = html! {
        (receivers(visit, &letter))
        @if letter.to.is_empty() { (table::orders(&lines(&rows, visit), Width::Plain, None)) }
    };
    Ok(page::page(visit, &format!("Brev: {}", letter.about), &content))
}

fn receivers(visit: &Visit, letter: &Letter) -> Markup {
    let persons = persons(visit, &letter.to);
    html! {
        p { "Från " (letter.from) ", till " (if persons.is_empty() { "den som har beställt rapporten".to_owned() } else { format!("{} mottagare", persons.len()) }) }
        ul .mottagare { @for person in persons { li { (full_name(person)) " <" (person.email) ">" } } }
    }
}

/// Scheduled reports: a form.
pub fn schedule_form(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let content = html! {
        p { "Rapporten tas fram varje natt och läggs i din utkorg." }
        form .urval method="post" action="/schemalagda" {
            input type="hidden" name="csrf" value=(visit.csrf);
            (inputs(visit, &filter))
            button { "Schemalägg" }
        }
    };
    Ok(page::page(visit, "Schemalagda rapporter", &content))
}

/// The form sent.
pub fn schedule(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.form, visit)?;
    let id = visit.portal.letters().schedule(Schedule::new(visit.account, filter));
    Ok(Response::see_other(format!("/schemalagda/{id}")))
}

/// One scheduled report, which can be run at once.
pub fn scheduled(visit: &Visit, id: &str) -> Answer {
    visit.portal.letters().scheduled(id, visit.account).ok_or(NO_SCHEDULE)?;
    let content = html! {
        p { "Rapporten är schemalagd till kl. 02.00 varje natt." }
        form method="post" action={ "/schemalagda/" (id) "/kor" } {
            input type="hidden" name="csrf" value=(visit.csrf);
            button { "Kör nu" }
        }
    };
    Ok(page::page(visit, "Schemalagd rapport", &content))
}

/// Runs it at once, as the night's work would.
pub fn run(visit: &Visit, id: &str) -> Answer {
    let schedule = visit.portal.letters().scheduled(id, visit.account).ok_or(NO_SCHEDULE)?;
    let ask = visit.asking(schedule.filter.selection());
    let reach = scope::reach_at_night(&ask, &schedule.granted);
    let rows = within(visit, &schedule.filter, &reach).into_iter().cloned().collect();
    let letter = Letter::new(visit.account, "Beställningsrapport".to_owned(), Vec::new(), rows);
    let id = visit.portal.letters().send(letter);
    Ok(Response::see_other(format!("/utkorg/{id}")))
}
