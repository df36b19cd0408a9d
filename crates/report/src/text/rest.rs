//! The rest of the report: cells without verdict, waivers, comparison, totals, warnings, time and place.

use std::collections::BTreeMap;

use skott_model::record::Finished;
use skott_model::run::{Note, Run, Settled};
use skott_model::{Category, Doubt, DoubtKind, Outcome, Verdict, Weight};

use super::leak::{answers, where_short};
use crate::accepted::Comparison;
use crate::exposure::places;
use crate::page::{Page, bounded};
use crate::rates::rates;
use crate::texts::{Heading, Hindrance, Lang, Noun};

/// Groups of cells beyond this are counted, not listed.
const GROUPS: usize = 15;
/// Parameters beyond this are counted, not listed.
const PARAMETERS: usize = 20;
/// Lines of a diff beyond this are counted, not listed.
const DIFF_LINES: usize = 200;

/// Cells that prove nothing, by verdict and reason.
pub(super) fn no_verdict(page: &mut Page, run: &Run, lang: Lang) {
    let cells = run.cells.iter().filter(|s| s.verdict.weight() == Weight::NoVerdict);
    let groups = grouped(cells, |s| (s.verdict, s.note.as_ref().map(|note| lang.note(note))));
    if groups.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::NoVerdict));
    for ((verdict, note), cells) in groups.iter().take(GROUPS) {
        group(page, run, (*verdict, note), cells, lang);
    }
    more_groups(page, groups.len(), lang);
    if groups.values().flatten().any(|settled| is_out_of_reach(settled)) {
        page.line(2, &lang.out_of_reach(&run.started.base_url));
    }
}

fn is_out_of_reach(settled: &Settled) -> bool {
    let is_it = |doubt: &Doubt| doubt.kind == DoubtKind::Unreachable;
    matches!(&settled.note, Some(Note::Doubts(doubts)) if doubts.iter().any(is_it))
}

/// What came in some tries only, each with how often.
pub(super) fn comes_and_goes(page: &mut Page, run: &Run, lang: Lang) {
    let of_cell = |s: &Settled| {
        rates(s, lang)
            .into_iter()
            .map(|rate| format!("{}: {rate}", s.cell.id))
            .collect()
    };
    let lines: Vec<String> = run.cells.iter().flat_map::<Vec<String>, _>(of_cell).collect();
    if lines.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::ComesAndGoes));
    lines.iter().take(GROUPS).for_each(|line| page.line(2, line));
    more_groups(page, lines.len(), lang);
}

/// Cells that a waiver covers, in whole or in part, by what it accepts of them and by waiver.
pub(super) fn waived(page: &mut Page, run: &Run, lang: Lang) {
    let accepted = |s: &Settled| match &s.waived {
        Some(waived) => (waived.verdict, Some(lang.waiver(waived, s.verdict))),
        None => (s.verdict, None),
    };
    let groups = grouped(run.cells.iter().filter(|s| s.waived.is_some()), accepted);
    if groups.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Waived));
    for ((verdict, note), cells) in groups.iter().take(GROUPS) {
        group(page, run, (*verdict, note), cells, lang);
        answers(page, run, cells, lang);
    }
    more_groups(page, groups.len(), lang);
}

type Groups<'a> = BTreeMap<(Verdict, String), Vec<&'a Settled>>;

fn grouped<'a>(
    cells: impl Iterator<Item = &'a Settled>,
    by: impl Fn(&Settled) -> (Verdict, Option<String>),
) -> Groups<'a> {
    let mut out = Groups::new();
    for settled in cells {
        let (verdict, note) = by(settled);
        let note = note.map(|note| format!(", {note}")).unwrap_or_default();
        out.entry((verdict, note)).or_default().push(settled);
    }
    out
}

