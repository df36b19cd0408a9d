//! From sightings to an observation: what one cell's answer showed, held against what it must show. No verdict yet:
//! witnesses and session proofs are known later.

mod amount;
mod amounts;
mod answer;
mod beyond;
mod curl;
mod door;
mod effect;
mod evidence;
mod marks;
mod number;
mod options;
mod order;
mod others;
mod owners;
mod seen;
mod sums;
mod totals;
mod undeclared;
mod units;
mod validator;

use std::collections::BTreeSet;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use skott_model::matrix::{Cell, Expectation, Matrix, NO_INSTANCE, Reach};
use skott_model::profile::{Unit, View};
use skott_model::{
    Answer, Category, Doubt, DoubtKind, Finding, FindingKind, Observation, Rows, Said, Shows, Text, place_pattern,
};

use crate::decode::Decoded;
use crate::search::{Index, Value};
use answer::Case;
use number::Numbers;
use owners::Ownership;
use seen::Sighted;

pub(crate) use amount::{Read, parse};
pub(crate) use marks::COOKIE;
pub use marks::{Asked, ToldApart, always_more, has_more, marks, may_be_another, places_of, told_apart};
pub(crate) use marks::{fickle_headers, of_all};
pub(crate) use order::is_default_order;
pub use seen::{Searched, Seen};

/// The place of where an answer leads.
const LOCATION: &str = "huvud location";

/// Findings kept of one cell; at least one for each person comes first, so that nobody exposed is lost.
pub const MOST_FINDINGS: usize = 500;

/// Holds what was seen in a cell against what it must show.
pub fn observe(matrix: &Matrix, index: &Index, cell: &Cell, mut seen: Seen) -> Observation {
    let expectation = matrix.expectation(cell);
    let mut sightings = seen::sighted(&seen.answers);
    drop_echoes((matrix, index), cell, &seen, &mut sightings);
    if cell.target.is_none() {
        drop_repeated(index, &seen.answers, &mut sightings);
    }
    drop_shared(index, &matrix.profile.shared, &mut sightings);
    sums::drop_chance(matrix, index, cell, (&expectation, &seen), &mut sightings);
    let ownership = Ownership {
        matrix,
        index,
        reach: &expectation.reach,
        person: matrix.principals[cell.principal].person.as_deref(),
    };
    let asked = sightings.partition_point(|s| s.answer < seen.door);
    let mut found = values_found(&ownership, cell, &sightings[..asked]);
    let mut doubts = std::mem::take(&mut seen.doubts);
    doubts.extend(weak_doubts(&ownership, &sightings[..asked]));
    let view = &matrix.profile.view[cell.view];
    doubts.extend(amounts::beside_columns(&ownership, view, &sightings[..asked]));
    found.extend(door::judge(&ownership, cell, (&seen.answers, &sightings), asked));
    // What was shown on the way leaks like anything, and is no part of what the view answers: its sightings are the last.
    let answered = &sightings[..sightings.partition_point(|s| s.answer < seen.aside)];
    if seen.turned_away && !cell.bound.opens() && !shows_anything(&ownership, &seen, answered) {
        seen.answer = Answer::Refused;
    }
    if seen.requests == 0 && seen.answer != Answer::Failed {
        // Nothing was asked, so nothing was answered.
        doubts.push(Doubt {
            kind: DoubtKind::Unreachable,
            detail: Said::NoRequest.into(),
        });
    }
    let sequence = order::sequence(&ownership, cell, answered);
    let case = Case {
        ownership: &ownership,
        cell,
        expectation: &expectation,
        seen: &seen,
        answered,
        sequence: sequence.as_ref(),
        is_marred: !found.is_empty() || !doubts.is_empty(),
    };
    let came = case.judge();
    found.extend(came.findings.into_iter().map(Found::from));
    doubts.extend(came.doubts);
    doubts.extend(undeclared::judge(matrix, cell, &expectation, &seen));
    let mut witnessed = came.witnessed;
    if !seen.stood_for.is_empty() {
        // Nobody was shown anything, so nobody is a witness.
        witnessed.clear();
        found = validator::folded(found, &sightings, &seen.stood_for);
    }
    witnessed.sort();
    witnessed.dedup();
    doubts.sort();
    doubts.dedup();
    let (mut found, more_findings) = bounded(&cell.id, found);
    let cited = evidence::cite(&ownership, cell, &seen, &sightings, &mut found);
    Observation {
        cell: cell.id.clone(),
        answer: seen.answer,
        expected: came.expected,
        shown: came.shown,
        findings: found.into_iter().map(|f| f.finding).collect(),
        more_findings,
        witnessed,
        showed: showed(&ownership, cell, answered),
        doubts,
        marks: seen.marks,
        rows: seen.rows.filter(|_| !came.is_no_list),
        sequence,
        cited,
        proven: seen.proven,
        effect: seen.effect,
        unrestored: seen.unrestored,
        again: false,
        requests: seen.requests,
        took_us: seen.took.filter(|_| cell.target.is_some()).map(micros),
    }
}

