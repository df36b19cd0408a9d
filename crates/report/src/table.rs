//! Account by account: the worst verdict in each view.

use std::collections::BTreeMap;

use skott_model::Verdict;
use skott_model::run::Run;

use crate::page::{Page, WIDTH};
use crate::texts::{Heading, Lang};

/// What the table says of an account and a view; the greatest is the worst. None for what nobody tried.
type Mark = (u8, Option<Verdict>);

/// Accounts are the rows: a portal gets more of them, hardly more views. Views that do not fit go into a table below.
pub(crate) fn table(page: &mut Page, run: &Run, lang: Lang) {
    let marks = marks(run);
    if marks.is_empty() {
        return;
    }
    page.heading(lang.heading(Heading::Table));
    let accounts = run.started.principals.iter().map(|p| p.id.as_str());
    let first = accounts.clone().map(width).max().unwrap_or(0);
    let views: Vec<&str> = run.started.views.iter().map(|v| v.id.as_str()).collect();
    for columns in blocks(&views, WIDTH - first - 2, lang) {
        page.gap();
        page.raw(&row("", first, &columns, |view| view));
        for account in accounts.clone() {
            let word = |view| marks.get(&(account, view)).map_or("–", |mark| word(*mark, lang));
            page.raw(&row(account, first, &columns, word));
        }
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn marks(run: &Run) -> BTreeMap<(&str, &str), Mark> {
    let tried = run.cells.iter().map(|s| (&s.cell, Some(s.verdict)));
    let untried = run.untried.iter().map(|cell| (cell, None));
    let mut out: BTreeMap<(&str, &str), Mark> = BTreeMap::new();
    for (cell, verdict) in tried.chain(untried) {
        let mark = (badness(verdict), verdict);
        let worst = out.entry((&cell.principal, &cell.view)).or_insert(mark);
        *worst = (*worst).max(mark);
    }
    out
}

fn badness(verdict: Option<Verdict>) -> u8 {
    match verdict {
        Some(Verdict::Leak) => 9,
        Some(Verdict::Missing) => 8,
        Some(Verdict::Surplus) => 7,
        Some(Verdict::Inconclusive) => 6,
        Some(Verdict::Blind) => 5,
        Some(Verdict::Unwitnessed) => 4,
        None => 3,
        Some(Verdict::Waived) => 2,
        Some(Verdict::Isolated) => 1,
        Some(Verdict::Refused) => 0,
    }
}

fn word(mark: Mark, lang: Lang) -> &'static str {
    mark.1.map_or(lang.untried(), |verdict| lang.verdict(verdict))
}

/// Views with their widths, as many in a block as fit.
fn blocks<'a>(views: &[&'a str], room: usize, lang: Lang) -> Vec<Vec<(&'a str, usize)>> {
    let words = Verdict::ALL.iter().map(|v| width(lang.verdict(*v)));
    let least = words.chain([width(lang.untried())]).max().unwrap_or(0);
    let mut out: Vec<Vec<(&str, usize)>> = Vec::new();
    let mut left = 0;
    for view in views {
        let wide = width(view).max(least) + 2;
        if wide > left || out.is_empty() {
            out.push(Vec::new());
            left = room;
        }
        left = left.saturating_sub(wide);
        if let Some(block) = out.last_mut() {
            block.push((view, wide));
        }
    }
    out
}

fn row<'a>(first: &str, wide: usize, columns: &[(&'a str, usize)], cell: impl Fn(&'a str) -> &'a str) -> String {
    let mut out = format!("  {first:wide$}");
    for (view, wide) in columns {
        out.push_str("  ");
        out.push_str(&format!("{:1$}", cell(view), wide - 2));
    }
    out
}