fn group(page: &mut Page, run: &Run, (verdict, note): (Verdict, &str), cells: &[&Settled], lang: Lang) {
    let count = lang.count(cells.len(), Noun::Cell);
    page.line(2, &format!("{}: {count}{note}", lang.verdict(verdict)));
    where_short(page, run, &places(cells.iter().copied()), lang);
}

fn more_groups(page: &mut Page, groups: usize, lang: Lang) {
    if groups > GROUPS {
        page.line(2, &lang.and_more(groups - GROUPS));
    }
}

/// How the report stands to the accepted one.
pub(super) fn comparison(page: &mut Page, run: &Run, accepted: &Comparison, lang: Lang) {
    page.heading(lang.heading(Heading::Comparison));
    match accepted {
        Comparison::None => page.line(2, lang.no_accepted_report(may_be_accepted(run))),
        Comparison::Same { with } => {
            page.line(2, &format!("{} ({with})", lang.pick("Oförändrad", "Unchanged")));
        }
        Comparison::NotCompared { why } => {
            let lead = lang.pick("Jämförs inte", "Not compared");
            page.line(2, &format!("{lead}: {}.", lang.not_compared(*why)));
        }
        Comparison::Changed { with, diff } => {
            page.line(2, &format!("{} ({with})", lang.pick("Ändrad", "Changed")));
            page.line(2, lang.changed_means(hindrance(run)));
            page.gap();
            diff.lines()
                .take(DIFF_LINES)
                .for_each(|line| page.raw(&format!("    {line}")));
            let lines = diff.lines().count();
            if lines > DIFF_LINES {
                page.line(4, &lang.and_more(lines - DIFF_LINES));
            }
        }
    }
}

fn may_be_accepted(run: &Run) -> bool {
    run.outcome == Outcome::Accepted && run.started.narrowed.is_empty() && run.started.faults.is_empty()
}

fn hindrance(run: &Run) -> Option<Hindrance> {
    let has = |is_it: fn(Verdict) -> bool| run.cells.iter().any(|settled| is_it(settled.verdict));
    if has(|verdict| verdict == Verdict::Leak) {
        return Some(Hindrance::Leak);
    }
    if has(|verdict| verdict.weight() == Weight::NoVerdict) {
        return Some(Hindrance::NoVerdict);
    }
    (!run.unmapped.is_empty()).then_some(Hindrance::Unmapped)
}

/// Cells by verdict, and how much of what is declared was judged.
pub(super) fn totals(page: &mut Page, run: &Run, lang: Lang) {
    page.heading(lang.heading(Heading::Totals));
    page.line(2, lang.cell_means());
    for verdict in Verdict::ALL {
        let n = run.totals.get(&verdict).copied().unwrap_or_default();
        let (word, meaning) = (lang.verdict(verdict), lang.verdict_meaning(verdict));
        page.raw(&format!("  {n:>7}  {word:<14}{meaning}"));
    }
    page.line(2, &lang.coverage(&run.coverage));
}

/// Accounts without a credential, those that no probe tells apart, and links that need no view.
pub(super) fn left_out(page: &mut Page, run: &Run, lang: Lang) {
    let mut views: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for without in &run.started.without {
        let accounts = views.entry((&without.view, &without.auth)).or_default();
        accounts.push(&without.principal);
    }
    if !views.is_empty() {
        page.heading(lang.heading(Heading::Without));
    }
    let mut groups: BTreeMap<(&str, Vec<&str>), Vec<&str>> = BTreeMap::new();
    for ((view, auth), accounts) in views {
        groups.entry((auth, accounts)).or_default().push(view);
    }
    for ((auth, accounts), views) in groups {
        page.line(2, &format!("{} ({auth}): {}", views.join(", "), accounts.join(", ")));
    }
    let mut unasked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for of in &run.started.unasked {
        let facts = run.started.instances.iter().find(|facts| facts.id == of.instance);
        unasked
            .entry(facts.map_or(&of.instance, |facts| &facts.name))
            .or_default()
            .push(&of.view);
    }
    if !unasked.is_empty() {
        page.heading(lang.heading(Heading::Unasked));
    }
    for (instance, views) in unasked {
        page.line(2, &format!("{instance}: {}", views.join(", ")));
    }
    let not_tried = lang.not_tried(&run.started);
    if !not_tried.is_empty() {
        page.heading(lang.heading(Heading::NotTried));
    }
    for line in not_tried {
        page.line(2, &line);
    }
    if !run.started.indistinct.is_empty() {
        page.heading(lang.heading(Heading::Indistinct));
    }
    for accounts in &run.started.indistinct {
        page.line(2, &accounts.join(", "));
    }
    if !run.started.ignored.is_empty() {
        page.heading(lang.heading(Heading::Ignored));
    }
    for ignored in &run.started.ignored {
        page.line(2, &format!("{}: {}", ignored.path, ignored.why));
    }
}

