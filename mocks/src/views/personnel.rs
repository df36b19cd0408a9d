//! Personnel (personal): the city's administrator hires, moves and ends employments. Orders stay where they were placed.

use maud::html;

use crate::filter;
use crate::http::{Response, address};
use crate::listing::page;
use crate::register::full_name;
use crate::render::{page as frame, table};
use crate::scope;
use crate::views::city::known_instance;
use crate::visit::{Answer, Refusal, Visit};

/// Everybody whose name may be shown, each with a form; `forvaltning` narrows to who works there now.
pub fn html(visit: &Visit) -> Answer {
    let register = visit.register();
    let wanted = visit.query.get("forvaltning")?;
    let at = wanted.and_then(|id| register.instance_no(id));
    let is_shown = |no: &usize| {
        let person = register.person_by_no(*no);
        let works_there = wanted.is_none() || (at.is_some() && register.works_at(*no) == at);
        works_there && person.is_some_and(|person| !scope::shown(&visit.ask(), *no, person).masked)
    };
    let shown: Vec<usize> = (0..register.person_count()).filter(is_shown).collect();
    let page = page(&shown, filter::page(&visit.query)?);
    let persons = page
        .rows
        .iter()
        .filter_map(|no| Some((*no, register.person_by_no(*no)?)));
    let content = html! {
        p { "Välj var någon arbetar; tomt för den som har slutat. Beställningarna ligger kvar där de gjordes." }
        table #personal {
            thead { tr { th { "Namn" } th { "E-post" } th { "Arbetar på" } } }
            tbody { @for (no, person) in persons { tr {
                td { (full_name(person)) }
                td { (person.email) }
                td { form .urval method="post" action={ "/personal/" (person.id) } {
                    input type="hidden" name="csrf" value=(visit.csrf);
                    input name="forvaltning" aria-label="Arbetar på" value=(register.works_at(no).map_or("", |i| &register.instances()[i].id));
                    button { "Spara" }
                } }
            } } }
        }
        (table::pages(&page, |number| {
            let narrowed = wanted.map(|id| ("forvaltning", id));
            address("/personal", &narrowed.into_iter().chain([("sida", number)]).collect::<Vec<_>>())
        }))
    };
    Ok(frame::page(visit, "Personal", &content))
}

/// The form of a person sent.
pub fn employ(visit: &Visit, id: &str) -> Answer {
    let person = visit.register().person_no(id);
    let person = person.ok_or(Refusal::Missing("Personen finns inte"))?;
    let instance = known_instance(visit, "forvaltning")?;
    visit.register().changes().employ(person, instance);
    Ok(Response::see_other("/personal"))
}
