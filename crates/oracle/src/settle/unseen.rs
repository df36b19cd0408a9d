//! What a view is declared to show and was never seen to show to anybody. A test that saw nothing proves nothing: a heading that is
//! spelled otherwise, or a way of writing that is not known, would hide a leak as well.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::record::{Started, ViewFacts};
use skott_model::{Answer, Shows};

use super::Record;

/// By view, what was recognised in no answer of it, where it opened to somebody and showed something; of a run of all cells.
pub(super) fn unseen(record: &Record, started: &Started) -> BTreeMap<String, Vec<Shows>> {
    let mut showed: BTreeMap<&str, BTreeSet<&Shows>> = BTreeMap::new();
    for declared in &record.declared {
        let observed = record.observed.get(declared.id.as_str()).into_iter().flatten();
        for seen in observed.filter(|seen| seen.answer == Answer::Opened && seen.shown > 0) {
            showed.entry(&declared.view).or_default().extend(&seen.showed);
        }
    }
    let lacking = |view: &ViewFacts| {
        let seen = showed.get(view.id.as_str())?;
        let lacking: Vec<Shows> = view
            .shows
            .iter()
            .filter(|shows| !seen.contains(shows))
            .cloned()
            .collect();
        (!lacking.is_empty()).then(|| (view.id.clone(), lacking))
    };
    match started.narrowed.is_empty() {
        true => started.views.iter().filter_map(lacking).collect(),
        false => BTreeMap::new(),
    }
}
