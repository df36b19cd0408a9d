//! What the city's administrator alone sees to: how the organisation has changed, whose instances an administrator has, and
//! seeing the portal as somebody else does.

use maud::html;

use crate::accounts::Grant;
use crate::http::Response;
use crate::organisation::REORGANISATION;
use crate::render::page;
use crate::visit::{Answer, Refusal, Visit};

/// The reorganisation of 1 January 2021.
pub fn organisation(visit: &Visit) -> Answer {
    let name = |id: &str| {
        let known = visit.register().instances().iter().find(|i| i.id == id);
        known.map_or_else(|| id.to_owned(), |i| i.name.clone())
    };
    let content = html! {
        p { "Den 1 januari 2021 upphörde stadsdelsförvaltningarna. Beställningar ligger kvar där de gjordes." }
        table {
            thead { tr { th { "Upphörde" } th { "Verksamheten gick till" } } }
            tbody { @for (ended, heirs) in REORGANISATION {
                tr { td { (name(ended)) } td { (heirs.iter().map(|id| name(id)).collect::<Vec<_>>().join(", ")) } }
            } }
        }
    };
    Ok(page::page(visit, "Organisation", &content))
}

/// Seeing the portal as an administrator does: a form.
pub fn as_whom(visit: &Visit) -> Answer {
    let content = html! {
        p { "Du ser portalen som kontot gör tills du loggar ut." }
        form .urval method="post" action="/visa-som" {
            input type="hidden" name="csrf" value=(visit.csrf);
            label { "Konto" select name="konto" {
                @for account in visit.portal.accounts.administrators() { option value=(account.username) { (account.username) } }
            } }
            button { "Visa som" }
        }
    };
    Ok(page::page(visit, "Visa som", &content))
}

/// The form sent.
pub fn be(visit: &Visit) -> Answer {
    let wanted = visit.form.get("konto")?.unwrap_or_default();
    let known = visit
        .portal
        .accounts
        .administrators()
        .any(|account| account.username == wanted);
    let no = visit.portal.accounts.find(wanted).filter(|_| known);
    let no = no.ok_or(Refusal::Missing("Kontot finns inte"))?;
    visit.portal.sessions().be(&visit.session, no);
    Ok(Response::see_other("/"))
}

/// The administrators and their instances, each with a form.
pub fn accounts(visit: &Visit) -> Answer {
    let ids = |own: &[usize]| {
        let id = |no: &usize| visit.register().instances().get(*no).map(|i| i.id.as_str());
        own.iter().filter_map(id).collect::<Vec<_>>().join(",")
    };
    let content = html! {
        p { "Skriv förvaltningarnas och bolagens id med komma emellan. Ändringen gäller genast." }
        @for account in visit.portal.accounts.administrators() {
            @if let Grant::Instances(own) = visit.portal.grant_of(account) {
                form .urval method="post" action={ "/konton/" (account.username) } {
                    input type="hidden" name="csrf" value=(visit.csrf);
                    label { (account.username) input name="forvaltningar" value=(ids(&own)); }
                    button { "Spara" }
                }
            }
        }
    };
    Ok(page::page(visit, "Konton", &content))
}

/// Gives an administrator just these instances.
pub fn grant(visit: &Visit, username: &str) -> Answer {
    let account = visit
        .portal
        .accounts
        .administrators()
        .find(|account| account.username == username);
    let account = account.ok_or(Refusal::Missing("Kontot finns inte"))?;
    if account.grant == Grant::All {
        return Err(Refusal::Bad("Stadsadministratören har alltid hela staden.".to_owned()));
    }
    let ids = visit.form.get("forvaltningar")?.unwrap_or_default();
    let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
    let no = |id: &str| {
        visit
            .register()
            .instance_no(id)
            .ok_or_else(|| format!("Förvaltningen ”{id}” finns inte."))
    };
    let own = ids.map(no).collect::<Result<Vec<_>, _>>()?;
    visit.portal.grant(account, own);
    Ok(Response::see_other("/konton"))
}
