//! The workspace (arbetsytan): who has several instances works with one at a time, in each tab its own.

use maud::html;

use crate::filter::Filter;
use crate::http::address;
use crate::listing::within;
use crate::render::form::own_instances;
use crate::render::line::lines;
use crate::render::page;
use crate::render::table::{self, Width};
use crate::scope;
use crate::visit::{Answer, Refusal, Visit};

/// The instance that this tab works with; a form to choose one if there is none yet.
pub fn html(visit: &Visit) -> Answer {
    let tab = tab(visit.query.get("flik")?)?;
    let chosen = visit
        .portal
        .sessions()
        .instance_of(&visit.session, &scope::tab_kept_by(&visit.ask(), tab));
    let ask = visit.ask();
    let shown = chosen.and_then(|no| Some((no, scope::reach_in(&ask, no)?)));
    let content = html! {
        form .urval method="post" action="/arbetsyta/byt" {
            input type="hidden" name="csrf" value=(visit.csrf);
            input type="hidden" name="flik" value=(tab);
            label { "Förvaltning eller bolag"
                select name="forvaltning" {
                    @for (id, name) in own_instances(visit) { option value=(id) { (name) } }
                }
            }
            button { "Byt" }
        }
        @if let Some((no, reach)) = shown {
            @let filter = Filter {
                instance: visit.register().instances().get(no).map(|i| i.id.clone()),
                instance_no: Some(no),
                ..Filter::default()
            };
            (table::orders(&lines(&within(visit, &filter, &reach), visit), Width::Plain, None))
        } @else {
            p .tomt { "Välj vad du vill arbeta med." }
        }
    };
    Ok(page::page(visit, "Arbetsyta", &content))
}

/// The choice sent; a blank one is the first of one's own.
pub fn switch(visit: &Visit) -> Answer {
    const MISSING: Refusal = Refusal::Missing("Förvaltningen finns inte");
    let tab = tab(visit.form.get("flik")?)?;
    let own = own_instances(visit);
    let first = own.first().map(|(id, _)| id.as_str());
    let wanted = visit.form.get("forvaltning")?.or(first).ok_or(MISSING)?;
    let no = visit.register().instance_no(wanted).ok_or(MISSING)?;
    scope::reach_in(&visit.ask(), no).ok_or(MISSING)?;
    let key = scope::tab_kept_by(&visit.ask(), tab);
    visit.portal.sessions().work_with(&visit.session, &key, no);
    let content = html! { p { a href=(address("/arbetsyta", &[("flik", tab)])) { "Till arbetsytan" } } };
    Ok(page::page(visit, "Arbetsytan är bytt", &content))
}

/// A tab's name is short: sessions are kept in memory.
fn tab(name: Option<&str>) -> Result<&str, String> {
    let name = name.unwrap_or("1");
    let fits = name.len() <= 20 && name.chars().all(|c| c.is_ascii_alphanumeric());
    fits.then_some(name).ok_or_else(|| "Fliken finns inte.".to_owned())
}
