//! Fonts: from the bytes of a shown string to letters.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::super::sink::Sink;
use super::cmap::CMap;

/// The fonts of a page or a form by their name there.
pub(super) type Fonts<'d> = HashMap<Vec<u8>, Rc<Font<'d>>>;

/// The fonts of a document that were read already: every page names the same ones.
pub(super) type Known<'d> = HashMap<ObjectId, Rc<Font<'d>>>;

/// How a font's codes are read.
pub(super) enum Font<'d> {
    Mapped(CMap),
    Encoded(Encoding<'d>),
    /// Glyph numbers that nothing maps to letters.
    Unknown,
}

impl Font<'_> {
    /// The letters of a shown string, and whether all of them are known.
    pub fn decode(&self, bytes: &[u8]) -> (String, bool) {
        match self {
            Self::Mapped(map) => {
                let (text, unknown) = map.decode(bytes);
                (text, unknown == 0)
            }
            Self::Encoded(encoding) => match encoding.bytes_to_string(bytes) {
                Ok(text) => (text, true),
                Err(_) => (super::text_string(bytes), false),
            },
            Self::Unknown => (super::text_string(bytes), false),
        }
    }
}

/// The fonts that a resource dictionary names.
pub(super) fn of_resources<'d>(
    sink: &mut Sink<'_>,
    document: &'d Document,
    resources: &'d Dictionary,
    known: &mut Known<'d>,
) -> Fonts<'d> {
    let Ok(named) = document.get_dict_in_dict(resources, b"Font") else {
        return Fonts::new();
    };
    let mut font = |object: &'d Object| {
        let (id, object) = document.dereference(object).ok()?;
        if let Some(font) = id.and_then(|id| known.get(&id)) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(of(sink, document, object.as_dict().ok()?));
        known.extend(id.map(|id| (id, Rc::clone(&font))));
        Some(font)
    };
    let named = named.iter();
    named
        .filter_map(|(name, object)| Some((name.clone(), font(object)?)))
        .collect()
}

/// ToUnicode first, whatever else the font says: a subset's own encoding says nothing about letters.
fn of<'d>(sink: &mut Sink<'_>, document: &'d Document, font: &'d Dictionary) -> Font<'d> {
    let composite = font
        .get(b"Subtype")
        .and_then(Object::as_name)
        .is_ok_and(|name| name == b"Type0");
    if let Ok(stream) = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream) {
        let source = super::unpacked(sink, stream).unwrap_or_default();
        return Font::Mapped(CMap::parse(&source, composite));
    }
    match font.get_font_encoding_with_limit(document, usize::try_from(sink.unpack).unwrap_or(usize::MAX)) {
        Ok(Encoding::OneByteEncoding(_)) if composite => Font::Unknown,
        Ok(encoding) => Font::Encoded(encoding),
        Err(_) => Font::Unknown,
    }
}
