//! The same list in two formats: the same account, selection and target must be shown the same units, whoever they belong
//! to. Told only where nothing else is wrong with either cell: what is missing or too much there is said already.

use std::collections::{BTreeMap, HashMap};

use skott_model::record::Declared;
use skott_model::{Answer, Evidence, Finding, FindingKind, Observation, Rows};

use super::Record;
use super::across::{Across, is_whole};
use crate::observe::finding_id;

/// The cells whose format shows more, or others, than another format of the same list: cell id -> finding.
pub(super) fn disparities<'a>(record: &Record<'a>, across: &Across<'a>) -> HashMap<&'a str, Finding> {
    type List<'a> = (&'a str, &'a str, Option<&'a str>, &'a str);
    let mut lists: BTreeMap<List, Vec<Format>> = BTreeMap::new();
    for &declared in &record.declared {
        let observation = record.observed.get(declared.id.as_str()).and_then(|all| all.last());
        let Some((observation, rows)) = observation.and_then(|o| Some((*o, o.rows.as_ref()?))) else {
            continue;
        };
        let is_sound = observation.findings.is_empty() && observation.answer == Answer::Opened && is_whole(observation);
        if is_sound && across.is_proved(declared) {
            let list = (
                declared.principal.as_str(),
                declared.view.as_str(),
                declared.target.as_deref(),
                declared.selection.as_str(),
            );
            lists.entry(list).or_default().push(Format {
                declared,
                observation,
                rows,
            });
        }
    }
    lists.values().flat_map(|formats| disparity(formats)).collect()
}

struct Format<'a> {
    declared: &'a Declared,
    observation: &'a Observation,
    rows: &'a Rows,
}

fn disparity<'a>(formats: &[Format<'a>]) -> Vec<(&'a str, Finding)> {
    let Some(fewest) = formats.iter().min_by_key(|f| f.rows.units) else {
        return Vec::new();
    };
    let counts: Vec<String> = formats
        .iter()
        .map(|f| format!("{} {}", f.declared.format, f.rows.units))
        .collect();
    let place = format!("rader: {}", counts.join(", "));
    let finding = |format: &Format<'a>| {
        let instance = format.observation.witnessed.join("+");
        let mut finding = Finding::new(FindingKind::Disparity, instance, &place);
        finding.id = finding_id(&format.declared.id, &finding);
        finding.evidence = (!format.observation.cited.is_empty()).then_some(Evidence {
            excerpt: None,
            answer: 0,
        });
        (format.declared.id.as_str(), finding)
    };
    formats
        .iter()
        .filter(|f| f.rows.digest != fewest.rows.digest)
        .map(finding)
        .collect()
}
