//! From outlines to one scenario a cell.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use cucumber::gherkin;
use skott_model::matrix::{Cell, Matrix, Scope};
use skott_model::profile::{AbsentUnit, Access, Unit, View};
use skott_steps::{Arg, Claim, Says};

use super::error::{Faults, SuiteError};
use super::fits::{fits, in_words};
use super::outline::{File, Line, Outline, Row};
use super::pick::{Pick, pick};
use super::{Excuse, NotApplicable, Planned, names};

/// Marks rows that hold for portals that have such a thing, and are left out where there is none.
const IF_ANY: [&str; 2] = ["om-det-finns", "if-any"];

/// A feature with all its scenarios.
pub(super) struct Grown {
    pub feature: gherkin::Feature,
    pub planned: Vec<Planned>,
    pub not_applicable: Vec<NotApplicable>,
}

/// Expands a file's rows over the matrix.
pub(super) fn grow(file: &File, matrix: &Matrix) -> Result<Grown, Vec<SuiteError>> {
    let mut faults = Faults::of(&file.name);
    let (mut made, mut not_applicable) = (Vec::new(), Vec::new());
    for outline in &file.outlines {
        let mut seen = HashSet::new();
        for row in &outline.rows {
            let Some(pick) = pick(outline, row, matrix, &mut faults) else {
                continue;
            };
            let cells = cells(outline, &pick, matrix);
            if cells.is_empty() {
                match excuse(outline, row, &pick, matrix) {
                    Some(why) => not_applicable.push(NotApplicable {
                        feature: file.name.clone(),
                        place: row.place,
                        scenario: outline.scenario.name.clone(),
                        why,
                    }),
                    None => empty(outline, row, &pick, matrix, &mut faults),
                }
            }
            let fresh = cells.into_iter().filter(|&index| seen.insert(index));
            made.extend(fresh.map(|index| Made::of(file, outline, row, matrix, index)));
        }
    }
    if !faults.is_empty() {
        return Err(faults.sorted());
    }
    let mut feature = file.feature.clone();
    let mut planned = Vec::new();
    for made in in_turn(made) {
        feature.scenarios.push(made.scenario);
        planned.push(made.planned);
    }
    tell_apart(&mut feature, &mut planned);
    Ok(Grown {
        feature,
        planned,
        not_applicable,
    })
}

/// Indices of the cells that a row asks for and that its steps can be said of.
fn cells(outline: &Outline, pick: &Pick, matrix: &Matrix) -> Vec<usize> {
    let taken = |cell: &Cell| pick.takes(matrix, cell) && outline.says().all(|says| fits(says, matrix, cell));
    (0..matrix.cells.len())
        .filter(|&index| taken(&matrix.cells[index]))
        .collect()
}

/// Why it is well that a row has no cell.
fn excuse(outline: &Outline, row: &Row, pick: &Pick, matrix: &Matrix) -> Option<Excuse> {
    if outline
        .tags
        .iter()
        .chain(&row.tags)
        .any(|tag| IF_ANY.contains(&tag.as_str()))
    {
        return Some(Excuse::NoneOfIt);
    }
    let needs = needs(outline, pick);
    let absent = matrix
        .profile
        .absent
        .iter()
        .find(|absent| needs.contains(&absent.unit))?;
    Some(Excuse::Profile(absent.why.clone()))
}

/// What a row needs that a portal may lack.
fn needs(outline: &Outline, pick: &Pick) -> Vec<AbsentUnit> {
    let refuses = outline.says().any(|says| says == Says::Claims(Claim::Refused));
    pick.needs(&units(outline), refuses)
}

/// Of what a row needs, what the portal lacks by its profile.
fn lacking(outline: &Outline, pick: &Pick, matrix: &Matrix) -> Vec<AbsentUnit> {
    let mut needs = needs(outline, pick);
    let mut seen = BTreeSet::new();
    needs.retain(|unit| !has(matrix, *unit) && seen.insert(*unit));
    needs
}

