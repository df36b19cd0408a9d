//! What an account is answered when it logs in and is asked who it is. That is of no view: its own scope alone says what is foreign.

use std::collections::BTreeMap;

use skott_model::matrix::{Cell, Matrix, Reach};
use skott_model::profile::Access;
use skott_model::{Finding, FindingKind};

use super::curl::fits;
use super::owners::Ownership;
use super::seen::{Searched, Sighted};
use super::{Found, finding_id};
use crate::search::Value;

/// The leaks among the sightings from that number on. They are told with the cell that was asked for next.
pub(super) fn judge(
    ownership: &Ownership,
    cell: &Cell,
    (answers, sightings): (&[Searched], &[Sighted]),
    from: usize,
) -> Vec<Found> {
    let matrix = ownership.matrix;
    let account = &matrix.principals[cell.principal];
    let way = matrix.profile.view[cell.view].auth.get_ref();
    let reach = Reach::of(&account.scope);
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
    let mut open: BTreeMap<usize, bool> = BTreeMap::new();
    for (i, sighting) in sightings.iter().enumerate().skip(from).filter(|(_, s)| s.strong) {
        let is_open = || is_everybodys(matrix, cell, &answers[sighting.answer].received.path);
        if *open.entry(sighting.answer).or_insert_with(is_open) {
            continue;
        }
        let value = &ownership.index.values()[sighting.value];
        let kind = match value.category.is_forbidden() {
            true => FindingKind::ForbiddenCategory,
            false if own.is_foreign(value) && !is_itself(value) => FindingKind::ForeignValue,
            false => continue,
        };
        for owner in &value.owners {
            let place = format!("{}{way} → {}", Finding::DOOR, sighting.place);
            let mut finding = Finding {
                person: Some(own.person(owner).to_owned()),
                category: Some(value.category.clone()),
                form: Some(sighting.form.to_owned()),
                ..Finding::new(kind, own.instances(owner), place)
            };
            // The same whatever is asked for next.
            finding.id = finding_id(&format!("{}/auth.{way}", account.id), &finding);
            out.push(Found {
                finding,
                sighting: Some(i),
            });
        }
    }
    out
}

/// True for the page of a view that shows the account everybody's: a directory that a login ends on.
fn is_everybodys(matrix: &Matrix, cell: &Cell, path: &str) -> bool {
    matrix.cells.iter().any(|other| {
        let steps = &matrix.profile.view[other.view].format[other.format].steps;
        other.principal == cell.principal && other.access == Access::All && steps.iter().any(|step| fits(step, path))
    })
}
