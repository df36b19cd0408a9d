//! What a streamed table or plain text has shown often enough: a value is kept at a few places of one kind, so a line that
//! shows it once more at such a place need not be decoded.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use memchr::{memchr, memchr_iter};

use super::normal::Clean;
use super::scan::PER_PATTERN;
use super::stream::line_at;
use super::sweep::Event;
use super::{Found, Index, seek, verify};

/// A value, whether it is strong, and the column.
type Spot = (usize, bool, usize);

/// How often each value was shown in each column.
#[derive(Default)]
pub(super) struct Familiar {
    shown: HashMap<Spot, usize, RandomState>,
    found: Vec<Found>,
}

impl Familiar {
    /// True if the line in which something was noticed may show what was not shown before; `sign` parts its cells.
    pub fn is_news(&mut self, index: &Index, text: &str, event: Event, sign: u8) -> bool {
        let clean = Clean::plain(text);
        let line = line_at(text, event.at());
        let alone = match event {
            Event::Pair { first, .. } => line.contains(&first),
            Event::Single { .. } | Event::Email { .. } => true,
            // Commas part cells, thousands and decimals.
            Event::Number { .. } => sign != b',',
            Event::Dots { .. } | Event::Row { .. } | Event::Figure { .. } => false,
        };
        // A cell in quotation marks may hold the sign, and lines.
        if !alone || memchr(b'"', text[line.clone()].as_bytes()).is_some() {
            return verify::is_likely(index, clean, event, false);
        }
        self.found.clear();
        verify::check(index, clean, event, &mut self.found);
        seek::tidy(&mut self.found);
        let mut news = false;
        for hit in self.found.iter().filter(|hit| line.contains(&hit.start)) {
            // What stands beside these may still explain them away.
            let sure = !matches!(hit.form, "surname-first" | "genitive" | "folded");
            news |= match column(&text[line.clone()], hit.start - line.start, hit.end - line.start, sign) {
                Some(column) if sure => {
                    let times = self.shown.entry((hit.value, hit.strong, column)).or_default();
                    *times += 1;
                    *times <= PER_PATTERN
                }
                _ => true,
            };
        }
        news
    }
}

/// The number of the cell in which a hit stands; none where it is in several.
fn column(line: &str, start: usize, end: usize, sign: u8) -> Option<usize> {
    let bytes = line.as_bytes();
    let whole = bytes.get(start..end).is_some_and(|hit| memchr(sign, hit).is_none());
    whole.then(|| memchr_iter(sign, &bytes[..start]).count())
}
