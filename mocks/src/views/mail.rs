//! Mail to those who have ordered: a form and a preview. Nothing is ever sent.

use maud::html;

use crate::filter::Filter;
use crate::recipients::recipients;
use crate::register::full_name;
use crate::render::form::inputs;
use crate::render::page;
use crate::visit::{Answer, Visit};

/// The form.
pub fn form(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit.register())?;
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
    let filter = Filter::read(&visit.form, visit.register())?;
    let subject = visit.form.get("amne")?.unwrap_or("(inget ämne)");
    let persons = recipients(visit, &filter);
    let content = html! {
        p { "Inget har skickats än. Kontrollera ämnet och mottagarna." }
        p { "Ämne: " strong { (subject) } }
        p #antal { "Till: " strong { (persons.len()) } " mottagare" }
        ul #mottagare { @for person in &persons { li { (full_name(person)) " <" (person.email) ">" } } }
        p { a href="/mejla" { "Tillbaka" } }
    };
    Ok(page::page(visit, "Förhandsgranskning", &content))
}
