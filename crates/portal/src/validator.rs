//! Questions for what has changed since an earlier answer. Of "not modified" the portal says that the earlier answer is this
//! account's too, also where somebody else was given it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use skott_model::Received;
use skott_model::profile::Step;

use crate::chain::NOT_MODIFIED;
use crate::fetch::Visit;

/// Answers whose validators later steps send.
#[derive(Default)]
pub(crate) struct Held {
    /// Names of values that some step sends as a validator.
    sent: BTreeSet<String>,
    /// By the name of the value taken: the answers of the step that it was taken from, and whether they are kept already.
    answers: BTreeMap<String, (Vec<Arc<Received>>, bool)>,
    /// Exchanges that somebody else was given and that were said to hold.
    pub stood_for: BTreeSet<usize>,
}

impl Held {
    /// Of a view's steps.
    pub fn of(steps: &[Step]) -> Self {
        let taken = steps.iter().flat_map(|step| step.take.keys());
        let is_sent = |name: &&String| steps.iter().any(|step| sends(step, name));
        Self {
            sent: taken.filter(is_sent).cloned().collect(),
            ..Self::default()
        }
    }

    /// True when the step sends the validator of an answer that is held.
    pub fn refers(&self, step: &Step) -> bool {
        self.answers.keys().any(|name| sends(step, name))
    }

    /// Holds a step's answers if a validator is taken from them.
    pub fn keep(&mut self, step: &Step, chain: &[Arc<Received>], is_kept: bool) {
        for name in step.take.keys().filter(|name| self.sent.contains(*name)) {
            self.answers.insert(name.clone(), (chain.to_vec(), is_kept));
        }
    }
}

impl Visit<'_> {
    /// What a step's answers come to: those that its validator stands for where it was answered that they still hold. They
    /// are judged as if the account had been shown them.
    pub(crate) fn still_holds(
        &mut self,
        step: &Step,
        chain: Vec<Arc<Received>>,
        is_judged: bool,
    ) -> Vec<Arc<Received>> {
        if chain.last().is_none_or(|last| last.status != NOT_MODIFIED) {
            return chain;
        }
        let held = self.held.answers.iter().find(|(name, _)| sends(step, name));
        let Some((answers, is_kept)) = held.map(|(_, held)| held.clone()) else {
            return chain;
        };
        if is_judged && !is_kept {
            let from = self.exchanges.len();
            self.store(answers.iter().cloned(), true);
            self.held.stood_for.extend(from..self.exchanges.len());
        }
        answers
    }
}

/// True when the step sends that value as a validator.
fn sends(step: &Step, name: &str) -> bool {
    let is_validator = |header: &str| ["if-none-match", "if-modified-since"].contains(&header.to_lowercase().as_str());
    let wanted = format!("{{{name}}}");
    step.headers
        .iter()
        .any(|(header, value)| is_validator(header) && value.contains(&wanted))
}
