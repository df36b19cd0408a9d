//! One cell's verdict, by the table of verdicts: a leak first, then what could not be asked, then what was wrong, then
//! what was not proved.

use skott_model::matrix::NO_INSTANCE;
use skott_model::profile::{Access, Relation};
use skott_model::record::Declared;
use skott_model::run::{Note, Rate, Settled};
use skott_model::{Answer, Doubt, DoubtKind, Evidence, Finding, FindingKind, Observation, Said, Verdict};

use super::across::{Across, is_whole};
use super::effect;
use crate::observe::{self, COOKIE, ToldApart, finding_id};

/// The verdict of one observation of a cell. `disparity`: what another format of the same list shows otherwise.
pub(super) fn judge(
    across: &Across,
    declared: &Declared,
    observation: &Observation,
    disparity: Option<&Finding>,
) -> Settled {
    let mut findings = observation.findings.clone();
    let is_ordered = |f: &Finding| f.kind == FindingKind::HiddenOrder;
    if findings.iter().any(is_ordered) {
        match is_default_order(across, declared, observation) {
            Some(false) => {}
            Some(true) => findings.retain(|f| !is_ordered(f)),
            None => {
                findings.retain(|f| !is_ordered(f));
                let doubtful = with_doubt(observation);
                return judge(across, declared, &doubtful, disparity);
            }
        }
    }
    findings.extend(existence(across, declared, observation));
    findings.extend(disparity.cloned());
    let (verdict, note) = verdict(across, declared, observation, &findings);
    // Where nothing is found nothing is shown: an answer's hash and address differ from run to run.
    let cited = match findings.is_empty() {
        true => Vec::new(),
        false => observation.cited.clone(),
    };
    Settled {
        cell: declared.clone(),
        verdict,
        waived: None,
        note,
        findings,
        more_findings: observation.more_findings,
        cited,
        rate: Rate::ONCE,
    }
}

/// Whether rows that were asked for in a hidden order stand as they always do; none where nobody saw how they always stand.
fn is_default_order(across: &Across, declared: &Declared, observation: &Observation) -> Option<bool> {
    observe::is_default_order(observation.sequence.as_ref()?, across.default_order(declared)?)
}

/// Rows stand in a hidden order, and nobody knows whether they always do.
fn with_doubt(observation: &Observation) -> Observation {
    let mut doubtful = observation.clone();
    doubtful.findings.retain(|f| f.kind != FindingKind::HiddenOrder);
    doubtful.doubts.push(Doubt {
        kind: DoubtKind::Weak,
        detail: Said::RowOrder.into(),
    });
    doubtful
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
        cited: Vec::new(),
        rate: Rate::ONCE,
    }
}

fn verdict(
    across: &Across,
    declared: &Declared,
    observation: &Observation,
    findings: &[Finding],
) -> (Verdict, Option<Note>) {
    let opened_wrongly = observation.answer == Answer::Opened && !declared.access.opens() && !declared.changes;
    let is_proved = across.is_proved(declared);
    // An unproved session may be anybody's: what it shows says nothing of this account, and an open door nothing either.
    if !is_proved {
        return (Verdict::Inconclusive, Some(unproved(observation)));
    }
    let shows = |f: &Finding| f.kind.is_leak() && f.kind != FindingKind::Opened;
    if findings.iter().any(shows) {
        return (Verdict::Leak, None);
    }
    if opened_wrongly {
        return open_door(across, declared);
    }
    if observation.answer == Answer::Failed {
        return (Verdict::Inconclusive, Some(Note::Doubts(observation.doubts.clone())));
    }
    if declared.changes {
        return effect::judge(across, declared, observation);
    }
    if declared.access == Access::Within {
        return within(across, declared, observation);
    }
    match (declared.access.opens(), observation.answer) {
        (false, _) => refusal(across, declared, observation),
        (true, Answer::Refused) if !observation.proven => (Verdict::Inconclusive, Some(unproved(observation))),
        // An order by what may not be shown may be refused.
        (true, Answer::Refused) if asks_hidden_order(observation) => (Verdict::Refused, None),
        (true, Answer::Refused) => (Verdict::Missing, Some(Note::RefusedWrongly)),
        (true, _) => opening(across, declared, observation, findings),
    }
}

/// What opens though it must be refused is the view only if the view is known to open: a page of errors opens for everybody.
fn open_door(across: &Across, declared: &Declared) -> (Verdict, Option<Note>) {
    if across.opened_for_somebody(declared) {
        (Verdict::Leak, None)
    } else {
        (Verdict::Unwitnessed, Some(Note::OpenedToNobody))
    }
}

/// A refusal counts when the session lived, the door opens for somebody entitled, and what is foreign is answered as what
/// does not exist.
fn refusal(across: &Across, declared: &Declared, observation: &Observation) -> (Verdict, Option<Note>) {
    if !observation.proven {
        return (Verdict::Inconclusive, Some(Note::SessionUnproved));
    }
    if !observation.doubts.is_empty() {
        return (Verdict::Inconclusive, Some(Note::Doubts(observation.doubts.clone())));
    }
    if !across.opened_for_somebody(declared) {
        return (Verdict::Unwitnessed, Some(Note::NotOpenedByAnybody));
    }
    let is_compared = across.controls(declared).is_some() && !observation.marks.is_empty();
    if is_elsewhere(declared) && !is_compared {
        return (Verdict::Unwitnessed, Some(Note::NoControl));
    }
    match unsettled(across, declared, observation) {
        Some(note) => (Verdict::Inconclusive, Some(note)),
        None => (Verdict::Refused, None),
    }
}

