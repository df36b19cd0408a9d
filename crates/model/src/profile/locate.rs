//! Where a value stands in an answer.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a value stands: exactly one of `css`, `json`, `header`, and `regex` alone or on what the other found. Of rows, `holds` chooses
/// the one that is meant, and `cell` what in it.
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
    /// Of the elements or the values that were found, only those in which an element's or a value's whole text is this.
    pub holds: Option<String>,
    /// Where the value stands in each of them, of the same kind: the row's own text where left out.
    #[schemars(with = "Option<Locator>")]
    pub cell: Option<Box<Locator>>,
    /// Regular expression; its first group is the value.
    pub regex: Option<String>,
}

impl Locator {
    /// The same with values in the place of `{name}`s, so written that each stands for itself.
    #[must_use]
    pub fn filled(&self, values: &[(&str, &str)]) -> Self {
        let fill = |text: &Option<String>, written: fn(&str) -> String| {
            let filled = |text: &String| {
                values.iter().fold(text.clone(), |text, (name, value)| {
                    text.replace(&format!("{{{name}}}"), &written(value))
                })
            };
            text.as_ref().map(filled)
        };
        Self {
            css: fill(&self.css, in_css),
            attr: self.attr.clone(),
            json: fill(&self.json, in_pointer),
            header: fill(&self.header, str::to_owned),
            holds: fill(&self.holds, str::to_owned),
            cell: self.cell.as_ref().map(|cell| Box::new(cell.filled(values))),
            regex: fill(&self.regex, in_regex),
        }
    }
}

/// As it stands in quotes in a selector.
fn in_css(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\'', "\\'")
}

fn in_pointer(value: &str) -> String {
    value.replace('~', "~0").replace('/', "~1")
}

fn in_regex(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || c == '_' || c.is_whitespace();
    let escaped = value
        .chars()
        .flat_map(|c| (!is_plain(c)).then_some('\\').into_iter().chain([c]));
    escaped.collect()
}

/// As a profile says it: `css = "input[name=csrf]", attr = "value"`.
impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("css", &self.css),
            ("attr", &self.attr),
            ("json", &self.json),
            ("header", &self.header),
            ("holds", &self.holds),
            ("regex", &self.regex),
        ];
        let given = parts
            .into_iter()
            .filter_map(|(name, text)| Some(format!("{name} = {:?}", text.as_ref()?)));
        let cell = self.cell.iter().map(|cell| format!("cell = {{ {cell} }}"));
        let given: Vec<String> = given.chain(cell).collect();
        f.write_str(&given.join(", "))
    }
}
