//! A cell that was tried several times: the worst of its verdicts, all that was found in any try, and how often.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use skott_model::run::{Rate, Settled};
use skott_model::{Evidence, Observation, Verdict, Weight};

use super::judged::{Judged, Standing};
use crate::observe::MOST_FINDINGS;

/// One judgement of a cell, given that of each of its observations. What was asked again to make sure belongs to the try that
/// it made sure of. None where nothing was observed.
pub(super) fn together(observations: &[&Observation], all: &[Judged]) -> Option<Judged> {
    let worst = all.iter().max_by_key(|judged| severity(judged.settled.verdict))?;
    let tries = tries(observations, all);
    let rate = |is: &dyn Fn(&Judged) -> bool| Rate {
        seen: tries.iter().filter(|one| one.iter().any(|judged| is(judged))).count(),
        tries: tries.len(),
    };
    let mut elsewhere: Vec<&Standing> = all.iter().flat_map(|judged| &judged.all).collect();
    elsewhere.sort_by_key(|one| Reverse(severity(one.verdict)));
    let amounts = worst.all.iter().chain(elsewhere).map(|one| Standing {
        rate: rate(&|judged| judged.amounts_to(one.verdict)),
        ..one.clone()
    });
    let mut out = Judged::of(worst.settled.clone(), amounts.collect());
    for other in all.iter().filter(|one| one.settled.verdict.weight() == Weight::Fail) {
        add(&mut out.settled, &other.settled);
    }
    if tries.len() > 1 {
        for finding in &mut out.settled.findings {
            let is_same = |judged: &Judged| judged.settled.findings.iter().any(|other| other.id == finding.id);
            finding.rate = Some(rate(&is_same));
        }
    }
    Some(out)
}

fn tries<'a>(observations: &[&Observation], all: &'a [Judged]) -> Vec<Vec<&'a Judged>> {
    let mut out: Vec<Vec<&Judged>> = Vec::new();
    for (observation, judged) in observations.iter().zip(all) {
        match out.last_mut().filter(|_| observation.again) {
            Some(before) => before.push(judged),
            None => out.push(vec![judged]),
        }
    }
    out
}

/// Adds what was found in another observation alone, with the answers that it cites.
fn add(out: &mut Settled, other: &Settled) {
    let known: HashSet<&str> = out.findings.iter().map(|finding| finding.id.as_str()).collect();
    let new: Vec<_> = other
        .findings
        .iter()
        .filter(|f| !known.contains(f.id.as_str()))
        .cloned()
        .collect();
    if new.is_empty() {
        return;
    }
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    for mut finding in new {
        if out.findings.len() >= MOST_FINDINGS {
            out.more_findings += 1;
            continue;
        }
        finding.evidence = finding.evidence.and_then(|evidence| {
            let cited = other.cited.get(evidence.answer)?;
            let answer = *moved.entry(evidence.answer).or_insert_with(|| {
                out.cited.push(cited.clone());
                out.cited.len() - 1
            });
            Some(Evidence { answer, ..evidence })
        });
        out.findings.push(finding);
    }
    out.findings.sort_by_key(|finding| finding.kind);
}

/// Worse is larger.
fn severity(verdict: Verdict) -> usize {
    use Verdict::{Blind, Inconclusive, Isolated, Leak, Missing, Refused, Surplus, Unwitnessed, Waived};
    let order = [
        Waived,
        Refused,
        Isolated,
        Unwitnessed,
        Blind,
        Inconclusive,
        Surplus,
        Missing,
        Leak,
    ];
    order.iter().position(|v| *v == verdict).unwrap_or(0)
}
