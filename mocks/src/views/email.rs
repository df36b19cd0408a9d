//! The list of e-mail addresses (e-postlistan).

use maud::html;

use crate::filter::Filter;
use crate::http::Response;
use crate::listing::page;
use crate::recipients::{count, recipients};
use crate::register::full_name;
use crate::render::csv::{self, Encoding};
use crate::render::form::filter_form;
use crate::render::page as frame;
use crate::render::table;
use crate::visit::{Answer, Visit};

const PATH: &str = "/epostlista";

/// The page.
pub fn html(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let persons = recipients(visit, &filter);
    let page = page(&persons, filter.page);
    let content = html! {
        (filter_form(visit, PATH, &filter))
        p .filer { "Ladda ner: " a href=(filter.link("/epostlista.csv", &[])) { "CSV" } }
        p #antal { "Totalt " strong { (count(visit, &filter)) } " personer" }
        table #epostlista {
            thead { tr { th { "Namn" } th { "E-post" } } }
            tbody { @for person in page.rows { tr { td { (full_name(person)) } td { (person.email) } } } }
        }
        (table::pages(&page, |number| filter.link(PATH, &[("sida", number)])))
    };
    Ok(frame::page(visit, "E-postlista", &content))
}

/// All of it as semicolon-separated text.
pub fn csv(visit: &Visit) -> Answer {
    let encoding = Encoding::read(&visit.query)?;
    let filter = Filter::read(&visit.query, visit)?;
    let persons = recipients(visit, &filter);
    let rows = persons
        .iter()
        .map(|person| vec![full_name(person), person.email.clone()]);
    let headings = vec!["Namn".to_owned(), "E-post".to_owned()];
    let file = csv::write(std::iter::once(headings).chain(rows), encoding);
    Ok(Response::file(encoding.content_type(), "e-postlista.csv", file))
}
