//! One cell's verdict, by the table of verdicts: a leak first, then what could not be asked, then what was wrong, then
//! what was not proved.

use skott_model::matrix::NO_INSTANCE;
use skott_model::profile::{Access, Relation};
use skott_model::record::Declared;
use skott_model::run::{Note, Settled};
use skott_model::{Answer, Finding, FindingKind, Observation, Verdict};

use super::evidence::{Evidence, is_whole};
use crate::observe::finding_id;

/// The verdict of one observation of a cell.
pub(super) fn judge(evidence: &Evidence, declared: &Declared, observation: &Observation) -> Settled {
    let mut findings = observation.findings.clone();
    findings.extend(existence(evidence, declared, observation));
    let (verdict, note) = verdict(evidence, declared, observation, &findings);
    Settled {
        cell: declared.clone(),
        verdict,
        waived: None,
        note,
        findings,
        more_findings: observation.more_findings,
    }
}

/// A cell of which nothing is known.
pub(super) fn nothing(declared: &Declared) -> Settled {
    Settled {
        cell: declared.clone(),
        verdict: Verdict::Inconclusive,
        waived: None,
        note: None,
        findings: Vec::new(),
        more_findings: 0,
    }
}

fn verdict(
    evidence: &Evidence,
    declared: &Declared,
    observation: &Observation,
    findings: &[Finding],
) -> (Verdict, Option<Note>) {
    let opened_wrongly = observation.answer == Answer::Opened && !declared.access.opens();
    let is_proved = evidence.is_proved(declared);
    // An unproved session may be anybody's: what it shows says nothing of this account, and an open door nothing either.
    if !is_proved {
        return (Verdict::Inconclusive, Some(unproved(observation)));
    }
    if opened_wrongly || findings.iter().any(|f| f.kind.is_leak()) {
        return (Verdict::Leak, None);
    }
    if observation.answer == Answer::Failed {
        return (Verdict::Inconclusive, Some(Note::Doubts(observation.doubts.clone())));
    }
    match (declared.access.opens(), observation.answer) {
        (false, _) => refusal(evidence, declared, observation),
        (true, Answer::Refused) if !observation.proven => (Verdict::Inconclusive, Some(unproved(observation))),
        (true, Answer::Refused) => (Verdict::Missing, Some(shown(observation))),
        (true, _) => opening(evidence, declared, observation, findings),
    }
}

/// A refusal counts when the session lived, the door opens for somebody entitled, and what is foreign is answered as what
/// does not exist.
fn refusal(evidence: &Evidence, declared: &Declared, observation: &Observation) -> (Verdict, Option<Note>) {
    if !observation.proven {
        return (Verdict::Inconclusive, Some(Note::SessionUnproved));
    }
    if !observation.doubts.is_empty() {
        return (Verdict::Inconclusive, Some(Note::Doubts(observation.doubts.clone())));
    }
    if !evidence.opened_for_somebody(declared) {
        return (Verdict::Unwitnessed, Some(Note::NotOpenedByAnybody));
    }
    let is_compared = evidence.control(declared).is_some() && observation.shape.is_some();
    if is_elsewhere(declared) && !is_compared {
        return (Verdict::Unwitnessed, Some(Note::NoControl));
    }
    (Verdict::Refused, None)
}

fn opening(
    evidence: &Evidence,
    declared: &Declared,
    observation: &Observation,
    findings: &[Finding],
) -> (Verdict, Option<Note>) {
    let has = |kind: FindingKind| findings.iter().any(|f| f.kind == kind);
    let doubts = || Some(Note::Doubts(observation.doubts.clone()));
    if has(FindingKind::Surplus) {
        return (Verdict::Surplus, Some(shown(observation)));
    }
    if has(FindingKind::Missing) || has(FindingKind::WrongNumber) {
        // What was cut off or not read cannot be called missing.
        if !is_whole(observation) {
            return (Verdict::Inconclusive, doubts());
        }
        let blind = observation.shown == 0 && observation.expected > 0;
        return (
            if blind { Verdict::Blind } else { Verdict::Missing },
            Some(shown(observation)),
        );
    }
    if !observation.doubts.is_empty() {
        return (Verdict::Inconclusive, doubts());
    }
    match unwitnessed(evidence, declared) {
        Some(note) => (Verdict::Unwitnessed, Some(note)),
        None => (Verdict::Isolated, None),
    }
}

/// What is lacking before "nothing foreign was seen" counts.
fn unwitnessed(evidence: &Evidence, declared: &Declared) -> Option<Note> {
    let Some(needs) = evidence.needs(declared) else {
        return Some(Note::NoWitness(Vec::new()));
    };
    let shows_nothing = |relation| relation != Relation::Own || declared.access == Access::Nothing;
    if declared.relation.is_some_and(shows_nothing) && !evidence.opened_for_somebody(declared) {
        return Some(Note::NotOpenedByAnybody);
    }
    if declared.access == Access::Own && declared.target.is_none() {
        let is_enough = needs.is_empty() || evidence.has_other_lists(declared);
        return (!is_enough).then_some(Note::NoOtherLists);
    }
    let lacking = evidence.unwitnessed(declared, needs);
    (!lacking.is_empty()).then_some(Note::NoWitness(lacking))
}

/// A foreign target answered unlike one that does not exist tells that it exists. Where the profile refuses what does not
/// exist and opens what is foreign without showing anything, it says itself that they differ.
fn existence(evidence: &Evidence, declared: &Declared, observation: &Observation) -> Option<Finding> {
    let (control_access, control) = evidence.control(declared)?;
    let shape = observation.shape.as_deref()?;
    let is_as_declared = match (declared.access, observation.answer) {
        (Access::Refused, answer) => answer == Answer::Refused,
        (access, _) => access == control_access,
    };
    if !is_elsewhere(declared) || !is_as_declared || !is_whole(observation) || shape == control {
        return None;
    }
    let target = declared.target.as_deref().unwrap_or_default();
    let instance = target.split_once(':').map_or(NO_INSTANCE, |(_, instance)| instance);
    let mut finding = Finding {
        id: String::new(),
        kind: FindingKind::Existence,
        instance: instance.to_owned(),
        person: None,
        category: None,
        form: None,
        place: target.to_owned(),
    };
    finding.id = finding_id(&declared.id, &finding);
    Some(finding)
}

fn is_elsewhere(declared: &Declared) -> bool {
    matches!(declared.access, Access::Refused | Access::Nothing)
        && matches!(declared.relation, Some(Relation::Foreign | Relation::Colleague))
}

fn unproved(observation: &Observation) -> Note {
    if observation.doubts.is_empty() {
        Note::SessionUnproved
    } else {
        Note::Doubts(observation.doubts.clone())
    }
}

fn shown(observation: &Observation) -> Note {
    Note::Shown {
        shown: observation.shown,
        expected: observation.expected,
    }
}
