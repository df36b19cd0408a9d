//! The elements that are open, and what was read in each.

use quick_xml::events::BytesStart;

use super::super::record::Record;
use super::super::sink::{Sink, safe_name};
use super::super::{inline, json, unescape};

/// Bytes of text that an element gives on to the one around it, to be read as one with its neighbours.
const MOST_JOINED: usize = 2048;
/// Steps of a path that are shown, from its end.
const MOST_STEPS: usize = 12;
/// Kinds of children that are counted in one element.
const MOST_KINDS: usize = 64;

/// The open elements; the document itself is not among them.
#[derive(Default)]
pub(super) struct Stack {
    open: Vec<Element>,
    paths: bool,
    roots: Vec<(String, usize)>,
}

#[derive(Default)]
struct Element {
    name: String,
    wanted: bool,
    /// Which of its name it is within its parent, from 1.
    number: usize,
    children: Vec<(String, usize)>,
    /// Its own text.
    text: String,
    /// Its text and its children's in the order in which they stand.
    whole: String,
    /// Its children's names and texts.
    parts: (Vec<String>, Vec<String>),
    /// A value that it holds as its one attribute; without text, it stands for its text.
    value: Option<String>,
}

impl Stack {
    pub fn with_paths() -> Self {
        Self {
            paths: true,
            ..Self::default()
        }
    }

    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub fn text(&mut self, text: &str) {
        if let Some(top) = self.open.last_mut().filter(|top| top.wanted) {
            top.text.push_str(text);
            top.add_whole(text);
        }
    }

    pub fn open(&mut self, sink: &mut Sink<'_>, tag: &BytesStart<'_>, wanted: impl Fn(&str) -> bool) {
        let name = tag.name().as_ref().to_owned();
        let siblings = self
            .open
            .last_mut()
            .map_or(&mut self.roots, |parent| &mut parent.children);
        let number = if self.paths { count(siblings, &name) } else { 1 };
        self.open.push(Element {
            wanted: wanted(&name),
            name,
            number,
            ..Element::default()
        });
        if self.open.last().is_some_and(|element| element.wanted) {
            self.attributes(sink, tag);
        }
    }

    fn attributes(&mut self, sink: &mut Sink<'_>, tag: &BytesStart<'_>) {
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            if key.starts_with("xmlns") {
                continue;
            }
            let value = unescape::entities(&attribute.value).into_owned();
            let place = match self.paths {
                true => format!("{}/@{}", self.place(), safe_name(key)),
                false => format!("{} {}", self.place(), safe_name(key)),
            };
            sink.text(&place, Some(key), &value);
            inline::read(sink, &value, &place);
            keys.push(attribute.key.as_ref().to_owned());
            values.push(value);
        }
        if self.paths {
            let joined = Record::of(keys.iter().map(String::as_str)).joined(&values);
            sink.row(self.place(), joined);
        }
        if let ([_], Some(element)) = (values.as_slice(), self.open.last_mut()) {
            element.value = values.pop();
        }
    }

    pub fn close(&mut self, sink: &mut Sink<'_>) {
        let place = self.place();
        let Some(element) = self.open.pop() else { return };
        if !element.wanted {
            return;
        }
        element.read(sink, &place);
        if let Some(parent) = self.open.last_mut().filter(|parent| parent.wanted) {
            parent.take(element);
        }
    }

    /// `/Svar/Rad[7]/Fornamn`, or `<Fornamn>`.
    fn place(&self) -> String {
        let Some(last) = self.open.last() else {
            return "<>".to_owned();
        };
        if !self.paths {
            return format!("<{}>", safe_name(&last.name));
        }
        let hidden = self.open.len().saturating_sub(MOST_STEPS);
        let mut path = if hidden > 0 { "…".to_owned() } else { String::new() };
        for element in &self.open[hidden..] {
            path.push('/');
            path.push_str(safe_name(&element.name));
            if element.number > 1 {
                path.push_str(&format!("[{}]", element.number));
            }
        }
        path
    }
}

impl Element {
    fn add_whole(&mut self, text: &str) {
        if self.whole.len() <= MOST_JOINED {
            self.whole.push_str(text);
        }
    }

    fn read(&self, sink: &mut Sink<'_>, place: &str) {
        let text = unescape::office(self.text.trim());
        let text = text.as_ref();
        sink.text(place, Some(&self.name), text);
        if !json::embedded(sink, text, format_args!("{place} ")) {
            inline::read(sink, text, place);
        }
        let (names, parts) = &self.parts;
        sink.row(place, Record::of(names.iter().map(String::as_str)).joined(parts));
        let mixed = parts.len() > 1 || (!text.is_empty() && !parts.is_empty());
        if mixed && self.whole.len() <= MOST_JOINED {
            sink.text(place, None, &unescape::office(&self.whole));
        }
    }

    /// Takes what a child held, where it is short enough to be part of a value.
    fn take(&mut self, child: Element) {
        let short = child.whole.len() <= MOST_JOINED && self.whole.len() <= MOST_JOINED;
        if !short {
            return;
        }
        self.whole.push_str(&child.whole);
        if child.name == "p" || child.name.ends_with(":p") {
            // A paragraph ends a line.
            self.whole.push('\n');
        }
        let text = match child.whole.trim() {
            "" => child.value.unwrap_or_default(),
            text => text.to_owned(),
        };
        if !text.is_empty() && text.len() <= MOST_JOINED {
            self.parts.0.push(child.name);
            self.parts.1.push(text);
        }
    }
}

fn count(siblings: &mut Vec<(String, usize)>, name: &str) -> usize {
    if let Some((_, count)) = siblings.iter_mut().find(|(known, _)| known == name) {
        *count += 1;
        return *count;
    }
    if siblings.len() < MOST_KINDS {
        siblings.push((name.to_owned(), 1));
    }
    1
}
