//! Tables of orders, and leafing through them.

use maud::{Markup, html};

use crate::filter::{Filter, Sort};
use crate::listing::{Listing, Page};
use crate::render::line::Line;
use crate::render::text::kronor;

/// How much a table shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As on the order page.
    Plain,
    /// With telephone, address and receipt, as in the report.
    Full,
}

/// A table of orders. With a sorter its headings are links that sort; it gives the address for each order.
pub fn orders(lines: &[Line], width: Width, sorter: Option<&dyn Fn(Sort) -> String>) -> Markup {
    let full = width == Width::Full;
    html! {
        table #bestallningar {
            thead { tr {
                th { "Beställning" }
                (heading("Datum", Sort::Date, sorter))
                (heading("Namn", Sort::Name, sorter))
                th { "Personnummer" } th { "E-post" }
                @if full { th { "Telefon" } th { "Adress" } }
                th { "Förvaltning" } th { "Förmån" } th { "Status" }
                (heading("Belopp", Sort::Amount, sorter))
                @if full { th { "Kvitto" } }
            } }
            tbody { @for line in lines { (row(line, full)) } }
        }
        @if lines.is_empty() { p .tomt { "Inga beställningar att visa." } }
    }
}

fn row(line: &Line, full: bool) -> Markup {
    html! {
        tr {
            td { a href={ "/bestallning/" (line.id) } { (line.id) } }
            td .hel { (line.day) } td { (line.name) } td .hel { (line.personnummer) } td { (line.email) }
            @if full { td .hel { (line.phone) } td { (line.address) } }
            td { (line.instance) } td { (line.benefit) } td { (line.status) }
            td .belopp { (kronor(line.amount)) " kr" }
            @if full { td .hel { (line.receipt) } }
        }
    }
}

fn heading(text: &str, sort: Sort, sorter: Option<&dyn Fn(Sort) -> String>) -> Markup {
    let class = (sort == Sort::Amount).then_some("belopp");
    html! {
        th class=[class] {
            @match sorter { Some(link) => { a href=(link(sort)) { (text) } } None => { (text) } }
        }
    }
}

/// Total and sum.
pub fn totals(listing: &Listing) -> Markup {
    html! {
        p #antal { "Totalt " strong { (listing.count) } " beställningar" }
        p #summa { "Summa: " strong { (kronor(listing.sum)) " kr" } }
    }
}

/// Links to the pages before and after; `link` gives the address of a page.
pub fn pages<T>(page: &Page<T>, link: impl Fn(&str) -> String) -> Markup {
    html! {
        @if page.pages > 1 {
            p .bladdra {
                @if let Some(number) = page.previous() { a rel="prev" href=(link(&number)) { "Föregående sida" } }
                span { "Sida " (page.number) " av " (page.pages) }
                @if let Some(number) = page.next() { a rel="next" href=(link(&number)) { "Nästa sida" } }
            }
        }
    }
}

/// The selection's addresses in each order, for sortable headings.
pub fn sorter<'a>(filter: &'a Filter, path: &'a str) -> impl Fn(Sort) -> String + 'a {
    move |sort| filter.sorted(sort).link(path, &[])
}