/// What does not change the outcome and must not go unseen.
pub(super) fn warnings(page: &mut Page, run: &Run, lang: Lang) {
    let is_silent = |f: &Finished| f.streamed_on.is_empty() && f.untried_parameters.is_empty() && f.led_to.is_empty();
    let is_told = |f: &&Finished| f.unplanted > 0 || !is_silent(f) || f.links == Some(0);
    let finished = run.finished.as_ref().filter(is_told);
    if finished.is_none() && run.slower.is_empty() && run.unseen.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Warnings));
    if !run.unseen.is_empty() {
        page.line(2, lang.unseen());
    }
    run.unseen
        .iter()
        .for_each(|(view, shows)| page.line(4, &lang.unseen_on(view, shows)));
    run.slower.iter().for_each(|slower| page.line(2, &lang.slower(slower)));
    if let Some(finished) = finished {
        warned_of(page, finished, lang);
    }
}

fn warned_of(page: &mut Page, finished: &Finished, lang: Lang) {
    if finished.unplanted > 0 {
        unplanted(page, finished, lang);
    }
    if !finished.streamed_on.is_empty() {
        page.line(2, &lang.streamed(&finished.streamed_on));
    }
    if !finished.untried_parameters.is_empty() {
        let all = finished.untried_parameters.iter().map(String::as_str);
        let (list, more) = bounded(all, PARAMETERS);
        page.line(2, &lang.untried_parameters(&list));
        if more > 0 {
            page.line(4, &lang.and_more(more));
        }
    }
    for led in &finished.led_to {
        page.line(2, &lang.led_to(led));
    }
    if finished.links == Some(0) {
        page.line(2, lang.no_links());
    }
}

fn unplanted(page: &mut Page, finished: &Finished, lang: Lang) {
    page.line(2, &lang.unplanted(finished.unplanted));
    let mut kinds: BTreeMap<&Category, Vec<String>> = BTreeMap::new();
    for of in &finished.unplanted_on {
        kinds
            .entry(&of.kind)
            .or_default()
            .push(format!("{} {}", of.view, of.count));
    }
    for (kind, views) in kinds {
        page.line(4, &lang.unplanted_on(kind, &views));
    }
}

/// Time and place, which the accepted report leaves out.
pub(super) fn envelope(page: &mut Page, run: &Run, lang: Lang) {
    let started = &run.started;
    page.heading(lang.heading(Heading::Run));
    match &run.finished {
        Some(finished) => {
            page.line(2, &format!("{} – {}, {}", started.at, finished.at, started.base_url));
            page.line(2, &lang.traffic(finished));
        }
        None => page.line(2, &format!("{} – ?, {}", started.at, started.base_url)),
    }
    let scenarios = lang.count(run.scenarios.len(), Noun::Scenario);
    page.line(2, &format!("skott {}, {scenarios}", started.skott));
    let suite = lang.pick("svit", "suite");
    page.line(
        2,
        &format!("population {}, {suite} {}", started.population, started.suite),
    );
}
