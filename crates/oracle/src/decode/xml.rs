//! XML: each element's text, each attribute, each comment; read as a stream, so that depth costs nothing.

mod element;
mod names;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sink::Sink;
use super::{NoteKind, unescape};
use element::Stack;
use names::Names;

/// Reads a body; places are paths, as `/Svar/Rad[7]/Fornamn`. Its source is searched too where not all of it was read.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    let mut names = Names::default();
    let whole = pass(sink, text, Stack::with_paths(), Some(&mut names), |_| true);
    if !whole || names.are_too_many() || sink.is_full() {
        return sink.raw(text);
    }
    for (line, name) in names.all() {
        sink.raw_line(line, name);
    }
}

/// Reads a part of a document, those elements whose name `wanted` takes; places are elements, as `<dc:creator>`. Elements'
/// texts that stand beside one another are also read as one, as the two parts of a name are.
pub(super) fn stream(sink: &mut Sink<'_>, text: &str, wanted: impl Fn(&str) -> bool) {
    pass(sink, text, Stack::default(), None, wanted);
}

/// False where not all of what is wanted was read; names are told to `names`.
fn pass(
    sink: &mut Sink<'_>,
    text: &str,
    mut stack: Stack,
    mut names: Option<&mut Names>,
    wanted: impl Fn(&str) -> bool,
) -> bool {
    let mut whole = true;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let mut name = |name: &str| {
            if let Some(names) = &mut names {
                names.take(text, from, name);
            }
        };
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                whole &= tell_names(&tag, &mut name);
                stack.open(sink, &tag, &wanted);
            }
            Ok(Event::Empty(tag)) => {
                whole &= tell_names(&tag, &mut name);
                stack.open(sink, &tag, &wanted);
                stack.close(sink);
            }
            Ok(Event::End(tag)) => {
                name(&tag);
                stack.close(sink);
            }
            Ok(Event::Text(text)) => {
                whole &= stack.is_open() || text.trim().is_empty();
                stack.text(&text);
            }
            Ok(Event::CData(text)) => {
                whole &= stack.is_open();
                stack.text(&text);
            }
            Ok(Event::GeneralRef(name)) => match unescape::entity(&name) {
                Some(c) => stack.text(c.encode_utf8(&mut [0; 4])),
                // One that the document defines itself is not expanded: its definition is read.
                None => stack.text(&format!("&{};", &*name)),
            },
            Ok(Event::Comment(text)) => sink.text("kommentar", None, &text),
            Ok(Event::PI(text)) => sink.text("instruktion", None, &text),
            Ok(Event::DocType(text)) => sink.text("doctype", None, &text),
            Ok(Event::Decl(declaration)) => name(&declaration),
            Ok(Event::Eof) => break,
            Err(_) => {
                sink.note(NoteKind::Unreadable, "xml");
                whole = false;
                break;
            }
        }
    }
    while stack.is_open() {
        stack.close(sink);
    }
    whole
}

/// Tells a tag's names, and what it says of namespaces; false where an attribute of it can't be read.
fn tell_names(tag: &BytesStart<'_>, name: &mut impl FnMut(&str)) -> bool {
    name(tag.name().as_ref());
    let mut whole = true;
    for attribute in tag.attributes().with_checks(false) {
        match attribute {
            Ok(attribute) => {
                name(attribute.key.as_ref());
                if attribute.key.as_ref().starts_with("xmlns") {
                    name(&attribute.value);
                }
            }
            Err(_) => whole = false,
        }
    }
    whole
}
