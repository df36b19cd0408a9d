//! The verdict on a write that was asked and read back: by its effect alone. Changes that nobody may make are leaks already.

use skott_model::record::Declared;
use skott_model::run::Note;
use skott_model::{Answer, Effect, Observation, Verdict};

use super::across::Across;
use super::cell::{is_elsewhere, unproved};

/// The verdict, where nothing leaked and the question was answered.
pub(super) fn judge(across: &Across, declared: &Declared, observation: &Observation) -> (Verdict, Option<Note>) {
    if !observation.proven {
        return (Verdict::Inconclusive, Some(unproved(observation)));
    }
    if !observation.doubts.is_empty() || observation.effect.is_none() {
        return (Verdict::Inconclusive, Some(Note::Doubts(observation.doubts.clone())));
    }
    if across.needs(declared).is_none() {
        return (Verdict::Unwitnessed, Some(Note::NoWitness(Vec::new())));
    }
    if declared.access.may_change() {
        entitled(across, declared, observation)
    } else {
        unchanged(across, declared, observation)
    }
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