/// A finding, and which sighting it was made of.
struct Found {
    finding: Finding,
    sighting: Option<usize>,
}

impl From<Finding> for Found {
    fn from(finding: Finding) -> Self {
        Self {
            finding,
            sighting: None,
        }
    }
}

/// A value asked for is exempt where the portal repeats whatever it is asked for, as the control showed: by place, and for
/// the very values that were asked for. So it is in what is no part of the answer, as in the address of a login that a lost session is
/// sent to, which no control may have met.
fn drop_echoes((matrix, index): (&Matrix, &Index), cell: &Cell, seen: &Seen, sightings: &mut Vec<Sighted>) {
    let Some((target, asked)) = cell.target.as_ref().and_then(|t| Some((t, t.order?))) else {
        return;
    };
    let asks_by = matrix.asks_by(cell);
    let said = || target.values.iter().filter(|(name, _)| asks_by.contains(*name));
    let is_said = |value: &Value| {
        let planted = value.as_planted();
        planted.is_some_and(|planted| said().any(|(_, value)| value.eq_ignore_ascii_case(planted)))
    };
    sightings.retain(|sighting| {
        let value = &index.values()[sighting.value];
        let is_asked = is_said(value) && value.owners.iter().any(|o| o.order == Some(asked));
        let is_aside = (seen.aside..seen.door).contains(&sighting.answer);
        let is_echo = || is_aside || seen.echo.contains(&place_pattern(&sighting.place));
        !(is_asked && is_echo())
    });
}

/// What stands in the address that was asked is told by nobody who repeats that address: in a redirect, as to a login, or in a text, as of
/// what is not found. Of what a target is asked for by, its control tells.
fn drop_repeated(index: &Index, answers: &[Searched], sightings: &mut Vec<Sighted>) {
    let read = |path: &str| percent_decode_str(path).decode_utf8_lossy().to_lowercase();
    let asked: Vec<String> = answers.iter().map(|answer| read(&answer.received.path)).collect();
    sightings.retain(|sighting| {
        let Searched { received, decoded, .. } = &answers[sighting.answer];
        let asked = &asked[sighting.answer];
        let Some(planted) = index.values()[sighting.value].as_planted() else {
            return true;
        };
        if !asked.contains(&planted.to_lowercase()) {
            return true;
        }
        let is_redirect = (300..400).contains(&received.status) && sighting.place == LOCATION;
        let repeats = |text: &Text| text.place == sighting.place && text.text.to_lowercase().contains(asked);
        !(is_redirect || decoded.texts.iter().any(repeats))
    });
}

/// What the portal shows to everybody by design is no sighting, except for what may never be shown at all.
fn drop_shared(index: &Index, shared: &[String], sightings: &mut Vec<Sighted>) {
    if shared.is_empty() {
        return;
    }
    let text = |text: &String| Text {
        place: String::new(),
        column: None,
        text: text.clone(),
        row: false,
    };
    let declared = Decoded {
        texts: shared.iter().map(text).collect(),
        ..Decoded::default()
    };
    let values: BTreeSet<usize> = index
        .search(&declared)
        .iter()
        .filter(|s| s.strong)
        .map(|s| s.value)
        .collect();
    sightings.retain(|s| !values.contains(&s.value) || index.values()[s.value].category.is_forbidden());
}

