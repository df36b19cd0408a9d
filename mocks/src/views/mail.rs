//! Mail to those who have ordered: a form and a preview. What is sent is found in the outbox.

use maud::html;

use crate::filter::Filter;
use crate::recipients::recipients;
use crate::register::full_name;
use crate::render::form::inputs;
use crate::render::page;
use crate::visit::{Answer, Visit};

/// The form.
pub fn form(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let content = html! {
        p { "Välj vilka beställningar det gäller. Brevet går till dem som har gjort beställningarna." }
        form .urval method="post" action="/mejla/forhandsgranska" {
            input type="hidden" name="csrf" value=(visit.csrf);
            (inputs(visit, &filter))
            label { "Ämne" input name="amne"; }
            button { "Förhandsgranska" }
        }
    };
    Ok(page::page(visit, "Mejla", &content))
}

/// Who it would go to.
pub fn preview(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.form, visit)?;
    let subject = visit.form.get("amne")?.unwrap_or("(inget ämne)");
    let persons = recipients(visit, &filter);
    let content = html! {
        p { "Brevet har inte skickats än. Kontrollera ämnet och mottagarna." }
        p { "Ämne: " strong { (subject) } }
        p #antal { "Till: " strong { (persons.len()) } " mottagare" }
        ul #mottagare { @for person in &persons { li { (full_name(person)) " <" (person.email) ">" } } }
        form method="post" action="/mejla/skicka" {
            input type="hidden" name="csrf" value=(visit.csrf);
            input type="hidden" name="amne" value=(subject);
            @for (name, value) in filter.pairs() { input type="hidden" name=(name) value=(value); }
            button { "Skicka" }
        }
        p { a href="/mejla" { "Tillbaka" } }
    };
    Ok(page::page(visit, "Förhandsgranskning", &content))
}
