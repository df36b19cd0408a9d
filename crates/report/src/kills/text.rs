//! `prove.txt`: the matrix that people read. The outcome first, then what is wrong, then fault by fault.

use std::collections::BTreeSet;

use super::{Fate, Kills, Ruling, Tried};
use crate::page::Page;
use crate::texts::Lang;

/// The matrix as people read it.
pub fn kills_text(kills: &Kills, ruling: &Ruling, lang: Lang) -> String {
    let mut page = Page::default();
    page.line(0, &lang.proof_headline(kills, ruling));
    page.line(0, &format!("{} ({})", kills.title, kills.portal));
    list(
        &mut page,
        lang.pick("DET SOM INTE HÅLLER", "WHAT DOES NOT HOLD"),
        &wrongs(ruling, lang),
    );
    let survivors: Vec<String> = ruling
        .survivors
        .iter()
        .map(|(name, why)| format!("{name}: {why}"))
        .collect();
    let heading = lang.pick("ÖVERLEVER, OCH ÄR GRANSKADE", "SURVIVORS THAT HAVE BEEN REVIEWED");
    list(&mut page, heading, &survivors);
    list(
        &mut page,
        lang.pick("ATT SE ÖVER", "TO LOOK AT"),
        &notices(kills, ruling, lang),
    );
    matrix(&mut page, kills, lang);
    pairs(&mut page, kills, lang);
    page.finish()
}

fn wrongs(ruling: &Ruling, lang: Lang) -> Vec<String> {
    ruling.wrong.iter().map(|wrong| lang.wrong(wrong)).collect()
}

fn notices(kills: &Kills, ruling: &Ruling, lang: Lang) -> Vec<String> {
    let mut out: Vec<String> = ruling
        .no_longer
        .iter()
        .map(|name| lang.no_longer_survives(name))
        .collect();
    if ruling.is_changed {
        out.push(lang.matrix_changed().to_owned());
    }
    if kills.is_narrowed {
        out.push(lang.faults_left_out().to_owned());
    }
    out
}

fn list(page: &mut Page, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.heading(heading);
    lines.iter().for_each(|line| page.line(2, &format!("- {line}")));
}

/// Faults are the rows, features the columns: there are more faults than features.
fn matrix(page: &mut Page, kills: &Kills, lang: Lang) {
    let features = features(&kills.alone);
    page.heading(lang.pick("FEL FÖR FEL", "FAULT BY FAULT"));
    page.line(2, lang.matrix_key());
    for (index, feature) in features.iter().enumerate() {
        page.raw(&format!("  {:>3}  {feature}", index + 1));
    }
    page.gap();
    let width = kills.alone.iter().map(|t| t.name().chars().count()).max().unwrap_or(0);
    let numbers: String = (1..=features.len()).map(|n| format!("{n:>3}")).collect();
    page.raw(&format!("  {:width$}  {:5}{numbers}", "", ""));
    for tried in &kills.alone {
        let marks: String = features
            .iter()
            .map(|feature| format!("{:>3}", mark(tried, feature)))
            .collect();
        let class = tried.faults.first().map_or("", |f| f.class.as_str());
        let fate = match tried.fates.first() {
            Some(Fate::Killed) | None => String::new(),
            Some(fate) => format!("  {}", lang.fate(*fate)),
        };
        page.raw(&format!("  {:width$}  {class:5}{marks}{fate}", tried.name()));
    }
}

/// Feature files that catch something.
pub(crate) fn features(alone: &[Tried]) -> BTreeSet<&str> {
    alone
        .iter()
        .flat_map(|tried| tried.kills.keys())
        .map(|scenario| feature(scenario))
        .collect()
}

/// The file of a scenario.
pub(super) fn feature(scenario: &str) -> &str {
    scenario.split('#').next().unwrap_or(scenario)
}

fn mark(tried: &Tried, column: &str) -> &'static str {
    let expected = tried.faults.first().map_or("", |f| f.kind.as_str());
    let mut kills = tried
        .kills
        .iter()
        .filter(|(scenario, _)| feature(scenario) == column)
        .peekable();
    if kills.peek().is_none() {
        "·"
    } else if kills.any(|(_, kill)| kill.kinds.contains(expected)) {
        "●"
    } else {
        "○"
    }
}

fn pairs(page: &mut Page, kills: &Kills, lang: Lang) {
    if kills.pairs.is_empty() {
        return;
    }
    page.heading(lang.pick("TVÅ FEL SAMTIDIGT", "TWO FAULTS AT ONCE"));
    page.line(2, &lang.pairs(&kills.pairs));
    for tried in kills.pairs.iter().filter(|tried| !tried.is_killed()) {
        let fates = tried.faults.iter().zip(&tried.fates);
        let fates: Vec<String> = fates
            .map(|(f, fate)| format!("{}: {}", f.name, lang.fate(*fate)))
            .collect();
        page.line(4, &fates.join("; "));
    }
}
