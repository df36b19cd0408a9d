//! The gate: what is declared and was not tried, what no scenario asserts, what no view declares.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::run::Run;

use crate::page::{Page, bounded};
use crate::texts::{Heading, Lang, Noun};

/// More than this is counted, not listed.
const LISTED: usize = 20;

/// Everything that the gate has to say; nothing when it is open.
pub(super) fn gate(page: &mut Page, run: &Run, lang: Lang) {
    untried(page, run, lang);
    unasserted(page, run, lang);
    unmapped(page, run, lang);
    unrestored(page, run, lang);
    broken(page, run, lang);
}

fn untried(page: &mut Page, run: &Run, lang: Lang) {
    if run.untried.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Untried));
    let of = lang.of_all(run.untried.len(), run.coverage.declared);
    page.line(2, &format!("{of}. {}", lang.gate_means()));
    let never = untried_views(run);
    if !never.is_empty() {
        let views: Vec<&str> = never.into_iter().collect();
        page.line(
            2,
            &format!("{}: {}", lang.heading(Heading::UntriedViews), views.join(", ")),
        );
    }
    for (account, views) in untried_by_account(run) {
        let cells = lang.count(views.values().sum(), Noun::Cell);
        let views: Vec<String> = views.iter().map(|(view, n)| format!("{view} {n}")).collect();
        page.line(4, &format!("{account}: {cells} ({})", views.join(", ")));
    }
}

/// Cells that nobody tried: account -> view -> number.
fn untried_by_account(run: &Run) -> BTreeMap<&str, BTreeMap<&str, usize>> {
    let mut out: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for cell in &run.untried {
        *out.entry(&cell.principal).or_default().entry(&cell.view).or_default() += 1;
    }
    out
}

fn untried_views(run: &Run) -> BTreeSet<&str> {
    let tried: BTreeSet<&str> = run.cells.iter().map(|s| s.cell.view.as_str()).collect();
    let untried = run.untried.iter().map(|cell| cell.view.as_str());
    untried.filter(|view| !tried.contains(view)).collect()
}

fn unasserted(page: &mut Page, run: &Run, lang: Lang) {
    if run.unasserted.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Unasserted));
    for (arm, cells) in &run.unasserted {
        let (list, beyond) = bounded(cells.iter().map(String::as_str), 5);
        let more = if beyond == 0 {
            String::new()
        } else {
            format!(", {}", lang.and_more(beyond))
        };
        let count = lang.count(cells.len(), Noun::Cell);
        page.line(2, &format!("{}: {count} ({list}{more})", lang.arm(*arm)));
    }
}

fn unmapped(page: &mut Page, run: &Run, lang: Lang) {
    if run.unmapped.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Unmapped));
    let mut paths: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for link in &run.unmapped {
        paths.entry(&link.path).or_default().insert(&link.seen_on);
    }
    for (path, seen_on) in paths {
        let (list, _) = bounded(seen_on, 5);
        page.line(2, &format!("{path} ({} {list})", lang.pick("sedd på", "seen on")));
    }
    page.line(2, lang.declare_links());
}

fn unrestored(page: &mut Page, run: &Run, lang: Lang) {
    if run.unrestored.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Unrestored));
    for (cell, why) in run.unrestored.iter().take(LISTED) {
        page.line(2, &format!("{cell}: {}", lang.detail(why)));
    }
    if run.unrestored.len() > LISTED {
        page.line(2, &lang.and_more(run.unrestored.len() - LISTED));
    }
    page.line(2, lang.put_back_by_hand());
}

fn broken(page: &mut Page, run: &Run, lang: Lang) {
    let broken = run
        .scenarios
        .iter()
        .filter_map(|s| Some((&s.scenario, s.scenario.broken.as_ref()?)));
    let broken: Vec<_> = broken.collect();
    if broken.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Broken));
    for (scenario, why) in broken.iter().take(LISTED) {
        page.line(2, &format!("{}: {}", scenario.id, lang.detail(why)));
    }
    if broken.len() > LISTED {
        page.line(2, &lang.and_more(broken.len() - LISTED));
    }
}
