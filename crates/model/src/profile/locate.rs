//! Where a value stands in an answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a value stands: exactly one of `css`, `json`, `header`, and `regex` alone or on what the other found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Locator {
    /// CSS selector.
    pub css: Option<String>,
    /// With `css`: this attribute; the text where left out.
    pub attr: Option<String>,
    /// JSON pointer; `*` stands for every element, as `/results/*/slug`.
    pub json: Option<String>,
    /// Response header.
    pub header: Option<String>,
    /// Regular expression; its first group is the value.
    pub regex: Option<String>,
}
