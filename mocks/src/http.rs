//! Requests and responses as the router sees them: plain values that know nothing of the server they came through.

use url::form_urlencoded;

/// A request as received.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path as sent, without the query.
    pub path: String,
    /// The query as sent, without the question mark.
    pub query: String,
    /// The `Cookie` headers, joined by `; `.
    pub cookies: String,
    /// All other headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as sent.
    pub body: Vec<u8>,
}

impl Request {
    /// The first header of a name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let pairs = self.cookies.split(';').filter_map(|c| c.trim().split_once('='));
        pairs.into_iter().find(|(n, _)| *n == name).map(|(_, value)| value)
    }

    /// What was asked for in the address.
    pub fn query_params(&self) -> Params {
        Params::parse(self.query.as_bytes())
    }

    /// What was asked for in the form sent.
    pub fn form_params(&self) -> Params {
        Params::parse(&self.body)
    }
}

/// The answer to a request.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Headers in order; a name may occur more than once.
    pub headers: Vec<(&'static str, String)>,
    /// The body as it goes out.
    pub body: Vec<u8>,
}

impl Response {
    /// An answer with a body of some type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![
            ("content-type", content_type.to_owned()),
            ("cache-control", "no-store".to_owned()),
            ("x-content-type-options", "nosniff".to_owned()),
        ];
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    /// A JSON answer.
    pub fn json(status: u16, value: &serde_json::Value) -> Self {
        Self::new(status, "application/json", value.to_string())
    }

    /// A file to be saved, its name percent-encoded as RFC 6266 asks.
    pub fn file(content_type: &str, name: &str, body: Vec<u8>) -> Self {
        let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
        Self::new(200, content_type, body).with("content-disposition", format!("attachment; filename*=UTF-8''{name}"))
    }

    /// The same without its body, whose length is still told.
    pub fn without_body(mut self) -> Self {
        let length = std::mem::take(&mut self.body).len();
        self.with("content-length", length.to_string())
    }

    /// See the other address.
    pub fn see_other(location: impl Into<String>) -> Self {
        Self::new(303, "text/plain; charset=utf-8", "").with("location", location.into())
    }

    /// The same with one header more.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Parameters of a query or a form, decoded, in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Decodes `application/x-www-form-urlencoded`.
    pub fn parse(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every value of a name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The value, if there is one that is not blank. A name given twice is refused: which one would count?
    pub fn get(&self, name: &'static str) -> Result<Option<&str>, String> {
        let mut values = self.0.iter().filter(|(n, _)| n == name).map(|(_, value)| value.trim());
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(format!("”{name}” är angivet mer än en gång.")),
            (value, None) => Ok(value.filter(|v| !v.is_empty())),
        }
    }
}

/// The text with what is written as codes, `%65`, as the letters themselves; as it is where they are none.
pub fn decoded(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), Into::into)
}

/// An address with a query; pairs without a value are left out.
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    let query = query.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}
