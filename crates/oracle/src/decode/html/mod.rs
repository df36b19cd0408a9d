//! HTML: each text, each attribute, each row and each block, with comments, scripts and hidden fields.
//!
//! The parser is html5ever; the tree is walked without recursion, and what nests too deep is not parsed at all.

mod ordinary;
mod rows;
mod table;
mod walk;

use scraper::{Html, Node};

use super::sink::Sink;
use super::{NoteKind, nesting, plain, unescape};

/// HTML may nest this many times as deep as JSON: layout does.
const DEEPER: usize = 4;

/// Reads a page or a fragment of one. Its source is searched too where the parser may have dropped some of it.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    if nesting::markup_deeper_than(text.as_bytes(), sink.limits.max_depth * DEEPER) {
        sink.note(NoteKind::TooDeep, "kropp");
        sink.raw(text);
        plain::read(sink, &unescape::without_tags(text));
        return;
    }
    let html = Html::parse_document(text);
    let faulty = is_faulty(&html);
    if faulty {
        sink.raw(text);
    }
    let ordinary = walked(sink, &html);
    if !faulty && (!ordinary || sink.is_full()) {
        sink.raw(text);
    }
}

/// True where the parser was given something that the standard does not foresee: it drops such, or moves it. That a page does
/// not say what it is costs nothing.
fn is_faulty(html: &Html) -> bool {
    let is_told = html.tree.root().children().any(|node| node.value().is_doctype());
    html.errors.len() > usize::from(!is_told)
}

/// Reads every node; false where a name may be a part of somebody's value.
fn walked(sink: &mut Sink<'_>, html: &Html) -> bool {
    let mut walk = walk::Walk::new(sink);
    let mut node = html.tree.root();
    loop {
        walk.open(node.value());
        let mut next = node.first_child();
        while next.is_none() {
            walk.close(node.value());
            next = node.next_sibling();
            match (next, node.parent()) {
                (None, Some(parent)) => node = parent,
                (None, None) => return walk.is_ordinary(),
                _ => {}
            }
        }
        node = match next {
            Some(next) => next,
            None => return walk.is_ordinary(),
        };
    }
}

/// An element's name as a place shows it: with what tells it from its like.
fn label(element: &scraper::node::Element) -> String {
    let tag = super::sink::safe_name(element.name());
    for key in ["name", "id"] {
        if let Some(value) = attribute(element, key).filter(|value| !value.is_empty()) {
            return format!("<{tag} {key}={}>", super::sink::safe_name(value));
        }
    }
    match span(element) {
        1 => format!("<{tag}>"),
        span => format!("<{tag} colspan={span}>"),
    }
}

/// As the element's own look-up, which first makes a name of the key, at some cost.
fn attribute<'e>(element: &'e scraper::node::Element, key: &str) -> Option<&'e str> {
    element.attrs().find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// How many columns a cell spans.
fn span(element: &scraper::node::Element) -> u16 {
    element
        .attr("colspan")
        .and_then(|n| n.parse().ok())
        .unwrap_or(1)
        .clamp(1, 1000)
}

fn as_element(node: &Node) -> Option<&scraper::node::Element> {
    match node {
        Node::Element(element) => Some(element),
        _ => None,
    }
}
