//! A portal that others use: rows come and go between two questions. What rests on several of them, as a total and its rows on
//! all pages, is a finding only where it was asked again there and then and was so again; else it is a doubt.

use std::borrow::Cow;

use skott_model::{Doubt, DoubtKind, FindingKind, Observation, Said};

/// One of a cell's observations, with doubts in place of what may be others' doing.
pub(super) fn certain<'o>(observations: &[&'o Observation], at: usize) -> Cow<'o, Observation> {
    let observation = observations[at];
    let is_others = |kind| kind == FindingKind::TotalNotRows && observation.rows.as_ref().is_some_and(|r| r.partial);
    if !observation.findings.iter().any(|finding| is_others(finding.kind)) {
        return Cow::Borrowed(observation);
    }
    let before = observation.again.then(|| at.checked_sub(1)).flatten();
    let after = observations.get(at + 1).filter(|next| next.again);
    let made_sure: Vec<&Observation> = before
        .map(|i| observations[i])
        .into_iter()
        .chain(after.copied())
        .collect();
    let mut out = observation.clone();
    out.findings.retain(|finding| {
        let is_same = |other: &&Observation| other.findings.iter().any(|f| f.id == finding.id);
        let is_certain = !is_others(finding.kind) || made_sure.iter().any(is_same);
        if !is_certain {
            out.doubts.push(doubt(&finding.place));
        }
        is_certain
    });
    Cow::Owned(out)
}

/// Rows that may have changed, and where that was seen.
pub(super) fn doubt(place: &str) -> Doubt {
    Doubt {
        kind: DoubtKind::Meanwhile,
        detail: Said::Text(place.to_owned()).into(),
    }
}
