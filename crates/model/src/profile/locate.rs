//! Where a value stands in an answer.

use std::fmt;

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

/// As a profile says it: `css = "input[name=csrf]", attr = "value"`.
impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("css", &self.css),
            ("attr", &self.attr),
            ("json", &self.json),
            ("header", &self.header),
            ("regex", &self.regex),
        ];
        let given = parts
            .into_iter()
            .filter_map(|(name, text)| Some((name, text.as_ref()?)));
        for (index, (name, text)) in given.enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{name} = {text:?}")?;
        }
        Ok(())
    }
}
