//! `skott plan`: what is declared, without asking the portal.

use std::collections::BTreeMap;

use skott_model::matrix::{Cell, Matrix};

use crate::cli::{LangName, PlanArgs};
use crate::console::say;
use crate::fail::Fail;
use crate::setup::{self, Setup};
use crate::texts::PlanWords;
use skott_runner::suite::{Excuse, NotApplicable};

/// Prints what the profile declares and what the features cover.
///
/// # Errors
/// The suite is wrong.
pub fn plan(args: &PlanArgs, lang: LangName) -> Result<u8, Fail> {
    let setup = setup::load(&args.portal)?;
    let lines = match args.cells {
        true => cells(&setup.matrix)?,
        false => overview(&setup, &PlanWords::of(lang)),
    };
    say(lines.join("\n") + "\n").map(|()| 0)
}

/// Every cell, and what its account may do there.
fn cells(matrix: &Matrix) -> Result<Vec<String>, Fail> {
    let line = |cell: &Cell| {
        let access = serde_json::to_value(cell.access).map_err(Fail::own)?;
        Ok(format!("{}\t{}", cell.id, access.as_str().unwrap_or_default()))
    };
    matrix.cells.iter().map(line).collect()
}

/// What there is of each view, and where nothing is.
fn overview(setup: &Setup, words: &PlanWords) -> Vec<String> {
    let matrix = &setup.matrix;
    let mut lines = vec![format!(
        "{}: {} {}, {} {}",
        matrix.profile.title,
        matrix.cells.len(),
        words.cells(),
        setup.suite.planned.len(),
        words.scenarios()
    )];
    let mut by_view: BTreeMap<usize, usize> = BTreeMap::new();
    for cell in &matrix.cells {
        *by_view.entry(cell.view).or_default() += 1;
    }
    lines.extend(by_view.into_iter().map(|(view, cells)| {
        let written = &matrix.profile.view[view];
        let formats: Vec<&str> = written.format.iter().map(|f| f.id.get_ref().as_str()).collect();
        format!(
            "  {:24} {cells:6} {}, {}, {}",
            written.id.get_ref(),
            words.cells(),
            words.selections(matrix.selections[view].len()),
            formats.join(" ")
        )
    }));
    lines.extend(not_applicable(&setup.suite.not_applicable, words));
    lines.extend(without(matrix, words));
    lines
}

/// Rows that the profile excuses, and how many of each feature are about what features ask for only of portals that have it.
fn not_applicable(rows: &[NotApplicable], words: &PlanWords) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for row in rows {
        match &row.why {
            Excuse::NoneOfIt => *counts.entry(&row.feature).or_default() += 1,
            Excuse::Profile(why) => {
                lines.push(format!(
                    "  {}: {} \"{}\" ({why})",
                    words.absent(),
                    row.feature,
                    row.scenario
                ));
            }
        }
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(feature, count)| format!("{feature} {count}"))
        .collect();
    if !counts.is_empty() {
        lines.push(format!("  {}: {}", words.none_of_it(), counts.join(", ")));
    }
    lines
}

/// Accounts without a credential, the views of one list of them together.
fn without(matrix: &Matrix, words: &PlanWords) -> Vec<String> {
    let mut accounts: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for without in &matrix.without {
        accounts
            .entry((&without.view, &without.auth))
            .or_default()
            .push(&without.principal);
    }
    let mut views: BTreeMap<(&str, Vec<&str>), Vec<&str>> = BTreeMap::new();
    for ((view, auth), accounts) in accounts {
        views.entry((auth, accounts)).or_default().push(view);
    }
    let line = |((auth, accounts), views): ((&str, Vec<&str>), Vec<&str>)| {
        format!(
            "  {} ({auth}): {}: {}",
            views.join(", "),
            words.without(),
            accounts.join(", ")
        )
    };
    views.into_iter().map(line).collect()
}
