//! The people register (personregistret), and the template for importing orders, filled in with the people.

use maud::html;

use crate::filter::{self, Filter};
use crate::http::{Response, address};
use crate::listing::page;
use crate::recipients::recipients;
use crate::register::full_name;
use crate::render::csv::{self, Encoding};
use crate::render::page as frame;
use crate::render::table;
use crate::visit::{Answer, Visit};

/// The register; protected persons are left out.
pub fn html(visit: &Visit) -> Answer {
    let mut persons = recipients(visit, &Filter::default());
    persons.sort_by(|a, b| (&a.family_name, &a.given_name, &a.id).cmp(&(&b.family_name, &b.given_name, &b.id)));
    let page = page(&persons, filter::page(&visit.query)?);
    let content = html! {
        p { "De som har beställt en förmån. Den som har skyddade personuppgifter står inte här." }
        table #personer {
            thead { tr { th { "Namn" } th { "E-post" } } }
            tbody { @for person in page.rows { tr { td { (full_name(person)) } td { (person.email) } } } }
        }
        (table::pages(&page, |number| address("/personregister", &[("sida", number)])))
    };
    Ok(frame::page(visit, "Personregister", &content))
}

/// A file to fill in: one row for each person, the rest is blank.
pub fn template(visit: &Visit) -> Answer {
    let rows = recipients(visit, &Filter::default())
        .into_iter()
        .map(|person| vec![full_name(person), person.email.clone(), String::new(), String::new()]);
    let headings = ["Namn", "E-post", "Förmån", "Belopp"].map(str::to_owned).to_vec();
    let file = csv::write(std::iter::once(headings).chain(rows), Encoding::Utf8);
    Ok(Response::file(Encoding::Utf8.content_type(), "importmall.csv", file))
}
