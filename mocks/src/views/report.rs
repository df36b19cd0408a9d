//! The order report (beställningsrapporten), on screen and as files.

use maud::html;

use crate::filter::Filter;
use crate::http::Response;
use crate::listing::{listing, within};
use crate::register::full_name;
use crate::render::csv::{self, Encoding};
use crate::render::form::inputs;
use crate::render::line::{Line, lines};
use crate::render::table::{self, Width};
use crate::render::{page, pdf, xlsx};
use crate::scope;
use crate::visit::{Answer, Refusal, Visit};
use skott_population::Person;

/// On screen, all rows on one page.
pub fn html(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let listing = listing(visit, &filter);
    let lines = lines(&listing.rows, visit);
    let file = |format: &str| filter.link(&format!("/rapport.{format}"), &[]);
    let persons = offered(visit);
    let content = html! {
        form .urval method="get" action="/rapport" {
            (inputs(visit, &filter))
            label { "Beställare"
                select name="bestallare" {
                    option value="" { "Alla" }
                    @for person in persons {
                        option value=(person.email) selected[filter.person.as_ref() == Some(&person.email)] { (full_name(person)) }
                    }
                }
            }
            button { "Visa" }
        }
        p .filer {
            "Ladda ner: "
            a href=(file("csv")) { "CSV" }
            a href=(filter.link("/rapport.csv", &[("teckenkodning", "utf8")])) { "CSV (UTF-8)" }
            a href=(file("xlsx")) { "Excel" }
            a href=(file("pdf")) { "PDF" }
        }
        (table::totals(&listing))
        (table::orders(&lines, Width::Full, Some(&table::sorter(&filter, "/rapport"))))
    };
    Ok(page::page(visit, "Beställningsrapport", &content))
}

/// As semicolon-separated text.
pub fn csv(visit: &Visit) -> Answer {
    let encoding = Encoding::read(&visit.query)?;
    let (filter, lines) = rows(visit)?;
    Ok(Response::file(
        encoding.content_type(),
        &file_name(&filter, "csv"),
        csv::orders(&lines, encoding),
    ))
}

/// As a workbook.
pub fn xlsx(visit: &Visit) -> Answer {
    let (filter, lines) = rows(visit)?;
    let ask = visit.asking(filter.selection());
    let sources = match scope::sources(&ask) {
        None => xlsx::orders(&lines, &lines),
        Some(reach) => xlsx::orders(&lines, &self::lines(&within(visit, &filter, &reach), visit)),
    };
    Ok(Response::file(xlsx::CONTENT_TYPE, &file_name(&filter, "xlsx"), sources))
}

/// For print.
pub fn pdf(visit: &Visit) -> Answer {
    let (filter, lines) = rows(visit)?;
    Ok(Response::file(
        pdf::CONTENT_TYPE,
        &file_name(&filter, "pdf"),
        pdf::orders(&lines),
    ))
}

fn rows<'a>(visit: &Visit<'a>) -> Result<(Filter, Vec<Line<'a>>), Refusal> {
    let mut filter = Filter::read(&visit.query, visit)?;
    if !scope::heeds_days(&visit.ask()) {
        (filter.from, filter.until) = (None, None);
    }
    let listing = listing(visit, &filter);
    let lines = lines(&listing.rows, visit);
    Ok((filter, lines))
}

/// Whom one may choose among: each person once, by name; protected persons are left out.
fn offered<'a>(visit: &Visit<'a>) -> Vec<&'a Person> {
    let reach = scope::offered(&visit.ask());
    let mut rows = within(visit, &Filter::default(), &reach);
    rows.sort_by_key(|entry| (entry.name_rank, entry.person));
    rows.dedup_by_key(|entry| entry.person);
    let persons = rows.into_iter().map(|entry| visit.register().person(entry));
    persons.filter(|person| !person.protected).collect()
}

/// A name that tells which days the file is about.
pub fn file_name(filter: &Filter, ending: &str) -> String {
    let days = match (filter.from, filter.until) {
        (None, None) => "alla".to_owned(),
        (Some(from), None) => format!("från-{from}"),
        (None, Some(until)) => format!("till-{until}"),
        (Some(from), Some(until)) => format!("{from}--{until}"),
    };
    format!("beställningsrapport-{days}.{ending}")
}
