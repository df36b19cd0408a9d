//! `prove.html`: the matrix as one page that needs nothing but itself.

use std::collections::{BTreeMap, BTreeSet};

use maud::{DOCTYPE, Markup, html};

use super::text::{feature, features};
use super::{Fate, Kill, Kills, Ruling, Tried};
use crate::texts::Lang;

const STYLE: &str = include_str!("kills.css");

/// The matrix as a page.
pub fn kills_html(kills: &Kills, ruling: &Ruling, lang: Lang) -> String {
    let title = format!(
        "{} · {}",
        lang.pick("Vad som fäller vad", "What catches what"),
        kills.title
    );
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("sv", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                h1 .good[ruling.wrong.is_empty()] .bad[!ruling.wrong.is_empty()] { (lang.proof_headline(kills, ruling)) }
                p { (kills.title) " (" (kills.portal) ")" }
                (said(ruling, lang))
                (table(kills, ruling, lang))
                (scenarios(kills, lang))
                (pairs(kills, lang))
            }
        }
    };
    page.into_string()
}

fn said(ruling: &Ruling, lang: Lang) -> Markup {
    html! {
        @if !ruling.wrong.is_empty() {
            h2 { (lang.pick("Det som inte håller", "What does not hold")) }
            ul { @for wrong in &ruling.wrong { li { (lang.wrong(wrong)) } } }
        }
        @if !ruling.survivors.is_empty() {
            h2 { (lang.pick("Överlever, och är granskade", "Survivors that have been reviewed")) }
            dl { @for (name, why) in &ruling.survivors { dt { code { (name) } } dd { (why) } } }
        }
    }
}

fn table(kills: &Kills, ruling: &Ruling, lang: Lang) -> Markup {
    let columns = features(&kills.alone);
    html! {
        h2 { (lang.pick("Fel för fel", "Fault by fault")) }
        p { (lang.matrix_key()) }
        div .wide {
            table {
                thead { tr {
                    th scope="col" { (lang.pick("Fel", "Fault")) }
                    th scope="col" { (lang.pick("Klass", "Class")) }
                    th scope="col" { (lang.pick("Utfall", "Outcome")) }
                    @for column in &columns { th .turned scope="col" { span { (column.trim_end_matches(".feature")) } } }
                } }
                tbody { @for tried in &kills.alone { (row(tried, &columns, ruling, lang)) } }
            }
        }
    }
}

fn row<'a>(tried: &Tried, columns: impl IntoIterator<Item = &'a &'a str>, ruling: &Ruling, lang: Lang) -> Markup {
    let fate = tried.fates.first().copied().unwrap_or(Fate::Survived);
    let is_reviewed = ruling.survivors.iter().any(|(name, _)| *name == tried.name());
    let [sv, en] = tried.faults.first().map(|f| f.says.clone()).unwrap_or_default();
    html! {
        tr .bad[fate != Fate::Killed && !is_reviewed] {
            th scope="row" { code { (tried.name()) } br; small { (lang.pick(sv, en)) } }
            td { (tried.faults.first().map_or("", |f| f.class.as_str())) }
            td { (lang.fate(fate)) }
            @for column in columns { (mark(tried, column)) }
        }
    }
}

fn mark(tried: &Tried, column: &str) -> Markup {
    let expected = tried.faults.first().map_or("", |f| f.kind.as_str());
    let kills: Vec<_> = tried
        .kills
        .iter()
        .filter(|(scenario, _)| feature(scenario) == column)
        .collect();
    let is_expected = kills.iter().any(|(_, kill)| kill.kinds.contains(expected));
    let told = kills.iter().map(|(_, kill)| {
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
        format!(
            "{}\n{}\n{}\n{}",
            kill.name,
            list(&kill.kinds),
            list(&kill.views),
            list(&kill.accounts)
        )
    });
    let told = told.collect::<Vec<_>>().join("\n\n");
    html! {
        @if kills.is_empty() { td {} }
        @else { td .kill .expected[is_expected] title=(told) { (if is_expected { "●" } else { "○" }) } }
    }
}

/// Scenario by scenario: what it alone catches is what is lost with it.
fn scenarios(kills: &Kills, lang: Lang) -> Markup {
    let all: BTreeMap<&String, &str> = kills.alone.iter().flat_map(|t| &t.kills).map(of_name).collect();
    let catches = |scenario: &String| kills.alone.iter().filter(|t| t.kills.contains_key(scenario)).count();
    let alone = |scenario: &String| -> Vec<String> {
        let only = |t: &&Tried| t.kills.len() == 1 && t.kills.contains_key(scenario);
        kills.alone.iter().filter(only).map(Tried::name).collect()
    };
    html! {
        h2 { (lang.pick("Scenario för scenario", "Scenario by scenario")) }
        table {
            thead { tr {
                th scope="col" { (lang.pick("Scenario", "Scenario")) }
                th scope="col" { (lang.pick("Fäller", "Catches")) }
                th scope="col" { (lang.pick("Fäller ensamt", "Catches alone")) }
            } }
            tbody { @for (scenario, name) in all { tr id=(scenario) {
                th scope="row" title=(scenario) { (name) br; small { (feature(scenario)) } }
                td { (catches(scenario)) }
                td { (alone(scenario).join(", ")) }
            } } }
        }
    }
}

fn of_name<'a>((scenario, kill): (&'a String, &'a Kill)) -> (&'a String, &'a str) {
    (scenario, &kill.name)
}

fn pairs(kills: &Kills, lang: Lang) -> Markup {
    html! {
        @if !kills.pairs.is_empty() {
            h2 { (lang.pick("Två fel samtidigt", "Two faults at once")) }
            p { (lang.pairs(&kills.pairs)) }
            table { tbody { @for tried in &kills.pairs { tr {
                @for (fault, fate) in tried.faults.iter().zip(&tried.fates) {
                    td { code { (fault.name) } } td { (lang.fate(*fate)) }
                }
            } } } }
        }
    }
}
