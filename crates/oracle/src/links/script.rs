//! Addresses in a script: string literals that it plainly asks for or goes to. Any other that begins with a slash is one perhaps: it
//! may be a route of the page's own, a pattern or no address at all.

use super::Found;
use crate::decode::{literal, regex};

/// Functions that ask for their first argument, or go there.
const ASKS: [&str; 9] = [
    "fetch",
    "ajax",
    "axios",
    "ky",
    "getJSON",
    "sendBeacon",
    "EventSource",
    "Request",
    "visit",
];
/// Those that do so of these objects alone: other things have such functions too.
const OBJECTS: [(&str, &[&str]); 6] = [
    ("axios", METHODS),
    ("$", METHODS),
    ("jQuery", METHODS),
    ("http", METHODS),
    ("location", &["assign", "replace"]),
    ("window", &["open"]),
];
const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "head"];
/// What a script assigns an address to.
const NAMES: [&str; 4] = ["href", "location", "url", "formAction"];

/// Quotation marks that begin nothing: a script with more is not understood.
const MOST_UNENDED: usize = 50;
/// Words that a value follows, so that a slash after them begins a regular expression.
const BEFORE_VALUES: [&str; 14] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "else",
    "do",
    "yield",
    "await",
    "instanceof",
];

pub(super) fn links(found: &mut Found, text: &str) {
    let tokens = tokens(text);
    found.of_script = true;
    for at in 0..tokens.len() {
        let Token::Text(text) = &tokens[at] else { continue };
        if let Some(path) = whole(text, ends(tokens.get(at + 1))) {
            match is_asked(&tokens[..at]) {
                true => found.address(&path),
                false if is_compared(&tokens[..at]) => {}
                false => found.perhaps(&path),
            }
        }
    }
    found.of_script = false;
}

/// The address that a literal is, or begins: what is put in it, which is read as a space, or after it is `*` in its path, and
/// nothing in its query. None for half a name.
fn whole(text: &str, is_ended: bool) -> Option<String> {
    // There a star is a pattern's.
    if text.contains('*') {
        return None;
    }
    let (path, query) = match text.split_once('?') {
        Some((path, query)) => (path, Some(query.replace(' ', ""))),
        None => (text, None),
    };
    let part = |part: &str| match part {
        " " => Some("*".to_owned()),
        part => (!part.contains(' ')).then(|| part.to_owned()),
    };
    let mut parts: Vec<String> = path.split('/').map(part).collect::<Option<_>>()?;
    if let (false, None, Some(last)) = (is_ended, &query, parts.last_mut()) {
        if !last.is_empty() {
            return None;
        }
        "*".clone_into(last);
    }
    let path = parts.join("/");
    Some(query.map_or(path.clone(), |query| format!("{path}?{query}")))
}

/// A part of a script, without comments and regular expressions.
#[derive(Debug, PartialEq, Eq)]
enum Token<'t> {
    /// Names with the dots between them.
    Word(&'t str),
    /// A literal's value.
    Text(String),
    Sign(u8),
}

/// Nothing is put after the literal, by a sign or by a method of its own, as `.concat`.
fn ends(next: Option<&Token<'_>>) -> bool {
    match next {
        None | Some(Token::Sign(b',' | b')' | b'}' | b';' | b']')) => true,
        Some(Token::Word(word)) => !word.starts_with('.'),
        Some(_) => false,
    }
}

