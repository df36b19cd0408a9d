//! The verdict on a write that was asked and read back: by its effect alone. Changes that nobody may make are leaks already.

use skott_model::record::Declared;
use skott_model::run::Note;
use skott_model::{Answer, Effect, Observation, Verdict};

use super::across::Across;
use super::cell::{doubtful, is_elsewhere, unproved};
use super::judged::Standing;

/// What it comes to beside leaks, where the question was answered.
pub(super) fn judge(across: &Across, declared: &Declared, observation: &Observation) -> Vec<Standing> {
    if !observation.proven {
        return vec![Standing::once(Verdict::Inconclusive, Some(unproved(observation)))];
    }
    if observation.effect.is_none() {
        let doubts = Note::Doubts(observation.doubts.clone());
        return vec![Standing::once(Verdict::Inconclusive, Some(doubts))];
    }
    let mut out: Vec<Standing> = doubtful(observation).into_iter().collect();
    if across.needs(declared).is_none() {
        out.push(Standing::once(Verdict::Unwitnessed, Some(Note::NoWitness(Vec::new()))));
    }
    let (verdict, note) = match declared.access.may_change() {
        true => entitled(across, declared, observation),
        false => unchanged(across, declared, observation),
    };
    out.push(Standing::once(verdict, note));
    out
}

/// Whose change is not seen is told apart by others: where somebody made the same, this one was not let; where nobody did,
/// nothing is known of the form, nor of the reading.
fn entitled(across: &Across, declared: &Declared, observation: &Observation) -> (Verdict, Option<Note>) {
    match (observation.answer, observation.effect) {
        (Answer::Refused, _) => (Verdict::Missing, Some(Note::RefusedWrongly)),
        (_, Some(Effect::Changed)) => (Verdict::Isolated, None),
        _ if across.opened_for_somebody(declared) => (Verdict::Missing, Some(Note::NotChanged)),
        _ => (Verdict::Blind, Some(Note::NotChanged)),
    }
}

/// That nothing changed counts only if somebody entitled was seen to change it by the same request.
fn unchanged(across: &Across, declared: &Declared, observation: &Observation) -> (Verdict, Option<Note>) {
    if !across.opened_for_somebody(declared) {
        return (Verdict::Unwitnessed, Some(Note::ChangedByNobody));
    }
    let is_compared = across.controls(declared).is_some() && !observation.marks.is_empty();
    if is_elsewhere(declared) && !is_compared {
        return (Verdict::Unwitnessed, Some(Note::NoControl));
    }
    match observation.answer {
        Answer::Refused => (Verdict::Refused, None),
        _ => (Verdict::Isolated, None),
    }
}
