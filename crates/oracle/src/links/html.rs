//! The links and forms of a page, and those of the scripts and the data that stand in it.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::{Found, Link, is_asset, json, script};

pub(super) fn links(found: &mut Found, itself: &Url, body: &str) {
    let page = Html::parse_document(body);
    let here = base_of(&page).and_then(|href| itself.join(href).ok());
    let here = here.unwrap_or_else(|| itself.clone());
    for (selector, attribute) in [
        ("a[href], area[href]", "href"),
        ("[formaction]", "formaction"),
        ("iframe[src], frame[src]", "src"),
        ("link[rel~=alternate i][href]", "href"),
        ("turbo-frame[src]", "src"),
        ("[up-href]", "up-href"),
        ("[data-href]", "data-href"),
        ("[data-url]", "data-url"),
        ("[hx-get]", "hx-get"),
        ("[hx-post]", "hx-post"),
        ("[hx-put]", "hx-put"),
        ("[hx-patch]", "hx-patch"),
        ("[hx-delete]", "hx-delete"),
    ] {
        for element in all(&page, selector) {
            let target = element.value().attr(attribute);
            found.link(target.and_then(|href| here.join(href).ok()));
        }
    }
    for form in all(&page, "form") {
        // Without an address it is sent to the page itself, whatever its links are relative to.
        let target = match form.attr("action").map(str::trim).filter(|action| !action.is_empty()) {
            Some(action) => here.join(action).ok(),
            None => Some(itself.clone()),
        };
        match is_query_form(form) {
            true => found.form(
                target,
                Link {
                    query: sent(form),
                    fields: typed(form),
                    choices: chosen(form),
                    ..Link::default()
                },
            ),
            false => found.link(target),
        }
    }
    for element in all(&page, "meta[http-equiv=refresh i][content]") {
        let to = element.value().attr("content").and_then(reloads);
        found.link(to.and_then(|href| here.join(href).ok()));
    }
    for (selector, attribute) in [("embed[src]", "src"), ("object[data]", "data")] {
        for element in all(&page, selector) {
            // A drawing is no page.
            let target = element.value().attr(attribute).filter(|target| !is_asset(target));
            found.link(target.and_then(|href| here.join(href).ok()));
        }
    }
    for element in all(&page, "[onclick]") {
        script::links(found, element.value().attr("onclick").unwrap_or_default());
    }
    for element in all(&page, "a[href^='javascript:' i]") {
        let href = element.value().attr("href").unwrap_or_default();
        script::links(found, href.split_once(':').map_or("", |(_, script)| script));
    }
    for element in all(&page, "select[onchange] option[value^='/']") {
        found.address(element.value().attr("value").unwrap_or_default());
    }
    for attribute in page
        .tree
        .values()
        .filter_map(|node| node.as_element())
        .flat_map(|element| element.attrs())
    {
        found.perhaps(attribute.1);
    }
    // To a reader that runs scripts, what is for others is text.
    for element in all(&page, "noscript") {
        let text: String = element.text().collect();
        let inner = text.contains('<').then(|| Html::parse_fragment(&text));
        for link in inner.iter().flat_map(|inner| all(inner, "a[href]")) {
            let href = link.value().attr("href");
            found.link(href.and_then(|href| here.join(href).ok()));
        }
    }
    for element in all(&page, "script:not([src])") {
        let text: String = element.text().collect();
        match element.value().attr("type").map(str::to_ascii_lowercase).as_deref() {
            Some(kind) if kind.ends_with("json") => json::links(found, &text),
            None | Some("" | "module" | "text/javascript" | "application/javascript") => script::links(found, &text),
            Some(_) => {}
        }
    }
}

/// Where a page sends its reader after a while: `5; url=/start`.
fn reloads(content: &str) -> Option<&str> {
    let (_, to) = content.split_once(';')?;
    let (name, address) = to.split_once('=')?;
    let is_address = name.trim().eq_ignore_ascii_case("url");
    is_address.then(|| address.trim().trim_matches(['"', '\'']))
}

fn is_query_form(form: ElementRef) -> bool {
    !form.attr("method").unwrap_or_default().eq_ignore_ascii_case("post")
}

/// The hidden fields of a form, which it always sends.
fn sent(form: ElementRef) -> Vec<(String, String)> {
    let field = |input: ElementRef| Some((input.attr("name")?.to_owned(), input.attr("value")?.to_owned()));
    let hidden = inside(form, "input[type=hidden][name][value]");
    hidden.into_iter().filter_map(field).collect()
}

/// The names of what is typed or chosen in a form.
fn typed(form: ElementRef) -> Vec<String> {
    let selector = "input[name]:not([type=hidden]):not([type=submit]), select[name], textarea[name]";
    let fields = inside(form, selector).into_iter();
    fields
        .filter_map(|field| field.attr("name").map(str::to_owned))
        .collect()
}

/// What may be chosen in a form, where something is.
fn chosen(form: ElementRef) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for select in inside(form, "select[name]") {
        let name = select.attr("name").unwrap_or_default();
        out.extend(inside(select, "option").into_iter().map(|option| {
            let text = || option.text().collect::<String>().trim().to_owned();
            (name.to_owned(), option.attr("value").map_or_else(text, str::to_owned))
        }));
    }
    for input in inside(
        form,
        "input[type=radio][name][value], input[type=checkbox][name][value]",
    ) {
        let of = |attribute| input.attr(attribute).unwrap_or_default().to_owned();
        out.push((of("name"), of("value")));
    }
    out.retain(|(_, value)| !value.is_empty());
    out
}

fn inside<'a>(form: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).ok();
    selector.map_or_else(Vec::new, |selector| form.select(&selector).collect())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).ok();
    selector.map_or_else(Vec::new, |selector| page.select(&selector).collect())
}

/// What the page says that its links are relative to, where it says so.
fn base_of(page: &Html) -> Option<&str> {
    all(page, "base[href]").first()?.value().attr("href")
}
