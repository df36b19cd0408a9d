//! What an account is answered when it logs in and is asked who it is. That is of no view: its own scope alone says what is foreign.

use skott_model::matrix::{Cell, Reach, Scope};
use skott_model::{Finding, FindingKind};

use super::Found;
use super::owners::Ownership;
use super::seen::Sighted;
use crate::search::Value;

/// The leaks among the sightings from that number on. They are told with the cell that was asked for next.
pub(super) fn judge(ownership: &Ownership, cell: &Cell, sightings: &[Sighted], from: usize) -> Vec<Found> {
    let matrix = ownership.matrix;
    let account = &matrix.principals[cell.principal];
    let way = matrix.profile.view[cell.view].auth.get_ref();
    let reach = reach_of(&account.scope);
    let own = Ownership {
        reach: &reach,
        ..*ownership
    };
    let login = account.credential.get(way);
    let is_itself = |value: &Value| {
        let known = login.into_iter().flat_map(|login| [&login.user, &login.identity]);
        let planted = value.as_planted();
        planted.is_some_and(|planted| known.into_iter().any(|known| known.eq_ignore_ascii_case(planted)))
    };
    let mut out = Vec::new();
    for (i, sighting) in sightings.iter().enumerate().skip(from).filter(|(_, s)| s.strong) {
        let value = &ownership.index.values()[sighting.value];
        let kind = match value.category.is_forbidden() {
            true => FindingKind::ForbiddenCategory,
            false if own.is_foreign(value) && !is_itself(value) => FindingKind::ForeignValue,
            false => continue,
        };
        for owner in &value.owners {
            let place = format!("auth.{way} → {}", sighting.place);
            let finding = Finding {
                person: Some(own.person(owner).to_owned()),
                category: Some(value.category.clone()),
                form: Some(sighting.form.to_owned()),
                ..Finding::new(kind, own.instances(owner), place)
            };
            out.push(Found {
                finding,
                sighting: Some(i),
            });
        }
    }
    out
}

fn reach_of(scope: &Scope) -> Reach {
    match scope {
        Scope::All => Reach::All,
        Scope::None => Reach::None,
        Scope::Instances(ids) => Reach::Instances(ids.clone()),
        Scope::Own(person) => Reach::Person(person.clone()),
    }
}
