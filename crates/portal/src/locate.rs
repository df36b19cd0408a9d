//! Finds values in an answer: pure, and bounded in what it parses and what it finds.

use std::cell::OnceCell;

use encoding_rs::{Encoding, UTF_8};
use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use skott_model::profile::Locator;
use skott_model::{Received, Said, without_guard};

use crate::markup;

/// Larger JSON is not parsed.
const MOST_JSON: usize = 16_000_000;
/// More values of one kind than this are an error, not a list.
const MOST_VALUES: usize = 10_000;
/// Nor are more bytes than these: nested elements hold each other's text.
const MOST_FOUND: usize = 32_000_000;

/// Why an answer could not be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocateError {
    /// The selector is no CSS selector.
    #[error("the css selector cannot be read")]
    Selector,
    /// The expression is no regular expression.
    #[error("the regular expression cannot be read")]
    Regex,
    /// A JSON pointer is empty or begins with a slash.
    #[error("the json pointer does not begin with /")]
    Pointer,
    /// The body is not JSON.
    #[error("the body is not JSON")]
    NotJson,
    /// The body is too large or too deeply nested to be parsed.
    #[error("the body is too large or too deeply nested")]
    TooMuch,
    /// The search itself broke down.
    #[error("the body could not be looked into")]
    Broken,
    /// More values than anybody asks for.
    #[error("more values than can be read")]
    TooMany,
}

impl From<LocateError> for Said {
    fn from(error: LocateError) -> Self {
        match error {
            LocateError::Selector => Self::BadSelector,
            LocateError::Regex => Self::BadRegex,
            LocateError::Pointer => Self::BadPointer,
            LocateError::NotJson => Self::NotJson,
            LocateError::TooMuch => Self::TooMuch,
            LocateError::Broken => Self::NotSearched,
            LocateError::TooMany => Self::TooMany,
        }
    }
}

/// All values that stand where the locator says, in the order of the answer.
///
/// # Errors
/// The locator cannot be read, or the body not be looked into. That nothing is found is no error.
pub fn locate(locator: &Locator, received: &Received) -> Result<Vec<String>, LocateError> {
    Reading::new(received).find(locator)
}

/// Would this locator be understood, whatever the answer?
pub(crate) fn check(locator: &Locator) -> Result<(), LocateError> {
    if let Some(css) = &locator.css {
        Selector::parse(css).map_err(|_| LocateError::Selector)?;
    }
    if let Some(regex) = &locator.regex {
        Regex::new(regex).map_err(|_| LocateError::Regex)?;
    }
    if let Some(pointer) = &locator.json {
        segments(pointer)?;
    }
    locator.cell.as_deref().map_or(Ok(()), check)
}

/// An answer that several locators look into: it is parsed once of each kind.
pub(crate) struct Reading<'a> {
    received: &'a Received,
    text: OnceCell<String>,
    html: OnceCell<Option<Html>>,
    json: OnceCell<Result<Value, LocateError>>,
}

impl<'a> Reading<'a> {
    pub fn new(received: &'a Received) -> Self {
        Self {
            received,
            text: OnceCell::new(),
            html: OnceCell::new(),
            json: OnceCell::new(),
        }
    }

    pub fn find(&self, locator: &Locator) -> Result<Vec<String>, LocateError> {
        let found = if let Some(css) = &locator.css {
            self.by_css(css, locator)?
        } else if let Some(pointer) = &locator.json {
            self.by_json(pointer, locator)?
        } else if let Some(name) = &locator.header {
            self.by_header(name)
        } else if let Some(regex) = &locator.regex {
            return groups(regex, std::iter::once(self.text()));
        } else {
            Vec::new()
        };
        let last = locator.cell.as_deref().unwrap_or(locator);
        match &last.regex {
            Some(regex) => groups(regex, found.iter().map(String::as_str)),
            None => bounded(found.into_iter()),
        }
    }

    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let label = self.received.header("content-type").and_then(charset);
            let encoding = label.and_then(|l| Encoding::for_label(l.as_bytes())).unwrap_or(UTF_8);
            encoding.decode(&self.received.body).0.into_owned()
        })
    }

    fn by_css(&self, css: &str, locator: &Locator) -> Result<Vec<String>, LocateError> {
        let selector = Selector::parse(css).map_err(|_| LocateError::Selector)?;
        let html = self.html.get_or_init(|| {
            let text = self.text();
            markup::is_tame(text).then(|| Html::parse_document(text))
        });
        let rows = html.as_ref().ok_or(LocateError::TooMuch)?.select(&selector);
        let rows = rows.filter(|row| locator.holds.as_ref().is_none_or(|text| element_holds(*row, text)));
        let Some(cell) = &locator.cell else {
            return bounded(rows.filter_map(|row| shown(row, locator.attr.as_deref())));
        };
        let within = cell.css.as_deref().ok_or(LocateError::Selector)?;
        let within = Selector::parse(within).map_err(|_| LocateError::Selector)?;
        let cells = rows.flat_map(|row| row.select(&within));
        bounded(cells.filter_map(|element| shown(element, cell.attr.as_deref())))
    }

    fn by_json(&self, pointer: &str, locator: &Locator) -> Result<Vec<String>, LocateError> {
        let json = self.json.get_or_init(|| {
            if self.received.body.len() > MOST_JSON {
                return Err(LocateError::TooMuch);
            }
            serde_json::from_str(without_guard(self.text())).map_err(|_| LocateError::NotJson)
        });
        let root = json.as_ref().map_err(|error| *error)?;
        let mut found = pointed(vec![root], pointer)?;
        if let Some(text) = &locator.holds {
            found.retain(|value| value_holds(value, text));
        }
        if let Some(cell) = &locator.cell {
            found = pointed(found, cell.json.as_deref().ok_or(LocateError::Pointer)?)?;
        }
        bounded(found.into_iter().filter_map(written))
    }

    fn by_header(&self, name: &str) -> Vec<String> {
        let headers = self.received.headers.iter();
        headers
            .filter(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
            .collect()
    }
}

fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches('"'))
    })
}

/// An element's text, or an attribute of it.
fn shown(element: ElementRef, attr: Option<&str>) -> Option<String> {
    match attr {
        Some(name) => element.attr(name).map(|value| value.trim().to_owned()),
        None => Some(element.text().collect::<String>().trim().to_owned()),
    }
}

/// True where the whole text of an element in it is that one, as a row's cell; spaces and lines' ends are alike.
fn element_holds(row: ElementRef, text: &str) -> bool {
    let words = || text.split_whitespace();
    row.descendent_elements().any(|element| {
        let shown: String = element.text().collect();
        shown.split_whitespace().eq(words())
    })
}

/// True where the value, or one in it, is written so.
fn value_holds(value: &Value, text: &str) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| value_holds(item, text)),
        Value::Object(members) => members.values().any(|member| value_holds(member, text)),
        scalar => written(scalar).is_some_and(|written| written == text),
    }
}

/// All that the pointer leads to from any of the values.
fn pointed<'v>(values: Vec<&'v Value>, pointer: &str) -> Result<Vec<&'v Value>, LocateError> {
    let mut found = values;
    for segment in &segments(pointer)? {
        found = found.into_iter().flat_map(|value| children(value, segment)).collect();
    }
    Ok(found)
}

fn segments(pointer: &str) -> Result<Vec<String>, LocateError> {
    let mut parts = pointer.split('/');
    if parts.next() != Some("") {
        return Err(LocateError::Pointer);
    }
    Ok(parts.map(|part| part.replace("~1", "/").replace("~0", "~")).collect())
}

fn children<'v>(value: &'v Value, segment: &str) -> Vec<&'v Value> {
    match (value, segment) {
        (Value::Array(items), "*") => items.iter().collect(),
        (Value::Object(members), "*") => members.values().collect(),
        (Value::Array(items), index) => index
            .parse()
            .ok()
            .and_then(|i: usize| items.get(i))
            .into_iter()
            .collect(),
        (Value::Object(members), name) => members.get(name).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// As a person would write it; `null` is nothing.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn groups<'t>(regex: &str, texts: impl Iterator<Item = &'t str>) -> Result<Vec<String>, LocateError> {
    let regex = Regex::new(regex).map_err(|_| LocateError::Regex)?;
    bounded(texts.flat_map(|text| regex.captures_iter(text)).filter_map(|captures| {
        let group = if captures.len() > 1 { 1 } else { 0 };
        captures.get(group).map(|found| found.as_str().to_owned())
    }))
}

