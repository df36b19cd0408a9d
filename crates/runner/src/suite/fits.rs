//! What may be claimed of a cell, by the profile alone.

use skott_model::Arm;
use skott_model::matrix::{Cell, Matrix, Scope};
use skott_model::profile::{Access, Relation, TargetKind, Unit};
use skott_steps::{Claim, Says};

/// What an account sees in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sees {
    City,
    Scope,
    Own,
    Nothing,
    /// No more than its scope, whatever is answered.
    Within,
    Refused,
}

/// The arms that some scenario must assert of a cell. To who may see the whole city nothing is foreign, so there is nothing
/// to isolate it from.
pub fn required_arms(cell: &Cell) -> Vec<Arm> {
    if cell.changes {
        return match cell.access {
            Access::Refused if is_others(cell) => vec![Arm::Unchanged, Arm::Indistinguishable],
            Access::Refused | Access::Within | Access::Nothing => vec![Arm::Unchanged],
            Access::All => vec![Arm::Changed, Arm::Minimal],
            Access::Scope | Access::Own => vec![Arm::Changed, Arm::Isolated, Arm::Minimal],
        };
    }
    match cell.access {
        Access::Refused if is_others(cell) => vec![Arm::Refused, Arm::Indistinguishable],
        Access::Refused => vec![Arm::Refused],
        Access::Within => vec![Arm::Isolated],
        Access::All => vec![Arm::Complete, Arm::Minimal],
        Access::Scope | Access::Own | Access::Nothing => vec![Arm::Complete, Arm::Isolated, Arm::Minimal],
    }
}

/// True when what a step says can be said of the cell.
pub(super) fn fits(says: Says, matrix: &Matrix, cell: &Cell) -> bool {
    match says {
        Says::LogsIn => matrix.principals[cell.principal].scope != Scope::SignedOut,
        Says::StaysOut => matrix.principals[cell.principal].scope == Scope::SignedOut,
        Says::Changes => cell.changes && cell.access.may_change(),
        Says::TriesToChange => cell.changes && !cell.access.may_change(),
        _ if cell.changes && !matches!(says, Says::Claims(_)) => false,
        Says::Opens => cell.access.opens() && cell.access != Access::Within,
        Says::Manipulates => cell.access == Access::Within,
        Says::Tries => !cell.access.opens(),
        Says::Claims(claim) => can_be_claimed(claim, matrix, cell),
    }
}

fn can_be_claimed(claim: Claim, matrix: &Matrix, cell: &Cell) -> bool {
    let view = &matrix.profile.view[cell.view];
    let sees = sees(matrix, cell);
    let lists = |unit: Unit, whose: Sees| view.unit == unit && sees == whose && cell.target.is_none();
    let is_about =
        |kind: TargetKind| view.target == Some(kind) && !matches!(sees, Sees::Nothing | Sees::Within | Sees::Refused);
    match claim {
        Claim::OrdersInScope => lists(Unit::Orders, Sees::Scope),
        Claim::OrdersInCity => lists(Unit::Orders, Sees::City),
        Claim::PersonsInScope => lists(Unit::Persons, Sees::Scope),
        Claim::PersonsInCity => lists(Unit::Persons, Sees::City),
        Claim::NumbersInScope => lists(Unit::Aggregate, Sees::Scope),
        Claim::NumbersInCity => lists(Unit::Aggregate, Sees::City),
        Claim::SuggestionsInScope => lists(Unit::Suggestions, Sees::Scope),
        Claim::SuggestionsInCity => lists(Unit::Suggestions, Sees::City),
        Claim::OwnOrders => lists(Unit::Orders, Sees::Own),
        Claim::OwnRest => [Unit::Persons, Unit::Aggregate, Unit::Suggestions]
            .iter()
            .any(|&unit| lists(unit, Sees::Own)),
        Claim::OfInstance => is_about(TargetKind::Instance) && view.unit != Unit::None,
        Claim::TheOrder => is_about(TargetKind::Order) && view.unit != Unit::None,
        Claim::Nothing => sees == Sees::Nothing && view.unit != Unit::None,
        Claim::Opens => !matches!(sees, Sees::Within | Sees::Refused) && view.unit == Unit::None && !cell.changes,
        Claim::Changed => cell.changes && cell.access.may_change(),
        Claim::Unchanged => cell.changes && !cell.access.may_change(),
        Claim::Within => sees == Sees::Within && !cell.changes,
        Claim::NoForeign => matches!(sees, Sees::Scope | Sees::Nothing),
        Claim::NoOthers => matches!(sees, Sees::Own | Sees::Nothing),
        Claim::Refused => sees == Sees::Refused && !cell.changes,
        Claim::Indistinguishable => sees == Sees::Refused && is_others(cell),
        Claim::Minimal => !matches!(sees, Sees::Within | Sees::Refused),
    }
}

fn sees(matrix: &Matrix, cell: &Cell) -> Sees {
    let relation = cell.target.as_ref().map_or(Relation::Own, |t| t.relation);
    match (cell.access, &matrix.principals[cell.principal].scope) {
        (Access::Refused, _) => Sees::Refused,
        (Access::Within, _) => Sees::Within,
        (Access::Nothing, _) => Sees::Nothing,
        (Access::All, _) if relation != Relation::Random => Sees::City,
        _ if relation != Relation::Own => Sees::Nothing,
        (Access::All, _) => Sees::City,
        (_, Scope::All | Scope::Instances(_)) => Sees::Scope,
        (_, Scope::Own(_)) => Sees::Own,
        (_, Scope::None | Scope::SignedOut) => Sees::Nothing,
    }
}

/// What the profile says of a cell, in words that follow "som enligt profilen".
pub(super) fn in_words(matrix: &Matrix, cell: &Cell) -> String {
    let view = &matrix.profile.view[cell.view];
    if cell.changes {
        return match cell.access.may_change() {
            true => "är en ändring som kontot får göra".to_owned(),
            false => "är en ändring som kontot inte får göra".to_owned(),
        };
    }
    let shown = match (view.unit, view.target) {
        (Unit::None, _) => return "visar varken beställningar eller personer".to_owned(),
        (_, Some(TargetKind::Order)) => "en enda beställning",
        (_, Some(TargetKind::Instance)) => "en förvaltning eller ett bolag",
        (Unit::Orders, None) => "beställningar",
        (Unit::Persons, None) => "personer",
        (Unit::Suggestions, None) => "förslag",
        (Unit::Aggregate, None) => "siffror",
    };
    match sees(matrix, cell) {
        Sees::City => format!("visar {shown} för den som får se hela staden"),
        Sees::Scope => format!("visar {shown} för den som får se vissa förvaltningar eller bolag"),
        Sees::Own => format!("visar {shown} för den som bara får se sitt eget"),
        Sees::Nothing => "öppnas men är tom".to_owned(),
        Sees::Within => "är något som ingen sida erbjuder".to_owned(),
        Sees::Refused => "ska nekas".to_owned(),
    }
}

fn is_others(cell: &Cell) -> bool {
    cell.target
        .as_ref()
        .is_some_and(|t| matches!(t.relation, Relation::Foreign | Relation::Colleague))
}
