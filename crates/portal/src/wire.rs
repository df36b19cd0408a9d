//! One request and its answer: time, size and breaks are bounded here.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::ext::ReasonPhrase;
use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::{COOKIE, HeaderMap};
use reqwest::{Body, Response, StatusCode};
use skott_model::DoubtKind::{Cut as Broken, Limit, Unreachable};
use skott_model::profile::Limits;
use skott_model::{Cut, Received, STATUS_LINE, Said};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::compose::Outgoing;
use crate::gate::{Gate, Moment, Spent};
use crate::streams::Flow;
use crate::trouble::Trouble;
use crate::unheard::Unheard;
use crate::{Session, Streams};

/// So many requests in a row without an answer in time, and the portal is taken for silent: no more are sent. A city's
/// suite has thousands of cells, and each would wait for its whole time limit.
const MOST_SILENT: usize = 20;

/// From this size on a text may be handed on instead of held.
const LARGE: usize = 8 << 20;

/// A stream of events goes on as long as somebody listens: so long is it listened to, and what came is the answer.
const LISTENED: Duration = Duration::from_secs(10);

/// What every session shares.
pub(crate) struct Wire {
    gate: Gate,
    timeout: Duration,
    most_bytes: usize,
    most_streamed: u64,
    /// Who takes large texts while they come in.
    pub streams: Option<Arc<dyn Streams>>,
    /// Requests in a row that had no answer in time.
    silent: AtomicUsize,
}

/// How a session says who it is, beside its cookies.
#[derive(Clone)]
pub(crate) enum Badge {
    Cookies,
    Header(reqwest::header::HeaderName, reqwest::header::HeaderValue),
    Basic { user: String, secret: crate::Secret },
}

impl Wire {
    pub fn new(limits: &Limits) -> Self {
        Self {
            gate: Gate::new(limits),
            timeout: Duration::from_secs(limits.timeout_s),
            most_bytes: usize::try_from(limits.body_mb.saturating_mul(1_000_000)).unwrap_or(usize::MAX),
            most_streamed: limits.stream_mb.saturating_mul(1_000_000),
            streams: None,
            silent: AtomicUsize::new(0),
        }
    }

    pub fn spent(&self) -> Spent {
        self.gate.spent()
    }

