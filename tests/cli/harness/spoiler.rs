//! The stub behind a server of the test's own, which spoils what comes in and what goes out.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures::stream::{self, StreamExt};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use skott_mocks::{Portal, Request, Settings};
use skott_population::Population;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// What was asked, before the stub sees it.
pub struct Asked {
    pub request: Request,
    /// The user name that was typed when this session was opened; empty before.
    pub user: String,
    /// How many views this user has asked for, this one included.
    pub views: usize,
}

impl Asked {
    /// Neither a login, with the start page that it leads to, nor a who-am-I probe.
    pub fn is_view(&self) -> bool {
        !self.is_login() && !self.is_probe() && self.request.path != "/"
    }

    pub fn is_login(&self) -> bool {
        self.request.path == "/logga-in"
    }

    pub fn is_probe(&self) -> bool {
        self.request.path == "/api/mig"
    }

    /// The user name typed into the login form, where this is one.
    pub fn typed(&self) -> Option<String> {
        let form = form(&self.request.body);
        (self.is_login() && self.request.method == "POST").then(|| form.get("anvandarnamn").cloned())?
    }
}

/// A form's fields.
pub fn form(body: &[u8]) -> HashMap<String, String> {
    url::form_urlencoded::parse(body).into_owned().collect()
}

/// What goes out.
#[derive(Clone, Default)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub end: End,
    /// How long the answer waits to begin.
    pub late: Duration,
}

/// How a body ends.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum End {
    /// As it should.
    #[default]
    Whole,
    /// The connection breaks after the body; more was promised.
    Broken,
    /// Zeros follow, up to so many bytes in all.
    Endless(usize),
    /// The last line follows again and again, up to so many bytes in all.
    Again(usize),
    /// One byte at a time, with a pause between.
    Drip(Duration),
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn set(&mut self, header: &str, value: &str) {
        self.headers.retain(|(name, _)| name != header);
        self.headers.push((header.to_owned(), value.to_owned()));
    }

    pub fn page(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            body: body.into(),
            ..Self::default()
        }
    }
}

/// Changes what the stub is asked.
pub type Before = Box<dyn Fn(&mut Asked) + Send + Sync>;
/// Changes what the stub answered.
pub type After = Box<dyn Fn(&Asked, &mut Answer) + Send + Sync>;

/// A stub that is spoilt; it stops when dropped.
pub struct Spoiler {
    pub url: String,
    _runtime: Runtime,
}

struct Inner {
    portal: Portal,
    before: Before,
    after: After,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    users: HashMap<String, String>,
    views: HashMap<String, usize>,
}

impl Spoiler {
    pub fn start(population: Population, before: Before, after: After) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let inner = Arc::new(Inner {
            portal: Portal::new(Arc::new(population), Settings::default()),
            before,
            after,
            seen: Mutex::default(),
        });
        let address = runtime.block_on(listen(inner));
        Self {
            url: format!("http://{address}"),
            _runtime: runtime,
        }
    }
}

type Out = hyper::Response<UnsyncBoxBody<Bytes, io::Error>>;

async fn listen(inner: Arc<Inner>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let inner = Arc::clone(&inner);
            let service = service_fn(move |request| answer(Arc::clone(&inner), request));
            let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::spawn(served);
        }
    });
    address
}

async fn answer(inner: Arc<Inner>, request: hyper::Request<Incoming>) -> Result<Out, Infallible> {
    let mut asked = inner.seen(plain(request).await);
    let typed = asked.typed();
    (inner.before)(&mut asked);
    let response = inner.portal.handle(&asked.request, Instant::now());
    let mut answer = Answer {
        status: response.status,
        headers: response.headers.into_iter().map(|(n, v)| (n.to_owned(), v)).collect(),
        body: response.body,
        ..Answer::default()
    };
    if let Some(user) = typed {
        inner.opened(&answer, user);
    }
    (inner.after)(&asked, &mut answer);
    tokio::time::sleep(answer.late).await;
    Ok(out(answer))
}

async fn plain(request: hyper::Request<Incoming>) -> Request {
    let (head, body) = request.into_parts();
    let cookies = head.headers.get_all("cookie").iter().filter_map(|c| c.to_str().ok());
    let others = head.headers.iter().filter(|(name, _)| *name != "cookie");
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Request {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        cookies: cookies.collect::<Vec<_>>().join("; "),
        headers: others.map(|(name, value)| (name.to_string(), text(value))).collect(),
        body: body.collect().await.map(|b| b.to_bytes().to_vec()).unwrap_or_default(),
    }
}

const SESSION: &str = "formansportalen_sid=";

impl Inner {
    /// Whose session it is by what was typed, whatever `before` made of that.
    fn seen(&self, request: Request) -> Asked {
        let mut seen = self.seen.lock().unwrap();
        let cookie = request.cookies.split("; ").find_map(|c| c.strip_prefix(SESSION));
        let user = cookie.and_then(|id| seen.users.get(id)).cloned().unwrap_or_default();
        let mut asked = Asked {
            request,
            user,
            views: 0,
        };
        if asked.is_view() {
            let views = seen.views.entry(asked.user.clone()).or_default();
            *views += 1;
            asked.views = *views;
        }
        asked
    }

    fn opened(&self, answer: &Answer, user: String) {
        let cookies = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        let id = cookies
            .filter_map(|(_, c)| c.strip_prefix(SESSION)?.split(';').next())
            .next();
        if let Some(id) = id {
            self.seen.lock().unwrap().users.insert(id.to_owned(), user);
        }
    }
}

fn out(answer: Answer) -> Out {
    let mut builder = hyper::Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        builder = builder.header(name, value);
    }
    let body = Bytes::from(answer.body);
    let promised = |n: usize| n.to_string();
    let frame = |bytes: Bytes| Ok(Frame::data(bytes));
    match answer.end {
        End::Whole => builder.body(Full::new(body).map_err(|never| match never {}).boxed_unsync()),
        End::Broken => {
            let broken = async {
                // What was sent must have left before the connection breaks.
                tokio::time::sleep(Duration::from_millis(20)).await;
                Err(io::ErrorKind::ConnectionReset.into())
            };
            let stream = stream::iter([frame(body.clone())]).chain(stream::once(broken));
            let builder = builder.header("content-length", promised(body.len() + 1000));
            builder.body(StreamBody::new(stream).boxed_unsync())
        }
        End::Endless(total) => {
            let zeros = Bytes::from_static(&[b' '; 65_536]);
            let stream = stream::iter(vec![body])
                .chain(stream::repeat(zeros).take(total / 65_536))
                .map(frame);
            builder.body(StreamBody::new(stream).boxed_unsync())
        }
        End::Again(total) => {
            let whole = body.len().saturating_sub(1);
            let last = body[..whole].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
            let line = body.slice(last..);
            let piece = Bytes::from(line.repeat(65_536 / line.len().max(1)));
            let pieces = total / piece.len().max(1);
            let stream = stream::iter(vec![body])
                .chain(stream::repeat(piece).take(pieces))
                .map(frame);
            builder.body(StreamBody::new(stream).boxed_unsync())
        }
        End::Drip(pause) => {
            let stream = stream::unfold(body, move |mut left| async move {
                tokio::time::sleep(pause).await;
                let first = (!left.is_empty()).then(|| left.split_to(1))?;
                Some((Ok(Frame::data(first)), left))
            });
            builder.body(StreamBody::new(stream).boxed_unsync())
        }
    }
    .unwrap()
}
