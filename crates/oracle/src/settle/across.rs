//! What the run as a whole shows: who was proved to be who, who saw what, which doors open for somebody entitled.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use skott_model::matrix::{OWN_TARGET, Scope};
use skott_model::profile::{Access, Relation, Unit};
use skott_model::record::{Declared, Event, Started};
use skott_model::{Answer, Doubt, DoubtKind, Observation, Said, Sequence};

use super::Record;
use super::cell::is_elsewhere;
use super::proof::{Key, proved};
use crate::observe::{ToldApart, always_more, fickle_headers, of_all, told_apart};

type Marks = BTreeMap<String, String>;

/// By header: what answers have there, or that they have none.
type Readings<'a> = BTreeMap<&'a str, BTreeSet<Option<&'a str>>>;

/// (view, selection, format)
type Asked<'a> = (&'a str, &'a str, &'a str);

/// What all the cells together show.
pub(super) struct Across<'a> {
    /// (principal, way to log in) that was proved at login and after its last cell, and never disproved.
    proved: HashSet<Key<'a>>,
    auth_of: HashMap<&'a str, &'a str>,
    unit_of: HashMap<&'a str, Unit>,
    /// Instances that an entitled account was seen to see there.
    witnessed: HashMap<Asked<'a>, HashSet<&'a str>>,
    /// Where somebody entitled came in and saw something; with no target also for any target.
    opened: HashSet<(Asked<'a>, Option<&'a str>)>,
    /// Employees whose own list was seen to hold something.
    own_lists: HashMap<Asked<'a>, Vec<&'a str>>,
    homes: HashMap<&'a str, &'a [String]>,
    /// By principal and question, each manipulation by itself: what it may do with, and the marks of each answer for, what does not exist.
    controls: HashMap<(&'a str, Asked<'a>), (Access, Vec<&'a Marks>)>,
    /// By cell: the marks of each answer for what is foreign.
    answers: HashMap<&'a str, Vec<&'a Marks>>,
    /// By principal: the cell and the marks of every answer for what is foreign.
    foreign: HashMap<(&'a str, Asked<'a>), Vec<(&'a str, &'a Marks)>>,
    /// By view and format: headers that come and go by themselves, each with what the answers for what does not exist have there.
    fickle: HashMap<(&'a str, &'a str), Readings<'a>>,
    /// By principal, view and format: the list in its default order.
    defaults: HashMap<(&'a str, &'a str, &'a str), &'a Sequence>,
    sets: &'a [Vec<String>],
    /// Who never logs in.
    visitors: HashSet<&'a str>,
}

impl<'a> Across<'a> {
    pub fn of(record: &Record<'a>, started: &'a Started, events: &'a [Event]) -> Self {
        let auth_of = started.views.iter().map(|v| (v.id.as_str(), v.auth.as_str())).collect();
        let mut across = Self {
            proved: proved(record, &auth_of, events),
            auth_of,
            unit_of: started.views.iter().map(|v| (v.id.as_str(), v.unit)).collect(),
            witnessed: HashMap::new(),
            opened: HashSet::new(),
            own_lists: HashMap::new(),
            homes: started
                .principals
                .iter()
                .map(|p| (p.id.as_str(), p.homes.as_slice()))
                .collect(),
            controls: HashMap::new(),
            answers: HashMap::new(),
            foreign: HashMap::new(),
            fickle: HashMap::new(),
            defaults: HashMap::new(),
            sets: &started.sets,
            visitors: started
                .principals
                .iter()
                .filter(|p| p.scope == Scope::SignedOut.label())
                .map(|p| p.id.as_str())
                .collect(),
        };
        for declared in &record.declared {
            for observation in record.observed.get(declared.id.as_str()).into_iter().flatten() {
                across.take(declared, observation);
            }
        }
        across.learn_headers();
        across
    }

    fn take(&mut self, declared: &'a Declared, observation: &'a Observation) {
        if !self.is_proved(declared) {
            return;
        }
        let asked = asked(declared);
        if is_heard(observation) && !observation.marks.is_empty() {
            let key = (declared.principal.as_str(), itself(declared));
            if is_control(declared) {
                let (_, known) = self.controls.entry(key).or_insert((declared.access, Vec::new()));
                known.push(&observation.marks);
            } else if is_elsewhere(declared) {
                self.answers.entry(&declared.id).or_default().push(&observation.marks);
                self.foreign
                    .entry(key)
                    .or_default()
                    .push((&declared.id, &observation.marks));
            }
        }
        let is_default = |sequence: &&Sequence| sequence.by.is_none() && declared.target.is_none();
        if let Some(sequence) = observation.sequence.as_ref().filter(is_default)
            && observation.answer == Answer::Opened
        {
            self.defaults.insert(list(declared), sequence);
        }
        let is_entitled = matches!(declared.access, Access::All | Access::Scope | Access::Own)
            && matches!(declared.relation, None | Some(Relation::Own));
        if observation.answer != Answer::Opened || !is_entitled {
            return;
        }
        let seen = self.witnessed.entry(asked).or_default();
        seen.extend(observation.witnessed.iter().map(String::as_str));
        // A page that opens and shows nothing may be any page; a view that never shows a person has nothing else to tell it by.
        let saw_something = observation.shown > 0 || !observation.witnessed.is_empty();
        let shows_nobody = self.unit_of.get(declared.view.as_str()) == Some(&Unit::None);
        if saw_something || (shows_nobody && observation.expected == 0 && observation.doubts.is_empty()) {
            self.opened.insert((asked, declared.target.as_deref()));
            self.opened.insert((asked, None));
        }
        if declared.access == Access::Own && declared.target.is_none() && saw_something {
            self.own_lists.entry(asked).or_default().push(&declared.principal);
        }
    }

    /// A header in which the answers for what does not exist differ among themselves tells nothing there, whoever asks, where it reads as in
    /// one of them. What only stands in answers for what is foreign does, if not every time.
    fn learn_headers(&mut self) {
        for ((_, (view, _, format)), (_, answers)) in &self.controls {
            let fickle = self.fickle.entry((view, format)).or_default();
            for header in fickle_headers(answers) {
                fickle.entry(header).or_default();
            }
        }
        for ((_, (view, _, format)), (_, answers)) in &self.controls {
            for (header, values) in self.fickle.entry((view, format)).or_default() {
                values.extend(answers.iter().map(|marks| marks.get(*header).map(String::as_str)));
            }
        }
    }

    /// True for a header that reads as it does now and then for what does not exist.
    fn is_fickle(&self, declared: &Declared, mark: &str, marks: &Marks) -> bool {
        let fickle = self.fickle.get(&(declared.view.as_str(), declared.format.as_str()));
        let values = fickle.and_then(|fickle| fickle.get(mark));
        values.is_some_and(|values| values.contains(&marks.get(mark).map(String::as_str)))
    }

    /// True when the account's session was proved at login and after its last cell.
    pub fn is_proved(&self, declared: &Declared) -> bool {
        let auth = self.auth_of.get(declared.view.as_str()).copied().unwrap_or("");
        self.proved.contains(&(declared.principal.as_str(), auth))
    }

    /// True for who never logs in: whomever the portal takes it for, it is shown what anybody is.
    pub fn is_visitor(&self, declared: &Declared) -> bool {
        self.visitors.contains(declared.principal.as_str())
    }

    /// The foreign instances that somebody entitled must be seen to see there; none where the record does not say it.
    pub fn needs(&self, declared: &Declared) -> Option<&'a [String]> {
        self.sets.get(declared.needs).map(Vec::as_slice)
    }

    /// Of these instances, those that nobody entitled was seen to see on the same view, selection and format.
    pub fn unwitnessed(&self, declared: &Declared, needs: &[String]) -> Vec<String> {
        let seen = self.witnessed.get(&asked(declared));
        let is_seen = |instance: &&String| seen.is_some_and(|s| s.contains(instance.as_str()));
        needs.iter().filter(|i| !is_seen(i)).cloned().collect()
    }

    /// True when the same view, target and format opened for somebody entitled, asked with the same selection; for what does
    /// not exist, and for a person's own where nobody else asks for that, with any target.
    pub fn opened_for_somebody(&self, declared: &Declared) -> bool {
        let target = declared
            .target
            .as_deref()
            .filter(|target| declared.relation != Some(Relation::Random) && !target.starts_with(OWN_TARGET));
        self.opened.contains(&(asked(declared), target))
    }

    /// True when a colleague's and a stranger's own list were seen, besides this account's.
    pub fn has_other_lists(&self, declared: &Declared) -> bool {
        let mine = self.homes.get(declared.principal.as_str()).copied().unwrap_or_default();
        let others = self.own_lists.get(&asked(declared));
        let (mut colleague, mut stranger) = (false, false);
        for other in others.into_iter().flatten().filter(|p| **p != declared.principal) {
            let theirs = self.homes.get(other).copied().unwrap_or_default();
            let together = theirs.iter().any(|i| mine.contains(i));
            colleague |= together;
            stranger |= !together;
        }
        colleague && stranger
    }

    /// The account's list in its default order.
    pub fn default_order(&self, declared: &Declared) -> Option<&'a Sequence> {
        self.defaults.get(&list(declared)).copied()
    }

    /// What the account may do with what does not exist, and the marks of each answer.
    pub fn controls(&self, declared: &'a Declared) -> Option<(Access, &[&'a Marks])> {
        let known = self.controls.get(&(declared.principal.as_str(), itself(declared)));
        known.map(|(access, marks)| (*access, marks.as_slice()))
    }
}

