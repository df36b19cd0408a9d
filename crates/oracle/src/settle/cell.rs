//! What one cell comes to, by the table of verdicts: a leak first, then what could not be asked, then what was wrong, then
//! what was not proved.

use std::borrow::Cow;

use skott_model::matrix::NO_INSTANCE;
use skott_model::profile::{Access, Relation};
use skott_model::record::Declared;
use skott_model::run::{Note, Rate, Settled};
use skott_model::{Answer, Doubt, DoubtKind, Evidence, Finding, FindingKind, Observation, Said, Verdict};

use super::across::{Across, is_heard, is_whole};
use super::effect;
use super::judged::{Judged, Standing};
use crate::observe::{self, COOKIE, ToldApart, finding_id};

/// What one observation of a cell comes to. `disparity`: what another format of the same list shows otherwise.
pub(super) fn judge(
    across: &Across,
    declared: &Declared,
    observation: &Observation,
    disparity: Option<&Finding>,
) -> Judged {
    let mut findings = observation.findings.clone();
    let is_ordered = |f: &Finding| f.kind == FindingKind::HiddenOrder;
    if findings.iter().any(is_ordered) {
        match is_default_order(across, declared, observation) {
            Some(false) => {}
            Some(true) => findings.retain(|f| !is_ordered(f)),
            None => {
                let doubtful = with_doubt(observation);
                return judge(across, declared, &doubtful, disparity);
            }
        }
    }
    findings.extend(existence(across, declared, observation));
    findings.extend(disparity.cloned());
    let all = amounts(across, declared, observation, &findings);
    // Where nothing is found nothing is shown: an answer's hash and address differ from run to run.
    let cited = match findings.is_empty() {
        true => Vec::new(),
        false => observation.cited.clone(),
    };
    let settled = Settled {
        findings,
        more_findings: observation.more_findings,
        cited,
        ..unsettled_yet(declared)
    };
    Judged::of(settled, all)
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
pub(super) fn nothing(declared: &Declared) -> Judged {
    let all = vec![Standing::once(Verdict::Inconclusive, None)];
    Judged::of(unsettled_yet(declared), all)
}

fn unsettled_yet(declared: &Declared) -> Settled {
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

/// All that a cell comes to, by the table of verdicts, the weightiest first.
fn amounts(across: &Across, declared: &Declared, observation: &Observation, findings: &[Finding]) -> Vec<Standing> {
    // An unproved session may be anybody's: what it shows says nothing of this account, and an open door nothing either.
    let shows = |f: &Finding| f.kind.is_leak() && f.kind != FindingKind::Opened;
    if !across.is_proved(declared) {
        let unproved = Standing::once(Verdict::Inconclusive, Some(unproved(observation)));
        let leaks = across.is_visitor(declared) && findings.iter().any(shows);
        return leaks
            .then(|| Standing::once(Verdict::Leak, None))
            .into_iter()
            .chain([unproved])
            .collect();
    }
    let mut out = Vec::new();
    let mut rest = Cow::Borrowed(observation);
    if findings.iter().any(shows) {
        out.push(Standing::once(Verdict::Leak, None));
        // What may be a leak is no more than one.
        if rest.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Weak) {
            rest.to_mut().doubts.retain(|doubt| doubt.kind != DoubtKind::Weak);
        }
    }
    // Behind a door that must be shut there is nothing more to hold it against.
    if findings.iter().any(|f| f.kind == FindingKind::Opened) {
        out.push(open_door(across, declared));
        return out;
    }
    out.extend(beside_leaks(across, declared, &rest, findings));
    out
}

fn beside_leaks(
    across: &Across,
    declared: &Declared,
    observation: &Observation,
    findings: &[Finding],
) -> Vec<Standing> {
    let one = |verdict, note| vec![Standing::once(verdict, note)];
    if observation.answer == Answer::Failed {
        return one(Verdict::Inconclusive, Some(Note::Doubts(observation.doubts.clone())));
    }
    if declared.changes {
        return effect::judge(across, declared, observation);
    }
    if declared.access == Access::Within {
        return within(across, declared, observation);
    }
    match (declared.access.opens(), observation.answer) {
        (false, _) => refusal(across, declared, observation),
        (true, Answer::Refused) if !observation.proven => one(Verdict::Inconclusive, Some(unproved(observation))),
        // An order by what may not be shown may be refused.
        (true, Answer::Refused) if asks_hidden_order(observation) => one(Verdict::Refused, None),
        // So may a search that nothing of its own meets, if one that nothing at all meets is.
        (true, Answer::Refused) if is_foreign_search(declared) => {
            let mut out = unproved_yet(across, declared, observation);
            out.push(Standing::once(Verdict::Refused, None));
            out
        }
        (true, Answer::Refused) => one(Verdict::Missing, Some(Note::RefusedWrongly)),
        (true, _) => opening(across, declared, observation, findings),
    }
}

/// What opens though it must be refused is the view only if the view is known to open: a page of errors opens for everybody.
fn open_door(across: &Across, declared: &Declared) -> Standing {
    if across.opened_for_somebody(declared) {
        Standing::once(Verdict::Leak, None)
    } else {
        Standing::once(Verdict::Unwitnessed, Some(Note::OpenedToNobody))
    }
}

/// A refusal counts when the session lived, the door opens for somebody entitled, and what is foreign is answered as what
/// does not exist.
fn refusal(across: &Across, declared: &Declared, observation: &Observation) -> Vec<Standing> {
    if !observation.proven {
        return vec![Standing::once(Verdict::Inconclusive, Some(Note::SessionUnproved))];
    }
    let mut out: Vec<Standing> = doubtful(observation).into_iter().collect();
    if !across.opened_for_somebody(declared) {
        out.push(Standing::once(Verdict::Unwitnessed, Some(Note::NotOpenedByAnybody)));
    } else if lacks_control(across, declared, observation) {
        out.push(Standing::once(Verdict::Unwitnessed, Some(Note::NoControl)));
    }
    let unsettled = unsettled(across, declared, observation);
    out.extend(unsettled.map(|note| Standing::once(Verdict::Inconclusive, Some(note))));
    out.push(Standing::once(Verdict::Refused, None));
    out
}

/// True where an answer is to be held against one for what does not exist, and none is known.
fn lacks_control(across: &Across, declared: &Declared, observation: &Observation) -> bool {
    let is_compared = across.controls(declared).is_some() && !observation.marks.is_empty();
    is_elsewhere(declared) && !is_compared
}

/// The doubts, where there are any.
pub(super) fn doubtful(observation: &Observation) -> Option<Standing> {
    let doubts = &observation.doubts;
    let note = || Some(Note::Doubts(doubts.clone()));
    (!doubts.is_empty()).then(|| Standing::once(Verdict::Inconclusive, note()))
}

/// Of a manipulation every answer is sound that shows nothing foreign, if somebody was seen to see it there.
fn within(across: &Across, declared: &Declared, observation: &Observation) -> Vec<Standing> {
    if !observation.proven {
        return vec![Standing::once(Verdict::Inconclusive, Some(unproved(observation)))];
    }
    let mut out: Vec<Standing> = doubtful(observation).into_iter().collect();
    let needs = across.needs(declared);
    let lacking = needs.map(|needs| across.unwitnessed(declared, needs));
    let note = match lacking {
        None => Some(Note::NoWitness(Vec::new())),
        Some(lacking) if !lacking.is_empty() => Some(Note::NoWitness(lacking)),
        _ if !across.opened_for_somebody(declared) => Some(Note::NotOpenedByAnybody),
        _ => None,
    };
    out.extend(note.map(|note| Standing::once(Verdict::Unwitnessed, Some(note))));
    let sound = match observation.answer {
        Answer::Refused => Verdict::Refused,
        _ => Verdict::Isolated,
    };
    out.push(Standing::once(sound, None));
    out
}

fn opening(across: &Across, declared: &Declared, observation: &Observation, findings: &[Finding]) -> Vec<Standing> {
    let has = |kind: FindingKind| findings.iter().any(|f| f.kind == kind);
    let mut out = Vec::new();
    if has(FindingKind::Surplus) || has(FindingKind::Disparity) {
        out.push(Standing::once(Verdict::Surplus, Some(shown(observation))));
    }
    let lacks = has(FindingKind::Missing) || has(FindingKind::WrongNumber) || has(FindingKind::TotalNotRows);
    // What was cut off or not read cannot be called missing.
    if lacks && is_whole(observation) {
        let blind = observation.shown == 0 && observation.expected > 0;
        let verdict = if blind { Verdict::Blind } else { Verdict::Missing };
        out.push(Standing::once(verdict, Some(shown(observation))));
    }
    out.extend(unproved_yet(across, declared, observation));
    out.push(Standing::once(Verdict::Isolated, None));
    out
}

/// What is lacking before an answer to who may ask counts.
fn unproved_yet(across: &Across, declared: &Declared, observation: &Observation) -> Vec<Standing> {
    let mut out: Vec<Standing> = doubtful(observation).into_iter().collect();
    let unwitnessed = unwitnessed(across, declared);
    out.extend(unwitnessed.map(|note| Standing::once(Verdict::Unwitnessed, Some(note))));
    if is_foreign_search(declared) && lacks_control(across, declared, observation) {
        out.push(Standing::once(Verdict::Unwitnessed, Some(Note::NoControl)));
    }
    let unsettled = unsettled(across, declared, observation);
    out.extend(unsettled.map(|note| Standing::once(Verdict::Inconclusive, Some(note))));
    out
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

/// A foreign target answered unlike one that does not exist tells that it exists, and so does a search that meets what is foreign alone, answered
/// unlike one that meets nothing.
fn existence(across: &Across, declared: &Declared, observation: &Observation) -> Option<Finding> {
    let mut differing = compared(across, declared, observation)?.by;
    differing.retain(|mark| !mark.starts_with(COOKIE) || across.is_set_for_all_foreign(declared, mark));
    if differing.is_empty() {
        return None;
    }
    let (about, instance) = match declared.target.as_deref() {
        Some(target) => (target, target.rsplit_once(':').map(|(_, instance)| instance)),
        None => {
            let met = across.needs(declared).and_then(<[String]>::first);
            (declared.selection.as_str(), met.map(String::as_str))
        }
    };
    let instance = instance.unwrap_or(NO_INSTANCE);
    let place = format!("{about}: {}", differing.join(", "));
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

/// How the answer differs from those for what does not exist. A search whose answer is wrong otherwise tells no more by that. Where the profile
/// refuses what does not exist and opens what is foreign without showing anything, it says itself that they differ.
fn compared(across: &Across, declared: &Declared, observation: &Observation) -> Option<ToldApart> {
    let (control_access, controls) = across.controls(declared)?;
    let is_as_declared = match (declared.access, observation.answer) {
        _ if declared.changes => true,
        _ if is_foreign_search(declared) => observation.findings.is_empty(),
        (Access::Refused, answer) => answer != Answer::Opened,
        (access, _) => access == control_access,
    };
    let is_comparable = !observation.marks.is_empty() && is_heard(observation);
    (is_elsewhere(declared) && is_as_declared && is_comparable).then(|| across.told_apart(declared, controls))
}

/// True for what the account has no part in, a search or a target: where it sees nothing, and an order also where it sees its scope. An instance's page
/// that opens may have its name on it.
pub(super) fn is_elsewhere(declared: &Declared) -> bool {
    let is_order = declared
        .target
        .as_ref()
        .is_some_and(|target| target.starts_with("order:"));
    let is_foreign = match declared.access {
        Access::Refused | Access::Nothing => true,
        Access::Scope | Access::Own => is_order,
        Access::All | Access::Within => false,
    };
    is_foreign_search(declared)
        || (is_foreign && matches!(declared.relation, Some(Relation::Foreign | Relation::Colleague)))
}

/// True for a search that meets what is foreign alone.
fn is_foreign_search(declared: &Declared) -> bool {
    declared
        .nobodys
        .as_ref()
        .is_some_and(|nobodys| *nobodys != declared.selection)
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
