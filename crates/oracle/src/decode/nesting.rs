//! How deep a text nests, told before a parser meets it: parsers recurse, or walk the whole stack for every tag.

/// Attributes of one element, about: parsers compare each with all others.
const MOST_PIECES: usize = 4096;

/// True if JSON, XML or HTML nests deeper than `limit`.
pub(super) fn deeper_than(body: &[u8], limit: usize) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    match body.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'<') => markup_deeper_than(body, limit),
        Some(_) => json_deeper_than(body, limit),
        None => false,
    }
}

/// Brackets outside strings.
pub(super) fn json_deeper_than(body: &[u8], limit: usize) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for &byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Open tags that are not closed, as an estimate that is rather too high than too low: an end tag counts only if
/// its element is open, since a parser drops stray ones.
pub(super) fn markup_deeper_than(body: &[u8], limit: usize) -> bool {
    let mut open = Open::default();
    let mut at = 0;
    while let Some(tag) = next_tag(body, &mut at) {
        if tag.pieces > MOST_PIECES {
            return true;
        }
        if tag.length == 0 || implied_end(tag.name()) {
            continue;
        }
        open.count(&tag);
        if open.depth > limit {
            return true;
        }
        if !tag.closes && matches!(tag.name(), b"script" | b"style" | b"textarea") {
            skip_raw_text(body, &mut at, tag.name());
        }
    }
    false
}

struct Tag {
    /// In lower case, cut to the longest name that matters.
    letters: [u8; 16],
    length: usize,
    closes: bool,
    self_closed: bool,
    /// Blanks and slashes outside quotes: as many attributes as it may have.
    pieces: usize,
}

impl Tag {
    fn name(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

/// Open elements, counted by a hash of their name: exact enough for an estimate.
struct Open {
    by_name: [u32; 256],
    depth: usize,
    foreign: u32,
}

impl Default for Open {
    fn default() -> Self {
        Self {
            by_name: [0; 256],
            depth: 0,
            foreign: 0,
        }
    }
}

impl Open {
    fn count(&mut self, tag: &Tag) {
        let foreign = matches!(tag.name(), b"svg" | b"math");
        let slot = &mut self.by_name[usize::from(tag.name().iter().fold(7u8, |h, b| h.wrapping_mul(31) ^ b))];
        if tag.closes {
            if *slot > 0 {
                *slot -= 1;
                self.depth -= 1;
                self.foreign -= u32::from(foreign && self.foreign > 0);
            }
        } else if !(tag.self_closed && (self.foreign > 0 || foreign)) {
            *slot += 1;
            self.depth += 1;
            self.foreign += u32::from(foreign);
        }
    }
}

/// Void elements, and those that end where the next one begins.
fn implied_end(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 29] = [
        b"area",
        b"base",
        b"body",
        b"br",
        b"col",
        b"colgroup",
        b"dd",
        b"dt",
        b"embed",
        b"head",
        b"hr",
        b"html",
        b"img",
        b"input",
        b"li",
        b"link",
        b"meta",
        b"option",
        b"p",
        b"param",
        b"source",
        b"tbody",
        b"td",
        b"tfoot",
        b"th",
        b"thead",
        b"tr",
        b"track",
        b"wbr",
    ];
    NAMES.binary_search(&name).is_ok()
}

fn next_tag(body: &[u8], at: &mut usize) -> Option<Tag> {
    let start = *at + find(&body[*at..], b"<")?;
    let rest = &body[start + 1..];
    if rest.starts_with(b"!--") {
        *at = start + 4 + find(&rest[3..], b"-->").unwrap_or(rest.len() - 3);
        return Some(Tag {
            letters: [0; 16],
            length: 0,
            closes: false,
            self_closed: false,
            pieces: 0,
        });
    }
    let closes = rest.first() == Some(&b'/');
    let name = rest[usize::from(closes)..]
        .iter()
        .take(16)
        .take_while(|b| b.is_ascii_alphanumeric());
    let (mut letters, mut length) = ([0; 16], 0);
    for byte in name {
        letters[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    let (end, pieces) = if length == 0 { (0, 0) } else { tag_end(rest) };
    *at = (start + 1 + end).min(body.len());
    let self_closed = end > 0 && rest.get(end - 1) == Some(&b'/');
    Some(Tag {
        letters,
        length,
        closes,
        self_closed,
        pieces,
    })
}

/// The `>` that ends a tag, outside quotes, and the blanks and slashes before it.
fn tag_end(tag: &[u8]) -> (usize, usize) {
    let (mut quote, mut pieces) = (None, 0);
    for (i, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (i, pieces),
            (None, b'"' | b'\'') if tag[i - 1] == b'=' => quote = Some(byte),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'/') => pieces += 1,
            (Some(q), _) if q == byte => quote = None,
            _ => {}
        }
    }
    (tag.len(), pieces)
}

fn skip_raw_text(body: &[u8], at: &mut usize, name: &[u8]) {
    while let Some(found) = find(&body[*at..], b"</") {
        *at += found;
        let rest = &body[*at + 2..];
        if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name) {
            return;
        }
        *at += 2;
    }
    *at = body.len();
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [one] => haystack.iter().position(|b| b == one),
        _ => haystack.windows(needle.len()).position(|w| w == needle),
    }
}