impl Across<'_> {
    /// How a cell's answers differ from those for what does not exist. What differs in some of them only is unsettled: the
    /// page may have been another for a while, for everybody.
    pub fn told_apart(&self, declared: &Declared, controls: &[&Marks]) -> ToldApart {
        let answers = self.answers.get(declared.id.as_str()).map_or(&[][..], Vec::as_slice);
        let told_by = |marks: &&Marks| {
            let mut told = told_apart(marks, controls);
            told.by.retain(|mark| !self.is_fickle(declared, mark, marks));
            told.unsettled.retain(|mark| !self.is_fickle(declared, mark, marks));
            told
        };
        let told: Vec<ToldApart> = answers.iter().map(told_by).collect();
        let is_always = |mark: &String| told.iter().all(|one| one.by.contains(mark));
        let all: BTreeSet<String> = told
            .iter()
            .flat_map(|one| one.by.iter().chain(&one.unsettled).cloned())
            .collect();
        let (mut by, mut unsettled): (Vec<String>, Vec<String>) = all.into_iter().partition(is_always);
        let foreign = self.foreign.get(&(declared.principal.as_str(), itself(declared)));
        let foreign = foreign.map_or(&[][..], Vec::as_slice);
        let cells: BTreeSet<&str> = foreign.iter().map(|(cell, _)| *cell).collect();
        let around: Vec<&Marks> = foreign.iter().map(|(_, marks)| *marks).collect();
        // One thing's own page may have a number on it.
        let more = match cells.len() > 1 {
            true => always_more(&around, controls),
            false => Vec::new(),
        };
        by.extend(more.into_iter().map(str::to_owned));
        by.sort();
        by.dedup();
        unsettled.retain(|mark| !by.contains(mark));
        of_all(ToldApart { by, unsettled }, answers, &around, controls)
    }

    /// True when every answer for what is foreign, and more than one, bears the mark. A portal sets a cookie on the first
    /// visit, and anew from time to time: one answer that sets it tells nothing.
    pub fn is_set_for_all_foreign(&self, declared: &Declared, mark: &str) -> bool {
        let foreign = self.foreign.get(&(declared.principal.as_str(), itself(declared)));
        foreign.is_some_and(|all| all.len() > 1 && all.iter().all(|(_, marks)| marks.contains_key(mark)))
    }
}

