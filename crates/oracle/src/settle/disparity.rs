//! The same list in two formats: the same account, selection and target must be shown the same units, whoever they belong
//! to. Told only where nothing else is wrong with either cell: what is missing or too much there is said already.

use std::collections::{BTreeMap, HashMap};

use skott_model::record::Declared;
use skott_model::{Answer, Doubt, Evidence, Finding, FindingKind, Observation, Rows};

use super::Record;
use super::across::{Across, is_whole};
use super::meanwhile;
use crate::observe::finding_id;

/// What a cell's format shows otherwise than another format of the same list.
#[derive(Clone, Default)]
pub(super) struct Disparity {
    pub finding: Option<Finding>,
    /// Where others use the portal: what differs, or differed before it was asked again, may be their doing.
    pub doubt: Option<Doubt>,
}

/// The cells whose format shows more, or others, than another format of the same list, by id.
pub(super) fn disparities<'a>(record: &Record<'a>, across: &Across<'a>) -> HashMap<&'a str, Disparity> {
    type List<'a> = (&'a str, &'a str, Option<&'a str>, &'a str);
    let mut lists: BTreeMap<List, Vec<Format>> = BTreeMap::new();
    for &declared in &record.declared {
        let observations = record.observed.get(declared.id.as_str()).map_or(&[][..], Vec::as_slice);
        if let Some(format) = Format::of(declared, observations).filter(|_| across.is_proved(declared)) {
            let list = (
                declared.principal.as_str(),
                declared.view.as_str(),
                declared.target.as_deref(),
                declared.selection.as_str(),
            );
            lists.entry(list).or_default().push(format);
        }
    }
    lists.values().flat_map(|formats| disparity(formats)).collect()
}

struct Format<'a> {
    declared: &'a Declared,
    observation: &'a Observation,
    rows: &'a Rows,
    /// Those of the question that the last one made sure of.
    before: Option<&'a Rows>,
}

impl<'a> Format<'a> {
    fn of(declared: &'a Declared, observations: &[&'a Observation]) -> Option<Self> {
        let (last, earlier) = observations.split_last()?;
        Some(Self {
            declared,
            observation: last,
            rows: sound_rows(last)?,
            before: earlier
                .last()
                .filter(|_| last.again)
                .and_then(|before| sound_rows(before)),
        })
    }

    /// Every time that they were asked for, both showed others.
    fn is_always_unlike(&self, other: &Self) -> bool {
        let all = |format: &Self| [Some(format.rows), format.before].map(|rows| rows.map(|rows| rows.digest.as_str()));
        let (mine, theirs) = (all(self), all(other));
        !self.rows.partial
            || mine.iter().all(|digest| digest.is_some() && !theirs.contains(digest)) && !theirs.contains(&None)
    }
}

/// The rows of an answer with which nothing else is wrong.
fn sound_rows(observation: &Observation) -> Option<&Rows> {
    let is_sound = observation.findings.is_empty() && observation.answer == Answer::Opened && is_whole(observation);
    observation.rows.as_ref().filter(|_| is_sound)
}

fn disparity<'a>(formats: &[Format<'a>]) -> Vec<(&'a str, Disparity)> {
    let Some(fewest) = formats.iter().min_by_key(|f| f.rows.units) else {
        return Vec::new();
    };
    let counts: Vec<String> = formats
        .iter()
        .map(|f| format!("{} {}", f.declared.format, f.rows.units))
        .collect();
    let place = format!("rader: {}", counts.join(", "));
    let judged = |format: &Format<'a>| {
        let differs = format.rows.digest != fewest.rows.digest;
        let changed = format.rows.partial && format.before.is_some_and(|before| before.digest != format.rows.digest);
        let disparity = match differs {
            true if format.is_always_unlike(fewest) => Disparity {
                finding: Some(finding(format, &place)),
                doubt: None,
            },
            _ if differs || changed => Disparity {
                finding: None,
                doubt: Some(meanwhile::doubt(&place)),
            },
            _ => return None,
        };
        Some((format.declared.id.as_str(), disparity))
    };
    formats.iter().filter_map(judged).collect()
}

fn finding(format: &Format, place: &str) -> Finding {
    let instance = format.observation.witnessed.join("+");
    let mut finding = Finding::new(FindingKind::Disparity, instance, place);
    finding.id = finding_id(&format.declared.id, &finding);
    finding.evidence = (!format.observation.cited.is_empty()).then_some(Evidence {
        excerpt: None,
        answer: 0,
    });
    finding
}
