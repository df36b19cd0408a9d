//! The frame around every page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::accounts::Role;
use crate::http::Response;
use crate::scope::{self, View};
use crate::visit::Visit;

/// Where questions are sent; shown on every page.
const SUPPORT: &str = "stod@formansportalen.example";
const STYLE: &str = include_str!("style.css");

/// The menu: where each link leads, and what right it takes.
pub const MENU: [(&str, &str, View); 19] = [
    ("/bestallningar", "Beställningar", View::Orders),
    ("/rapport", "Beställningsrapport", View::Report),
    ("/sok", "Sök", View::Search),
    ("/epostlista", "E-postlista", View::EmailList),
    ("/mejla", "Mejla", View::Mail),
    ("/statistik", "Statistik", View::Statistics),
    ("/export", "Export", View::Export),
    ("/handelselogg", "Händelselogg", View::EventLog),
    ("/personregister", "Personregister", View::People),
    ("/importmall.csv", "Importmall", View::ImportTemplate),
    ("/arbetsyta", "Arbetsyta", View::Workspace),
    ("/schemalagda", "Schemalagda rapporter", View::Schedule),
    ("/utkorg", "Utkorg", View::Outbox),
    ("/organisation", "Organisation", View::City),
    ("/personal", "Personal", View::City),
    ("/konton", "Konton", View::City),
    ("/visa-som", "Visa som", View::City),
    ("/mitt-konto", "Mitt konto", View::OwnAccount),
    ("/mina-bestallningar", "Mina beställningar", View::Mine),
];

/// A page for somebody who is logged in.
pub fn page(visit: &Visit, title: &str, content: &Markup) -> Response {
    with_status(visit, 200, title, content)
}

/// A page that says that something did not work.
pub fn message(visit: &Visit, status: u16, heading: &str, text: &str, barred: bool) -> Response {
    let content = html! {
        p .sparrad[barred] { (text) }
        p { a href="/" { "Till startsidan" } }
    };
    with_status(visit, status, heading, &content)
}

fn with_status(visit: &Visit, status: u16, title: &str, content: &Markup) -> Response {
    let header = html! {
        nav aria-label="Huvudmeny" { (links(visit.account.role)) }
        form .konto method="post" action="/logga-ut" {
            span { "Inloggad som " strong { (visit.account.name) } " (" (visit.account.username) ")" }
            input type="hidden" name="csrf" value=(visit.csrf);
            button { "Logga ut" }
        }
    };
    frame(status, title, &header, content)
}

/// Links to what the role may open.
pub fn links(role: Role) -> Markup {
    let open = MENU.iter().filter(|(_, _, view)| scope::in_menu(role, *view));
    html! { ul { @for (href, text, _) in open { li { a href=(href) { (text) } } } } }
}

/// A page for anybody.
pub fn frame(status: u16, title: &str, header: &Markup, content: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="sv" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Förmånsportalen" }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { p .namn { a href="/" { "Förmånsportalen" } } (header) }
                main { h1 { (title) } (content) }
                footer { p { "Frågor om dina förmåner? Mejla " a href={ "mailto:" (SUPPORT) } { (SUPPORT) } "." } }
            }
        }
    };
    Response::new(status, "text/html; charset=utf-8", page.into_string())
}
