//! The report without time and place: the same for two runs that say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use skott_model::run::{Run, Settled};
use skott_model::{Finding, Verdict, Weight, place_pattern};

use crate::texts::{Heading, Lang};

/// One file holds for both languages of reports, so it is in Swedish always.
const LANG: Lang = Lang::Sv;

/// The report without time and place.
pub fn accepted_body(run: &Run) -> String {
    let mut out = String::new();
    head(&mut out, run);
    for view in views(run) {
        view_block(&mut out, run, view);
    }
    deviations(&mut out, run);
    gate(&mut out, run);
    left_out(&mut out, run);
    out
}

fn line(out: &mut String, text: impl AsRef<str>) {
    out.push_str(text.as_ref().trim_end());
    out.push('\n');
}

fn block(out: &mut String, heading: Heading, lines: impl IntoIterator<Item = String>) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_none() {
        return;
    }
    out.push('\n');
    line(out, LANG.heading(heading));
    for text in lines {
        line(out, format!("  {text}"));
    }
}

fn head(out: &mut String, run: &Run) {
    let coverage = run.coverage;
    line(out, format!("portal: {}", run.started.portal));
    line(out, format!("population: {}", run.started.population));
    line(
        out,
        format!(
            "täckning: {} %, {} av {}",
            coverage.percent(),
            coverage.judged,
            coverage.declared
        ),
    );
    let totals = Verdict::ALL.iter().map(|verdict| {
        let n = run.totals.get(verdict).copied().unwrap_or_default();
        format!("{} {n}", LANG.verdict(*verdict))
    });
    line(out, format!("celler: {}", totals.collect::<Vec<_>>().join(", ")));
}

fn views(run: &Run) -> BTreeSet<&str> {
    let all = run.cells.iter().map(|settled| &settled.cell).chain(&run.untried);
    all.map(|cell| cell.view.as_str()).collect()
}

/// A view: a line for each selection, so that a difference shows which came or went, then one for each account.
fn view_block(out: &mut String, run: &Run, view: &str) {
    let cells: Vec<&Settled> = run.cells.iter().filter(|s| s.cell.view == view).collect();
    let untried = run.untried.iter().filter(|cell| cell.view == view);
    let all = cells.iter().map(|s| &s.cell).chain(untried);
    let selections: BTreeSet<&str> = all.map(|cell| cell.selection.as_str()).collect();
    out.push('\n');
    line(out, format!("vy {view}"));
    for selection in selections {
        line(out, format!("  urval: {selection}"));
    }
    let accounts: BTreeSet<&str> = cells.iter().map(|s| s.cell.principal.as_str()).collect();
    for account in accounts {
        let own = cells.iter().filter(|s| s.cell.principal == account);
        line(out, format!("  {account}: {}", counts(own.copied())));
    }
}

/// Verdicts by format and by what the target is: `html avskild 4; json främmande nekad 7`.
fn counts<'a>(cells: impl Iterator<Item = &'a Settled>) -> String {
    let mut by: BTreeMap<(&str, _, Verdict), usize> = BTreeMap::new();
    for settled in cells {
        let cell = &settled.cell;
        *by.entry((&cell.format, cell.relation, settled.verdict)).or_default() += 1;
    }
    let parts = by.iter().map(|((format, relation, verdict), n)| {
        let relation = relation.map(|r| format!(" ({})", LANG.relation(r))).unwrap_or_default();
        format!("{format}{relation} {} {n}", LANG.verdict(*verdict))
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// Every cell that does not plainly pass, or has a finding, with its findings.
fn deviations(out: &mut String, run: &Run) {
    let plain =
        |s: &&Settled| s.findings.is_empty() && s.verdict != Verdict::Waived && s.verdict.weight() == Weight::Pass;
    let mut cells: Vec<&Settled> = run.cells.iter().filter(|s| !plain(s)).collect();
    cells.sort_by(|a, b| a.cell.id.cmp(&b.cell.id));
    block(out, Heading::Deviations, cells.iter().map(|settled| deviation(settled)));
}

fn deviation(settled: &Settled) -> String {
    let mut out = format!("{}: {}", settled.cell.id, LANG.verdict(settled.verdict));
    if let Some(waived) = &settled.waived {
        let _ = write!(out, " ({})", LANG.verdict(waived.verdict));
    }
    for said in LANG.said_of(settled) {
        let _ = write!(out, ", {said}");
    }
    let mut told: BTreeMap<&str, String> = BTreeMap::new();
    for finding in &settled.findings {
        let text = in_words(finding);
        // One finding may stand in several places: the first of them, by its name and not by its row.
        let first = told.entry(&finding.id).or_insert_with(|| text.clone());
        *first = text.min(std::mem::take(first));
    }
    for (id, text) in told {
        let _ = write!(out, "\n    {id} {text}");
    }
    if settled.more_findings > 0 {
        let _ = write!(out, "\n    {}", LANG.and_more(settled.more_findings));
    }
    out
}

/// What was found, of whom and where, so that who reads it can tell what is accepted.
fn in_words(finding: &Finding) -> String {
    let category = finding.category.as_ref().map(|category| LANG.category(category));
    let parts = [
        Some(LANG.kind(finding.kind)),
        category,
        finding.person.as_deref().or(Some(finding.instance.as_str())),
    ];
    let what: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("{}: {}", what.join(", "), place_pattern(&finding.place))
}

fn gate(out: &mut String, run: &Run) {
    let sorted = |lines: BTreeSet<String>| lines.into_iter();
    let untried = run.untried.iter().map(|cell| cell.id.clone()).collect();
    block(out, Heading::Untried, sorted(untried));
    let unasserted = run.unasserted.iter().flat_map(|(arm, cells)| {
        let cells: BTreeSet<&String> = cells.iter().collect();
        cells.into_iter().map(|cell| format!("{cell}: {}", LANG.arm(*arm)))
    });
    block(out, Heading::Unasserted, sorted(unasserted.collect()));
    let unmapped = run
        .unmapped
        .iter()
        .map(|link| format!("{} ({})", link.path, link.seen_on));
    block(out, Heading::Unmapped, sorted(unmapped.collect()));
    let unrestored = run.unrestored.iter();
    let unrestored = unrestored.map(|(cell, why)| format!("{cell}: {}", LANG.detail(why)));
    block(out, Heading::Unrestored, unrestored);
}

fn left_out(out: &mut String, run: &Run) {
    let without = run.started.without.iter();
    let without: BTreeSet<String> = without
        .map(|w| format!("{} {} ({})", w.principal, w.view, w.auth))
        .collect();
    block(out, Heading::Without, without);
    let unasked: BTreeSet<String> = run
        .started
        .unasked
        .iter()
        .map(|of| format!("{} {}", of.instance, of.view))
        .collect();
    block(out, Heading::Unasked, unasked);
    let not_tried: BTreeSet<String> = LANG.not_tried(&run.started).into_iter().collect();
    block(out, Heading::NotTried, not_tried);
    let indistinct: BTreeSet<String> = run.started.indistinct.iter().map(|group| group.join(", ")).collect();
    block(out, Heading::Indistinct, indistinct);
    // What the gate lets pass is somebody's word, as a waiver is: a line more is reviewed like any other change.
    let ignored = run.started.ignored.iter();
    let ignored: BTreeSet<String> = ignored.map(|of| format!("{}: {}", of.path, of.why)).collect();
    block(out, Heading::Ignored, ignored);
}