/// True when the answer was received and read in full.
pub(super) fn is_whole(observation: &Observation) -> bool {
    observation.answer != Answer::Failed && !observation.doubts.iter().any(|doubt| doubt.kind.is_gap())
}

/// True also for an answer that was heard in full and whose status the profile does not know: it is no refusal, and a status of its own
/// for what is foreign tells that it exists. That the portal is busy or down tells nothing.
pub(super) fn is_heard(observation: &Observation) -> bool {
    let is_own_status = |doubt: &Doubt| {
        let parts = doubt.detail.parts();
        let is_down = |status: u16| matches!(status, 408 | 425 | 429 | 502..=504);
        let is_status = parts
            .iter()
            .any(|part| matches!(part, Said::Status(status) if !is_down(*status)));
        doubt.kind == DoubtKind::Status && is_status && !parts.iter().any(|part| matches!(part, Said::Step(_, Some(_))))
    };
    let is_by_status = !observation.doubts.is_empty() && observation.doubts.iter().all(is_own_status);
    is_whole(observation) || (observation.answer == Answer::Failed && is_by_status)
}

/// True for a question about what does not exist, or for what nobody has.
fn is_control(declared: &Declared) -> bool {
    declared.relation == Some(Relation::Random) || declared.nobodys.as_ref() == Some(&declared.selection)
}

/// What was asked, as it was, and of a search what it is compared with: a manipulation is answered in its own way, and has its own control.
fn itself(declared: &Declared) -> Asked<'_> {
    let selection = declared.nobodys.as_ref().unwrap_or(&declared.selection);
    (&declared.view, selection, &declared.format)
}

/// Where who is entitled witnesses: of a manipulation, the plain question.
fn asked(declared: &Declared) -> Asked<'_> {
    match &declared.plain {
        Some((selection, format)) => (&declared.view, selection, format),
        None => (&declared.view, &declared.selection, &declared.format),
    }
}

fn list(declared: &Declared) -> (&str, &str, &str) {
    (&declared.principal, &declared.view, &declared.format)
}
