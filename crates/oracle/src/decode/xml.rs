//! XML: each element's text, each attribute, each comment; read as a stream, so that depth costs nothing.

mod element;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::sink::Sink;
use super::{NoteKind, unescape};
use element::Stack;

/// Reads a body; places are paths, as `/Svar/Rad[7]/Fornamn`.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    sink.raw(text);
    pass(sink, text, Stack::with_paths(), |_| true);
}

/// Reads a part of a document, those elements whose name `wanted` takes; places are elements, as `<dc:creator>`. Elements'
/// texts that stand beside one another are also read as one, as the two parts of a name are.
pub(super) fn stream(sink: &mut Sink<'_>, text: &str, wanted: impl Fn(&str) -> bool) {
    pass(sink, text, Stack::default(), wanted);
}

fn pass(sink: &mut Sink<'_>, text: &str, mut stack: Stack, wanted: impl Fn(&str) -> bool) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => stack.open(sink, &tag, &wanted),
            Ok(Event::Empty(tag)) => {
                stack.open(sink, &tag, &wanted);
                stack.close(sink);
            }
            Ok(Event::End(_)) => stack.close(sink),
            Ok(Event::Text(text)) => stack.text(&text),
            Ok(Event::CData(text)) => stack.text(&text),
            Ok(Event::GeneralRef(name)) => match unescape::entity(&name) {
                Some(c) => stack.text(c.encode_utf8(&mut [0; 4])),
                // One that the document defines itself is not expanded: its definition is read.
                None => stack.text(&format!("&{};", &*name)),
            },
            Ok(Event::Comment(text)) => sink.text("kommentar", None, &text),
            Ok(Event::PI(text)) => sink.text("instruktion", None, &text),
            Ok(Event::DocType(text)) => sink.text("doctype", None, &text),
            Ok(Event::Decl(_)) => {}
            Ok(Event::Eof) => break,
            Err(_) => {
                sink.note(NoteKind::Unreadable, "xml");
                break;
            }
        }
    }
    while stack.is_open() {
        stack.close(sink);
    }
}
