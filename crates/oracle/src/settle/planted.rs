//! Is what is planted in the portal at all? Where next to nothing of it was shown to anybody, all else that is told follows from that.

use std::collections::BTreeSet;

use skott_model::run::Run;
use skott_model::{Answer, Observation};

use super::Record;
use super::across::is_whole;

/// Of this many units, one that is shown may be a namesake's or a telephone number kept for fiction.
const ONE_IN: usize = 20;
/// As many planted persons may be found in a portal by chance.
const BY_CHANCE: usize = 3;
/// One list may be empty for other reasons.
const FEWEST: usize = 2;

/// How many units the longest list showed, of how many, where all lists that opened lack what they must show; none where
/// planted persons were found otherwise.
pub(super) fn lacking(record: &Record, run: &Run) -> Option<(usize, usize)> {
    let must_show = |seen: &&&Observation| seen.answer == Answer::Opened && seen.expected > 0 && is_whole(seen);
    let lists: Vec<&&Observation> = record.observed.values().flatten().filter(must_show).collect();
    let sum = |of: fn(&Observation) -> usize| lists.iter().map(|seen| of(seen)).sum::<usize>();
    let (shown, expected) = (sum(|seen| seen.shown), sum(|seen| seen.expected));
    let findings = run.cells.iter().flat_map(|settled| &settled.findings);
    let findings = findings.filter(|finding| finding.kind.is_leak());
    let found: BTreeSet<&str> = findings.filter_map(|finding| finding.person.as_deref()).collect();
    let is_lacking = lists.len() >= FEWEST && shown * ONE_IN <= expected && found.len() <= BY_CHANCE;
    let longest = lists.iter().max_by_key(|seen| seen.expected).filter(|_| is_lacking)?;
    Some((longest.shown, longest.expected))
}
