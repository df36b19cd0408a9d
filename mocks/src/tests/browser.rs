//! A browser in a few lines: it keeps cookies, fills in forms and reads files.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Instant;

use calamine::{Data, Reader, Xlsx};
use skott_population::Population;
use url::form_urlencoded::Serializer;

use super::population::city;
use crate::{DEFAULT_PASSWORD, Fault, Portal, Request, Response, Settings};

/// A portal over the hand-made city.
pub fn portal(fault: Option<Fault>) -> Portal {
    portal_of(city(), fault)
}

/// A portal over some population.
pub fn portal_of(population: Arc<Population>, fault: Option<Fault>) -> Portal {
    Portal::new(
        population,
        Settings {
            faults: fault.into_iter().collect(),
            ..Settings::default()
        },
    )
}

/// Somebody's browser.
pub struct Browser<'a> {
    portal: &'a Portal,
    pub cookies: BTreeMap<String, String>,
    pub headers: Vec<(String, String)>,
    pub now: Instant,
}

impl<'a> Browser<'a> {
    /// Nobody is logged in.
    pub fn new(portal: &'a Portal) -> Self {
        Self {
            portal,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            now: Instant::now(),
        }
    }

    /// Somebody is logged in.
    pub fn logged_in(portal: &'a Portal, username: &str) -> Self {
        let mut browser = Self::new(portal);
        let answer = browser.log_in(username, DEFAULT_PASSWORD, "");
        assert_eq!(answer.status, 303, "{username}: {}", text(&answer));
        browser
    }

    /// Fills in the login form.
    pub fn log_in(&mut self, username: &str, password: &str, next: &str) -> Response {
        let form = [("anvandarnamn", username), ("losenord", password), ("nasta", next)];
        self.fill_in("/logga-in", "/logga-in", &form)
    }

    /// Opens the page of a form and sends it with the page's token.
    pub fn fill_in(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Response {
        let page = text(&self.get(page));
        assert!(
            page.contains(&format!("action=\"{action}\"")),
            "no form to {action} on {page}"
        );
        self.post_with_token(&page, action, fields)
    }

    /// Sends a form with the token of some page of the session.
    pub fn post_with_token(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Response {
        let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1;
        let csrf = csrf.split_once('"').unwrap().0;
        self.post(action, &[&[("csrf", csrf)], fields].concat())
    }

    /// Sends JSON.
    pub fn post_json(&mut self, address: &str, body: &str) -> Response {
        self.with_header("content-type", "application/json", |browser| {
            browser.send("POST", address, body.into())
        })
    }

    /// Does something with one header more.
    pub fn with_header(&mut self, name: &str, value: &str, ask: impl FnOnce(&mut Self) -> Response) -> Response {
        self.headers.push((name.into(), value.into()));
        let answer = ask(self);
        self.headers.pop();
        answer
    }

    /// Opens an address.
    pub fn get(&mut self, address: &str) -> Response {
        self.send("GET", address, Vec::new())
    }

    /// Sends a form.
    pub fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Response {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", address, body.into())
    }

    /// Sends anything.
    pub fn send(&mut self, method: &str, address: &str, body: Vec<u8>) -> Response {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request {
            method: method.into(),
            path: path.into(),
            query: query.into(),
            cookies: cookies.join("; "),
            headers: self.headers.clone(),
            body,
        };
        let answer = self.portal.handle(&request, self.now);
        for (_, set) in answer.headers.iter().filter(|(name, _)| *name == "set-cookie") {
            let (name, value) = set.split_once(';').unwrap().0.split_once('=').unwrap();
            self.cookies.insert(name.into(), value.into());
        }
        answer
    }
}

/// A header of an answer.
pub fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer
        .headers
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, value)| value.as_str())
        .unwrap_or_default()
}

/// What a reader sees in an answer, whatever its format.
pub fn text(answer: &Response) -> String {
    let content_type = header(answer, "content-type");
    match content_type.rsplit(['/', '=']).next() {
        Some("pdf") => pdf_text(&answer.body),
        Some("vnd.openxmlformats-officedocument.spreadsheetml.sheet") => sheet_text(&answer.body, "Beställningar"),
        Some("windows-1252") => encoding_rs::WINDOWS_1252.decode(&answer.body).0.into_owned(),
        _ => String::from_utf8(answer.body.clone()).expect(content_type),
    }
}

fn pdf_text(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap()
}

/// What one sheet of a workbook holds.
pub fn sheet_text(bytes: &[u8], name: &str) -> String {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range(name).unwrap();
    let row = |cells: &[Data]| cells.iter().map(ToString::to_string).collect::<Vec<_>>().join("\t");
    sheet.rows().map(row).collect::<Vec<_>>().join("\n")
}
