//! Addresses in JSON, under keys that mean one: portals that are one page have their links there.

use serde_json::{Deserializer, Value};

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

/// What some put before JSON, so that no other site can read it as a script.
const GUARDS: [&str; 3] = [")]}'", "for(;;);", "while(1);"];

/// Of one document or, as in lines of JSON, several; up to where one is broken.
pub(super) fn links(found: &mut Found, body: &str) {
    let body = body.trim_start();
    let guard = GUARDS.iter().find_map(|guard| body.strip_prefix(guard));
    let body = guard.map_or(body, |rest| rest.trim_start_matches(','));
    let documents = Deserializer::from_str(body).into_iter::<Value>();
    documents
        .map_while(Result::ok)
        .for_each(|value| walk(found, &value, false));
}

/// `among`: all that stands in the value is links, whatever it is called.
fn walk(found: &mut Found, value: &Value, among: bool) {
    match value {
        Value::String(text) if among => found.address(text),
        Value::String(text) => found.perhaps(text),
        Value::Array(items) => items.iter().for_each(|item| walk(found, item, among)),
        Value::Object(members) => {
            for (key, value) in members {
                let key = plain(key);
                let is_link = match value {
                    Value::String(_) => among || is_address(&key),
                    Value::Array(_) => among || is_address(key.trim_end_matches('s')) || key == "links",
                    _ => key == "links",
                };
                walk(found, value, is_link);
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
