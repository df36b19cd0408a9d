//! What the city's administrator alone sees to: how the organisation has changed and changes, whose instances an administrator
//! has, and seeing the portal as somebody else does.

use maud::{Markup, html};

use crate::accounts::Grant;
use crate::http::Response;
use crate::organisation::REORGANISATION;
use crate::render::page;
use crate::visit::{Answer, Refusal, Visit};

/// Letters of an instance's name, at most.
const LONGEST_NAME: usize = 100;

/// The reorganisation of 1 January 2021, and every instance with a form.
pub fn organisation(visit: &Visit) -> Answer {
    let register = visit.register();
    let name = |id: &str| {
        let known = register.instance_no(id);
        known.map_or_else(|| id.to_owned(), |no| register.instance_name(no))
    };
    let content = html! {
        p { "Den 1 januari 2021 upphörde stadsdelsförvaltningarna. Beställningar ligger kvar där de gjordes." }
        table {
            thead { tr { th { "Upphörde" } th { "Verksamheten gick till" } } }
            tbody { @for (ended, heirs) in REORGANISATION {
                tr { td { (name(ended)) } td { (heirs.iter().map(|id| name(id)).collect::<Vec<_>>().join(", ")) } }
            } }
        }
        p { "Byt namn på en förvaltning eller ett bolag, stäng den, eller låt den gå upp i en annan. Beställningar ligger kvar." }
        @for no in 0..register.instances().len() { (instance_form(visit, no)) }
    };
    Ok(page::page(visit, "Organisation", &content))
}

fn instance_form(visit: &Visit, no: usize) -> Markup {
    let register = visit.register();
    let closed = register.changes().is_closed(no);
    let heir = register.changes().heir(no);
    let others = || {
        register
            .instances()
            .iter()
            .enumerate()
            .filter(move |(other, _)| *other != no)
    };
    html! {
        form .urval method="post" action={ "/organisation/" (register.instances()[no].id) } {
            input type="hidden" name="csrf" value=(visit.csrf);
            label { (register.instances()[no].id) input name="namn" value=(register.instance_name(no)); }
            label { "Uppgår i" select name="uppgar_i" {
                option value="" { "–" }
                @for (other, i) in others() { option value=(i.id) selected[heir == Some(other)] { (register.instance_name(other)) } }
            } }
            label { input type="checkbox" name="stangd" value="ja" checked[closed]; "Stängd" }
            button { "Spara" }
        }
    }
}

/// The form of an instance sent. A blank name gives back the one it had.
pub fn reorganise(visit: &Visit, id: &str) -> Answer {
    let register = visit.register();
    let no = register.instance_no(id);
    let no = no.ok_or(Refusal::Missing("Förvaltningen finns inte"))?;
    let heir = known_instance(visit, "uppgar_i")?;
    if heir == Some(no) {
        return Err(Refusal::Bad("En förvaltning kan inte uppgå i sig själv.".to_owned()));
    }
    let name = visit.form.get("namn")?.unwrap_or_default().trim().to_owned();
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::Bad(format!("Namnet får ha högst {LONGEST_NAME} tecken.")));
    }
    let closed = visit.form.get("stangd")? == Some("ja");
    let mut changes = register.changes();
    changes.rename(no, Some(name).filter(|name| !name.is_empty()));
    changes.merge(no, heir);
    changes.close(no, closed);
    Ok(Response::see_other("/organisation"))
}

/// The instance that a field of the form names; none when it is blank.
pub fn known_instance(visit: &Visit, field: &'static str) -> Result<Option<usize>, Refusal> {
    let Some(id) = visit.form.get(field)?.map(str::trim).filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    instance_called(visit, id).map(Some)
}

fn instance_called(visit: &Visit, id: &str) -> Result<usize, Refusal> {
    let no = visit.register().instance_no(id);
    no.ok_or_else(|| Refusal::Bad(format!("Förvaltningen ”{id}” finns inte.")))
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
    let own = ids
        .map(|id| instance_called(visit, id))
        .collect::<Result<Vec<_>, _>>()?;
    visit.portal.grant(account, own);
    Ok(Response::see_other("/konton"))
}
