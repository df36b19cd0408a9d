//! What refusals and lost sessions look like.

use std::sync::{Arc, LazyLock};

use regex::bytes::Regex;
use skott_model::profile::{Locator, Sign};
use skott_model::{DoubtKind, Received, Said};
use url::Url;

use crate::locate::{LocateError, Reading};
use crate::trouble::Trouble;

/// What an answer means by its signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    SignedOut,
    Refused,
    Unmarked,
}

/// The signs that hold for a request. A login has none: its form looks like a lost session, and is none.
#[derive(Clone, Copy)]
pub(crate) struct Signs<'a> {
    pub signed_out: &'a [Sign],
    pub refusal: &'a [Sign],
    /// Paths of pages on which one logs in.
    pub logins: &'a [String],
}

impl Signs<'_> {
    pub const NONE: Signs<'static> = Signs {
        signed_out: &[],
        refusal: &[],
        logins: &[],
    };

    /// A lost session is looked for first: many portals show it as a refusal too.
    pub async fn read(self, received: &Arc<Received>, url: &Url) -> (Meaning, Option<Trouble>) {
        let lost = self.signed_out.iter().map(|sign| (sign, Meaning::SignedOut));
        let likely = lost.chain(self.refusal.iter().map(|sign| (sign, Meaning::Refused)));
        let likely: Vec<_> = likely.filter(|(sign, _)| may_hold(sign, received, url)).collect();
        let sought = likely.iter().filter_map(|(sign, _)| sign.has.clone()).collect();
        let mut found = look(received, sought).await.into_iter();
        let mut trouble = None;
        for (sign, meaning) in likely {
            match sign.has.as_ref().and_then(|_| found.next()) {
                None => return (meaning, trouble),
                Some(Ok(values)) if !values.is_empty() => return (meaning, trouble),
                // A page that is not JSON has no such member: that is an answer, not a doubt.
                Some(Ok(_) | Err(LocateError::NotJson)) => {}
                Some(Err(error)) => trouble = Some(Trouble::new(DoubtKind::Extraction, [Said::Sign, error.into()])),
            }
        }
        (Meaning::Unmarked, trouble)
    }
}

/// True for a page with a field for a password.
pub(crate) fn asks_for_password(received: &Received) -> bool {
    static FIELD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"(?i-u)<input\b[^>]{0,500}\btype\s{0,9}=\s{0,9}["']?password\b"#).ok());
    FIELD.as_ref().is_some_and(|field| field.is_match(&received.body))
}

/// All but what must be found in the body. Selectors are for pages: a large file is not parsed as one.
fn may_hold(sign: &Sign, received: &Received, url: &Url) -> bool {
    let is_page = received
        .header("content-type")
        .is_none_or(|kind| kind.contains("html") || kind.contains("xml"));
    let for_pages = sign.has.as_ref().is_some_and(|locator| locator.css.is_some());
    !sign.is_empty()
        && sign.status.is_none_or(|status| status == received.status)
        && sign
            .location
            .as_deref()
            .is_none_or(|start| leads_to(received, url, start))
        && (is_page || !for_pages)
}

fn leads_to(received: &Received, url: &Url, start: &str) -> bool {
    let Some(target) = received.header("location").and_then(|to| url.join(to).ok()) else {
        return false;
    };
    if start.contains("://") {
        return target.as_str().starts_with(start);
    }
    match target.query() {
        // Every path begins so.
        _ if start == "/" => target.path() == "/",
        Some(query) => format!("{}?{query}", target.path()).starts_with(start),
        None => target.path().starts_with(start),
    }
}

/// What one locator found.
pub(crate) type Found = Result<Vec<String>, LocateError>;

/// Looks for values, one answer a locator, where a parser can take its time without holding up other requests.
pub(crate) async fn look(received: &Arc<Received>, locators: Vec<Locator>) -> Vec<Found> {
    if locators.is_empty() {
        return Vec::new();
    }
    let received = Arc::clone(received);
    let count = locators.len();
    let work = tokio::task::spawn_blocking(move || {
        let reading = Reading::new(&received);
        locators.iter().map(|locator| reading.find(locator)).collect()
    });
    work.await.unwrap_or_else(|_| vec![Err(LocateError::Broken); count])
}

/// The same for one locator.
pub(crate) async fn look_for(received: &Arc<Received>, locator: &Locator) -> Found {
    look(received, vec![locator.clone()])
        .await
        .pop()
        .unwrap_or(Err(LocateError::Broken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_redirect_leads_to() {
        let cases = [
            ("/login", "/login?next=%2F", true),
            ("/login", "/logout", false),
            ("/", "/", true),
            ("/", "http://portal.example/?x=1", true),
            ("/", "/orders", false),
            ("https://idp.example/", "https://idp.example/authorize", true),
            ("https://idp.example/", "/authorize", false),
        ];
        for (start, location, expected) in cases {
            let received = Received {
                status: 302,
                path: "/x".to_owned(),
                headers: vec![("location".to_owned(), location.to_owned())],
                body: Vec::new(),
                cut: None,
            };
            let leads = Url::parse("http://portal.example/x").map(|url| leads_to(&received, &url, start));
            assert_eq!(leads, Ok(expected), "{start} {location}");
        }
    }
}
