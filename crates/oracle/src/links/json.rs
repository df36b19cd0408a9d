//! Addresses in JSON, under keys that mean one: portals that are one page have their links there.

use serde_json::Value;

use super::Found;

/// Keys that mean an address, besides those that end in [`ENDS`].
const KEYS: [&str; 14] = [
    "self",
    "next",
    "prev",
    "previous",
    "first",
    "last",
    "related",
    "location",
    "lank",
    "länk",
    "nasta",
    "nästa",
    "föregående",
    "foregaende",
];
/// As in `download_url` and `nextLink`.
const ENDS: [&str; 4] = ["url", "uri", "href", "link"];

pub(super) fn links(found: &mut Found, body: &str) {
    if let Ok(value) = serde_json::from_str(body) {
        walk(found, &value, false);
    }
}

/// `among`: all that stands in the value is links, whatever it is called.
fn walk(found: &mut Found, value: &Value, among: bool) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(found, item, among)),
        Value::Object(members) => {
            for (key, value) in members {
                let key = plain(key);
                match value {
                    Value::String(text) if among || is_address(&key) => found.address(text),
                    _ => walk(found, value, key == "links"),
                }
            }
        }
        _ => {}
    }
}

fn plain(key: &str) -> String {
    let letters = key.chars().filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_address(key: &str) -> bool {
    KEYS.contains(&key) || ENDS.iter().any(|end| key.ends_with(end))
}
