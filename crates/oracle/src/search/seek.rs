//! One text, in all its readings.

use memchr::memchr_iter;

use super::normal::{Clean, Normal};
use super::screen::Noted;
use super::sweep::Sweep;
use super::verify;
use super::{Found, Index};
use crate::decode::readings;

/// Buffers for searching one text after the other.
#[derive(Default)]
pub(super) struct Seeker {
    sweep: Sweep,
    normal: Normal,
    found: Vec<Found>,
    /// Values found in an earlier reading of the text.
    known: Vec<(usize, bool)>,
}

impl Seeker {
    /// Calls `each` with every hit in a text, how it is written, and how many lines of the text come before it, where that is
    /// known; of its further readings only with the values that an
    /// earlier one does not show. `number_cell` where a number stands as a number, as in JSON and XLSX.
    pub fn hits(
        &mut self,
        index: &Index,
        text: &str,
        number_cell: bool,
        mut each: impl FnMut(Found, &str, Option<usize>),
    ) {
        self.known.clear();
        let escaped = self.reading(index, text, number_cell, None, &mut |hit, clean: &str| {
            let whole = !text.contains('\u{ad}');
            let before = || lines_before(clean, hit.start);
            each(hit, &clean[hit.start..hit.end], whole.then(before));
        });
        if escaped {
            for reading in readings(text) {
                self.reading(
                    index,
                    &reading.text,
                    number_cell,
                    reading.form,
                    &mut |hit, clean: &str| {
                        each(hit, &clean[hit.start..hit.end], None);
                    },
                );
            }
        }
    }

    /// As [`Self::hits`], of a text of which it is known what a sweep notices, and that it is as it is searched.
    pub fn hits_of(
        &mut self,
        index: &Index,
        text: &str,
        events: &[Noted],
        number_cell: bool,
        mut each: impl FnMut(Found, &str, Option<usize>),
    ) {
        self.known.clear();
        self.sweep.take(events.iter().map(|noted| noted.event));
        self.verified(index, Clean::plain(text), number_cell, None, &mut |hit, text: &str| {
            each(hit, &text[hit.start..hit.end], Some(lines_before(text, hit.start)));
        });
    }

    /// The line of a text in which a value begins, which stands in one line or goes on in the next; none where it takes more.
    pub fn line_of(index: &Index, text: &str, value: usize) -> Option<usize> {
        let mut seeker = Self::default();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut holds = |some: &[&str]| {
            let mut found = false;
            seeker.hits(index, &some.concat(), false, |hit, _, _| found |= hit.value == value);
            found
        };
        [1, 2]
            .into_iter()
            .find_map(|many| lines.windows(many).position(&mut holds))
    }

    /// Searches one reading; true if it may hold escapes.
    fn reading(
        &mut self,
        index: &Index,
        text: &str,
        number_cell: bool,
        form: Option<&'static str>,
        each: &mut impl FnMut(Found, &str),
    ) -> bool {
        self.sweep.run(&index.anchors, &index.numbers, text.as_bytes());
        let mut escaped = self.sweep.escaped;
        if !self.sweep.odd {
            self.verified(index, Clean::plain(text), number_cell, form, each);
            return escaped;
        }
        let mut normal = std::mem::take(&mut self.normal);
        normal.set(text);
        self.sweep.run(&index.anchors, &index.numbers, &normal.bytes);
        escaped |= self.sweep.escaped;
        self.verified(index, normal.clean(), number_cell, form, each);
        self.normal = normal;
        escaped
    }

    /// What of that which was swept is there.
    fn verified(
        &mut self,
        index: &Index,
        clean: Clean<'_>,
        number_cell: bool,
        form: Option<&'static str>,
        each: &mut impl FnMut(Found, &str),
    ) {
        self.found.clear();
        for event in &self.sweep.events {
            verify::check(index, clean, *event, &mut self.found);
        }
        index.numbers.plain_number(clean.text, number_cell, &mut self.found);
        tidy(&mut self.found);
        let before = self.known.len();
        for hit in &self.found {
            let key = (hit.value, hit.strong);
            if self.known[..before].contains(&key) {
                continue;
            }
            self.known.push(key);
            let written = &clean.text[hit.start..hit.end];
            let hit = Found {
                form: form
                    .filter(|_| hit.strong)
                    .unwrap_or_else(|| spelled(hit.form, written)),
                ..*hit
            };
            each(hit, clean.text);
        }
    }
}

fn lines_before(text: &str, at: usize) -> usize {
    memchr_iter(b'\n', &text.as_bytes()[..at]).count()
}

/// Takes away what was noticed twice, and what a better reading of the same words explains.
pub(super) fn tidy(found: &mut Vec<Found>) {
    if found.len() < 2 {
        return;
    }
    found.sort_by_key(|f| (f.start, f.end, f.value, !f.strong));
    found.dedup_by_key(|f| (f.start, f.end, f.value, f.strong));
    let clear = |f: &&Found| f.strong && matches!(f.form, "as-written" | "mojibake" | "genitive");
    let names: Vec<Found> = found.iter().filter(clear).copied().collect();
    let crossed = |f: &Found| names.iter().any(|n| n.start < f.end && f.start < n.end);
    let same_words = |f: &Found| {
        let is_name = |n: &&Found| n.form == "as-written" && (n.start, n.end) == (f.start, f.end);
        names.iter().any(|n| is_name(&n))
    };
    found.retain(|f| match f.form {
        // "Eva Berg, Anna Lind" holds no "Berg, Anna".
        "surname-first" => !crossed(f),
        // Somebody else is called so.
        "folded" | "genitive" => !same_words(f),
        _ => true,
    });
}

fn spelled(form: &'static str, hit: &str) -> &'static str {
    let upper = || hit.chars().any(char::is_uppercase) && !hit.chars().any(char::is_lowercase);
    let letters = hit.chars().filter(|c| c.is_alphabetic()).count();
    if form == "as-written" && letters > 3 && hit.contains(char::is_whitespace) && upper() {
        "upper-case"
    } else {
        form
    }
}
