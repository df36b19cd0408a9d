//! The pass over a script.

use super::super::record::Record;
use super::super::sink::{Sink, safe_name};
use super::super::{inline, json, unescape};
use super::literal::{literal, regex};

/// Bytes that attempts at JSON may read in vain, in lengths of the script.
const ATTEMPTS: usize = 4;
/// Values of one object or list that are read as one text.
const MOST_JOINED: usize = 64;
/// Objects and lists inside one another whose values are joined.
const MOST_OPEN: usize = 200;

/// Reads the values of a script; places begin with `place`.
pub(in super::super) fn values(sink: &mut Sink<'_>, text: &str, place: &str) {
    let mut scan = Scan {
        sink,
        text,
        place,
        at: 0,
        line: 1,
        counted: 0,
        attempts: text.len().saturating_mul(ATTEMPTS),
        open: Vec::new(),
        key: None,
        last: Last::Operator,
        value: None,
    };
    while let Some(&byte) = text.as_bytes().get(scan.at) {
        scan.next(byte);
    }
    scan.end_value();
}

/// What was read last, as far as it matters to what the next thing is.
enum Last {
    Operator,
    Plus,
    Word(String),
    Literal,
}

/// The values of an object or a list, each with its key, or of a call.
#[derive(Default)]
struct Fields {
    keys: Vec<String>,
    values: Vec<String>,
    is_call: bool,
}

impl Fields {
    fn take(&mut self, key: String, value: String) {
        if self.values.len() < MOST_JOINED {
            self.keys.push(key);
            self.values.push(value);
        }
    }
}

/// A literal, or several joined by plus signs.
struct Value {
    text: String,
    /// True where the source does not show it as it reads.
    hidden: bool,
    line: usize,
}

struct Scan<'s, 'l, 't> {
    sink: &'s mut Sink<'l>,
    text: &'t str,
    place: &'t str,
    at: usize,
    line: usize,
    /// How far lines are counted.
    counted: usize,
    attempts: usize,
    /// The values of each open object, list or call, in the order in which they stand.
    open: Vec<Fields>,
    key: Option<String>,
    last: Last,
    value: Option<Value>,
}