    /// Waits until so many requests may be sent at once.
    pub async fn moment(&self, requests: usize) -> Moment<'_> {
        self.gate.moment(requests).await
    }

    pub fn most_bytes(&self) -> usize {
        self.most_bytes
    }

    /// Sends it, twice if the connection breaks before anything is received and nothing is changed by it.
    pub async fn send(&self, session: &Session, out: &Outgoing, moment: Option<&Moment<'_>>) -> Result<Heard, Trouble> {
        match self.send_once(session, out, moment).await {
            Err(Unheard::Connection(_)) if !out.effect => self.send_once(session, out, moment).await,
            other => other,
        }
        .map_err(|unheard| Trouble::new(Unreachable, unheard.said()))
    }

    async fn send_once(
        &self,
        session: &Session,
        out: &Outgoing,
        moment: Option<&Moment<'_>>,
    ) -> Result<Heard, Unheard> {
        let mut request = session
            .client
            .request(out.method.clone(), out.url.clone())
            .headers(out.headers.clone());
        if !out.cookies.is_empty() {
            // A header of cookies takes the place of the jar's own.
            request = request.header(COOKIE, cookies(&session.jar, out));
        }
        request = match &session.badge {
            Badge::Cookies => request,
            Badge::Header(name, value) => request.header(name, value),
            Badge::Basic { user, secret } => request.basic_auth(user, Some(secret.reveal())),
        };
        if let Some(body) = &out.body {
            request = request.body(body.clone());
        }
        let _permit = self.gate.enter(moment).await;
        if self.silent.load(Relaxed) >= MOST_SILENT {
            return Err(Unheard::Silent);
        }
        let sent = Instant::now();
        let deadline = sent + self.timeout;
        let response = match timeout_at(deadline, request.send()).await {
            Err(_) => {
                self.silent.fetch_add(1, Relaxed);
                return Err(Unheard::Timeout);
            }
            Ok(Err(error)) => return Err(Unheard::of(&error)),
            Ok(Ok(response)) => response,
        };
        self.silent.store(0, Relaxed);
        let took = sent.elapsed();
        Ok(self.hear(response, &out.url, deadline, took).await)
    }

    async fn hear(&self, response: Response, url: &Url, mut deadline: Instant, took: Duration) -> Heard {
        let mut received = head(&response, url);
        let mut body = Body::from(response);
        let mut flow: Option<Flow> = None;
        let mut lately = 0;
        let is_events = received
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/event-stream"));
        let listened = Instant::now() + LISTENED.min(self.timeout);
        let ended = loop {
            let until = if is_events { listened } else { deadline };
            let frame = match timeout_at(until, body.frame()).await {
                Ok(Some(Ok(frame))) => frame,
                Ok(None) => break None,
                Ok(Some(Err(_))) => break Some((Cut::Broken, Broken, Said::BodyNotWhole)),
                Err(_) if is_events => break None,
                Err(_) if flow.is_some() => break Some((Cut::Broken, Unreachable, Said::FlowTooSlow)),
                Err(_) => break Some((Cut::Broken, Unreachable, Said::BodyTooSlow)),
            };
            let chunk = match frame.into_data() {
                Ok(chunk) => chunk,
                // Headers that come after the body, as many as hyper takes: sixteen kilobytes.
                Err(frame) => {
                    received.headers.extend(frame.into_trailers().iter().flat_map(texts));
                    continue;
                }
            };
            self.gate.read(chunk.len());
            let came = Instant::now();
            if flow.is_none() {
                flow = self.flow(&received, chunk.len()).await;
                // Whatever it took to begin, it has a whole time limit to go on.
                lately = self.least_flowing();
            }
            let taken = match &mut flow {
                Some(flow) => flow.pass(&chunk).await,
                None => self.takes_in(&mut received.body, &chunk),
            };
            if !taken {
                break Some((Cut::TooLarge, Limit, Said::BodyTooLarge));
            }
            if flow.is_some() {
                // Whoever takes the pieces may be slow; that is not the portal's time.
                deadline += came.elapsed();
                lately += chunk.len();
                if lately >= self.least_flowing() {
                    (deadline, lately) = (Instant::now() + self.timeout, 0);
                }
            }
        };
        let streamed = flow.map(|flow| Cut::Streamed(flow.ticket));
        received.cut = streamed.or(ended.as_ref().map(|(cut, ..)| *cut));
        Heard {
            received,
            took,
            trouble: ended.map(|(_, kind, what)| Trouble::new(kind, what)),
        }
    }

    /// Where the body goes from now on, if this chunk makes it so large that it goes somewhere.
    async fn flow(&self, received: &Received, chunk: usize) -> Option<Flow> {
        let (held, all) = (received.body.len(), received.body.len() + chunk);
        let too_large = all > self.most_bytes;
        let becomes_large = held <= LARGE && all > LARGE;
        let streams = self.streams.as_deref().filter(|_| too_large || becomes_large)?;
        Flow::begin(streams, received, too_large, self.most_streamed).await
    }

    /// Bytes that must come within each time limit of a body that is not held: half of what had to come before it was one. A
    /// portal that trickles would else keep the session and its place at the gate for as long as it likes.
    fn least_flowing(&self) -> usize {
        LARGE.min(self.most_bytes) / 2
    }

    /// Takes in as much as there is room for; false when that was not all.
    fn takes_in(&self, body: &mut Vec<u8>, chunk: &[u8]) -> bool {
        let room = self.most_bytes - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        chunk.len() <= room
    }
}

/// The session's cookies and the request's own, as one header.
fn cookies(jar: &Jar, out: &Outgoing) -> Vec<u8> {
    let kept = jar.cookies(&out.url).map(|kept| kept.as_bytes().to_vec());
    let own = out
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}").into_bytes());
    kept.into_iter().chain(own).collect::<Vec<_>>().join(&b"; "[..])
}

/// An answer, and why it is not whole if it is not.
pub(crate) struct Heard {
    pub received: Received,
    /// From when it was sent to when the answer began.
    pub took: Duration,
    pub trouble: Option<Trouble>,
}

impl Heard {
    /// How long the portal asks to be left alone, where it does.
    pub fn wait(&self, effect: bool) -> Option<Duration> {
        const MOST: u64 = 5;
        let after = self.received.header("retry-after");
        let busy = match StatusCode::from_u16(self.received.status) {
            Ok(StatusCode::TOO_MANY_REQUESTS) => true,
            Ok(StatusCode::SERVICE_UNAVAILABLE) => after.is_some() && !effect,
            _ => false,
        };
        let seconds = match after {
            Some(text) => text.trim().parse().unwrap_or(MOST),
            None => 1,
        };
        busy.then(|| Duration::from_secs(seconds.min(MOST)))
    }
}

/// Headers in the order received, read as Latin-1 where they are not UTF-8.
fn texts(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> + '_ {
    headers.iter().map(|(name, value)| {
        let text = match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => text.to_owned(),
            Err(_) => value.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
        };
        (name.as_str().to_owned(), text)
    })
}

fn head(response: &Response, url: &Url) -> Received {
    Received {
        status: response.status().as_u16(),
        path: url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
        headers: reason(response).into_iter().chain(texts(response.headers())).collect(),
        body: Vec::new(),
        cut: None,
    }
}

/// What the status line says in words, where it is not the usual: portals write messages there.
fn reason(response: &Response) -> Option<(String, String)> {
    let phrase = response.extensions().get::<ReasonPhrase>()?;
    let text = String::from_utf8_lossy(phrase.as_bytes()).trim().to_owned();
    (!text.is_empty()).then(|| (STATUS_LINE.to_owned(), text))
}
