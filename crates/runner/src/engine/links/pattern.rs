//! What the profile says of an address, and whether a link is one of those that it means.

use skott_model::profile::{Fields, Step, pairs};
use skott_oracle::Link;

use super::shape::Shape;

/// The addresses that a step or an ignored path means.
pub(super) struct Pattern {
    path: Vec<Segment>,
    query: Vec<(String, Segment)>,
    /// Parameters by which a page's rows are chosen: they tell no pages apart, but are this page's where another path's do.
    chosen: Vec<(String, Segment)>,
    is_ignored: bool,
    written: String,
}

/// A link's path, as patterns are held against it.
pub(super) fn segments(link: &Link) -> Vec<String> {
    split(&link.path).map(decoded).collect()
}

/// Stands in a link for what a script puts in.
const PUT_IN: &str = "*";

enum Segment {
    /// Any number of segments.
    Rest,
    Of(Vec<Part>),
}

#[derive(Clone)]
enum Part {
    Word(String),
    Any,
    Like(Shape),
}

/// The planted values that a name under `target.` stands for.
pub(super) type Planted<'a> = &'a dyn Fn(&str) -> Shape;

impl Pattern {
    /// Of a step's address, in which `{name}` stands for a value, and of what may be chosen there.
    pub fn of_step<'a>(step: &Step, chosen: impl Iterator<Item = &'a Fields>, planted: Planted) -> Self {
        let raw = |(name, text): (&String, &String)| (name.clone(), Segment::Of(parts(text, planted, str::to_owned)));
        let mut pattern = Self::of_path(step.path(), planted);
        pattern.query.extend(pairs(&step.query).map(raw));
        // A value that was taken from an answer says no more of a page than a path that was.
        pattern.query.retain(|(_, value)| !value.is_all_taken());
        pattern.chosen = chosen.flat_map(pairs).map(raw).collect();
        pattern
    }

    /// Of an address, in which `{name}` stands for a value.
    pub fn of_path(template: &str, planted: Planted) -> Self {
        let (path, query) = template.split_once('?').unwrap_or((template, ""));
        let pairs = written(query).map(|(name, value)| (name, Segment::Of(parts(value, planted, of_form))));
        Self {
            path: split(path)
                .map(|text| Segment::Of(parts(text, planted, decoded)))
                .collect(),
            query: pairs.collect(),
            chosen: Vec::new(),
            is_ignored: false,
            written: path.to_owned(),
        }
    }

    /// Of an ignored path: `*` stands for one segment (also inside one), `**` for any number.
    pub fn of_ignored(pattern: &str) -> Self {
        let (path, query) = pattern.split_once('?').unwrap_or((pattern, ""));
        let segment = |text: &str| match text {
            "**" => Segment::Rest,
            text => Segment::Of(starred(text, decoded)),
        };
        let pairs = written(query).map(|(name, value)| (name, Segment::Of(starred(value, of_form))));
        Self {
            path: split(path).map(segment).collect(),
            query: pairs.collect(),
            chosen: Vec::new(),
            is_ignored: true,
            written: path.to_owned(),
        }
    }

    pub fn is_ignored(&self) -> bool {
        self.is_ignored
    }

    /// True when the address itself has the parameter.
    pub fn names(&self, parameter: &str) -> bool {
        self.query.iter().any(|(name, _)| name == parameter)
    }

    /// A step whose whole path was taken from an answer, as `{file}`, tells no path: it would fit every new page.
    pub fn says_which(&self) -> bool {
        let is_home = matches!(self.path.as_slice(), [only] if only.is_empty());
        is_home || self.path.iter().any(Segment::has_word)
    }

    /// True when the path is one that is meant, whatever its parameters.
    pub fn has_path(&self, path: &[String]) -> bool {
        fits(&self.path, path)
    }

    /// The path as the profile writes it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// True when the parameter tells this page from others of the same path: it has one name here. A number says which rows.
    pub fn is_told_by(&self, parameter: &str) -> bool {
        let is_name = |word: &str| word.chars().any(char::is_alphabetic);
        let word = |segment: &Segment| match segment {
            Segment::Of(parts) => matches!(parts.as_slice(), [Part::Word(word)] if is_name(word)),
            Segment::Rest => false,
        };
        self.query.iter().any(|(name, value)| name == parameter && word(value))
    }

    /// True when it is this page's value of a parameter that tells pages apart. A whole tree of paths is meant with all that
    /// parameters tell apart there.
    pub fn has_value(&self, parameter: &str, value: &str) -> bool {
        let is_tree = self.path.iter().any(|segment| matches!(segment, Segment::Rest));
        let all = self.query.iter().chain(&self.chosen);
        let mut own = all.filter(|(name, _)| name == parameter);
        is_tree || own.any(|(_, segment)| segment.fits(value))
    }
}

impl Segment {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Of(parts) if parts.is_empty())
    }

    fn has_word(&self) -> bool {
        matches!(self, Self::Of(parts) if parts.iter().any(|part| matches!(part, Part::Word(_))))
    }

    fn is_all_taken(&self) -> bool {
        matches!(self, Self::Of(parts) if !parts.is_empty() && parts.iter().all(|part| matches!(part, Part::Any)))
    }

    fn fits(&self, text: &str) -> bool {
        match self {
            Self::Rest => true,
            // What a script puts in may be anything that stands there.
            Self::Of(parts) if text == PUT_IN => parts.iter().any(|part| !matches!(part, Part::Word(_))),
            Self::Of(parts) => parts_fit(parts, text),
        }
    }
}

fn fits(pattern: &[Segment], path: &[String]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((Segment::Rest, rest)), _) => (0..=path.len()).any(|skip| fits(rest, &path[skip..])),
        (Some((head, rest)), Some((first, others))) => head.fits(first) && fits(rest, others),
        _ => false,
    }
}

fn parts_fit(parts: &[Part], text: &str) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return text.is_empty();
    };
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    match first {
        Part::Word(word) => text
            .strip_prefix(word.as_str())
            .is_some_and(|text| parts_fit(rest, text)),
        Part::Any => ends.any(|at| parts_fit(rest, &text[at..])),
        Part::Like(shape) => ends.any(|at| shape.has(&text[..at]) && parts_fit(rest, &text[at..])),
    }
}

pub(super) fn split(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches('/').split('/')
}

pub(super) fn written(query: &str) -> impl Iterator<Item = (String, &str)> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (of_form(name), value))
}

/// The words, as `reads` has them, and `{name}`s of one segment.
fn parts(text: &str, planted: Planted, reads: fn(&str) -> String) -> Vec<Part> {
    let worded = |text: &str| (!text.is_empty()).then(|| Part::Word(reads(text)));
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((word, (name, after))) = rest
        .split_once('{')
        .and_then(|(word, at)| Some((word, at.split_once('}')?)))
    {
        out.extend(worded(word));
        out.push(match name.strip_prefix("target.") {
            Some(name) => Part::Like(planted(name)),
            None => Part::Any,
        });
        rest = after;
    }
    out.extend(worded(rest));
    out
}

fn starred(text: &str, reads: fn(&str) -> String) -> Vec<Part> {
    let words = text
        .split('*')
        .map(|word| (!word.is_empty()).then(|| Part::Word(reads(word))));
    let mut out: Vec<Part> = words.flat_map(|word| [Part::Any].into_iter().chain(word)).collect();
    out.remove(0);
    out
}

/// As forms write a parameter: a plus is a space.
fn of_form(text: &str) -> String {
    decoded(&text.replace('+', " "))
}

/// Without `%C3%A5`.
pub(super) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
