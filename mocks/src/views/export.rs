//! Exports made in the background: ordered, asked about, fetched. What is in them is settled when they are ordered.

use maud::{Markup, html};
use serde_json::json;

use crate::filter::Filter;
use crate::http::Response;
use crate::jobs::{FileFormat, Job};
use crate::listing::listing;
use crate::render::csv::{self, Encoding};
use crate::render::form::inputs;
use crate::render::line::lines;
use crate::render::{page, xlsx};
use crate::scope;
use crate::views::report::file_name;
use crate::visit::{Answer, Refusal, Visit};

const MISSING: Refusal = Refusal::Missing("Exporten finns inte");

/// The form.
pub fn form(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let content = html! {
        p { "Stora urval tar en stund. Beställ filen här och hämta den när den är klar." }
        form .urval method="post" action="/export" {
            input type="hidden" name="csrf" value=(visit.csrf);
            (inputs(visit, &filter))
            label { "Filformat"
                select name="filformat" { option value="csv" { "CSV" } option value="xlsx" { "Excel" } } }
            button { "Beställ export" }
        }
    };
    Ok(page::page(visit, "Export", &content))
}

/// The form sent.
pub fn order(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.form, visit)?;
    let (format, ending) = match visit.form.get("filformat")? {
        None | Some("csv") => (FileFormat::Csv, "csv"),
        Some("xlsx") => (FileFormat::Xlsx, "xlsx"),
        Some(other) => {
            return Err(Refusal::Bad(format!(
                "Filformatet ”{other}” finns inte. Välj csv eller xlsx."
            )));
        }
    };
    let last = visit.portal.jobs().last(visit.account, format);
    let rows = match last.filter(|_| scope::reuses_file(&visit.ask())) {
        Some(job) => job.rows,
        None => listing(visit, &filter).rows.into_iter().cloned().collect(),
    };
    let id = visit
        .portal
        .jobs()
        .add(Job::new(visit.account, format, file_name(&filter, ending), rows));
    Ok(Response::see_other(format!("/export/{id}")))
}

/// The job, if the account may have it.
fn own(visit: &Visit, job: Option<Job>) -> Result<Job, Refusal> {
    job.filter(|job| scope::may_fetch(&visit.ask(), &job.owner, &job.granted))
        .ok_or(MISSING)
}

/// How it goes, as a page.
pub fn html(visit: &Visit, id: &str) -> Answer {
    let job = own(visit, visit.portal.jobs().poll(id))?;
    Ok(page::page(visit, "Export", &progress(id, job.ready())))
}

fn progress(id: &str, ready: bool) -> Markup {
    html! {
        @if ready {
            p #status { "Status: " strong { "klar" } }
            p { a href={ "/export/" (id) "/fil" } { "Hämta filen" } }
        } @else {
            p #status { "Status: " strong { "pågår" } }
            p { a href={ "/export/" (id) } { "Uppdatera" } }
        }
    }
}

/// How it goes, for programs.
pub fn json(visit: &Visit, id: &str) -> Answer {
    let job = own(visit, visit.portal.jobs().poll(id))?;
    let status = if job.ready() { "klar" } else { "pågår" };
    let file = job.ready().then(|| format!("/export/{id}/fil"));
    Ok(Response::json(200, &json!({"status": status, "fil": file})))
}

/// The file.
pub fn file(visit: &Visit, id: &str) -> Answer {
    let job = own(visit, visit.portal.jobs().get(id))?;
    if !job.ready() {
        return Ok(page::message(
            visit,
            409,
            "Exporten är inte klar",
            "Vänta en stund och försök igen.",
            false,
        ));
    }
    let rows: Vec<_> = job.rows.iter().collect();
    let lines = lines(&rows, visit);
    let (content_type, body) = match job.format {
        FileFormat::Csv => (
            Encoding::Windows1252.content_type(),
            csv::orders(&lines, Encoding::Windows1252),
        ),
        FileFormat::Xlsx => (xlsx::CONTENT_TYPE, xlsx::orders(&lines, &lines)),
    };
    Ok(Response::file(content_type, &job.file_name, body))
}
