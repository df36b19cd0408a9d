//! XML: each element's text, each attribute, each comment; read as a stream, so that depth costs nothing.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sink::{Sink, safe_name};
use super::{NoteKind, unescape};

/// Reads a body.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    sink.raw(text);
    stream(sink, text, |_| true);
}

/// Reads the elements whose name `wanted` takes. Elements' texts that stand beside one another are also read as one, as
/// the two parts of a name are.
pub(super) fn stream(sink: &mut Sink<'_>, text: &str, wanted: impl Fn(&str) -> bool) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open = vec![Element::default()];
    loop {
        let nested = open.len() > 1;
        let Some(top) = open.last_mut() else { return };
        match reader.read_event() {
            Ok(Event::Start(tag)) => open.push(start(sink, &tag, &wanted)),
            Ok(Event::Empty(tag)) => drop(start(sink, &tag, &wanted)),
            Ok(Event::End(_)) if nested => {
                let Some(closed) = open.pop() else { return };
                close(sink, closed, open.last_mut());
            }
            Ok(Event::Text(text)) => top.text.push_str(&text),
            Ok(Event::CData(text)) => top.text.push_str(&text),
            Ok(Event::GeneralRef(name)) => top.text.extend(unescape::entity(&name)),
            Ok(Event::Comment(text)) => sink.text("kommentar", None, &text),
            Ok(Event::PI(text)) => sink.text("instruktion", None, &text),
            Ok(Event::DocType(text)) => sink.text("doctype", None, &text),
            Ok(Event::Eof) => break,
            Ok(Event::Decl(_) | Event::End(_)) => {}
            Err(_) => {
                sink.note(NoteKind::Unreadable, "xml");
                break;
            }
        }
    }
    while let Some(unclosed) = open.pop() {
        close(sink, unclosed, open.last_mut());
    }
}

#[derive(Default)]
struct Element {
    name: String,
    wanted: bool,
    text: String,
    parts: Vec<String>,
}

fn start(sink: &mut Sink<'_>, tag: &BytesStart<'_>, wanted: impl Fn(&str) -> bool) -> Element {
    let name = tag.name().as_ref().to_owned();
    let element = Element {
        wanted: wanted(&name),
        name,
        ..Element::default()
    };
    if element.wanted {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            if !key.starts_with("xmlns") {
                let place = format!("<{}> {}", safe_name(&element.name), safe_name(key));
                sink.text(place, Some(key), &unescape::entities(&attribute.value));
            }
        }
    }
    element
}

fn close(sink: &mut Sink<'_>, element: Element, parent: Option<&mut Element>) {
    let place = format!("<{}>", safe_name(&element.name));
    let text = element.text.trim();
    if element.wanted {
        sink.text(
            &place,
            Some(&element.name).filter(|name| !name.is_empty()).map(String::as_str),
            text,
        );
        if text.contains('<') {
            sink.text(&place, None, &unescape::without_tags(text));
        }
        if element.parts.len() > 1 {
            sink.text(&place, None, &element.parts.join(" "));
            sink.text(&place, None, &element.parts.concat());
        }
    }
    if let Some(parent) = parent.filter(|_| element.wanted && !text.is_empty()) {
        parent.parts.push(element.text);
    }
}