impl Scan<'_, '_, '_> {
    fn next(&mut self, byte: u8) {
        match byte {
            b'"' | b'\'' | b'`' => self.string(),
            b'/' => self.slash(),
            b'{' | b'[' => self.open(),
            b'}' | b']' => self.close(),
            b'(' => self.call(),
            b')' => self.end_call(),
            b':' | b'=' => self.assign(),
            b'+' => {
                self.at += 1;
                self.last = match self.last {
                    Last::Literal => Last::Plus,
                    _ => Last::Operator,
                };
            }
            b if b.is_ascii_whitespace() => self.at += 1,
            b if b.is_ascii_alphanumeric() || b >= 0x80 || matches!(b, b'_' | b'$') => self.word(),
            _ => self.operator(),
        }
    }

    fn operator(&mut self) {
        self.at += 1;
        self.end_value();
        self.key = None;
        self.last = Last::Operator;
    }

    /// A name before a colon or an equals sign is the key of what comes after it.
    fn assign(&mut self) {
        self.at += 1;
        let literal = self.value.as_ref().map(|value| value.text.clone());
        if self.value.as_ref().is_some_and(|value| value.hidden) {
            self.end_value();
        }
        self.value = None;
        self.key = match std::mem::replace(&mut self.last, Last::Operator) {
            Last::Word(name) if !name.is_empty() => Some(name),
            Last::Literal => literal,
            _ => None,
        };
    }

    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.') || c as u32 >= 0x80;
        let word = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
        self.at += word.len();
        self.end_value();
        let name = word.rsplit('.').next().unwrap_or(word);
        self.last = match name {
            _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
                self.number(word);
                Last::Word(String::new())
            }
            "return" | "typeof" | "case" | "in" | "of" => Last::Operator,
            _ => Last::Word(name.to_owned()),
        };
    }

    fn number(&mut self, digits: &str) {
        if self.key.is_some() && digits.len() > 1 {
            let line = self.line();
            self.emit(digits, line);
        }
    }

    fn slash(&mut self) {
        let rest = &self.text[self.at..];
        self.at += match rest.as_bytes().get(1) {
            Some(b'/') => rest.find('\n').unwrap_or(rest.len()),
            Some(b'*') => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            _ if matches!(self.last, Last::Operator | Last::Plus) => regex(rest),
            _ => 1,
        };
    }

    fn string(&mut self) {
        let Some((text, length)) = literal(&self.text[self.at..]) else {
            return self.unended();
        };
        let hidden = text != self.text[self.at + 1..self.at + length - 1];
        let line = self.line();
        self.at += length;
        let joins = matches!(self.last, Last::Plus);
        match &mut self.value {
            Some(value) if joins => {
                value.text.push_str(&text);
                value.hidden = true;
            }
            _ => {
                self.end_value();
                self.value = Some(Value { text, hidden, line });
            }
        }
        self.last = Last::Literal;
    }

    /// A literal that does not end: none begins in what it would have held either, or each would be tried in vain.
    fn unended(&mut self) {
        let rest = &self.text[self.at..];
        let end = match rest.as_bytes()[0] {
            b'`' => None,
            _ => memchr::memchr(b'\n', rest.as_bytes()),
        };
        self.operator();
        self.at += end.map_or(rest.len(), |end| end.max(1)) - 1;
    }

    /// Ends a literal: it is kept where it tells more than the source's lines do.
    fn end_value(&mut self) {
        let Some(value) = self.value.take() else { return };
        if value.hidden || self.key.is_some() {
            self.emit(&value.text, value.line);
        }
        let place = self.at_line(value.line);
        if !json::embedded(self.sink, &value.text, format_args!("{place} ")) && value.text.contains('<') {
            self.sink.text(&place, None, &unescape::without_tags(&value.text));
        }
        inline::read(self.sink, &value.text, &place);
        if let Some(fields) = self.open.last_mut() {
            fields.take(self.key.clone().unwrap_or_default(), value.text);
        }
    }

    fn emit(&mut self, text: &str, line: usize) {
        let place = self.at_line(line);
        match &self.key {
            Some(key) => self
                .sink
                .text(format_args!("{place}, {}", safe_name(key)), Some(key), text),
            None => self.sink.text(place, None, text),
        }
    }

    fn open(&mut self) {
        if matches!(self.last, Last::Operator) && self.json() {
            return;
        }
        self.operator();
        self.begin(false);
    }

    fn close(&mut self) {
        self.operator();
        while self.open.last().is_some_and(|fields| fields.is_call) {
            self.end();
        }
        self.end();
    }

    fn call(&mut self) {
        self.operator();
        self.begin(true);
    }

    /// What a call is given belongs to what the call stands in, too: `{namn: visa("Anna")}`.
    fn end_call(&mut self) {
        self.operator();
        if self.open.last().is_some_and(|fields| fields.is_call) {
            self.end();
        }
    }

    fn begin(&mut self, is_call: bool) {
        if self.open.len() < MOST_OPEN {
            self.open.push(Fields {
                is_call,
                ..Fields::default()
            });
        }
    }

    fn end(&mut self) {
        let Fields { keys, values, is_call } = self.open.pop().unwrap_or_default();
        if let Some(joined) = Record::of(keys.iter().map(String::as_str)).joined(&values) {
            let line = self.line();
            let place = self.at_line(line);
            self.sink.row(place, Some(joined));
        }
        if let Some(around) = self.open.last_mut().filter(|_| is_call) {
            keys.into_iter()
                .zip(values)
                .for_each(|(key, value)| around.take(key, value));
        }
    }

    /// Reads an object or a list that is JSON; false where it is not.
    fn json(&mut self) -> bool {
        let rest = &self.text[self.at..];
        if self.attempts == 0 || !json::looks_like(rest) {
            return false;
        }
        let line = self.line();
        let place = self.at_line(line);
        match json::first(self.sink, rest, format_args!("{place} ")) {
            Ok(length) => {
                self.at += length;
                self.last = Last::Word(String::new());
                true
            }
            Err(length) => {
                self.attempts = self.attempts.saturating_sub(length.max(16));
                false
            }
        }
    }

    fn at_line(&self, line: usize) -> String {
        match self.place {
            "" => format!("rad {line}"),
            place => format!("{place} rad {line}"),
        }
    }

    fn line(&mut self) -> usize {
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.counted..self.at]).count();
        self.counted = self.at;
        self.line
    }
}
