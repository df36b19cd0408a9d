//! What stands outside the pages: metadata, annotations, form fields, bookmarks, links and attached files.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::sink::{Sink, safe_file, safe_name};
use super::super::{NoteKind, body_into, enclosed};
use super::page::Pages;
use super::{text_string, unpacked};

/// Objects may nest this deep in one another before they are left.
const MOST_NESTED: usize = 32;

/// Reads every object that is no page.
pub(super) fn read(sink: &mut Sink<'_>, document: &Document, mut pages: Pages<'_>) {
    let known = Known::new(document);
    for (id, object) in &document.objects {
        match object {
            Object::Stream(stream) => {
                strings(sink, &stream.dict, "objekt", 0);
                content(sink, &known, *id, stream);
            }
            Object::Dictionary(dictionary) => {
                let page = known
                    .pages
                    .get(id)
                    .map(|page| format!("sida {page}, "))
                    .unwrap_or_default();
                sink.inside(page, |sink| strings(sink, dictionary, "objekt", 0));
            }
            _ => {}
        }
    }
    for (id, object) in &document.objects {
        let is_form = |stream: &Stream| {
            stream
                .dict
                .get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|n| n == b"Form")
        };
        if object.as_stream().is_ok_and(is_form) && !pages.drawn.contains(id) {
            let place = match known.pages.get(id) {
                Some(page) => format!("sida {page}, anteckningens text"),
                None => "formobjekt".to_owned(),
            };
            pages.form(sink, &place, *id, known.pages.contains_key(id));
        }
    }
}

/// What refers to an object.
struct Known {
    /// The page of an annotation, and of its appearance.
    pages: HashMap<ObjectId, u32>,
    /// The names of attached files.
    files: HashMap<ObjectId, String>,
    /// Forms that are XML, and scripts.
    texts: HashSet<ObjectId>,
}

impl Known {
    fn new(document: &Document) -> Self {
        let mut known = Self {
            pages: HashMap::new(),
            files: HashMap::new(),
            texts: HashSet::new(),
        };
        for (number, page) in document.get_pages() {
            let annotations = document
                .get_dictionary(page)
                .and_then(|page| page.get_deref(b"Annots", document));
            for annotation in annotations.and_then(Object::as_array).into_iter().flatten() {
                known.annotation(document, annotation, number);
            }
        }
        for object in document.objects.values() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            known.attachment(document, dictionary);
            known.text(dictionary);
        }
        known
    }

    fn annotation(&mut self, document: &Document, annotation: &Object, page: u32) {
        let Ok(id) = annotation.as_reference() else { return };
        self.pages.insert(id, page);
        let looks = document
            .get_dictionary(id)
            .and_then(|annotation| document.get_dict_in_dict(annotation, b"AP"));
        for (_, look) in looks.into_iter().flatten() {
            let states = document
                .dereference(look)
                .ok()
                .and_then(|(_, object)| object.as_dict().ok());
            let states = states.into_iter().flatten().map(|(_, state)| state);
            let ids = states.chain([look]).filter_map(|object| object.as_reference().ok());
            self.pages.extend(ids.map(|id| (id, page)));
        }
    }

    /// A form (XFA) is one stream or several, each after its name; the form's dictionary may stand in the catalog.
    fn text(&mut self, dictionary: &Dictionary) {
        let inner = dictionary.get(b"AcroForm").and_then(Object::as_dict);
        for dictionary in inner.into_iter().chain([dictionary]) {
            for key in [b"XFA".as_slice(), b"JS"] {
                let Ok(value) = dictionary.get(key) else { continue };
                let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                self.texts
                    .extend(items.iter().filter_map(|item| item.as_reference().ok()));
            }
        }
    }

    fn attachment(&mut self, document: &Document, dictionary: &Dictionary) {
        let Ok(embedded) = document.get_dict_in_dict(dictionary, b"EF") else {
            return;
        };
        let name = dictionary
            .get_deref(b"UF", document)
            .or_else(|_| dictionary.get_deref(b"F", document));
        let name = name.and_then(Object::as_str).map(text_string).unwrap_or_default();
        let ids = embedded.iter().filter_map(|(_, file)| file.as_reference().ok());
        self.files.extend(ids.map(|id| (id, name.clone())));
    }
}

/// XMP metadata, attached files and forms that are XML.
fn content(sink: &mut Sink<'_>, known: &Known, id: ObjectId, stream: &Stream) {
    let kind = stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or_default();
    let (place, named) = match (known.files.get(&id), kind) {
        (Some(name), _) => (format!("bilaga {}, ", safe_file(name)), Some(name)),
        (None, b"EmbeddedFile") => ("bilaga, ".to_owned(), None),
        (None, b"Metadata") => return metadata(sink, stream),
        _ if known.texts.contains(&id) => ("objekt, ".to_owned(), None),
        _ => return,
    };
    sink.checkpoint();
    match unpacked(sink, stream) {
        Some(bytes) => {
            let declared = named.and_then(|name| super::super::headers::kind_of_file(name));
            enclosed(sink, place, &bytes, declared);
        }
        None => sink.note(NoteKind::Unreadable, place.trim_end_matches(", ")),
    }
}

fn metadata(sink: &mut Sink<'_>, stream: &Stream) {
    match unpacked(sink, stream) {
        Some(bytes) => sink.inside("metadata ", |sink| body_into(sink, &bytes, None)),
        None => sink.note(NoteKind::Unreadable, "metadata"),
    }
}

/// Every string of a dictionary, by its key: an annotation's contents, a field's value, a link's target.
fn strings(sink: &mut Sink<'_>, dictionary: &Dictionary, place: &str, depth: usize) {
    let place = match dictionary.get(b"Subtype").and_then(Object::as_name) {
        _ if dictionary.has(b"FT") || (dictionary.has(b"T") && dictionary.has(b"V")) => field(dictionary),
        Ok(b"Link" | b"Text" | b"FreeText" | b"Popup" | b"Highlight" | b"Stamp" | b"FileAttachment") => {
            "anteckning".to_owned()
        }
        _ if dictionary.has(b"Producer") || dictionary.has(b"CreationDate") => "metadata".to_owned(),
        _ if dictionary.has(b"Title") && dictionary.has(b"Parent") => "bokmärke".to_owned(),
        _ => place.to_owned(),
    };
    for (key, value) in dictionary {
        let key = String::from_utf8_lossy(key);
        string(sink, value, &format!("{place} {}", safe_name(&key)), depth);
    }
}

/// `formulärfält pnr`.
fn field(dictionary: &Dictionary) -> String {
    let name = dictionary.get(b"T").and_then(Object::as_str).map(text_string);
    match name {
        Ok(name) => format!("formulärfält {}", safe_name(&name)),
        Err(_) => "formulärfält".to_owned(),
    }
}

fn string(sink: &mut Sink<'_>, object: &Object, place: &str, depth: usize) {
    match object {
        Object::String(bytes, _) => {
            let text = text_string(bytes);
            if !text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
                sink.text(place, None, &text);
            }
        }
        Object::Array(items) if depth < MOST_NESTED => {
            items.iter().for_each(|item| string(sink, item, place, depth + 1));
        }
        Object::Dictionary(inner) if depth < MOST_NESTED => strings(sink, inner, place, depth + 1),
        _ => {}
    }
}
