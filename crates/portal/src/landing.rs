//! Where a request was redirected to, as far as that may be said: an address may hold what must not be written.

use std::sync::Arc;

use skott_model::Received;
use url::Url;

use crate::compose::Values;

/// Stands for what is not said.
const UNSAID: &str = "…";
/// Paths are said so far.
const MOST_SEGMENTS: usize = 8;
/// Longer runs of letters are no words.
const LONGEST_WORD: usize = 16;
/// A segment with more digits may be somebody's number.
const MOST_DIGITS: usize = 2;
/// Values shorter than this stand in ordinary words.
const SHORTEST_VALUE: usize = 3;

/// Where the answers led: the last one's redirect that was not followed, or else where the last one stands, if redirects led
/// there.
pub(crate) fn landing(chain: &[Arc<Received>], last: &Url) -> Option<Url> {
    let received = chain.last()?;
    match received.header("location") {
        Some(to) if (300..400).contains(&received.status) => last.join(to).ok(),
        _ => (chain.len() > 1).then(|| last.clone()),
    }
}

/// Host and path, the path alone at the portal's own host. Neither query nor fragment, and of the path nothing but words:
/// no value of the account's, no number and nothing that looks like a token.
pub(crate) fn told(to: &Url, base: &Url, values: &Values) -> String {
    let host = match (to.origin() == base.origin(), to.host_str(), to.port()) {
        (true, ..) => String::new(),
        (false, Some(host), port) => without_values(host, values) + &port.map_or_else(String::new, |p| format!(":{p}")),
        (false, None, _) => format!("{}:", to.scheme()),
    };
    let segments: Vec<&str> = to.path_segments().into_iter().flatten().collect();
    let told = segments
        .iter()
        .take(MOST_SEGMENTS)
        .map(|segment| match is_plain(segment, values) {
            true => format!("/{segment}"),
            false => format!("/{UNSAID}"),
        });
    let more = if segments.len() > MOST_SEGMENTS { "/…" } else { "" };
    host + &told.collect::<String>() + more
}

/// A host's name, of which a part may be a value too.
fn without_values(host: &str, values: &Values) -> String {
    let label = |label: &str| if holds_value(label, values) { UNSAID } else { label }.to_owned();
    host.split('.').map(label).collect::<Vec<_>>().join(".")
}

fn is_plain(segment: &str, values: &Values) -> bool {
    let is_word = |word: &str| word.len() <= LONGEST_WORD && humps(word) <= 2;
    let digits = segment.chars().filter(char::is_ascii_digit).count();
    segment.split(['-', '_', '.']).all(is_word)
        && segment.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        && digits <= MOST_DIGITS
        && !holds_value(segment, values)
}

/// How often a capital follows a small letter: often in what is drawn at random.
fn humps(word: &str) -> usize {
    let bytes = word.as_bytes();
    let is_hump = |pair: &&[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    bytes.windows(2).filter(is_hump).count()
}

fn holds_value(text: &str, values: &Values) -> bool {
    let text = text.to_lowercase();
    let mut long = values.values().filter(|value| value.len() >= SHORTEST_VALUE);
    long.any(|value| text.contains(&value.to_lowercase()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn where_it_led_is_said_and_nothing_else_that_stands_in_the_address() {
        let base = Url::parse("http://127.0.0.1:8020").unwrap();
        let values = Values::from([
            ("user".to_owned(), "alva.lind".to_owned()),
            ("secret".to_owned(), "Vinter".to_owned()),
            ("foreign".to_owned(), String::new()),
        ]);
        let cases = [
            ("/logga-in?ticket=ST-1234&user=alva.lind#x", "/logga-in"),
            ("/", "/"),
            (
                "https://login.example.se/adfs/ls/?SAMLRequest=abc",
                "login.example.se/adfs/ls/",
            ),
            (
                "https://u:p@idp.example:8443/oauth2/v2.0/authorize",
                "idp.example:8443/oauth2/v2.0/authorize",
            ),
            ("http://127.0.0.1:8021/in", "127.0.0.1:8021/in"),
            ("https://xvinter.example/x", "….example/x"),
            ("/konto/Alva.Lind/start", "/konto/…/start"),
            ("/konto/vinter2026", "/konto/…"),
            ("/person/198001019999", "/person/…"),
            ("/person/Anna%20Ek", "/person/…"),
            ("/t/aZkqWvbTyuQx", "/t/…"),
            ("/t/qwertyuiopasdfghjklzxcvbnm", "/t/…"),
            ("/SingleSignOn/SignOut.aspx", "/SingleSignOn/SignOut.aspx"),
            ("/a/b/c/d/e/f/g/h/i", "/a/b/c/d/e/f/g/h/…"),
            ("myapp:done", "myapp:"),
        ];
        for (to, expected) in cases {
            assert_eq!(told(&base.join(to).unwrap(), &base, &values), expected, "{to}");
        }
    }
}
