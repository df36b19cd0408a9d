//! Who is to be planted: ordinary persons, and one or two for each hard case.

use jiff::civil::{Date, date};
use rand_chacha::ChaCha8Rng;

use crate::draw;
use crate::nouns::{Case, Employment, Instance};

/// The first day of the city's new organisation.
pub(crate) const REORGANISATION: Date = date(2021, 1, 1);

/// The domain of persons without instance.
pub(crate) const NO_INSTANCE: &str = "utan-instans";

/// Ordinary persons who are hard cases too: (place of instance, number, case). Numbers 1 and 2 stay plain everywhere.
const CONVERTED: [(usize, usize, Case); 8] = [
    (0, 3, Case::SameName),
    (1, 3, Case::SameName),
    (0, 4, Case::Protected),
    (1, 4, Case::Protected),
    (2, 3, Case::SameSurname),
    (3, 3, Case::SameSurname),
    (2, 4, Case::SharedPhone),
    (3, 4, Case::SharedPhone),
];

/// Persons beyond the ordinary ones: (place of the first instance, case).
const ADDED: [(usize, Case); 6] = [
    (0, Case::TwoEmployments),
    (1, Case::CoordinationNumber),
    (2, Case::Centenarian),
    (2, Case::Diacritics),
    (3, Case::Moved),
    (3, Case::Hyphen),
];

/// A person to be planted.
pub(crate) struct Part {
    pub(crate) id: String,
    pub(crate) case: Option<Case>,
    /// Places of instances, in order; empty for a person without instance.
    pub(crate) instances: Vec<usize>,
}

/// Everybody, instance by instance, and last who has none.
pub(crate) fn cast(instances: &[Instance], persons: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, instance) in instances.iter().enumerate() {
        let ordinary = (1..=persons).map(|number| converted(place, number));
        let added = ADDED.iter().filter(|(at, _)| *at == place).map(|(_, case)| Some(*case));
        for (i, case) in ordinary.chain(added).enumerate() {
            let id = format!("{}-{:02}", instance.id, i + 1);
            parts.push(Part {
                id,
                case,
                instances: places(place, case),
            });
        }
    }
    parts.push(Part {
        id: format!("{NO_INSTANCE}-01"),
        case: Some(Case::NoInstance),
        instances: Vec::new(),
    });
    parts
}

/// A part's employments; the moved person's first one ends with the old organisation.
pub(crate) fn employments(rng: &mut ChaCha8Rng, part: &Part, instances: &[Instance]) -> Vec<Employment> {
    let moved = part.case == Some(Case::Moved);
    let mut employments = Vec::new();
    for (i, &place) in part.instances.iter().enumerate() {
        let hired = draw::day(rng, date(2009, 1, 1), date(2020, 6, 30));
        employments.push(Employment {
            instance: instances[place].id.clone(),
            from: if moved && i > 0 { REORGANISATION } else { hired },
            until: (moved && i == 0).then_some(date(2020, 12, 31)),
        });
    }
    employments
}

fn converted(place: usize, number: usize) -> Option<Case> {
    CONVERTED
        .iter()
        .find(|(at, nth, _)| (*at, *nth) == (place, number))
        .map(|(_, _, case)| *case)
}

fn places(place: usize, case: Option<Case>) -> Vec<usize> {
    match case {
        Some(Case::TwoEmployments) => vec![place, 2],
        Some(Case::Moved) => vec![place, 1],
        _ => vec![place],
    }
}
