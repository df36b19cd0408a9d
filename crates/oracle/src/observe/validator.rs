//! An answer that nothing has changed since another's: what that other was given is what the account would be shown.

use std::collections::BTreeSet;

use skott_model::{Finding, FindingKind};

use super::Found;
use super::seen::Sighted;

/// What is foreign in the answers that another was given was not shown to the account: that they are said to hold for it is
/// one finding, of all the instances that they are about. What the account was shown itself, on later pages, stays what it is;
/// so does what nobody may be shown.
pub(super) fn folded(found: Vec<Found>, sightings: &[Sighted], stood_for: &BTreeSet<usize>) -> Vec<Found> {
    let is_anothers = |found: &Found| {
        let answer = found.sighting.map(|sighting| sightings[sighting].answer);
        answer.is_none_or(|answer| stood_for.contains(&answer)) && is_of_foreign(found.finding.kind)
    };
    let (folded, mut rest): (Vec<Found>, Vec<Found>) = found.into_iter().partition(is_anothers);
    if folded.is_empty() {
        return rest;
    }
    let whose: BTreeSet<&str> = folded
        .iter()
        .flat_map(|found| found.finding.instance.split('+'))
        .filter(|instance| !instance.is_empty())
        .collect();
    let whose: Vec<&str> = whose.into_iter().collect();
    rest.push(Finding::new(FindingKind::ForeignValidator, whose.join("+"), "status 304").into());
    rest
}

fn is_of_foreign(kind: FindingKind) -> bool {
    matches!(
        kind,
        FindingKind::ForeignValue | FindingKind::ForeignNumber | FindingKind::ForeignOption | FindingKind::HiddenOrder
    )
}
