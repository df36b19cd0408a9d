//! Where a page leads: every link and form that a view must declare, or the profile must say why not.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use skott_model::Received;
use url::Url;

/// Paths on the same host that an HTML answer links to, without query and fragment. Empty for anything else than HTML.
pub fn links(received: &Received, base_url: &str) -> BTreeSet<String> {
    const LARGE: usize = 4 << 20;
    let is_html = received
        .header("content-type")
        .is_some_and(|t| t.starts_with("text/html"));
    let Ok(base) = Url::parse(base_url) else {
        return BTreeSet::new();
    };
    let Ok(here) = base.join(&received.path) else {
        return BTreeSet::new();
    };
    if !is_html || received.body.len() > LARGE {
        return BTreeSet::new();
    }
    let page = Html::parse_document(&String::from_utf8_lossy(&received.body));
    let mut out = BTreeSet::new();
    for (selector, attribute) in [
        ("a[href], area[href]", "href"),
        ("form[action]", "action"),
        ("iframe[src]", "src"),
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
