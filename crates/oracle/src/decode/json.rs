//! JSON and newline-delimited JSON: every leaf and every key, each with its path.

mod value;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

use skott_model::without_guard;

use super::record::{Halves, Record, is_half};
use super::sink::{Sink, safe_name};
use super::{MOST_ENCLOSED, NoteKind, inline, nesting, plain};
use value::Value;

/// serde_json's own limit.
const PARSER_DEPTH: usize = 127;

/// True for what begins as JSON begins.
pub(super) fn looks_like(text: &str) -> bool {
    // No more than an opening that may still be parsed: a run of brackets is not counted to its end.
    const OPENING: usize = 512;
    let text = without_guard(text);
    let cut = (0..=OPENING.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    let text = &text[..cut.unwrap_or(0)];
    let next = |c: char| text.trim_start_matches(c).trim_start().chars().next();
    match text.chars().next() {
        Some('{') => matches!(next('{'), Some('"' | '}')),
        Some('[') => matches!(next('['), Some('{' | '"' | ']' | '-' | '0'..='9' | 't' | 'f' | 'n')),
        _ => false,
    }
}

/// Reads a body of JSON, or of one JSON a line.
pub(super) fn read(sink: &mut Sink<'_>, source: &str) {
    if !parsed(sink, source) || sink.is_full() {
        sink.raw(source);
    }
}

/// False where not all that the text holds was read.
fn parsed(sink: &mut Sink<'_>, text: &str) -> bool {
    let text = without_guard(text);
    if nesting::json_deeper_than(text.as_bytes(), sink.limits.max_depth.min(PARSER_DEPTH)) {
        sink.note(NoteKind::TooDeep, "kropp");
        plain::read(sink, text);
        return false;
    }
    if let Ok(value) = serde_json::from_str::<Value<'_>>(text) {
        Walk::new(sink).value(&value, None);
        return value.is_exact();
    }
    if let Some(lines) = by_line(text) {
        for (row, value) in &lines {
            sink.inside(format_args!("rad {row} "), |sink| Walk::new(sink).value(value, None));
        }
        return lines.iter().all(|(_, value)| value.is_exact());
    }
    sink.note(NoteKind::Unreadable, "kropp");
    plain::read(sink, text);
    false
}

/// Reads a text that may be JSON, as inside a script or a string; says whether it was.
pub(super) fn embedded(sink: &mut Sink<'_>, text: &str, prefix: impl Display) -> bool {
    let text = text.trim();
    let deep = || nesting::json_deeper_than(text.as_bytes(), sink.limits.max_depth.min(PARSER_DEPTH));
    if !looks_like(text) || sink.enclosed >= MOST_ENCLOSED || deep() {
        return false;
    }
    match serde_json::from_str::<Value<'_>>(text) {
        Ok(value) => {
            walk_inside(sink, prefix, &value);
            true
        }
        Err(_) => false,
    }
}

/// Reads the JSON that a text begins with, whatever comes after it. Gives its length, or how far it was tried in vain.
pub(super) fn first(sink: &mut Sink<'_>, text: &str, prefix: impl Display) -> Result<usize, usize> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value<'_>>();
    match values.next() {
        Some(Ok(value)) if sink.enclosed < MOST_ENCLOSED => {
            walk_inside(sink, prefix, &value);
            Ok(values.byte_offset())
        }
        Some(Err(error)) => {
            let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
            Err(lines.map(str::len).sum::<usize>() + error.column())
        }
        _ => Err(0),
    }
}

fn walk_inside(sink: &mut Sink<'_>, prefix: impl Display, value: &Value<'_>) {
    sink.enclosed += 1;
    sink.inside(prefix, |sink| Walk::new(sink).value(value, None));
    sink.enclosed -= 1;
}

fn by_line(text: &str) -> Option<Vec<(usize, Value<'_>)>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| serde_json::from_str(line).ok().map(|value| (i + 1, value)))
        .collect()
}

/// Keys of the text itself, where the field's name stands elsewhere.
const OF_TEXT: [&str; 6] = ["value", "v", "text", "content", "varde", "värde"];