fn bounded(values: impl Iterator<Item = String>) -> Result<Vec<String>, LocateError> {
    let mut found = Vec::new();
    let mut bytes = 0;
    for value in values {
        bytes += value.len();
        if found.len() == MOST_VALUES || bytes > MOST_FOUND {
            return Err(LocateError::TooMany);
        }
        found.push(value);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(kind: &str, body: &[u8]) -> Received {
        Received {
            status: 200,
            path: "/".to_owned(),
            headers: vec![
                ("content-type".to_owned(), kind.to_owned()),
                ("location".to_owned(), "/export/a1".to_owned()),
                ("link".to_owned(), "</x?p=2>; rel=\"next\"".to_owned()),
            ],
            body: body.to_vec(),
            cut: None,
        }
    }

    fn at(css: &str, attr: &str, json: &str, header: &str, regex: &str) -> Locator {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Locator {
            css: given(css),
            attr: given(attr),
            json: given(json),
            header: given(header),
            regex: given(regex),
            ..Locator::default()
        }
    }

    /// Of rows, the one that holds the text, and of it the cell.
    fn of_row(rows: Locator, holds: &str, cell: Locator) -> Locator {
        Locator {
            holds: Some(holds.to_owned()),
            cell: (cell != Locator::default()).then(|| Box::new(cell)),
            ..rows
        }
    }

    #[test]
    fn values_are_found_where_the_locator_says() {
        let html = answer(
            "text/html",
            "<input name=csrf value='a&amp;b'><p id=s>Summa: <strong> 12\u{a0}345,67 kr </strong></p><a href=x>"
                .as_bytes(),
        );
        let old = answer("text/html; charset=\"iso-8859-1\"", b"<b>\xc5sa</b>");
        let json = answer(
            "application/json",
            br#"{"n":7,"no":null,"a/b":[{"s":"x"},{"s":"y"},{}],"t":true}"#,
        );
        let guarded = answer("application/json", b")]}',\n{\"n\":7}");
        let table = answer(
            "text/html",
            "<table><tr><th>Enhet<th>Antal</tr><tr><td><a href=1>Bygg\n och <b>Bo</b></a></td><td>7</td></tr><tr><td>Kultur</td><td data-n=9>8</td></tr></table>"
                .as_bytes(),
        );
        let rows = answer(
            "application/json",
            br#"{"rows":[{"unit":{"id":"bygg"},"n":7},{"unit":{"id":"kultur"},"n":8}]}"#,
        );
        let td = |nth: usize, attr: &str, regex: &str| at(&format!("td:nth-child({nth})"), attr, "", "", regex);
        let tr = || at("tr", "", "", "", "");
        let row = || at("", "", "/rows/*", "", "");
        let large = answer("application/json", " ".repeat(MOST_JSON + 1).as_bytes());
        let deep = answer("text/html", "<div>".repeat(3_000).as_bytes());
        let many = answer("text/html", "<i>x</i>".repeat(MOST_VALUES + 1).as_bytes());
        let ok = |values: &[&str]| Ok(values.iter().map(ToString::to_string).collect::<Vec<_>>());
        let cases = [
            (&html, at("input[name=csrf]", "value", "", "", ""), ok(&["a&b"])),
            (&html, at("input", "nothing", "", "", ""), ok(&[])),
            (&html, at("#s strong", "", "", "", ""), ok(&["12\u{a0}345,67 kr"])),
            (
                &html,
                at("#s", "", "", "", r"Summa:\s*(.+) kr"),
                ok(&["12\u{a0}345,67"]),
            ),
            (&html, at("", "", "", "", "name=(c)|id=(s)"), ok(&["c"])),
            (&html, at("p[", "", "", "", ""), Err(LocateError::Selector)),
            (&html, at("", "", "", "", "("), Err(LocateError::Regex)),
            (&html, at("", "", "/x", "", ""), Err(LocateError::NotJson)),
            (&guarded, at("", "", "/n", "", ""), ok(&["7"])),
            (&old, at("b", "", "", "", ""), ok(&["Åsa"])),
            (&html, at("", "", "", "Location", "/export/(.+)$"), ok(&["a1"])),
            (
                &html,
                at("", "", "", "link", r#"<([^>]+)>; rel="next""#),
                ok(&["/x?p=2"]),
            ),
            (&json, at("", "", "/n", "", ""), ok(&["7"])),
            (&json, at("", "", "/no", "", ""), ok(&[])),
            (&json, at("", "", "/t", "", ""), ok(&["true"])),
            (&json, at("", "", "/a~1b/*/s", "", ""), ok(&["x", "y"])),
            (&json, at("", "", "/a~1b/1/s", "", ""), ok(&["y"])),
            (&json, at("", "", "n", "", ""), Err(LocateError::Pointer)),
            (&table, of_row(tr(), "Bygg och Bo", td(2, "", "")), ok(&["7"])),
            (&table, of_row(tr(), "Bygg", td(2, "", "")), ok(&[])),
            (&table, of_row(tr(), "Kultur", td(2, "data-n", "")), ok(&["9"])),
            (&table, of_row(tr(), "Kultur", td(1, "", "K(.*)r")), ok(&["ultu"])),
            (
                &table,
                of_row(td(1, "", ""), "Kultur", Locator::default()),
                ok(&["Kultur"]),
            ),
            (&table, of_row(tr(), "Kultur", td(0, "", "(")), Err(LocateError::Regex)),
            (
                &table,
                of_row(tr(), "Kultur", at("td[", "", "", "", "")),
                Err(LocateError::Selector),
            ),
            (&rows, of_row(row(), "kultur", at("", "", "/n", "", "")), ok(&["8"])),
            (&rows, of_row(row(), "kult", at("", "", "/n", "", "")), ok(&[])),
            (
                &rows,
                of_row(row(), "kultur", at("", "", "n", "", "")),
                Err(LocateError::Pointer),
            ),
            (&large, at("", "", "/n", "", ""), Err(LocateError::TooMuch)),
            (&deep, at("div", "", "", "", ""), Err(LocateError::TooMuch)),
            (&many, at("i", "", "", "", ""), Err(LocateError::TooMany)),
        ];
        for (received, locator, expected) in cases {
            assert_eq!(locate(&locator, received), expected, "{locator:?}");
        }
    }
}
