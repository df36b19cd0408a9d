//! What the oracle makes of one pair.

use std::collections::BTreeSet;

use regex::Regex;
use skott_oracle::decode::{Limits, NoteKind, decode};
use skott_oracle::search::{Index, Sighting};

use crate::container::{Container, Why};
use crate::form::{Form, Written};

/// What became of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The form can't stand there.
    NotApplicable(Why),
    /// Seen as it should be, where it should be, in the forms named.
    Seen(BTreeSet<&'static str>),
    /// A strong form that was seen as a weak one only.
    TooWeak,
    /// A weak form that was seen as a strong one.
    TooStrong,
    Missed,
    /// Seen, but elsewhere: at these places.
    Misplaced(BTreeSet<String>),
    /// Seen, but part of the response was said to be unreadable.
    Noted(BTreeSet<String>),
    /// Somebody was seen who is not there.
    Imagined(String),
}

/// Reads a pair's response.
pub fn of(index: &Index, container: &Container, form: &Form) -> Outcome {
    if let Some(why) = container.refuses(form) {
        return Outcome::NotApplicable(why);
    }
    let received = (container.build)(form);
    let decoded = decode(&received, &Limits::default());
    let found = index.search(&decoded);
    let (own, others): (Vec<&Sighting>, Vec<&Sighting>) = found.iter().partition(|s| is_of(index, s, form));
    if let Some(other) = others.iter().find(|s| s.strong && !owned(index, s, form.person)) {
        return Outcome::Imagined(format!("{} {}", index.values()[other.value].category, other.place));
    }
    if own.is_empty() {
        return Outcome::Missed;
    }
    match (form.strong, own.iter().any(|s| s.strong)) {
        (true, false) => return Outcome::TooWeak,
        (false, true) => return Outcome::TooStrong,
        _ => {}
    }
    let allowed = |kind: NoteKind| kind == NoteKind::InvalidText && matches!(form.written, Written::Stray(_));
    let notes: BTreeSet<String> = decoded
        .notes
        .iter()
        .filter(|n| !allowed(n.kind))
        .map(|n| format!("{:?} {}", n.kind, n.place))
        .collect();
    if !notes.is_empty() {
        return Outcome::Noted(notes);
    }
    placed(container, form, &own)
}

fn is_of(index: &Index, sighting: &Sighting, form: &Form) -> bool {
    index.values()[sighting.value].category == form.category && owned(index, sighting, form.person)
}

fn owned(index: &Index, sighting: &Sighting, person: usize) -> bool {
    index.values()[sighting.value]
        .owners
        .iter()
        .any(|owner| owner.person == person)
}

fn placed(container: &Container, form: &Form, own: &[&Sighting]) -> Outcome {
    let pattern = Regex::new(&format!("^(?:{})$", container.place)).expect("a container's place is a pattern");
    let joined = matches!(form.written, Written::Cells(_)) || form.is_fragment();
    let right = |s: &&&Sighting| {
        pattern.is_match(&s.place) && (!container.headed || joined || s.column.as_deref() == Some(form.heading()))
    };
    if own.iter().any(|s| right(&s)) {
        return Outcome::Seen(own.iter().map(|s| s.form).collect());
    }
    let told = |s: &&Sighting| match &s.column {
        Some(column) => format!("{} under {column}", s.place),
        None => s.place.clone(),
    };
    Outcome::Misplaced(own.iter().map(told).collect())
}
