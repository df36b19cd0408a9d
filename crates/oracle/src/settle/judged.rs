//! All that a cell comes to: its verdict, and what it would be were that accepted.

use skott_model::run::{Note, Rate, Settled};
use skott_model::{Verdict, Weight};

/// A cell with its verdict, and every verdict that it amounts to.
#[derive(Clone)]
pub(super) struct Judged {
    pub settled: Settled,
    /// The weightiest first, which is the cell's; each verdict once.
    pub all: Vec<Standing>,
}

/// One verdict that a cell amounts to.
#[derive(Clone)]
pub(super) struct Standing {
    pub verdict: Verdict,
    /// Why, where the findings do not say it.
    pub note: Option<Note>,
    /// In how many of its tries.
    pub rate: Rate,
}

impl Standing {
    /// Of one try.
    pub fn once(verdict: Verdict, note: Option<Note>) -> Self {
        Self {
            verdict,
            note,
            rate: Rate::ONCE,
        }
    }
}

impl Judged {
    /// A cell that comes to all this, the weightiest first. What passes counts only where nothing else is said.
    pub fn of(settled: Settled, all: Vec<Standing>) -> Self {
        let is_sound = all.iter().all(|one| one.verdict.weight() == Weight::Pass);
        let mut kept: Vec<Standing> = Vec::new();
        for one in all {
            let is_known = kept.iter().any(|known| known.verdict == one.verdict);
            if !is_known && (is_sound || one.verdict.weight() != Weight::Pass) {
                kept.push(one);
            }
        }
        let mut out = Self { settled, all: kept };
        if let Some(first) = out.all.first().cloned() {
            out.settle_as(first);
        }
        out
    }

    /// Makes this the cell's verdict.
    pub fn settle_as(&mut self, one: Standing) {
        (self.settled.verdict, self.settled.note, self.settled.rate) = (one.verdict, one.note, one.rate);
    }

    /// True where this is one of its verdicts.
    pub fn amounts_to(&self, verdict: Verdict) -> bool {
        self.all.iter().any(|one| one.verdict == verdict)
    }
}
