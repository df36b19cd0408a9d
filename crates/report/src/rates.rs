//! What came in some tries and not in all, and how often.

use std::collections::BTreeMap;

use skott_model::run::{Rate, Settled};
use skott_model::{FindingKind, Weight};

use crate::texts::Lang;

/// One line for each kind of finding and how often it came, as `främmande uppgift (24), 1 av 10 försök`; of a cell without
/// findings, its verdict. Nothing for what came in every try.
pub(crate) fn rates(settled: &Settled, lang: Lang) -> Vec<String> {
    if settled.verdict.weight() == Weight::Pass {
        return Vec::new();
    }
    if settled.findings.is_empty() {
        let told = settled.rate.comes_and_goes();
        return told
            .then(|| format!("{}, {}", lang.verdict(settled.verdict), lang.rate(settled.rate)))
            .into_iter()
            .collect();
    }
    let mut kinds: BTreeMap<(FindingKind, Rate), usize> = BTreeMap::new();
    for finding in &settled.findings {
        if let Some(rate) = finding.rate.filter(|rate| rate.comes_and_goes()) {
            *kinds.entry((finding.kind, rate)).or_default() += 1;
        }
    }
    let line =
        |((kind, rate), n): ((FindingKind, Rate), usize)| format!("{} ({n}), {}", lang.kind(kind), lang.rate(rate));
    kinds.into_iter().map(line).collect()
}
