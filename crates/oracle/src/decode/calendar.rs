//! iCalendar and vCard: lines unfolded, quoted-printable and base64 values decoded.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

use super::sink::{Sink, safe_name};
use super::source::{self, Line};
use super::{charset, enclosed, inline, plain};

/// Reads a body. A place is a component, which of its kind it is, and a property: `vevent 3, attendee`.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    // Folded, a line would cut words in two.
    source::tell_lines(sink, unfolded(text));
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for Line { text: line, .. } in unfolded(text) {
        let Some(property) = Property::parse(&line) else {
            sink.text(open.last().map_or("rad", String::as_str), None, &line);
            continue;
        };
        match property.name.as_str() {
            "BEGIN" => open.push(component(&mut counts, property.value)),
            "END" => drop(open.pop()),
            _ => {
                let within = open.last().map_or("", String::as_str);
                property.read(
                    sink,
                    &format!("{within}, {}", safe_name(&property.name.to_ascii_lowercase())),
                );
            }
        }
    }
}

fn component(counts: &mut Vec<(String, usize)>, kind: &str) -> String {
    const KINDS: usize = 64;
    let kind = kind.trim().to_ascii_lowercase();
    let kind = safe_name(&kind);
    let count = match counts.iter_mut().find(|(known, _)| known == kind) {
        Some((_, count)) => {
            *count += 1;
            *count
        }
        None => {
            if counts.len() < KINDS {
                counts.push((kind.to_owned(), 1));
            }
            1
        }
    };
    format!("{kind} {count}")
}

/// A line with all that was folded away from it: lines that begin with a blank, and quoted-printable lines after an `=`.
fn unfolded(text: &str) -> impl Iterator<Item = Line> + '_ {
    let mut lines = text.lines().zip(1..).peekable();
    std::iter::from_fn(move || {
        let (line, number) = lines.next()?;
        let (mut line, mut last) = (line.to_owned(), number);
        let quoted = line.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
        loop {
            if quoted && line.ends_with('=') && lines.peek().is_some() {
                line.pop();
                line.push_str(lines.next().map_or("", |(next, _)| next));
            } else if lines.peek().is_some_and(|(next, _)| next.starts_with([' ', '\t'])) {
                line.push_str(lines.next().map_or("", |(next, _)| &next[1..]));
            } else {
                let lines = last - number + 1;
                return Some(Line {
                    number,
                    lines,
                    text: line,
                });
            }
            last += 1;
        }
    })
    .filter(|line| !line.text.trim().is_empty())
}

struct Property<'l> {
    /// Without the group that vCard may put before it.
    name: String,
    parameters: &'l str,
    value: &'l str,
}

impl<'l> Property<'l> {
    /// Name, parameters and value; a colon inside quotes does not end the parameters.
    fn parse(line: &'l str) -> Option<Self> {
        let mut quoted = false;
        let colon = line.bytes().position(|b| {
            quoted ^= b == b'"';
            b == b':' && !quoted
        })?;
        let (head, value) = (&line[..colon], &line[colon + 1..]);
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain.then_some(Self {
            name,
            parameters,
            value,
        })
    }

    fn read(&self, sink: &mut Sink<'_>, place: &str) {
        sink.text(format_args!("{place} parametrar"), None, self.parameters);
        let declared = self.parameters.to_ascii_uppercase();
        if declared.contains("QUOTED-PRINTABLE") {
            let bytes = quoted_printable_decode(self.value.as_bytes()).unwrap_or_else(|| self.value.into());
            let charset = declared.split("CHARSET=").nth(1).unwrap_or_default();
            let charset = charset.split([';', ':']).next().unwrap_or_default();
            let text = charset::to_text(&bytes, Some(&format!("charset={charset}")))
                .0
                .into_owned();
            return self.value_of(sink, place, &text);
        }
        let packed = ["ENCODING=B", "VALUE=BINARY"].iter().any(|p| declared.contains(p));
        match base64_decode(self.value.trim().as_bytes()) {
            Some(bytes) if packed && sink.spend(bytes.len()) => match self.name.as_str() {
                "PHOTO" | "LOGO" => sink.inside(format_args!("{place}, "), |sink| plain::strings(sink, &bytes)),
                _ => enclosed(sink, format_args!("{place}, "), &bytes, None),
            },
            _ => self.value_of(sink, place, self.value),
        }
    }

    /// The value as it reads, and where it has fields, these one after another, forwards and back: a name stands with the
    /// family name first.
    fn value_of(&self, sink: &mut Sink<'_>, place: &str, value: &str) {
        let plain = plainly(value, ' ');
        sink.text(place, Some(&self.name), &plain);
        if plain != value {
            // The older vCard leaves backslashes and semicolons as they are.
            sink.text(place, Some(&self.name), value);
        }
        let fields: Vec<String> = split_fields(value);
        let filled: Vec<&str> = fields.iter().map(|f| f.trim()).filter(|f| !f.is_empty()).collect();
        if filled.len() > 1 {
            sink.text(place, Some(&self.name), &filled.join(" "));
            if self.name == "N" {
                let given_first: Vec<&str> = filled.iter().skip(1).chain(filled.first()).copied().collect();
                sink.text(place, Some(&self.name), &given_first.join(" "));
            }
        }
        inline::read(sink, value, place);
    }
}

fn split_fields(value: &str) -> Vec<String> {
    plainly(value, '\u{1f}').split('\u{1f}').map(str::to_owned).collect()
}

/// Without backslashes; a field's end reads as `end`.
fn plainly(value: &str, end: char) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            ';' => out.push(end),
            other => out.push(other),
        }
    }
    out
}