/// Leaks by value: foreign, never to be shown, not declared, or of a protected identity.
fn values_found(ownership: &Ownership, cell: &Cell, sightings: &[Sighted]) -> Vec<Found> {
    let view = &ownership.matrix.profile.view[cell.view];
    let mut out = Vec::new();
    for (i, sighting) in sightings.iter().enumerate().filter(|(_, s)| s.strong) {
        let value = &ownership.index.values()[sighting.value];
        let is_amount = value.category == Category::Amount;
        if is_amount && amount_column(view, sighting).is_none() {
            continue;
        }
        let kind = if value.category.is_forbidden() {
            FindingKind::ForbiddenCategory
        } else if ownership.is_foreign(value) {
            FindingKind::ForeignValue
        } else if ownership.is_protected(value) {
            FindingKind::ProtectedIdentity
        } else if cell.access.opens() && !is_shown_by(view, value) && !ownership.names_itself(value) {
            FindingKind::UndeclaredCategory
        } else {
            continue;
        };
        for owner in &value.owners {
            let finding = Finding {
                person: Some(ownership.person(owner).to_owned()),
                category: Some(value.category.clone()),
                form: Some(sighting.form.to_owned()),
                ..Finding::new(kind, ownership.instances(owner), &sighting.place)
            };
            out.push(Found {
                finding,
                sighting: Some(i),
            });
        }
    }
    out
}

fn is_shown_by(view: &View, value: &Value) -> bool {
    view.shows.iter().any(|category| category == value.category.as_str())
}

/// The declared column of amounts in which this stands.
fn amount_column<'v>(view: &'v View, sighting: &Sighted) -> Option<&'v str> {
    view.amount_column(sighting.column.as_deref()?, &sighting.place)
}

/// What of what the view is declared to show was recognised.
fn showed(ownership: &Ownership, cell: &Cell, sightings: &[Sighted]) -> BTreeSet<Shows> {
    let view = &ownership.matrix.profile.view[cell.view];
    let of = |sighting: &Sighted| {
        let category = &ownership.index.values()[sighting.value].category;
        let column = match category {
            Category::Amount => amount_column(view, sighting),
            _ => None,
        };
        let shows = Shows {
            category: category.clone(),
            column: column.map(str::to_owned),
        };
        let is_declared = column.is_some() || view.shows.iter().any(|declared| declared == category.as_str());
        is_declared.then_some(shows)
    };
    sightings
        .iter()
        .filter(|sighting| sighting.strong)
        .filter_map(of)
        .collect()
}

/// Weak forms of foreign values: they make no leak, but leave a doubt that names the place.
fn weak_doubts(ownership: &Ownership, sightings: &[Sighted]) -> Vec<Doubt> {
    // Pay may be shown to nobody, one's own people's neither.
    let is_others = |value: &Value| value.category.is_forbidden() || ownership.is_foreign(value);
    let is_weak_leak = |s: &&Sighted| !s.strong && is_others(&ownership.index.values()[s.value]);
    let detail = |s: &Sighted| {
        let value = &ownership.index.values()[s.value];
        let whose: Vec<&str> = value.owners.iter().map(|owner| ownership.person(owner)).collect();
        Said::Trace(
            whose.join("+"),
            value.category.clone(),
            s.form.to_owned(),
            s.place.clone(),
        )
    };
    sightings
        .iter()
        .filter(is_weak_leak)
        .take(20)
        .map(|s| Doubt {
            kind: DoubtKind::Weak,
            detail: detail(s).into(),
        })
        .collect()
}

/// True when planted persons' values are shown, or one of the view's numbers or choices. A person meets the own name on every page.
fn shows_anything(ownership: &Ownership, seen: &Seen, sightings: &[Sighted]) -> bool {
    let is_own = |value: &Value| {
        matches!(ownership.reach, Reach::Person(_))
            && value.owners.iter().any(|o| o.order.is_none() && ownership.reaches(o))
    };
    let is_shown = |s: &Sighted| s.strong && !is_own(&ownership.index.values()[s.value]);
    sightings.iter().any(is_shown)
        || seen.numbers.values().any(|texts| !texts.is_empty())
        || seen.lists.values().any(|choices| !choices.is_empty())
}

/// What numbers and choices come to where nobody knows what they must be, only whose.
fn beyond_own(ownership: &Ownership, cell: &Cell, expectation: Expected, seen: &Seen) -> Numbers {
    let mut numbers = beyond::judge(ownership.matrix, cell, expectation, seen);
    let options = options::judge(ownership, cell, expectation, &seen.lists);
    numbers.findings.extend(options);
    numbers
}