/// The values of a list, as written.
type Column<'v> = Vec<Cow<'v, str>>;

struct Walk<'s, 'l> {
    sink: &'s mut Sink<'l>,
    path: String,
    halves: Halves,
}

impl<'s, 'l> Walk<'s, 'l> {
    fn new(sink: &'s mut Sink<'l>) -> Self {
        Self {
            sink,
            path: "$".to_owned(),
            halves: Halves::default(),
        }
    }

    /// Recursion is bounded: the text was measured before it was parsed.
    fn value(&mut self, value: &Value<'_>, key: Option<&str>) {
        match value {
            Value::Object(map) => self.object(map),
            Value::Array(items) => self.array(items, key),
            Value::String(text) => self.string(text, key),
            Value::Number(number) => self.sink.text(&self.path, key, &number.to_string()),
            Value::Nothing => {}
        }
    }

    fn object(&mut self, map: &[(Cow<'_, str>, Value<'_>)]) {
        let outer = self.path.len();
        for (key, value) in map {
            self.path.push('.');
            self.path.push_str(safe_name(key));
            self.sink.text(format_args!("{} nyckel", self.path), None, key);
            self.value(value, Some(key));
            self.path.truncate(outer);
        }
        self.columns(map);
        let leaves = map
            .iter()
            .filter_map(|(key, value)| Some((key.as_ref(), value.as_str()?)));
        let (keys, leaves): (Vec<&str>, Vec<&str>) = leaves.unzip();
        self.named(&keys, &leaves);
        self.sink.row(&self.path, Record::of(keys.into_iter()).joined(&leaves));
    }

    /// A table by columns, as `{"fornamn": ["Anna"], "efternamn": ["Berg"]}`: lists of as many values each, row by row.
    fn columns(&mut self, map: &[(Cow<'_, str>, Value<'_>)]) {
        let mut tables: BTreeMap<usize, Vec<(&str, Column)>> = BTreeMap::new();
        for (key, value) in map {
            let Value::Array(items) = value else { continue };
            if let Some(column) = items.iter().map(Value::written).collect::<Option<Column>>() {
                tables.entry(column.len()).or_default().push((key, column));
            }
        }
        for (rows, columns) in tables {
            let record = Record::of(columns.iter().map(|(key, _)| *key));
            for row in 0..rows {
                let cells: Vec<&str> = columns.iter().map(|(_, column)| column[row].as_ref()).collect();
                self.sink
                    .row(format_args!("{}, rad {}", self.path, row + 1), record.joined(&cells));
            }
        }
    }

    /// A field that says its own name, as `{"name": "fornamn", "value": "Anna"}`.
    fn named(&mut self, keys: &[&str], leaves: &[&str]) {
        const LONGEST_NAME: usize = 40;
        let name = leaves.iter().find(|leaf| leaf.len() <= LONGEST_NAME && is_half(leaf));
        let text = keys.iter().zip(leaves).find(|(key, _)| OF_TEXT.contains(key));
        if let (Some(name), Some((_, text))) = (name, text) {
            let joined = self.halves.take(name, text);
            self.sink.row(&self.path, joined);
        }
    }

    fn array(&mut self, items: &[Value<'_>], key: Option<&str>) {
        let outer = self.path.len();
        for (i, item) in items.iter().enumerate() {
            self.path.push_str(&format!("[{i}]"));
            self.value(item, key);
            self.path.truncate(outer);
        }
        let leaves: Vec<Cow<'_, str>> = items.iter().filter_map(Value::written).collect();
        self.sink.row(&self.path, Record::default().joined(&leaves));
    }

    fn string(&mut self, text: &str, key: Option<&str>) {
        self.sink.text(&self.path, key, text);
        // Under a key of its own: what stands under keys of one object is that object's row.
        if key.is_some_and(|key| OF_TEXT.contains(&key)) {
            let above = self.path.rsplit('.').nth(1);
            let joined = above.and_then(|above| self.halves.take(above, text));
            self.sink.row(&self.path, joined);
        }
        if !embedded(self.sink, text, format_args!("{} → ", self.path)) {
            inline::read(self.sink, text, &self.path);
        }
    }
}
