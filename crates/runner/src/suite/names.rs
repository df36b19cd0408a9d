//! What the profile calls things, for features that name one.

use skott_model::matrix::{Cell, Matrix};
use skott_steps::{Arg, Lang};

/// The name of what a cell has in a column, as its id.
pub(super) fn id_of(arg: Arg, matrix: &Matrix, cell: &Cell) -> String {
    let view = &matrix.profile.view[cell.view];
    match arg {
        Arg::Account => matrix.principals[cell.principal].id.clone(),
        Arg::View => view.id.get_ref().clone(),
        Arg::Target => cell.target.as_ref().map_or(String::new(), |t| t.id.clone()),
        Arg::Selection => matrix.selections[cell.view][cell.selection].id.clone(),
        Arg::Format => view.format[cell.format].id.get_ref().clone(),
    }
}

/// As people read it: a view by its title, unless that would be read as something else or is another view's, too.
pub(super) fn name_of(arg: Arg, matrix: &Matrix, cell: &Cell) -> String {
    let view = &matrix.profile.view[cell.view];
    let is_plain = || {
        let mut marks = [
            " för ",
            " med urvalet ",
            " i formatet ",
            " for ",
            " with the ",
            " in the ",
        ]
        .iter();
        marks.all(|mark| !view.title.contains(mark))
    };
    let is_alone = || matrix.profile.view.iter().filter(|v| v.title == view.title).count() == 1;
    if arg == Arg::View && is_plain() && is_alone() {
        return view.title.clone();
    }
    id_of(arg, matrix, cell)
}

/// All names of a column, for "menade du …?".
pub(super) fn known(arg: Arg, matrix: &Matrix) -> Vec<String> {
    let mut out: Vec<String> = match arg {
        Arg::Account => matrix.principals.iter().map(|p| p.id.clone()).collect(),
        Arg::View => {
            let views = matrix.profile.view.iter();
            views.flat_map(|v| [v.id.get_ref().clone(), v.title.clone()]).collect()
        }
        Arg::Target | Arg::Selection | Arg::Format => {
            let used = matrix.cells.iter().filter(|c| arg != Arg::Target || c.target.is_some());
            used.map(|cell| id_of(arg, matrix, cell)).collect()
        }
    };
    out.sort();
    out.dedup();
    out
}

/// The column in words.
pub(super) fn column(arg: Arg) -> &'static str {
    match arg {
        Arg::Account => "kontot",
        Arg::View => "vyn",
        Arg::Target => "målet",
        Arg::Selection => "urvalet",
        Arg::Format => "formatet",
    }
}

/// Words that stand for many in a column, for "menade du …?".
pub(super) fn words(arg: Arg) -> Vec<&'static str> {
    fn both<T>(words: &[skott_steps::Word<T>]) -> Vec<&'static str> {
        words.iter().flat_map(|w| Lang::ALL.map(|lang| w.text(lang))).collect()
    }
    match arg {
        Arg::Account => both(skott_steps::ACCOUNTS),
        Arg::View => both(skott_steps::VIEWS),
        Arg::Target => both(skott_steps::TARGETS),
        Arg::Selection => both(skott_steps::SELECTIONS),
        Arg::Format => vec!["varje", "every"],
    }
}
