//! `report.txt`: the report that people read. The outcome first; then, when something leaked, the answers that a breach notice
//! asks for; then what is not proved; then what nobody tried.

mod example;
mod gate;
mod leak;
mod rest;

use std::collections::BTreeMap;

use skott_model::run::{Reason, Run};
use skott_model::{Outcome, Verdict};

use crate::accepted::Comparison;
use crate::exposure::exposure;
use crate::page::Page;
use crate::table::table;
use crate::texts::{Heading, Lang, Noun};

/// The report as people read it.
pub fn report_text(run: &Run, accepted: &Comparison, lang: Lang) -> String {
    let mut page = Page::default();
    head(&mut page, run, lang);
    leak::leaked(&mut page, run, lang);
    leak::wrong(&mut page, run, Verdict::Missing, lang);
    leak::wrong(&mut page, run, Verdict::Surplus, lang);
    rest::comes_and_goes(&mut page, run, lang);
    rest::no_verdict(&mut page, run, lang);
    gate::gate(&mut page, run, lang);
    rest::waived(&mut page, run, lang);
    rest::comparison(&mut page, run, accepted, lang);
    rest::totals(&mut page, run, lang);
    rest::warnings(&mut page, run, lang);
    rest::left_out(&mut page, run, lang);
    table(&mut page, run, lang);
    rest::envelope(&mut page, run, lang);
    page.gap();
    page.line(0, &headline(run, lang));
    page.finish()
}

/// The outcome in one line, as `UNDERKÄND: läcka i 36 celler (214 fynd)`.
pub(crate) fn headline(run: &Run, lang: Lang) -> String {
    let outcome = lang.outcome(run.outcome).to_uppercase();
    let why = match (run.outcome, run.reasons.first()) {
        (Outcome::Accepted, _) => lang.all_judged(run.cells.len(), &waived(run)),
        (_, Some(reason)) => lang.reason(reason) + &findings(run, reason, lang),
        (_, None) => return outcome,
    };
    format!("{outcome}: {why}")
}

/// Cells that a waiver covers, by what they are without it.
fn waived(run: &Run) -> BTreeMap<Verdict, usize> {
    let mut out = BTreeMap::new();
    for settled in run.cells.iter().filter(|s| s.verdict == Verdict::Waived) {
        *out.entry(settled.unwaived()).or_default() += 1;
    }
    out
}

fn findings(run: &Run, reason: &Reason, lang: Lang) -> String {
    if !matches!(reason, Reason::Failing(Verdict::Leak, _)) {
        return String::new();
    }
    let leaks = run.cells.iter().filter(|s| s.verdict == Verdict::Leak);
    let exposed = exposure(leaks, |kind| kind.is_leak());
    let at_least = if exposed.more { lang.at_least() } else { "" };
    format!(" ({at_least}{})", lang.count(exposed.findings, Noun::Finding))
}

fn head(page: &mut Page, run: &Run, lang: Lang) {
    page.line(0, &headline(run, lang));
    page.line(0, &format!("{} ({})", run.started.title, run.started.portal));
    for (heading, list) in [
        (Heading::Narrowed, &run.started.narrowed),
        (Heading::Faults, &run.started.faults),
    ] {
        if !list.is_empty() {
            page.line(0, &format!("{}: {}", lang.heading(heading), list.join(" ")));
        }
    }
    for ignored in run.started.ignored.iter().filter(|ignored| ignored.is_everything()) {
        page.line(0, &lang.everything_ignored(ignored));
    }
    if run.reasons.len() > 1 {
        page.heading(lang.heading(Heading::Reasons));
        for reason in &run.reasons {
            page.line(2, &format!("- {}", lang.reason(reason)));
        }
    }
}
