//! The requests that a view, a login or a job consists of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Locator;
use super::auth::Pairs;

/// One request. Texts may hold `{name}` of something taken before, of the target, the principal, or the instance.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Step {
    /// Path of a GET; exactly one of `get` and `post`.
    pub get: Option<String>,
    /// Path of a POST.
    pub post: Option<String>,
    /// Query parameters.
    pub query: Pairs,
    /// Form fields.
    pub form: Pairs,
    /// JSON body.
    pub json: Option<serde_json::Value>,
    /// Headers.
    pub headers: Pairs,
    /// Where the selection's parameters go, if this request takes them.
    pub selection: Option<Via>,
    /// Values taken from the answer, for later requests.
    pub take: BTreeMap<String, Locator>,
    /// Ask again until it is ready.
    pub poll: Option<Poll>,
    /// Changes something in the portal; the rest are reads, also when they POST.
    pub effect: bool,
}

impl Step {
    /// The path template.
    pub fn path(&self) -> &str {
        self.get.as_deref().or(self.post.as_deref()).unwrap_or_default()
    }

    /// What the request carries.
    pub fn body(&self) -> Body {
        match (&self.json, self.post.is_some()) {
            (Some(_), _) => Body::Json,
            (None, true) => Body::Form,
            (None, false) => Body::None,
        }
    }
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
