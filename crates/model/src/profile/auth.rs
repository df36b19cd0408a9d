//! Ways to log in, proofs of who one is, and what lost sessions and refusals look like.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Locator, Step};

/// One way to log in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// How.
    pub kind: AuthKind,
    /// With `form`: the requests, usually the form and its post, in a cookie jar of the account's own. `{user}` and
    /// `{secret}` are the credential's. With `header`: requests that give a token, which `value` names as they took it.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// With `header`: its name, as `Authorization`.
    #[serde(default)]
    pub name: Option<String>,
    /// With `header`: its value, as `Token {secret}`, or `Bearer {token}` of what its steps took.
    #[serde(default)]
    pub value: Option<String>,
    /// Who am I: asked at login, after the last cell and after each refusal.
    pub who: Probe,
    /// What an answer looks like when the session is gone; any of these.
    #[serde(default)]
    pub signed_out: Vec<Sign>,
}

/// How an account logs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthKind {
    /// A login form and a session cookie.
    Form,
    /// A header on every request: a bearer token, an API key.
    Header,
    /// HTTP basic authentication with the credential's user and secret.
    Basic,
}

/// A request whose answer tells accounts apart. A status is not proof.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// Path; it names nothing that the answer must show.
    pub get: String,
    /// What to read in the answer; all that it finds are compared.
    pub take: Locator,
    /// Compare with the credential's identity (default), or with the principal's instances.
    #[serde(default)]
    pub is: ProbeIs,
}

/// What a probe's answer must equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProbeIs {
    /// The credential's identity.
    #[default]
    Identity,
    /// The set of instances in scope: tells scopes apart where a token has no who-am-I.
    Instances,
}

/// A principal's credential for one way to log in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// User name; may hold `{instance}`, `{person.email}`.
    #[serde(default)]
    pub user: Option<String>,
    /// Where the secret is found: `env:NAME`, `file:PATH` or `credential:NAME` (systemd). Never the secret.
    #[schemars(with = "String")]
    pub secret: Spanned<String>,
    /// What the who-am-I probe must answer; the user name where left out.
    #[serde(default)]
    pub identity: Option<String>,
}

/// A mark on an answer; all the parts that are given must hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sign {
    /// Status code.
    pub status: Option<u16>,
    /// The redirect target's path begins so, and `/` is the front page alone; with `https://`, all of its address, as of a login on another host.
    pub location: Option<String>,
    /// This can be found in the body.
    pub has: Option<Locator>,
}

impl Sign {
    /// True when no part is given, so that it would hold for every answer.
    pub fn is_empty(&self) -> bool {
        self.status.is_none() && self.location.is_none() && self.has.is_none()
    }
}

/// Headers or cookies.
pub type Pairs = BTreeMap<String, String>;
