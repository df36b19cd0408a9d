//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The body as text, and whether its bytes were text in the charset that the portal declared.
///
/// Valid UTF-8 is read as UTF-8 whatever is declared: no other charset looks like it by chance, and a name read in the
/// wrong charset is a name not found.
pub(crate) fn to_text<'a>(body: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(body) {
        return with(encoding, &body[mark..]);
    }
    let declared = content_type.and_then(charset_of).or_else(|| meta(body));
    match unmarked(body).or(declared) {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => with(encoding, body),
        _ => match (simdutf8::basic::from_utf8(body), declared) {
            (Ok(text), _) => (Cow::Borrowed(text), true),
            (Err(_), Some(encoding)) if encoding != UTF_8 => with(encoding, body),
            (Err(_), declared) => (mixed(body), declared != Some(UTF_8)),
        },
    }
}

/// UTF-16 without its mark, told by its zeros: of Swedish letters every second byte is one.
pub(super) fn unmarked(body: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 1024;
    let (pairs, _) = body[..body.len().min(HEAD)].as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let nearly_all = |count: usize| pairs.len() >= 4 && count * 10 >= pairs.len() * 9;
    match (first, second) {
        (0, second) if nearly_all(second) => Some(UTF_16LE),
        (first, 0) if nearly_all(first) => Some(UTF_16BE),
        _ => None,
    }
}

/// True for a body that is read as UTF-8, as it stands.
pub(crate) fn is_as_written(body: &[u8], content_type: Option<&str>) -> bool {
    matches!(to_text(body, content_type), (Cow::Borrowed(text), true) if text.len() == body.len())
}

/// The charset declared, where its letters are wider than a byte, so that a text in it can't be cut into lines before it is
/// decoded.
pub(crate) fn of_wide(content_type: &str) -> Option<&'static Encoding> {
    charset_of(content_type).filter(|encoding| !encoding.is_ascii_compatible())
}

fn with<'a>(encoding: &'static Encoding, body: &'a [u8]) -> (Cow<'a, str>, bool) {
    if encoding == UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => (Cow::Borrowed(text), true),
            Err(_) => (mixed(body), false),
        };
    }
    let (text, bad) = encoding.decode_without_bom_handling(body);
    (text, !bad)
}

fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let at = content_type.to_ascii_lowercase().find("charset=")?;
    let rest = content_type[at + 8..].trim_start_matches(['"', '\'']);
    let end = rest.find([';', '"', '\'', ' ', '/', '>']).unwrap_or(rest.len());
    Encoding::for_label(&rest.as_bytes()[..end])
}

/// `<meta charset=…>`, or the encoding of an XML declaration, in the first kilobyte.
fn meta(body: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&body[..body.len().min(1024)]).to_ascii_lowercase();
    if head.contains("<meta") {
        return charset_of(&head);
    }
    let declaration = head
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?
        .split("encoding=")
        .nth(1)?;
    Encoding::for_label(declaration.trim_matches(['"', '\'', ' ']).as_bytes())
}

/// UTF-8 where the bytes are, Windows-1252 where they are not: one stray byte must not garble every other name. What reads as
/// a letter of another script beside such bytes is two signs of Windows-1252 too, as `Ö` and a soft hyphen.
fn mixed(body: &[u8]) -> Cow<'_, str> {
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\u{370}'..='\u{1dff}' => {
                    let bytes = &mut [0; 4];
                    let bytes = c.encode_utf8(bytes).as_bytes();
                    text.push_str(&WINDOWS_1252.decode_without_bom_handling(bytes).0);
                }
                c => text.push(c),
            }
        }
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    Cow::Owned(text)
}
