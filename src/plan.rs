//! `skott plan`: what is declared, without asking the portal.

use std::collections::BTreeMap;

use skott_model::matrix::{Cell, Matrix};

use crate::cli::{LangName, PlanArgs};
use crate::console::say;
use crate::fail::Fail;
use crate::setup::{self, Setup};

/// Prints what the profile declares and what the features cover.
///
/// # Errors
/// The suite is wrong.
pub fn plan(args: &PlanArgs) -> Result<u8, Fail> {
    let setup = setup::load(&args.portal)?;
    let lines = match args.cells {
        true => cells(&setup.matrix)?,
        false => overview(&setup, &Words::of(args.lang.lang)),
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
fn overview(setup: &Setup, words: &Words) -> Vec<String> {
    let matrix = &setup.matrix;
    let mut lines = vec![format!(
        "{}: {} {}, {} {}",
        matrix.profile.title,
        matrix.cells.len(),
        words.cells,
        setup.suite.planned.len(),
        words.scenarios
    )];
    let mut by_view: BTreeMap<usize, usize> = BTreeMap::new();
    for cell in &matrix.cells {
        *by_view.entry(cell.view).or_default() += 1;
    }
    lines.extend(by_view.into_iter().map(|(view, cells)| {
        let written = &matrix.profile.view[view];
        let formats: Vec<&str> = written.format.iter().map(|f| f.id.get_ref().as_str()).collect();
        format!(
            "  {:24} {cells:6} {}, {} {}, {}",
            written.id.get_ref(),
            words.cells,
            matrix.selections[view].len(),
            words.selections,
            formats.join(" ")
        )
    }));
    let not_applicable = setup.suite.not_applicable.iter();
    lines.extend(
        not_applicable.map(|row| format!("  {}: {} \"{}\" ({})", words.absent, row.feature, row.scenario, row.why)),
    );
    lines.extend(matrix.without.iter().map(|without| {
        format!(
            "  {} / {}: {} ({})",
            without.principal, without.view, words.without, without.auth
        )
    }));
    lines
}

struct Words {
    cells: &'static str,
    scenarios: &'static str,
    selections: &'static str,
    absent: &'static str,
    without: &'static str,
}

impl Words {
    fn of(lang: LangName) -> Self {
        match lang {
            LangName::Sv => Self {
                cells: "celler",
                scenarios: "scenarier",
                selections: "urval",
                absent: "inte tillämpligt",
                without: "saknar inloggning, ingen cell",
            },
            LangName::En => Self {
                cells: "cells",
                scenarios: "scenarios",
                selections: "selections",
                absent: "not applicable",
                without: "no credential, no cell",
            },
        }
    }
}
