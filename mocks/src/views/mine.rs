//! An employee's own orders, from all employments.

use maud::html;

use crate::filter::{self, Filter};
use crate::http::{Response, address};
use crate::listing::{Listing, listing, page};
use crate::render::line::lines;
use crate::render::page as frame;
use crate::render::table::{self, Width};
use crate::render::text::decimal_point;
use crate::views::orders;
use crate::visit::{Answer, Refusal, Visit};

/// The page.
pub fn html(visit: &Visit) -> Answer {
    let (listing, number) = own(visit)?;
    let page = page(&listing.rows, number);
    let content = html! {
        p { "Här ser du allt som du har beställt, även från tidigare anställningar i staden." }
        (table::totals(&listing))
        (table::orders(&lines(page.rows, visit), Width::Full, None))
        (table::pages(&page, |number| address("/mina-bestallningar", &[("sida", number)])))
    };
    Ok(frame::page(visit, "Mina beställningar", &content))
}

/// The API.
pub fn json(visit: &Visit) -> Answer {
    let (listing, number) = own(visit)?;
    let page = page(&listing.rows, number);
    let next = page
        .next()
        .map(|number| address("/api/mina-bestallningar", &[("sida", &number)]));
    Ok(Response::json(
        200,
        &orders::body(visit, listing.count, &decimal_point(listing.sum), &page, next),
    ))
}

fn own<'a>(visit: &Visit<'a>) -> Result<(Listing<'a>, usize), Refusal> {
    let number = filter::page(&visit.query)?;
    Ok((listing(visit, &Filter::default()), number))
}
