//! Where a page leads: every link and form that a view must declare, or the profile must say why not.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};
use skott_model::Received;
use url::Url;

/// Where a page leads on the same host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The path, as it is written in an address.
    pub path: String,
    /// The parameters; of a form those that it always sends.
    pub query: Vec<(String, String)>,
}

/// What an HTML answer links to on the same host, without fragment. Empty for anything else than HTML; of a very long page, its
/// beginning, where the menus are.
pub fn links(received: &Received, base_url: &str) -> BTreeSet<Link> {
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
            let url = target.filter(|url| url.origin() == base.origin());
            out.extend(url.map(|url| Link {
                path: url.path().to_owned(),
                query: sent(element).unwrap_or_else(|| url.query_pairs().into_owned().collect()),
            }));
        }
    }
    out
}

/// The hidden fields of a form that is sent as a query: they take the place of its address's own.
fn sent(form: ElementRef) -> Option<Vec<(String, String)>> {
    let attribute = |name: &str| form.attr(name).unwrap_or_default();
    if form.value().name() != "form" || attribute("method").eq_ignore_ascii_case("post") {
        return None;
    }
    let selector = Selector::parse("input[type=hidden][name][value]").ok()?;
    let field = |input: ElementRef| Some((input.attr("name")?.to_owned(), input.attr("value")?.to_owned()));
    Some(form.select(&selector).filter_map(field).collect())
}

/// What the page says that its links are relative to, where it says so.
fn base_of(page: &Html) -> Option<&str> {
    let selector = Selector::parse("base[href]").ok()?;
    page.select(&selector).next()?.value().attr("href")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_to_links_frames_and_forms_of_the_same_host() {
        let cases: [(&str, &[&str]); 8] = [
            ("<a href='/b?sida=a&amp;nr=2#c'>", &["/b sida=a nr=2"]),
            ("<a href='nytt'>", &["/app/nytt"]),
            ("<base href='/x/'><a href='nytt'>", &["/x/nytt"]),
            ("<a href='http://annan.example/b'><a href='mailto:a@x.example'>", &[]),
            ("<iframe src='/ram?sida=a'></iframe>", &["/ram sida=a"]),
            // A form without method replaces its address's query by its fields.
            (
                "<form action='/index.php?x=1'><input type=hidden name=sida value='sök'><input name=q></form>",
                &["/index.php sida=sök"],
            ),
            (
                "<form method=post action='/index.php?sida=sok'><input type=hidden name=csrf value=x></form>",
                &["/index.php sida=sok"],
            ),
            ("<button formaction='/spara?a=1'>", &["/spara a=1"]),
        ];
        for (body, expected) in cases {
            let received = Received {
                status: 200,
                path: "/app/sida".into(),
                headers: vec![("content-type".into(), "text/html".into())],
                body: body.as_bytes().to_vec(),
                cut: None,
            };
            let told: Vec<String> = links(&received, "http://portal.example/")
                .into_iter()
                .map(|link| {
                    let query = link.query.iter().map(|(name, value)| format!(" {name}={value}"));
                    link.path + &query.collect::<String>()
                })
                .collect();
            assert_eq!(told, expected, "{body}");
        }
    }
}
