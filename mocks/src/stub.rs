//! The portal behind a real HTTP server.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Instant;

use skott_population::Population;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Respond, ResponseTemplate};

use crate::http::{Request, Response};
use crate::portal::{Portal, Settings};

/// A running stub portal; it stops when dropped.
pub struct Stub {
    server: MockServer,
}

impl Stub {
    /// Starts a portal that holds a population, on 127.0.0.1.
    pub async fn start(population: Arc<Population>, settings: Settings) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", settings.port.unwrap_or(0)))?;
        let portal = Portal::new(population, settings);
        // Recording is unbounded: a long run would keep every request in memory.
        let server = MockServer::builder()
            .listener(listener)
            .disable_request_recording()
            .start()
            .await;
        Mock::given(any()).respond_with(Responder(portal)).mount(&server).await;
        Ok(Self { server })
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        self.server.uri()
    }
}

struct Responder(Portal);

impl Respond for Responder {
    fn respond(&self, request: &wiremock::Request) -> ResponseTemplate {
        template(self.0.handle(&plain(request), Instant::now()))
    }
}

fn plain(request: &wiremock::Request) -> Request {
    let cookies = request.headers.get_all("cookie").iter().filter_map(|c| c.to_str().ok());
    let headers = request.headers.iter().filter_map(|(name, value)| {
        let value = value.to_str().ok()?.to_owned();
        (name != "cookie").then(|| (name.as_str().to_owned(), value))
    });
    Request {
        method: request.method.to_string(),
        path: request.url.path().to_owned(),
        query: request.url.query().unwrap_or_default().to_owned(),
        cookies: cookies.collect::<Vec<_>>().join("; "),
        headers: headers.collect(),
        body: request.body.clone(),
    }
}

fn template(response: Response) -> ResponseTemplate {
    let template = ResponseTemplate::new(response.status).set_body_bytes(response.body);
    response
        .headers
        .into_iter()
        .fold(template, |t, (name, value)| t.append_header(name, value))
}
