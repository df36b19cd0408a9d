//! Which cells a row stands for.

use skott_model::matrix::{Cell, Matrix, Scope};
use skott_model::profile::{AbsentUnit, Unit};
use skott_steps::{
    ACCOUNTS, Accounts, Arg, SELECTIONS, Selections, TARGETS, Targets, VIEWS, Views, is_every, meaning, nearest_name,
};

use super::error::{Faults, Place, did_you_mean};
use super::names;
use super::outline::{Outline, Row};

/// What a row asks for, column by column.
pub(super) struct Pick {
    columns: Vec<(Arg, Want)>,
    /// True when every column names one thing.
    pub is_explicit: bool,
}

enum Want {
    /// The column is not there: no target; the selection that nothing was chosen for.
    Default,
    Every,
    Account(Accounts),
    View(Views),
    Target(Targets),
    Selection(Selections),
    Named(String),
}

/// Reads a row; unknown names are faults.
pub(super) fn pick(outline: &Outline, row: &Row, matrix: &Matrix, faults: &mut Faults) -> Option<Pick> {
    let mut columns = Vec::new();
    for arg in Arg::ALL {
        let want = match outline.argument(arg, row) {
            None => Some(Want::Default),
            Some((text, place)) => want(arg, &text, place, matrix, faults),
        };
        columns.push((arg, want?));
    }
    let is_explicit = columns.iter().all(|(_, w)| matches!(w, Want::Default | Want::Named(_)));
    Some(Pick { columns, is_explicit })
}

/// So many names can be told instead of guessing.
const FEW: usize = 8;

fn want(arg: Arg, text: &str, place: Place, matrix: &Matrix, faults: &mut Faults) -> Option<Want> {
    let known = names::known(arg, matrix);
    let word = match arg {
        _ if is_every(text) => Some(Want::Every),
        Arg::Account => meaning(ACCOUNTS, text).map(Want::Account),
        Arg::View => meaning(VIEWS, text).map(Want::View),
        Arg::Target => meaning(TARGETS, text).map(Want::Target),
        Arg::Selection => meaning(SELECTIONS, text).map(Want::Selection),
        Arg::Format => None,
    };
    if word.is_some() {
        return word;
    }
    if known.iter().any(|name| name == text) {
        return Some(Want::Named(text.to_owned()));
    }
    let near = nearest_name(
        text,
        names::words(arg).into_iter().chain(known.iter().map(String::as_str)),
    );
    let hint = match near {
        None if known.len() <= FEW => format!(" – här finns {}", known.join(", ")),
        near => did_you_mean(near),
    };
    let what = format!("{} ”{text}” finns inte{hint}", names::column(arg));
    faults.at(
        place,
        what,
        "`skott plan` visar profilens namn, `skott steps` orden som står för flera",
    );
    None
}

impl Pick {
    /// True when the row asks for the cell, whatever may be claimed of it.
    pub fn takes(&self, matrix: &Matrix, cell: &Cell) -> bool {
        self.columns.iter().all(|(arg, want)| takes(*arg, want, matrix, cell))
    }

    /// What the row needs that a portal may lack; `refuses` where its steps are about a refusal.
    pub fn needs(&self, units: &[Unit], refuses: bool) -> Vec<AbsentUnit> {
        let mut out = Vec::new();
        let is_plain = self.columns.iter().all(|(_, want)| !matches!(want, Want::Target(_)));
        out.extend((refuses && is_plain).then_some(AbsentUnit::Refused));
        let mut units = units.to_vec();
        for (_, want) in &self.columns {
            match want {
                Want::Account(Accounts::City) => out.push(AbsentUnit::ScopeAll),
                Want::Account(Accounts::Limited) => out.push(AbsentUnit::ScopeInstances),
                Want::Account(Accounts::Without) => out.push(AbsentUnit::ScopeNone),
                Want::Account(Accounts::SignedOut) => out.push(AbsentUnit::SignedOut),
                Want::Account(Accounts::Employees) => out.push(AbsentUnit::Own),
                Want::View(Views::Showing(unit)) => units.push(*unit),
                Want::View(Views::After(happening)) => out.push(AbsentUnit::from(*happening)),
                Want::Target(_) => out.push(AbsentUnit::Target),
                _ => {}
            }
        }
        out.extend(units.into_iter().filter_map(|unit| match unit {
            Unit::Persons => Some(AbsentUnit::Persons),
            Unit::Suggestions => Some(AbsentUnit::Suggestions),
            Unit::Aggregate => Some(AbsentUnit::Aggregate),
            Unit::Orders | Unit::None => None,
        }));
        out
    }
}

fn takes(arg: Arg, want: &Want, matrix: &Matrix, cell: &Cell) -> bool {
    let view = &matrix.profile.view[cell.view];
    match want {
        Want::Default if arg == Arg::Target => cell.target.is_none(),
        Want::Default => cell.selection == 0,
        Want::Every => arg != Arg::Target || cell.target.is_some(),
        Want::Account(accounts) => is_among(*accounts, &matrix.principals[cell.principal].scope),
        Want::View(Views::Every) | Want::Selection(Selections::Every) => true,
        Want::View(Views::Showing(unit)) => view.unit == *unit,
        Want::View(Views::After(happening)) => view.after == Some(*happening),
        Want::Target(Targets::Every) => cell.target.is_some(),
        Want::Target(Targets::Of(kind, relations)) => {
            let relation = cell.target.as_ref().map(|t| t.relation);
            view.target == Some(*kind) && relation.is_some_and(|r| relations.contains(&r))
        }
        Want::Selection(Selections::Foreign) => matrix.chooses_foreign(cell),
        Want::Named(name) => names::id_of(arg, matrix, cell) == *name || (arg == Arg::View && view.title == *name),
    }
}

fn is_among(accounts: Accounts, scope: &Scope) -> bool {
    match accounts {
        Accounts::Every => *scope != Scope::SignedOut,
        Accounts::City => *scope == Scope::All,
        Accounts::Limited => matches!(scope, Scope::Instances(_)),
        Accounts::Without => *scope == Scope::None,
        Accounts::SignedOut => *scope == Scope::SignedOut,
        Accounts::Administrators => !matches!(scope, Scope::Own(_) | Scope::SignedOut),
        Accounts::Employees => matches!(scope, Scope::Own(_)),
    }
}
