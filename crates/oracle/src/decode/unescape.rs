//! What stands in a text percent-encoded, as HTML entities or as escapes of a string.

use std::borrow::Cow;

/// The text with one level of escapes taken away; none where that changes nothing.
pub(super) fn unescape(text: &str) -> Option<String> {
    let entities = entities(text);
    let escapes = escapes(&entities);
    let percent = percent(&escapes);
    (percent != text).then(|| percent.into_owned())
}

/// The text between the tags: inline tags join, a line's break is one, and blocks are kept apart as cells are.
pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start + 1..];
        if !begins_tag(rest) {
            out.push('<');
            continue;
        }
        let comment = rest.starts_with("!--");
        let end = match comment {
            true => rest.find("-->").map(|end| end + 2),
            false => rest.find('>'),
        };
        let end = end.unwrap_or(rest.len());
        let tag = rest[..end].trim_start_matches('/');
        match tag {
            _ if tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br")) => out.push('\n'),
            _ if comment || is_inline(tag) => {}
            _ => out.push('\t'),
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    entities(&out).into_owned()
}

/// True if a text may hold tags.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| begins_tag(&text[at + 1..]))
}

fn begins_tag(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// True for elements that stand within a word or a line.
pub(super) fn is_inline(tag: &str) -> bool {
    const INLINE: [&str; 27] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "em", "font", "i", "kbd",
        "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
    ];
    let name = tag
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    INLINE.binary_search(&name.to_ascii_lowercase().as_str()).is_ok()
}

fn percent(text: &str) -> Cow<'_, str> {
    let form = text.contains('+') && is_form(text);
    if !form && !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes
            .get(at + 1..at + 3)
            .filter(|_| bytes[at] == b'%')
            .and_then(hex_byte);
        let plain = if form && bytes[at] == b'+' { b' ' } else { bytes[at] };
        out.push(pair.unwrap_or(plain));
        at += if pair.is_some() { 3 } else { 1 };
    }
    Cow::Owned(super::charset::to_text(&out, None).0.into_owned())
}

/// True for what may be a query or a form, where a plus is a space; base64 ends in its equals signs.
fn is_form(text: &str) -> bool {
    let assigns = |at: usize| text[at + 1..].starts_with(|c: char| c.is_alphanumeric());
    text.contains(['%', '?', '&']) || text.find('=').is_some_and(assigns)
}

fn hex_byte(pair: &[u8]) -> Option<u8> {
    std::str::from_utf8(pair)
        .ok()
        .filter(|p| p.bytes().all(|b| b.is_ascii_hexdigit()))
        .and_then(|p| u8::from_str_radix(p, 16).ok())
}

fn escapes(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        units.extend(rest[..at].encode_utf16());
        let (unit, used) = escape(&rest[at + 1..]);
        match unit {
            Some(unit) => units.push(unit),
            None => units.push(u16::from(b'\\')),
        }
        rest = &rest[at + 1 + used..];
    }
    units.extend(rest.encode_utf16());
    Cow::Owned(String::from_utf16_lossy(&units))
}

/// The character that an escape stands for, and the bytes it takes after the backslash.
pub(super) fn escape(rest: &str) -> (Option<u16>, usize) {
    let hex = |from: usize, n: usize| {
        rest.get(from..from + n)
            .filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|h| u16::from_str_radix(h, 16).ok())
    };
    match rest.as_bytes().first() {
        Some(b'u') => hex(1, 4).map_or((None, 0), |unit| (Some(unit), 5)),
        Some(b'x') => hex(1, 2).map_or((None, 0), |unit| (Some(unit), 3)),
        Some(b'n' | b'r') => (Some(u16::from(b'\n')), 1),
        Some(b't') => (Some(u16::from(b'\t')), 1),
        Some(&b @ (b'/' | b'"' | b'\'' | b'\\' | b'-')) => (Some(u16::from(b)), 1),
        _ => (None, 0),
    }
}

/// Without the escapes of Office's documents: `_x000D_` is a line's end.
pub(super) fn office(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest[at + 6..].starts_with('_'));
        let c = code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        out.push_str(if c.is_none() { "_x" } else { "" });
        out.extend(c);
        rest = &rest[at + if c.is_some() { 7 } else { 2 }..];
    }
    Cow::Owned(out + rest)
}

/// Named and numbered entities as the letters they stand for.
pub(super) fn entities(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.bytes().take(10).position(|b| b == b';');
        match end.and_then(|end| entity(&after[..end]).map(|c| (c, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &after[end + 1..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The entities of Western European names; an HTML parser knows the rest, this is for what no parser reads.
pub(super) fn entity(name: &str) -> Option<char> {
    const NAMED: [(&str, char); 38] = [
        ("Aring", 'Å'),
        ("Auml", 'Ä'),
        ("Ouml", 'Ö'),
        ("aring", 'å'),
        ("auml", 'ä'),
        ("ouml", 'ö'),
        ("Eacute", 'É'),
        ("eacute", 'é'),
        ("Uuml", 'Ü'),
        ("uuml", 'ü'),
        ("AElig", 'Æ'),
        ("aelig", 'æ'),
        ("Oslash", 'Ø'),
        ("oslash", 'ø'),
        ("egrave", 'è'),
        ("aacute", 'á'),
        ("agrave", 'à'),
        ("iacute", 'í'),
        ("oacute", 'ó'),
        ("uacute", 'ú'),
        ("ntilde", 'ñ'),
        ("ccedil", 'ç'),
        ("szlig", 'ß'),
        ("euml", 'ë'),
        ("iuml", 'ï'),
        ("ecirc", 'ê'),
        ("nbsp", ' '),
        ("shy", '\u{ad}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("commat", '@'),
        ("period", '.'),
    ];
    if let Some(code) = name.strip_prefix('#') {
        let hex = code.strip_prefix(['x', 'X']);
        let number = hex.map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        return number.and_then(char::from_u32);
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}
