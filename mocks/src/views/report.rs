//! The order report (beställningsrapporten), on screen and as files.

use maud::html;

use crate::filter::Filter;
use crate::http::Response;
use crate::listing::listing;
use crate::render::csv::{self, Encoding};
use crate::render::form::filter_form;
use crate::render::line::{Line, lines};
use crate::render::table::{self, Width};
use crate::render::{page, pdf, xlsx};
use crate::scope::View;
use crate::visit::{Answer, Refusal, Visit};

/// On screen, all rows on one page.
pub fn html(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit.register())?;
    let listing = listing(visit, View::Report, &filter);
    let lines = lines(&listing.rows, visit.register(), visit.account);
    let file = |format: &str| filter.link(&format!("/rapport.{format}"), &[]);
    let content = html! {
        (filter_form(visit, "/rapport", &filter))
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
    Ok(Response::file(
        xlsx::CONTENT_TYPE,
        &file_name(&filter, "xlsx"),
        xlsx::orders(&lines),
    ))
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
    let filter = Filter::read(&visit.query, visit.register())?;
    let listing = listing(visit, View::ReportFile, &filter);
    let lines = lines(&listing.rows, visit.register(), visit.account);
    Ok((filter, lines))
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
