//! The requests that a view, a login or a job consists of.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Locator;
use super::auth::Pairs;

/// One request. Texts may hold `{name}` of something taken before, of the target, the principal, or the instance, and
/// `{nonce}`: a mark that no other question has.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Step {
    /// Path of a GET; exactly one of `get`, `post` and `path` with `method`.
    pub get: Option<String>,
    /// Path of a POST.
    pub post: Option<String>,
    /// Path of a request with another method.
    pub path: Option<String>,
    /// With `path`: the method.
    pub method: Option<Method>,
    /// Query parameters.
    pub query: Fields,
    /// Form fields.
    pub form: Fields,
    /// JSON body.
    pub json: Option<serde_json::Value>,
    /// Headers.
    pub headers: Pairs,
    /// Cookies beside the session's own.
    pub cookies: Pairs,
    /// Where the selection's parameters go, if this request takes them.
    pub selection: Option<Via>,
    /// Values taken from the answer, for later requests.
    pub take: BTreeMap<String, Locator>,
    /// Ask again until it is ready.
    pub poll: Option<Poll>,
    /// Changes something in the portal; the rest are reads, also when they POST.
    pub effect: bool,
    /// Asked in this principal's session instead of the account's own: a job that somebody else ordered, an outbox that an
    /// administrator reads. What it takes is carried on; its answer is not judged, unless the account that asks is that principal.
    #[serde(rename = "as")]
    #[schemars(with = "Option<String>")]
    pub by: Option<Spanned<String>>,
    /// With `as`: the answer is judged all the same, as if the account itself had seen it.
    pub judged: bool,
    /// With `as`: sent at the very moment at which the account asks the step that follows, in its own session; several may
    /// stand before one. Portals mix up who asks when two ask at once. Where requests are held back one by one, these are not.
    pub together: bool,
}

impl Step {
    /// The path template.
    pub fn path(&self) -> &str {
        [&self.get, &self.post, &self.path]
            .into_iter()
            .find_map(|path| path.as_deref())
            .unwrap_or_default()
    }

    /// How it is asked.
    pub fn method(&self) -> Method {
        match (self.method, self.post.is_some()) {
            (Some(method), _) => method,
            (None, true) => Method::Post,
            (None, false) => Method::Get,
        }
    }

    /// What the request carries.
    pub fn body(&self) -> Body {
        match (&self.json, self.method()) {
            (Some(_), _) => Body::Json,
            (None, Method::Post | Method::Put | Method::Patch) => Body::Form,
            (None, _) if !self.form.is_empty() => Body::Form,
            (None, _) => Body::None,
        }
    }

    /// The principal in whose session it is asked, where that is not the account's own.
    pub fn by(&self) -> Option<&str> {
        self.by.as_ref().map(|name| name.get_ref().as_str())
    }
}

/// Methods of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Reads the headers alone.
    Head,
    /// Asks what may be asked.
    Options,
    /// Sends.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        })
    }
}

/// Parameters of which one name may stand several times.
pub type Fields = BTreeMap<String, Texts>;

/// One text, or several under one name: in a query or form the name is repeated, in JSON they are an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Texts {
    /// One.
    One(String),
    /// Several, in this order.
    Several(Vec<String>),
}

impl Texts {
    /// All of them.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Several(texts) => texts,
        }
    }

    /// The same with every text turned into another.
    ///
    /// # Errors
    /// The first that `turn` gives.
    pub fn try_map<E>(&self, turn: impl Fn(&str) -> Result<String, E>) -> Result<Self, E> {
        Ok(match self {
            Self::One(text) => Self::One(turn(text)?),
            Self::Several(texts) => Self::Several(texts.iter().map(|text| turn(text)).collect::<Result<_, _>>()?),
        })
    }
}

impl From<&str> for Texts {
    fn from(text: &str) -> Self {
        Self::One(text.to_owned())
    }
}

/// Name and text, one pair for each text.
pub fn pairs(fields: &Fields) -> impl Iterator<Item = (&String, &String)> {
    fields
        .iter()
        .flat_map(|(name, texts)| texts.all().iter().map(move |text| (name, text)))
}

/// What a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    None,
    /// Form fields.
    Form,
    /// JSON.
    Json,
}

/// Where a selection's parameters go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// Query parameters.
    Query,
    /// Form fields.
    Form,
    /// Members of the JSON body.
    Json,
    /// Headers.
    Header,
    /// Cookies beside the session's own.
    Cookie,
}

/// Ask the same again until a value reads as it should.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// What to read.
    #[serde(default)]
    pub until: Option<Locator>,
    /// What it must read.
    #[serde(default)]
    pub is: Option<String>,
    /// Ready when the status is none of these, as 202 or 409.
    #[serde(default)]
    pub while_status: Vec<u16>,
    /// Milliseconds between.
    #[serde(default = "Poll::default_every")]
    pub every_ms: u64,
    /// How many times at most.
    #[serde(default = "Poll::default_times")]
    pub times: u32,
}

impl Poll {
    fn default_every() -> u64 {
        250
    }

    fn default_times() -> u32 {
        60
    }
}
