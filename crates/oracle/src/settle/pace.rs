//! How long answers take: what somebody else has may be answered later than what does not exist, and then tells that it exists.
//! Told, and never judged: other traffic, a cold cache or a busy machine give the same.

use std::collections::BTreeMap;

use skott_model::Observation;
use skott_model::profile::{Access, Relation};
use skott_model::record::Declared;
use skott_model::run::Slower;

use super::Record;

/// Accounts that must have asked for both.
const LEAST_ACCOUNTS: usize = 5;
/// Of them, one in so many may have it the other way.
const MOST_OTHERWISE: usize = 10;
/// A shorter delay than this drowns in the network's own, in microseconds.
const LEAST_DELAY: u64 = 5_000;

/// Views and formats where what is foreign is answered clearly later, for nearly every account. The other way tells nothing: what does
/// not exist is asked for first, when nothing is cached.
pub(super) fn slower(record: &Record) -> Vec<Slower> {
    let mut asked: BTreeMap<(&str, &str), BTreeMap<&str, Taken>> = BTreeMap::new();
    for declared in &record.declared {
        let Some(kind) = Kind::of(declared) else { continue };
        let observed = record.observed.get(declared.id.as_str()).into_iter().flatten();
        let by_view = asked.entry((&declared.view, &declared.format)).or_default();
        let taken = by_view.entry(&declared.principal).or_default();
        taken
            .of(kind)
            .extend(observed.filter_map(|seen: &&Observation| seen.took_us));
    }
    let told = asked.into_iter();
    told.filter_map(|((view, format), accounts)| of_view(view, format, accounts.into_values()))
        .collect()
}

fn of_view<'a>(view: &str, format: &str, accounts: impl Iterator<Item = Taken> + 'a) -> Option<Slower> {
    let pairs: Vec<(u64, u64)> = accounts
        .filter_map(|mut taken| Some((median(&mut taken.foreign)?, median(&mut taken.unknown)?)))
        .collect();
    let later = pairs.iter().filter(|(foreign, unknown)| foreign > unknown).count();
    let is_clear = pairs.len() >= LEAST_ACCOUNTS && (pairs.len() - later) * MOST_OTHERWISE <= pairs.len();
    let (mut foreign, mut unknown): (Vec<u64>, Vec<u64>) = pairs.iter().copied().unzip();
    let (foreign_us, unknown_us) = (median(&mut foreign)?, median(&mut unknown)?);
    let is_long = foreign_us >= unknown_us + LEAST_DELAY.max(unknown_us / 4);
    (is_clear && is_long).then(|| Slower {
        view: view.to_owned(),
        format: format.to_owned(),
        foreign_us,
        unknown_us,
        accounts: later,
        of: pairs.len(),
    })
}

/// How long one account's answers took, in microseconds.
#[derive(Default)]
struct Taken {
    foreign: Vec<u64>,
    unknown: Vec<u64>,
}

impl Taken {
    fn of(&mut self, kind: Kind) -> &mut Vec<u64> {
        match kind {
            Kind::Foreign => &mut self.foreign,
            Kind::Unknown => &mut self.unknown,
        }
    }
}

/// What a cell asks about, of the two that must not be told apart.
enum Kind {
    Foreign,
    Unknown,
}

impl Kind {
    fn of(declared: &Declared) -> Option<Self> {
        match declared.relation? {
            _ if declared.plain.is_some() || declared.changes => None,
            _ if !matches!(declared.access, Access::Refused | Access::Nothing) => None,
            Relation::Foreign | Relation::Colleague => Some(Self::Foreign),
            Relation::Random => Some(Self::Unknown),
            _ => None,
        }
    }
}

fn median(taken: &mut [u64]) -> Option<u64> {
    taken.sort_unstable();
    taken.get(taken.len() / 2).copied()
}
