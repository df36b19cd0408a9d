//! What the run as a whole shows: who was proved to be who, who saw what, which doors open for somebody entitled.

use std::collections::{HashMap, HashSet};

use skott_model::Answer;
use skott_model::profile::Access;
use skott_model::record::{Declared, Moment, Started};

use super::Record;

/// Evidence across cells.
pub(super) struct Evidence<'a> {
    /// (principal, way to log in) that was proved at login and after its last cell, and never disproved.
    proved: HashSet<(&'a str, &'a str)>,
    auth_of: HashMap<&'a str, &'a str>,
    /// (view, selection, format) -> instances that an entitled account was seen to see there.
    witnessed: HashMap<(&'a str, &'a str, &'a str), HashSet<&'a str>>,
    /// (view, target, format) that opened for somebody entitled; with no target also for any target.
    opened: HashSet<(&'a str, Option<&'a str>, &'a str)>,
    /// (view, format) -> employees whose own list was seen to hold something.
    own_lists: HashMap<(&'a str, &'a str), Vec<&'a str>>,
    homes: HashMap<&'a str, &'a [String]>,
    /// (principal, view, format) -> shape of the answer for what does not exist.
    controls: HashMap<(&'a str, &'a str, &'a str), &'a str>,
    sets: &'a [Vec<String>],
}

impl<'a> Evidence<'a> {
    pub fn of(record: &Record<'a>, started: &'a Started) -> Self {
        let mut evidence = Self {
            proved: proved(record),
            auth_of: started.views.iter().map(|v| (v.id.as_str(), v.auth.as_str())).collect(),
            witnessed: HashMap::new(),
            opened: HashSet::new(),
            own_lists: HashMap::new(),
            homes: started
                .principals
                .iter()
                .map(|p| (p.id.as_str(), p.homes.as_slice()))
                .collect(),
            controls: HashMap::new(),
            sets: &started.sets,
        };
        for declared in &record.declared {
            for observation in record.observed.get(declared.id.as_str()).into_iter().flatten() {
                evidence.take(declared, observation);
            }
        }
        evidence
    }

    fn take(&mut self, declared: &'a Declared, observation: &'a skott_model::Observation) {
        if !self.is_proved(declared) {
            return;
        }
        let (view, format) = (declared.view.as_str(), declared.format.as_str());
        if declared.target.as_deref() == Some("random")
            && let Some(shape) = &observation.shape
        {
            self.controls.insert((&declared.principal, view, format), shape);
        }
        if observation.answer != Answer::Opened || !declared.access.opens() {
            return;
        }
        let seen = self.witnessed.entry((view, &declared.selection, format)).or_default();
        seen.extend(observation.witnessed.iter().map(String::as_str));
        self.opened.insert((view, declared.target.as_deref(), format));
        self.opened.insert((view, None, format));
        if declared.access == Access::Own && declared.target.is_none() && observation.shown > 0 {
            self.own_lists
                .entry((view, format))
                .or_default()
                .push(&declared.principal);
        }
    }

    /// True when the account's session was proved at login and after its last cell.
    pub fn is_proved(&self, declared: &Declared) -> bool {
        let auth = self.auth_of.get(declared.view.as_str()).copied().unwrap_or("");
        self.proved.contains(&(declared.principal.as_str(), auth))
    }

    /// The foreign instances that nobody entitled was seen to see on the same view, selection and format.
    pub fn unwitnessed(&self, declared: &Declared) -> Vec<String> {
        let key = (
            declared.view.as_str(),
            declared.selection.as_str(),
            declared.format.as_str(),
        );
        let seen = self.witnessed.get(&key);
        let needs = self.sets.get(declared.needs).map_or(&[][..], Vec::as_slice);
        needs
            .iter()
            .filter(|i| !seen.is_some_and(|s| s.contains(i.as_str())))
            .cloned()
            .collect()
    }

    /// True when the same view, target and format opened for somebody entitled; for what does not exist, with any target.
    pub fn opened_for_somebody(&self, declared: &Declared) -> bool {
        let target = declared.target.as_deref().filter(|t| *t != "random");
        self.opened
            .contains(&(declared.view.as_str(), target, declared.format.as_str()))
    }

    /// True when a colleague's and a stranger's own list were seen, besides this account's.
    pub fn has_other_lists(&self, declared: &Declared) -> bool {
        let mine = self.homes.get(declared.principal.as_str()).copied().unwrap_or_default();
        let others = self.own_lists.get(&(declared.view.as_str(), declared.format.as_str()));
        let (mut colleague, mut stranger) = (false, false);
        for other in others.into_iter().flatten().filter(|p| **p != declared.principal) {
            let theirs = self.homes.get(other).copied().unwrap_or_default();
            let together = theirs.iter().any(|i| mine.contains(i));
            colleague |= together;
            stranger |= !together;
        }
        colleague && stranger
    }

    /// The shape of the answer for what does not exist.
    pub fn control(&self, declared: &Declared) -> Option<&'a str> {
        let key = (
            declared.principal.as_str(),
            declared.view.as_str(),
            declared.format.as_str(),
        );
        self.controls.get(&key).copied()
    }
}

fn proved<'a>(record: &Record<'a>) -> HashSet<(&'a str, &'a str)> {
    let of = |ok: bool, moments: &[Moment]| -> HashSet<(&'a str, &'a str)> {
        let fits = |p: &&&skott_model::record::Proof| p.ok == ok && moments.contains(&p.moment);
        record
            .proofs
            .iter()
            .filter(fits)
            .map(|p| (p.principal.as_str(), p.auth.as_str()))
            .collect()
    };
    let first = of(true, &[Moment::Login]);
    let last = of(true, &[Moment::Last]);
    let wrong = of(false, &[Moment::Login, Moment::Again, Moment::Last]);
    first
        .intersection(&last)
        .filter(|key| !wrong.contains(*key))
        .copied()
        .collect()
}