/// A refusal that holds what the view shows, though nothing foreign: the account's own. One person's name and a person's own may stand
/// on any page.
fn holds_content(ownership: &Ownership, cell: &Cell, seen: &Seen, answered: &[Sighted]) -> Option<Doubt> {
    let owners = |s: &Sighted| ownership.index.values()[s.value].owners.as_slice();
    let is_shown = |s: &&Sighted| s.strong && ownership.index.values()[s.value].category != Category::Amount;
    let shown = || answered.iter().filter(is_shown);
    let holds = match ownership.matrix.profile.view[cell.view].unit {
        _ if cell.target.is_some() || matches!(ownership.reach, Reach::Person(_)) => false,
        Unit::None => false,
        Unit::Orders => shown().any(|s| owners(s).iter().any(|owner| owner.order.is_some())),
        Unit::Persons | Unit::Suggestions => {
            let persons = shown().flat_map(owners).map(|owner| owner.person);
            persons.collect::<BTreeSet<usize>>().len() > 1
        }
        Unit::Aggregate => seen.numbers.values().any(|texts| !texts.is_empty()),
    };
    holds.then(|| Doubt {
        kind: DoubtKind::Weak,
        detail: Said::RefusedWithContent.into(),
    })
}

/// Rows of nobody planted, in a portal that is to hold nobody else: they may be of anybody. A heading or a sum may stand once for each instance.
fn unknown_rows(matrix: &Matrix, rows: Option<&Rows>) -> Option<Doubt> {
    const FEWEST: usize = 3;
    let rows = rows.filter(|_| !matrix.profile.population.partial)?;
    let is_many = rows.nameless > FEWEST.max(matrix.population.instances.len());
    let said = match rows.unplanted {
        0 => is_many.then_some(Said::NamelessRows(rows.nameless))?,
        unplanted => Said::UnplantedRows(unplanted),
    };
    Some(Doubt {
        kind: DoubtKind::Weak,
        detail: said.into(),
    })
}

fn opened(cell: &Cell, seen: &Seen) -> Finding {
    let instance = cell
        .target
        .as_ref()
        .and_then(|t| t.instance.clone())
        .unwrap_or_else(|| NO_INSTANCE.to_owned());
    let last = seen.answers.iter().take(seen.aside).next_back();
    let place = last.map_or_else(
        || "status".to_owned(),
        |last| format!("status {}", last.received.status),
    );
    // The same whatever status it is.
    let id = finding_id(&cell.id, &Finding::new(FindingKind::Opened, &*instance, "status"));
    Finding {
        id,
        ..Finding::new(FindingKind::Opened, instance, place)
    }
}

/// One finding for each (kind, person, category), persons before further categories, at most [`MOST_FINDINGS`]; with ids.
fn bounded(cell: &str, mut found: Vec<Found>) -> (Vec<Found>, usize) {
    let key = |f: &Found| (f.finding.kind, f.finding.person.clone(), f.finding.category.clone());
    found.sort_by_cached_key(key);
    found.dedup_by(|a, b| {
        let (a, b) = (&a.finding, &b.finding);
        a.kind == b.kind
            && a.person == b.person
            && a.category == b.category
            && (a.person.is_some() || a.place == b.place)
    });
    let mut persons = BTreeSet::new();
    let (mut first, rest): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|f| f.finding.person.is_none() || persons.insert((f.finding.kind, f.finding.person.clone())));
    let total = first.len() + rest.len();
    first.extend(rest);
    first.truncate(MOST_FINDINGS);
    let more = total - first.len();
    for found in first.iter_mut().filter(|found| found.finding.id.is_empty()) {
        found.finding.id = finding_id(cell, &found.finding);
    }
    (first, more)
}

/// The same from run to run: no clock, no counter, no row number in it.
pub(crate) fn finding_id(cell: &str, finding: &Finding) -> String {
    let mut hash = Sha256::new();
    let category = finding.category.as_ref().map_or("", Category::as_str);
    let place = place_pattern(&finding.place);
    for part in [
        cell,
        &format!("{:?}", finding.kind),
        &finding.instance,
        finding.person.as_deref().unwrap_or(""),
        category,
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    if finding.person.is_none() {
        hash.update(place.as_bytes());
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The instances whose orders these are, each once.
fn instances_of(matrix: &Matrix, orders: &[usize]) -> BTreeSet<String> {
    let name = |&i: &usize| {
        matrix.population.orders[i]
            .instance
            .clone()
            .unwrap_or_else(|| NO_INSTANCE.to_owned())
    };
    orders.iter().map(name).collect()
}

/// A duration in microseconds.
fn micros(took: Duration) -> u64 {
    u64::try_from(took.as_micros()).unwrap_or(u64::MAX)
}

/// What `number` and `units` hold an answer against.
type Expected<'a> = &'a Expectation;