/// Of a manipulation every answer is sound that shows nothing foreign, if somebody was seen to see it there.
fn within(across: &Across, declared: &Declared, observation: &Observation) -> (Verdict, Option<Note>) {
    if !observation.proven {
        return (Verdict::Inconclusive, Some(unproved(observation)));
    }
    if !observation.doubts.is_empty() {
        return (Verdict::Inconclusive, Some(Note::Doubts(observation.doubts.clone())));
    }
    let Some(needs) = across.needs(declared) else {
        return (Verdict::Unwitnessed, Some(Note::NoWitness(Vec::new())));
    };
    let lacking = across.unwitnessed(declared, needs);
    if !lacking.is_empty() {
        return (Verdict::Unwitnessed, Some(Note::NoWitness(lacking)));
    }
    if !across.opened_for_somebody(declared) {
        return (Verdict::Unwitnessed, Some(Note::NotOpenedByAnybody));
    }
    match observation.answer {
        Answer::Refused => (Verdict::Refused, None),
        _ => (Verdict::Isolated, None),
    }
}

fn opening(
    across: &Across,
    declared: &Declared,
    observation: &Observation,
    findings: &[Finding],
) -> (Verdict, Option<Note>) {
    let has = |kind: FindingKind| findings.iter().any(|f| f.kind == kind);
    let doubts = || Some(Note::Doubts(observation.doubts.clone()));
    if has(FindingKind::Surplus) || has(FindingKind::Disparity) {
        return (Verdict::Surplus, Some(shown(observation)));
    }
    if has(FindingKind::Missing) || has(FindingKind::WrongNumber) || has(FindingKind::TotalNotRows) {
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
    match (unwitnessed(across, declared), unsettled(across, declared, observation)) {
        (Some(note), _) => (Verdict::Unwitnessed, Some(note)),
        (None, Some(note)) => (Verdict::Inconclusive, Some(note)),
        (None, None) => (Verdict::Isolated, None),
    }
}

/// What is lacking before "nothing foreign was seen" counts.
fn unwitnessed(across: &Across, declared: &Declared) -> Option<Note> {
    let Some(needs) = across.needs(declared) else {
        return Some(Note::NoWitness(Vec::new()));
    };
    let shows_nothing = |relation| relation != Relation::Own || declared.access == Access::Nothing;
    if declared.relation.is_some_and(shows_nothing) && !across.opened_for_somebody(declared) {
        return Some(Note::NotOpenedByAnybody);
    }
    if declared.access == Access::Own && declared.target.is_none() {
        let is_enough = needs.is_empty() || across.has_other_lists(declared);
        return (!is_enough).then_some(Note::NoOtherLists);
    }
    let lacking = across.unwitnessed(declared, needs);
    (!lacking.is_empty()).then_some(Note::NoWitness(lacking))
}

/// A foreign target answered unlike one that does not exist tells that it exists.
fn existence(across: &Across, declared: &Declared, observation: &Observation) -> Option<Finding> {
    let mut differing = compared(across, declared, observation)?.by;
    differing.retain(|mark| !mark.starts_with(COOKIE) || across.is_set_for_all_foreign(declared, mark));
    if differing.is_empty() {
        return None;
    }
    let target = declared.target.as_deref().unwrap_or_default();
    let instance = target.split_once(':').map_or(NO_INSTANCE, |(_, instance)| instance);
    let place = format!("{target}: {}", differing.join(", "));
    let mut finding = Finding::new(FindingKind::Existence, instance, place);
    finding.id = finding_id(&declared.id, &finding);
    finding.evidence = (!observation.cited.is_empty()).then_some(Evidence {
        excerpt: None,
        answer: 0,
    });
    Some(finding)
}

/// Why nobody can say whether a foreign target is answered as one that does not exist: the latter is never answered alike.
fn unsettled(across: &Across, declared: &Declared, observation: &Observation) -> Option<Note> {
    let mut unsettled = compared(across, declared, observation)?.unsettled;
    unsettled.retain(|mark| !mark.starts_with(COOKIE));
    (!unsettled.is_empty()).then_some(Note::Unsettled(unsettled))
}

/// How the answer differs from those for what does not exist. Where the profile refuses what does not exist and opens what is
/// foreign without showing anything, it says itself that they differ.
fn compared(across: &Across, declared: &Declared, observation: &Observation) -> Option<ToldApart> {
    let (control_access, controls) = across.controls(declared)?;
    let is_as_declared = match (declared.access, observation.answer) {
        _ if declared.changes => true,
        (Access::Refused, answer) => answer == Answer::Refused,
        (access, _) => access == control_access,
    };
    let is_comparable = !observation.marks.is_empty() && is_whole(observation);
    (is_elsewhere(declared) && is_as_declared && is_comparable).then(|| across.told_apart(declared, controls))
}

pub(super) fn is_elsewhere(declared: &Declared) -> bool {
    matches!(declared.access, Access::Refused | Access::Nothing)
        && matches!(declared.relation, Some(Relation::Foreign | Relation::Colleague))
}

fn asks_hidden_order(observation: &Observation) -> bool {
    observation
        .sequence
        .as_ref()
        .is_some_and(|sequence| sequence.by.is_some())
        && observation.doubts.is_empty()
}

pub(super) fn unproved(observation: &Observation) -> Note {
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
