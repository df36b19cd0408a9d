//! `skott plan`: what is declared, without asking the portal.

use std::collections::BTreeMap;

use skott_model::matrix::{Cell, Matrix};

use crate::cli::{LangName, PlanArgs};
use crate::console::say;
use crate::fail::Fail;
use crate::setup::{self, Setup};
use crate::texts::PlanWords;

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
    lines.extend(setup.suite.not_applicable.iter().map(|row| {
        let (absent, why) = (words.absent(), words.excuse(&row.why));
        format!("  {absent}: {} \"{}\" ({why})", row.feature, row.scenario)
    }));
    lines.extend(without(matrix, words));
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
