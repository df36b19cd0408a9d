//! Numbers without persons. An order of several benefits counts in full for each of them, but once in the totals.

use std::collections::BTreeMap;

use maud::html;
use serde_json::{Value, json};
use skott_population::Ore;

use crate::filter::Filter;
use crate::http::Response;
use crate::listing::{listing, within};
use crate::render::form::filter_form;
use crate::render::page;
use crate::render::text::{decimal_point, kronor};
use crate::scope;
use crate::visit::{Answer, Visit};

/// The page.
pub fn html(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let listing = listing(visit, &filter);
    let content = html! {
        (filter_form(visit, "/statistik", &filter))
        table #statistik data-kalla=(filter.link("/api/statistik", &[])) {
            thead { tr { th { "Förmån" } th .belopp { "Antal" } th .belopp { "Summa" } } }
            tbody {
                @for (benefit, (count, sum)) in per_benefit(visit, &filter) {
                    tr { td { (benefit) } td .belopp { (count) } td .belopp { (kronor(sum)) " kr" } }
                }
            }
            tfoot { tr {
                th { "Totalt" }
                td #totalt-antal .belopp { (listing.count) }
                td #total-summa .belopp { (kronor(listing.sum)) " kr" }
            } }
        }
        p { "I snitt: " strong #snitt { (listing.average.map_or_else(|| "–".to_owned(), |ore| kronor(ore) + " kr")) } }
        p { "En beställning med flera förmåner räknas på varje förmåns rad, men bara en gång i totalen." }
    };
    Ok(page::page(visit, "Statistik", &content))
}

/// The API.
pub fn json(visit: &Visit) -> Answer {
    let filter = Filter::read(&visit.query, visit)?;
    let listing = listing(visit, &filter);
    let rows = per_benefit(visit, &filter).into_iter();
    let row = |(benefit, (count, sum))| json!({"forman": benefit, "antal": count, "summa": decimal_point(sum)});
    let rows: Value = rows.map(row).collect();
    let body = json!({
        "antal": listing.count,
        "summa": decimal_point(listing.sum),
        "snitt": listing.average.map(decimal_point),
        "per_forman": rows,
    });
    Ok(Response::json(200, &body))
}

fn per_benefit<'a>(visit: &Visit<'a>, filter: &Filter) -> BTreeMap<&'a str, (usize, Ore)> {
    let register = visit.register();
    let mut table: BTreeMap<&str, (usize, Ore)> = BTreeMap::new();
    let rows = within(visit, filter, &scope::grouped(&visit.listing(filter)));
    for order in rows.into_iter().map(|entry| register.order(entry)) {
        for benefit in &order.benefits {
            let (count, sum) = table.entry(benefit).or_default();
            (*count, *sum) = (*count + 1, *sum + order.amount_ore);
        }
    }
    table
}