/// How the profile says that the portal lacks one of these.
fn how_to_excuse(units: &[AbsentUnit]) -> Option<String> {
    let units: Vec<String> = units.iter().map(|unit| format!("unit = \"{unit}\"")).collect();
    (!units.is_empty()).then(|| {
        let units = units.join(" eller ");
        format!("saknas det i portalen, så skriv i profilen: [[absent]] med {units} och why = \"…\"")
    })
}

/// True when the portal has such a thing, by its profile.
fn has(matrix: &Matrix, unit: AbsentUnit) -> bool {
    let shows = |unit: Unit| matrix.profile.view.iter().any(|view| view.unit == unit);
    let who = |is: fn(&Scope) -> bool| matrix.principals.iter().any(|account| is(&account.scope));
    match unit {
        AbsentUnit::Persons => shows(Unit::Persons),
        AbsentUnit::Suggestions => shows(Unit::Suggestions),
        AbsentUnit::Aggregate => shows(Unit::Aggregate),
        AbsentUnit::ScopeAll => who(|scope| *scope == Scope::All),
        AbsentUnit::ScopeInstances => who(|scope| matches!(scope, Scope::Instances(_))),
        AbsentUnit::ScopeNone => who(|scope| *scope == Scope::None),
        AbsentUnit::SignedOut => who(|scope| *scope == Scope::SignedOut),
        AbsentUnit::Own => who(|scope| matches!(scope, Scope::Own(_))),
        AbsentUnit::Target => matrix.profile.view.iter().any(|view| view.target.is_some()),
        AbsentUnit::Changes
        | AbsentUnit::Manipulated
        | AbsentUnit::Others
        | AbsentUnit::Lifecycle
        | AbsentUnit::Together => true,
        AbsentUnit::Revoked
        | AbsentUnit::SelfGranted
        | AbsentUnit::Moved
        | AbsentUnit::Ended
        | AbsentUnit::Merged
        | AbsentUnit::Renamed
        | AbsentUnit::Closed => {
            let happens = |view: &View| view.after.is_some_and(|after| AbsentUnit::from(after) == unit);
            matrix.profile.view.iter().any(happens)
        }
        AbsentUnit::Refused => matrix
            .cells
            .iter()
            .filter(|cell| matrix.principals[cell.principal].scope != Scope::SignedOut)
            .any(|cell| cell.access == Access::Refused && cell.target.is_none()),
    }
}

/// Units that a scenario's claims are about.
fn units(outline: &Outline) -> Vec<Unit> {
    let unit = |says| match says {
        Says::Claims(Claim::PersonsInScope | Claim::PersonsInCity) => Some(Unit::Persons),
        Says::Claims(Claim::NumbersInScope | Claim::NumbersInCity) => Some(Unit::Aggregate),
        Says::Claims(Claim::SuggestionsInScope | Claim::SuggestionsInCity) => Some(Unit::Suggestions),
        _ => None,
    };
    outline.says().filter_map(unit).collect()
}

/// Says why a row has no cell, by the step that keeps the first of its cells out.
fn empty(outline: &Outline, row: &Row, pick: &Pick, matrix: &Matrix, faults: &mut Faults) {
    let Some(cell) = matrix.cells.iter().find(|cell| pick.takes(matrix, cell)) else {
        let excuse = how_to_excuse(&lacking(outline, pick, matrix));
        let todo = excuse.unwrap_or_else(|| "rätta raden, eller lägg till det i profilen".to_owned());
        faults.at(
            row.place,
            "raden ger inget scenario: profilen har ingen sådan cell",
            todo,
        );
        return;
    };
    let unfit = |line: &&Line| !fits(line.reading.phrase.says, matrix, cell);
    let Some(line) = outline.steps.iter().find(unfit) else {
        return;
    };
    let (text, is) = (&line.step.value, in_words(matrix, cell));
    let what = if pick.is_explicit {
        format!("”{text}” passar inte {}, som enligt profilen {is}", cell.id)
    } else {
        let also = format!("till exempel {}, som enligt profilen {is}", cell.id);
        format!("raden ger inget scenario: ”{text}” passar ingen av dess celler, {also}")
    };
    let excuse = how_to_excuse(&lacking(outline, pick, matrix));
    let todo = match excuse.filter(|_| !pick.is_explicit) {
        Some(excuse) => format!("{excuse}; annars rätta vyns access"),
        None => "byt steget eller raden, eller rätta vyns access i profilen".to_owned(),
    };
    faults.at(row.place, what, todo);
}

