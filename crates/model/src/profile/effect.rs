//! What a format's requests change, and how that is read back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Locator, Step};

/// Makes a format a write: its requests try to change a value, and whether they did is read by somebody who may see it. A
/// write is judged by that alone, never by its status. The value is put back afterwards.
///
/// Besides what any request may hold, `{nonce}` is a mark that no other question has, and `{before}`, when the value is put
/// back, what it was.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// What is changed, as people say it: `markeringen`.
    pub of: String,
    /// The principal who reads it and puts it back: one who may see and change it, whoever tried.
    #[serde(rename = "as")]
    #[schemars(with = "String")]
    pub by: Spanned<String>,
    /// The reader logs in anew before it reads what came of it, for what holds from the next login only.
    #[serde(default)]
    pub login: bool,
    /// Requests that show the value; it stands in the last one's answer.
    pub read: Vec<Step>,
    /// Where; nothing there is an empty value.
    pub at: Locator,
    /// What is read there once it was changed; holds `{nonce}`.
    #[serde(default = "Effect::default_written")]
    pub written: String,
    /// Requests that put `{before}` back.
    pub restore: Vec<Step>,
}

impl Effect {
    fn default_written() -> String {
        "{nonce}".to_owned()
    }

    /// All requests of the reader.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.read.iter().chain(&self.restore)
    }
}
