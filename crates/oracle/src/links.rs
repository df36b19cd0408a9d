//! Where a page leads: every link and form that a view must declare, or the profile must say why not.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use skott_model::Received;
use url::Url;

/// Paths on the same host that an HTML answer links to, without query and fragment. Empty for anything else than HTML; of a
/// very long page, its beginning, where the menus are.
pub fn links(received: &Received, base_url: &str) -> BTreeSet<String> {
    const LARGE: usize = 4 << 20;
    let is_html = received
        .header("content-type")
        .map(str::to_ascii_lowercase)
        .is_none_or(|t| t.starts_with("text/html") || t.starts_with("application/xhtml"));
    let Ok(base) = Url::parse(base_url) else {
        return BTreeSet::new();
    };
    let Ok(here) = base.join(&received.path) else {
        return BTreeSet::new();
    };
    if !is_html {
        return BTreeSet::new();
    }
    let beginning = &received.body[..received.body.len().min(LARGE)];
    let page = Html::parse_document(&String::from_utf8_lossy(beginning));
    let here = base_of(&page).and_then(|href| here.join(href).ok()).unwrap_or(here);
    let mut out = BTreeSet::new();
    for (selector, attribute) in [
        ("a[href], area[href]", "href"),
        ("form[action]", "action"),
        ("[formaction]", "formaction"),
        ("iframe[src], frame[src]", "src"),
    ] {
        let Ok(selector) = Selector::parse(selector) else {
            continue;
        };
        for element in page.select(&selector) {
            let target = element.value().attr(attribute).and_then(|href| here.join(href).ok());
            out.extend(
                target
                    .filter(|url| url.origin() == base.origin())
                    .map(|url| url.path().to_owned()),
            );
        }
    }
    out
}

/// What the page says that its links are relative to, where it says so.
fn base_of(page: &Html) -> Option<&str> {
    let selector = Selector::parse("base[href]").ok()?;
    page.select(&selector).next()?.value().attr("href")
}