/// An address is only held against the literal.
fn is_compared(before: &[Token<'_>]) -> bool {
    const COMPARE: [&str; 7] = [
        "startsWith",
        "endsWith",
        "includes",
        "indexOf",
        "match",
        "test",
        "replace",
    ];
    match before {
        [.., Token::Word(function), Token::Sign(b'(')] => COMPARE.contains(&last(function)),
        [.., Token::Sign(b'=' | b'!'), Token::Sign(b'=')] => true,
        [.., Token::Word("case")] => true,
        _ => false,
    }
}

/// What stands before the literal asks for it.
fn is_asked(before: &[Token<'_>]) -> bool {
    match before {
        [.., Token::Word(function), Token::Sign(b'(')] => asks(function),
        [
            ..,
            Token::Word(open),
            Token::Sign(b'('),
            Token::Text(method),
            Token::Sign(b','),
        ] => last(open) == "open" && METHODS.contains(&method.to_lowercase().as_str()),
        [.., Token::Word(name), Token::Sign(b':' | b'=')] => NAMES.contains(&last(name)),
        [.., Token::Text(name), Token::Sign(b':')] => NAMES.contains(&name.as_str()),
        _ => false,
    }
}

fn asks(function: &str) -> bool {
    let object = function.rsplit_once('.').map(|(object, name)| (last(object), name));
    let is_of = |(object, name): (&str, &str)| OBJECTS.iter().any(|(o, names)| *o == object && names.contains(&name));
    ASKS.contains(&last(function)) || object.is_some_and(is_of)
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let (mut rest, mut unended) = (text, 0);
    while let Some(first) = rest.chars().next() {
        let (length, token) = match first {
            '"' | '\'' | '`' => match literal(rest) {
                Some((value, length)) => (length, Some(Token::Text(value))),
                // What does not end is no literal; each is looked for to the end.
                None if unended < MOST_UNENDED => {
                    unended += 1;
                    (1, None)
                }
                None => return out,
            },
            '/' => (slash(rest, out.last()), None),
            c if is_of_word(c) => {
                let word = &rest[..rest.find(|c| !is_of_word(c)).unwrap_or(rest.len())];
                (word.len(), Some(Token::Word(word)))
            }
            c if c.is_ascii() && !c.is_ascii_whitespace() => (1, Some(Token::Sign(c as u8))),
            c => (c.len_utf8(), None),
        };
        out.extend(token);
        rest = &rest[length..];
    }
    out
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '.')
}

/// The length of a comment, of a regular expression or of a division.
fn slash(rest: &str, before: Option<&Token<'_>>) -> usize {
    let is_value = match before {
        Some(Token::Word(word)) => !BEFORE_VALUES.contains(word),
        Some(Token::Text(_) | Token::Sign(b')' | b']' | b'}')) => true,
        _ => false,
    };
    match rest.as_bytes().get(1) {
        Some(b'/') => rest.find('\n').unwrap_or(rest.len()),
        Some(b'*') => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
        _ if is_value => 1,
        _ => regex(rest),
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::super::tests::told;
    use super::*;

    #[test]
    fn what_a_script_asks_for_or_goes_to_is_a_link_and_nothing_else() {
        let cases: &[(&str, &[&str])] = &[
            (
                r#"fetch("/api/orders?page=2").then(r => r.json())"#,
                &["/api/orders page=2"],
            ),
            (r#"await fetch('/api/orders', { method: "POST" })"#, &["/api/orders"]),
            (r#"x.open("GET", "/api/orders", true)"#, &["/api/orders"]),
            (r#"axios.get(`/api/orders`)"#, &["/api/orders"]),
            (r#"this.http.post("/api/orders", body)"#, &["/api/orders"]),
            (r#"location.href = "/orders""#, &["/orders"]),
            (r#"window.location = "/orders";"#, &["/orders"]),
            (r#"location.assign("/orders")"#, &["/orders"]),
            (r#"$.ajax({ url: "/api/orders", type: "GET" })"#, &["/api/orders"]),
            (
                r#"const menu = [{ "href": "/orders" }, { href: '/people' }]"#,
                &["/orders", "/people"],
            ),
            // Half an address, a comparison, a name that means none, another object's function, comments and patterns.
            (r#"fetch("/api/orders/" + id)"#, &["/api/orders/*"]),
            (r#"fetch("/api/orders/" + id + "/rows")"#, &["/api/orders/*", "/rows ?"]),
            (
                r#"fetch(`/api/orders/${id}/rows?page=${page}`)"#,
                &["/api/orders/*/rows page="],
            ),
            (r#"fetch("/api/orders?since=" + t)"#, &["/api/orders since="]),
            (r#"fetch("/api/ord" + rest)"#, &[]),
            (r#"fetch(`/api/ord${rest}`)"#, &[]),
            (r#"fetch(API + "/orders")"#, &["/orders ?"]),
            (r#"axios("/api/orders")"#, &["/api/orders"]),
            (r#"api.get("/api/orders")"#, &["/api/orders ?"]),
            (r#"const routes = { orders: "/api/orders" }"#, &["/api/orders ?"]),
            (r#"fetch("/api/orders/".concat(id))"#, &["/api/orders/*"]),
            (r#"fetch("/api/orders".concat(rest))"#, &[]),
            (r#"protect([["/api/*", scopes]])"#, &[]),
            (r#"if (location.pathname == "/orders") {}"#, &[]),
            (r#"if (path === "/orders" || path.startsWith("/people")) {}"#, &[]),
            (r#"switch (path) { case "/orders": visa() }"#, &[]),
            (r#"const path = "/orders""#, &["/orders ?"]),
            (r#"cache.get("/orders")"#, &["/orders ?"]),
            (r#"router.add({ path: "/orders/:id" })"#, &[]),
            ("// fetch(\"/old\")\n/* fetch(\"/older\") */", &[]),
            (r#"x.replace(/fetch("\/old")/, "")"#, &[]),
            (r#"f("not ended) fetch("/orders")"#, &[]),
            ("f(\"not ended)\nfetch(\"/orders\")", &["/orders"]),
            (r#"function e(s){return/["']/.test(s)} fetch("/orders")"#, &["/orders"]),
            (r#"x = a / b; y = "it's" / c; fetch("/orders")"#, &["/orders"]),
            (r#"fetch("/stil/portal.css")"#, &[]),
        ];
        for (text, expected) in cases {
            let mut found = Found::of(Url::parse("http://portal.example").unwrap_or_else(|error| panic!("{error}")));
            links(&mut found, text);
            let found: Vec<String> = found.links.into_iter().map(told).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