struct Made {
    account: usize,
    scenario: gherkin::Scenario,
    planned: Planned,
}

impl Made {
    fn of(file: &File, outline: &Outline, row: &Row, matrix: &Matrix, index: usize) -> Self {
        let cell = &matrix.cells[index];
        let mut scenario = outline.scenario.clone();
        scenario.name = name(outline, row, matrix, cell);
        scenario.tags = [outline.tags.as_slice(), &row.tags].concat();
        scenario.steps = outline.steps.iter().map(|line| step(line, row, matrix, cell)).collect();
        let arms: BTreeSet<_> = outline.steps.iter().filter_map(|l| l.reading.phrase.arm()).collect();
        let planned = Planned {
            id: format!("{}#{}:{}", file.name, slug(&outline.scenario.name), cell.id),
            feature: file.name.clone(),
            name: scenario.name.clone(),
            written: outline.scenario.name.clone(),
            cell: cell.id.clone(),
            arms: arms.into_iter().collect(),
            tags: scenario.tags.clone(),
        };
        Self {
            account: cell.principal,
            scenario,
            planned,
        }
    }
}

fn name(outline: &Outline, row: &Row, matrix: &Matrix, cell: &Cell) -> String {
    let mut name = outline.scenario.name.clone();
    for line in &outline.steps {
        for (arg, at) in &line.reading.args {
            let written = &line.step.value[at.clone()];
            if written.starts_with('<') && written.ends_with('>') {
                name = name.replace(written, &names::name_of(*arg, matrix, cell));
            }
        }
    }
    row.fill(&name)
}

fn step(line: &Line, row: &Row, matrix: &Matrix, cell: &Cell) -> gherkin::Step {
    let mut step = line.step.clone();
    let filled: BTreeMap<usize, (Arg, usize)> = line
        .reading
        .args
        .iter()
        .map(|(arg, at)| (at.start, (*arg, at.end)))
        .collect();
    for (start, (arg, end)) in filled.into_iter().rev() {
        step.value.replace_range(start..end, &names::name_of(arg, matrix, cell));
    }
    step.value = row.fill(&step.value);
    step
}

/// `<konto> öppnar <vy>` becomes `konto-oppnar-vy`.
fn slug(name: &str) -> String {
    let plain = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    };
    let text: String = name.to_lowercase().chars().map(plain).collect();
    let words: Vec<&str> = text.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// One scenario of each account in turn: an account has one session, and neighbours must not wait for each other.
fn in_turn(made: Vec<Made>) -> Vec<Made> {
    let mut accounts: BTreeMap<usize, VecDeque<Made>> = BTreeMap::new();
    for one in made {
        accounts.entry(one.account).or_default().push_back(one);
    }
    let mut out = Vec::new();
    while !accounts.is_empty() {
        out.extend(accounts.values_mut().filter_map(VecDeque::pop_front));
        accounts.retain(|_, left| !left.is_empty());
    }
    out
}

/// A name that leaves out what the rows differ in would stand for several scenarios.
fn tell_apart(feature: &mut gherkin::Feature, planned: &mut [Planned]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for one in planned.iter() {
        *count.entry(one.name.clone()).or_default() += 1;
    }
    for (scenario, one) in feature.scenarios.iter_mut().zip(planned) {
        if count[&one.name] > 1 {
            one.name = format!("{} ({})", one.name, one.cell);
            one.name.clone_into(&mut scenario.name);
        }
    }
}
