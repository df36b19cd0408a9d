//! What refusals and lost sessions look like.

use std::sync::Arc;

use skott_model::profile::{Locator, Sign};
use skott_model::{DoubtKind, Received};
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
}

impl Signs<'_> {
    pub const NONE: Signs<'static> = Signs {
        signed_out: &[],
        refusal: &[],
    };

    /// A lost session is looked for first: many portals show it as a refusal too.
    pub async fn read(self, received: &Arc<Received>, url: &Url) -> (Meaning, Option<Trouble>) {
        let mut trouble = None;
        for (signs, meaning) in [(self.signed_out, Meaning::SignedOut), (self.refusal, Meaning::Refused)] {
            for sign in signs.iter().filter(|sign| !sign.is_empty()) {
                match holds(sign, received, url).await {
                    Ok(true) => return (meaning, trouble),
                    Ok(false) => {}
                    Err(error) => trouble = Some(error),
                }
            }
        }
        (Meaning::Unmarked, trouble)
    }
}

async fn holds(sign: &Sign, received: &Arc<Received>, url: &Url) -> Result<bool, Trouble> {
    let status = sign.status.is_none_or(|status| status == received.status);
    let location = sign
        .location
        .as_deref()
        .is_none_or(|start| leads_to(received, url, start));
    if !status || !location {
        return Ok(false);
    }
    match &sign.has {
        None => Ok(true),
        Some(locator) => match look(received, vec![locator.clone()]).await.pop() {
            Some(Ok(found)) => Ok(!found.is_empty()),
            // A page that is not JSON does not have a member: that is an answer, not a doubt.
            Some(Err(LocateError::NotJson)) => Ok(false),
            Some(Err(error)) => Err(Trouble::new(DoubtKind::Extraction, format!("a sign: {error}"))),
            None => Err(Trouble::new(DoubtKind::Extraction, "a sign could not be looked for")),
        },
    }
}

fn leads_to(received: &Received, url: &Url, start: &str) -> bool {
    let Some(target) = received.header("location").and_then(|to| url.join(to).ok()) else {
        return false;
    };
    if start.contains("://") {
        return target.as_str().starts_with(start);
    }
    match target.query() {
        Some(query) => format!("{}?{query}", target.path()).starts_with(start),
        None => target.path().starts_with(start),
    }
}

/// Looks for values where a parser can take its time without holding up other requests. Empty when it broke down.
pub(crate) async fn look(received: &Arc<Received>, locators: Vec<Locator>) -> Vec<Result<Vec<String>, LocateError>> {
    if locators.is_empty() {
        return Vec::new();
    }
    let received = Arc::clone(received);
    let work = tokio::task::spawn_blocking(move || {
        let reading = Reading::new(&received);
        locators.iter().map(|locator| reading.find(locator)).collect()
    });
    work.await.unwrap_or_default()
}
