//! Which of an answer's texts want a look by themselves: all are swept together, so that one in which nothing stands costs
//! little more than its bytes.

use memchr::memchr;
use skott_model::Text;

use super::masks::BLOCK;
use super::numbers::Numbers;
use super::scan::is_number_cell;
use super::sweep::{Event, Sweep};
use super::values::Canonical;
use super::{Found, Index};

/// Bytes of texts that are swept together.
const TOGETHER: usize = 64 << 10;

/// Texts longer than this are looked at in any case: what would be swept twice is no longer little.
const LONG: usize = 4 << 10;

/// Parts two texts: a cell ends at it as at a text's end, and it joins digits as spaces do, so that together more is noticed than
/// alone, and never less.
const SEAM: u8 = b'\n';

/// Buffers for screening one answer after the other.
#[derive(Default)]
pub(super) struct Screen {
    sweep: Sweep,
    bytes: Vec<u8>,
    /// Where each of the texts ends that are swept together.
    ends: Vec<usize>,
    noticed: Vec<bool>,
    found: Vec<Found>,
}

impl Screen {
    /// Calls `each` with every text in which a value may stand, in their order.
    pub fn noticed<'t>(&mut self, index: &Index, texts: &'t [Text], mut each: impl FnMut(&'t Text)) {
        let mut rest = texts;
        while !rest.is_empty() {
            let together = self.fill(rest);
            self.sweep(index, &rest[..together]);
            let (some, later) = rest.split_at(together);
            let noticed = some.iter().zip(&self.noticed).filter(|(_, noticed)| **noticed);
            noticed.for_each(|(text, _)| each(text));
            rest = later;
        }
    }

    /// Takes the next texts; how many.
    fn fill(&mut self, texts: &[Text]) -> usize {
        self.bytes.clear();
        self.ends.clear();
        self.bytes
            .reserve(TOGETHER.min(texts.iter().map(|text| text.text.len() + 1).sum()));
        for text in texts {
            if self.bytes.len() > TOGETHER {
                break;
            }
            if text.text.len() <= LONG {
                self.bytes.extend_from_slice(text.text.as_bytes());
            }
            self.bytes.push(SEAM);
            self.ends.push(self.bytes.len());
        }
        self.ends.len()
    }

    fn sweep(&mut self, index: &Index, texts: &[Text]) {
        let Self {
            sweep,
            bytes,
            ends,
            noticed,
            found,
        } = self;
        noticed.clear();
        noticed.extend(texts.iter().map(|text| {
            text.text.len() > LONG || (is_number_cell(text) && is_planted_number(index, &text.text, found))
        }));
        sweep.run(&index.anchors, &index.numbers, bytes);
        let holder = |at: usize| ends.partition_point(|end| *end <= at);
        for event in &sweep.events {
            let at = holder(event.at());
            noticed[at] |= is_likely(index, event) && (!texts[at].row || crosses_cells(index, bytes, event));
        }
        for &from in &sweep.suspicious {
            let last = holder((from + BLOCK).min(bytes.len()) - 1);
            noticed[holder(from)..=last].fill(true);
        }
    }
}

/// True where words may be a value's; of digits their text decides.
fn is_likely(index: &Index, event: &Event) -> bool {
    event.hash().is_none_or(|hash| index.anchors.get(hash).next().is_some())
}

/// True for what may stand in several cells of a row, which are kept apart by tabs.
fn crosses_cells(index: &Index, bytes: &[u8], event: &Event) -> bool {
    let has_tab = |start: usize, end: usize| memchr(b'\t', &bytes[start..end]).is_some();
    let is_wider = |hash: u64| {
        index
            .anchors
            .get(hash)
            .any(|anchor| is_wider(&index.values[anchor.value as usize].text))
    };
    match *event {
        Event::Pair { hash, first, second } => has_tab(first, second) || is_wider(hash),
        Event::Single { hash, .. } => is_wider(hash),
        Event::Dots { given, dots, .. } => has_tab(given, dots),
        Event::Number { at } => has_tab(Numbers::window(bytes, at).start, at),
        Event::Row { .. } => true,
        Event::Email { .. } | Event::Figure { .. } => false,
    }
}

/// True for a value with more words than those by which it is noticed, with spaces between: a cell may end at any of them.
fn is_wider(value: &Canonical) -> bool {
    match value {
        Canonical::Name { given, family } => given.contains(' ') || family.contains(' '),
        Canonical::Street(street) => street.matches(' ').count() > 1,
        Canonical::Code(code) => code.contains(' '),
        Canonical::Email(_) | Canonical::Personnummer(_) | Canonical::Phone(_) | Canonical::Money(_) => false,
    }
}

fn is_planted_number(index: &Index, text: &str, found: &mut Vec<Found>) -> bool {
    found.clear();
    index.numbers.plain_number(text, true, found);
    !found.is_empty()
}
