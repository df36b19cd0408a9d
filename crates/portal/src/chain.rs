//! One request and the redirects that follow from it, each of them kept and judged.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use skott_model::DoubtKind::{Extraction, Redirect, Session as Lost, Status};
use skott_model::profile::Locator;
use skott_model::{Detail, Doubt, Received, Said};
use tokio::time::sleep;
use url::Url;

use crate::Answered;
use crate::compose::{Outgoing, Values, same_origin};
use crate::gate::Moment;
use crate::landing::told;
use crate::session::Session;
use crate::sign::{Meaning, Signs, asks_for_password, look};
use crate::trouble::Trouble;
use crate::wire::{Heard, Wire};

const MOST_REDIRECTS: usize = 5;
const MOST_RETRIES: usize = 2;

/// What one has still holds.
pub(crate) const NOT_MODIFIED: u16 = 304;

/// Asks in a session's name, and knows what its answers mean.
#[derive(Clone, Copy)]
pub(crate) struct Walker<'a> {
    pub wire: &'a Wire,
    pub session: &'a Session,
    pub signs: Signs<'a>,
    pub follow: bool,
    /// The moment at which the first request is sent, where it is sent beside others.
    pub moment: Option<&'a Moment<'a>>,
}

/// Where a request led.
pub(crate) struct Walk {
    /// Everything received, the last one last.
    pub chain: Vec<Arc<Received>>,
    /// The address of the last answer.
    pub url: Url,
    pub answer: Answered,
    pub doubts: Vec<Doubt>,
    /// Answers in whose place a later one stands.
    pub aside: Vec<Arc<Received>>,
    pub requests: u32,
    /// How long the last answer took to begin.
    pub took: Option<Duration>,
}

impl Walk {
    pub fn status(&self) -> Option<u16> {
        self.chain.last().map(|received| received.status)
    }

    fn failed(&mut self, trouble: Trouble, place: &Detail) {
        self.answer = Answered::Failed;
        self.doubts.push(trouble.at(place));
    }
}

impl Walker<'_> {
    /// Sends it and follows its redirects, on the same host, as far as no sign says what they mean.
    pub async fn walk(&self, first: Outgoing, place: &Detail) -> Walk {
        let mut walk = Walk {
            chain: Vec::new(),
            url: first.url.clone(),
            answer: Answered::Opened,
            doubts: Vec::new(),
            aside: Vec::new(),
            requests: 0,
            took: None,
        };
        let mut next = Some(first);
        while let Some(out) = next.take() {
            walk.url = out.url.clone();
            match self.one(&out, &mut walk, place).await {
                Ok((received, meaning)) => {
                    walk.chain.push(Arc::clone(&received));
                    match self.after(out, &received, meaning, walk.chain.len()) {
                        Ok(After::Done(answer)) => walk.answer = answer,
                        Ok(After::Ask(out)) => next = Some(*out),
                        Err(trouble) => walk.failed(trouble, place),
                    }
                }
                Err(trouble) => walk.failed(trouble, place),
            }
        }
        walk
    }

    /// One answer; when the portal says that it is busy, a later one.
    async fn one(&self, out: &Outgoing, walk: &mut Walk, place: &Detail) -> Result<(Arc<Received>, Meaning), Trouble> {
        let mut retries = 0;
        loop {
            walk.requests += 1;
            let heard = self.wire.send(self.session, out, self.moment).await?;
            let wait = heard.wait(out.effect);
            let Heard {
                received,
                trouble,
                took,
            } = heard;
            walk.took = Some(took);
            let received = Arc::new(received);
            let (meaning, unread) = self.signs.read(&received, &out.url).await;
            match wait.filter(|_| meaning == Meaning::Unmarked && retries < MOST_RETRIES) {
                Some(wait) => {
                    walk.aside.push(received);
                    sleep(wait).await;
                }
                None => {
                    walk.doubts
                        .extend([trouble, unread].into_iter().flatten().map(|t| t.at(place)));
                    return Ok((received, meaning));
                }
            }
            retries += 1;
        }
    }

    fn after(&self, out: Outgoing, received: &Received, meaning: Meaning, seen: usize) -> Result<After, Trouble> {
        match meaning {
            // To who never logged in that is how a page is closed.
            Meaning::SignedOut if self.session.is_signed_out() => return Ok(After::Done(Answered::Refused)),
            Meaning::SignedOut => return Ok(After::Done(Answered::SignedOut)),
            Meaning::Refused => return Ok(After::Done(Answered::Refused)),
            Meaning::Unmarked => {}
        }
        let status = received.status;
        let unknown = || Trouble::new(Status, Said::Status(status));
        match (status, received.header("location")) {
            (200..=299, _) if seen > 1 && self.is_sent_to_log_in(&out.url, received) => {
                let place = told(&out.url, &out.url, &self.session.values);
                Err(Trouble::new(Lost, Said::LedToLogin(place)))
            }
            (200..=299, _) => Ok(After::Done(Answered::Opened)),
            (NOT_MODIFIED, _) if out.validated => Ok(After::Done(Answered::Opened)),
            (301 | 302 | 303 | 307 | 308, Some(to)) if self.follow => {
                if seen > MOST_REDIRECTS {
                    return Err(Trouble::new(Redirect, Said::Redirects(MOST_REDIRECTS)));
                }
                let url = same_origin(&out.url, to)?;
                let keeps = matches!(status, 307 | 308);
                Ok(After::Ask(Box::new(if keeps {
                    Outgoing { url, ..out }
                } else {
                    out.turned_to(url)
                })))
            }
            _ => Err(unknown()),
        }
    }
}

impl Walker<'_> {
    /// True for a login's page. Who is logged in may be asked for a password elsewhere, where it is changed.
    fn is_sent_to_log_in(&self, url: &Url, received: &Received) -> bool {
        let is_login = || self.signs.logins.iter().any(|path| path == url.path());
        (self.session.is_signed_out() || is_login()) && asks_for_password(received)
    }
}

enum After {
    Done(Answered),
    Ask(Box<Outgoing>),
}

/// Values for later requests. A redirect may hold what the page after it does not, so all the answers are looked
/// through, the last one first.
pub(crate) async fn take(
    locators: &BTreeMap<String, Locator>,
    chain: &[Arc<Received>],
    values: &mut Values,
) -> Result<(), Trouble> {
    let mut missing: Vec<(&String, &Locator)> = locators.iter().collect();
    let mut unread = None;
    for received in chain.iter().rev() {
        let found = look(
            received,
            missing.iter().map(|(_, locator)| (*locator).clone()).collect(),
        )
        .await;
        let mut still = Vec::new();
        for (want, found) in missing.into_iter().zip(found) {
            match found.map(|values| values.into_iter().next()) {
                Ok(Some(value)) => {
                    values.insert(want.0.clone(), value);
                    continue;
                }
                Ok(None) => {}
                Err(error) => unread = Some(error),
            }
            still.push(want);
        }
        missing = still;
    }
    let Some((name, _)) = missing.first() else {
        return Ok(());
    };
    let not_found = Detail::from(Said::NotFound((*name).clone()));
    let what = match unread {
        Some(error) => not_found.then(Said::from(error)),
        None => not_found,
    };
    Err(Trouble::new(Extraction, what))
}
