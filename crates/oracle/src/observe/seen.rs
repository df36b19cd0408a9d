//! What one cell's exchanges came to, before it is held against anything.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::time::Duration;

use skott_model::matrix::Target;
use skott_model::{Answer, Detail, Doubt, Effect, Received, Rows};

use crate::decode::Decoded;
use crate::search::Sighting;

/// One answer, decoded and searched. It holds what the portal sent, so it is never written anywhere.
pub struct Searched {
    /// As received.
    pub received: Received,
    /// As read.
    pub decoded: Decoded,
    /// Planted values in it.
    pub sightings: Vec<Sighting>,
}

/// What one cell's exchanges came to, ready to be held against its expectation.
pub struct Seen {
    /// How the portal answered.
    pub answer: Answer,
    /// All its exchanges, in order.
    pub answers: Vec<Searched>,
    /// How many of them are what the view answered; those after them were shown on the way, and are searched alone.
    pub aside: usize,
    /// From which on they were given when the account logged in and was asked who it is: of no view, and searched alone.
    pub door: usize,
    /// Of these, answers that somebody else was given and that the portal said still hold: what the account would be shown.
    pub stood_for: BTreeSet<usize>,
    /// Where the portal is, as its address begins.
    pub base_url: String,
    /// The view's form was refused, and its last page opened all the same, which other ways may lead to.
    pub turned_away: bool,
    /// What went wrong on the way, or could not be read.
    pub doubts: Vec<Doubt>,
    /// Numbers that the view shows, as found, the first page's first.
    pub numbers: BTreeMap<String, Vec<String>>,
    /// Lists of choices that the view offers, as found.
    pub lists: BTreeMap<String, BTreeSet<String>>,
    /// What an outsider can tell two answers apart by, for targets; see [`super::marks`].
    pub marks: BTreeMap<String, String>,
    /// The rows of the list, where they can be told.
    pub rows: Option<Rows>,
    /// Patterns of places that repeat what was asked for, from the control.
    pub echo: BTreeSet<String>,
    /// Of a write: what became of the value, if it could be read.
    pub effect: Option<Effect>,
    /// Of a write that may be made: what is somebody else's and was changed with it.
    pub spilled: Option<Target>,
    /// Why the portal may still hold what the question wrote.
    pub unrestored: Option<Detail>,
    /// The who-am-I probe right after a refusal answered as it should.
    pub proven: bool,
    /// Requests that it took.
    pub requests: u32,
    /// How long the last answer took to begin.
    pub took: Option<Duration>,
}

/// A sighting, and which answer it stood in.
pub(super) struct Sighted<'a> {
    pub answer: usize,
    sighting: &'a Sighting,
}

impl Deref for Sighted<'_> {
    type Target = Sighting;

    fn deref(&self) -> &Sighting {
        self.sighting
    }
}

/// Every sighting in these answers, in order.
pub(super) fn sighted(answers: &[Searched]) -> Vec<Sighted<'_>> {
    let of = |answer: usize| {
        answers[answer]
            .sightings
            .iter()
            .map(move |sighting| Sighted { answer, sighting })
    };
    (0..answers.len()).flat_map(of).collect()
}
