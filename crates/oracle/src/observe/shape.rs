//! What an outsider can tell two answers apart by, and where an answer repeats what was asked for.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use skott_model::matrix::Target;
use skott_model::{Received, Text, place_pattern};

/// A hash over everything in which the answer for a foreign target may differ from that for one that does not exist:
/// status, redirect target, header names and the words of the body. What was asked for, numbers, mark-up and scripts are
/// left out, since tokens and times differ between any two answers.
pub fn shape(exchanges: &[Received], target: &Target) -> String {
    let mut hash = Sha256::new();
    for received in exchanges {
        hash.update(received.status.to_be_bytes());
        hash.update(without(received.header("location").unwrap_or(""), target).as_bytes());
        let names: BTreeSet<&str> = received.headers.iter().map(|(name, _)| name.as_str()).collect();
        for name in names.iter().filter(|name| !VOLATILE.contains(name)) {
            hash.update(name.as_bytes());
        }
        for word in words(&without(&String::from_utf8_lossy(&received.body), target)) {
            hash.update(word.as_bytes());
            hash.update([b' ']);
        }
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

const VOLATILE: [&str; 6] = ["set-cookie", "date", "age", "etag", "content-length", "x-request-id"];

/// Names of instances are words of the page, too: an account's own may stand in its e-mail address.
const PLACES: [&str; 2] = ["instance", "home"];

/// The patterns of places at which a text stands: where an answer repeats what it was asked for.
pub fn places_of(texts: &[Text], asked: &str) -> BTreeSet<String> {
    let asked = asked.to_lowercase();
    if asked.is_empty() {
        return BTreeSet::new();
    }
    texts
        .iter()
        .filter(|t| t.text.to_lowercase().contains(&asked))
        .map(|t| place_pattern(&t.place))
        .collect()
}

fn without(text: &str, target: &Target) -> String {
    let mut out = text.to_lowercase();
    let asked = target
        .values
        .iter()
        .filter(|(name, value)| !PLACES.contains(&name.as_str()) && !value.is_empty());
    for (_, value) in asked {
        out = out.replace(&value.to_lowercase(), "");
    }
    out
}

/// The words of a body: letters only, without mark-up and scripts.
fn words(body: &str) -> Vec<String> {
    let mut plain = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        plain.push(' ');
        rest = &rest[at..];
        let end = ["<script", "<style"]
            .iter()
            .find(|tag| rest.starts_with(**tag))
            .and_then(|tag| rest.find(&format!("</{}", &tag[1..])))
            .unwrap_or(0);
        rest = rest[end..].find('>').map_or("", |close| &rest[end + close + 1..]);
    }
    plain.push_str(rest);
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    plain
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
        .filter(is_word)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use skott_model::profile::Relation;

    use super::*;

    fn target(id: &str) -> Target {
        Target {
            id: "order:x".into(),
            relation: Relation::Foreign,
            values: BTreeMap::from([("id".to_owned(), id.to_owned())]),
            order: None,
            instance: None,
        }
    }

    fn answer(status: u16, body: &str) -> Vec<Received> {
        let headers = vec![
            ("content-type".to_owned(), "text/html".to_owned()),
            ("date".to_owned(), body.len().to_string()),
        ];
        vec![Received {
            status,
            path: "/".into(),
            headers,
            body: body.as_bytes().to_vec(),
            cut: None,
        }]
    }

    #[test]
    fn answers_differ_only_by_what_an_outsider_can_use() {
        let base = shape(
            &answer(404, "<p>Finns inte: B123</p><script>var t='abc'</script>"),
            &target("B123"),
        );
        let cases = [
            (404, "<p>Finns inte: B999</p><script>var t='xyz'</script>", "B999", true),
            (404, "<p class=a>Finns inte: B999 12:04</p>", "B999", true),
            (403, "<p>Finns inte: B999</p>", "B999", false),
            (404, "<p>Saknar behörighet till B999</p>", "B999", false),
            (404, "", "B999", false),
        ];
        for (status, body, id, same) in cases {
            assert_eq!(
                shape(&answer(status, body), &target(id)) == base,
                same,
                "{status} {body}"
            );
        }
    }
}
