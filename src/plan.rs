//! `skott plan`: what is declared, without asking the portal.

use std::collections::BTreeMap;

use crate::cli::{LangName, PlanArgs};
use crate::fail::Fail;
use crate::setup;

/// Prints what the profile declares and what the features cover.
///
/// # Errors
/// The suite is wrong.
pub fn plan(args: &PlanArgs) -> Result<u8, Fail> {
    let setup = setup::load(&args.portal)?;
    let matrix = &setup.matrix;
    if args.cells {
        for cell in &matrix.cells {
            println!(
                "{}\t{}",
                cell.id,
                serde_json::to_value(cell.access)
                    .map_err(Fail::own)?
                    .as_str()
                    .unwrap_or("")
            );
        }
        return Ok(0);
    }
    let words = Words::of(args.lang.lang);
    println!(
        "{}: {} {}, {} {}",
        matrix.profile.title,
        matrix.cells.len(),
        words.cells,
        setup.suite.planned.len(),
        words.scenarios
    );
    let mut by_view: BTreeMap<usize, usize> = BTreeMap::new();
    for cell in &matrix.cells {
        *by_view.entry(cell.view).or_default() += 1;
    }
    for (view, cells) in by_view {
        let written = &matrix.profile.view[view];
        let formats: Vec<&str> = written.format.iter().map(|f| f.id.get_ref().as_str()).collect();
        println!(
            "  {:24} {cells:6} {}, {} {}, {}",
            written.id.get_ref(),
            words.cells,
            matrix.selections[view].len(),
            words.selections,
            formats.join(" ")
        );
    }
    for row in &setup.suite.not_applicable {
        println!("  {}: {} \"{}\" ({})", words.absent, row.feature, row.scenario, row.why);
    }
    for without in &matrix.without {
        println!(
            "  {} / {}: {} ({})",
            without.principal, without.view, words.without, without.auth
        );
    }
    Ok(0)
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
