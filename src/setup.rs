//! From what was typed to what is to be run: profile, population, matrix, suite. Everything wrong is told before the first
//! request.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use skott_model::matrix::{Cell, Matrix, expand};
use skott_model::profile::{self, Plant, Profile};
use skott_population::Population;
use skott_runner::suite::{self, LoadError, Source, Suite, TagsError};

use crate::cli::PortalArgs;
use crate::embedded;
use crate::fail::Fail;
use crate::texts::{self, Text};

/// More faults than these of one kind are counted, not told.
const MOST_TOLD: usize = 50;

/// Longer lists of names are not shown for a name that is mistyped.
const MOST_NAMED: usize = 20;

/// What is to be run.
pub struct Setup {
    pub matrix: Arc<Matrix>,
    pub suite: Suite,
    /// Hash of the population.
    pub population: String,
    /// Hash of features and profile.
    pub fingerprint: String,
    /// Options that narrow the run, as typed.
    pub narrowed: Vec<String>,
    /// Where messages say that the profile stands, and its text.
    pub profile: Named,
}

/// A text and the name that messages call it by.
pub struct Named {
    pub name: String,
    pub text: String,
}

impl Named {
    /// `name:line:column` of a byte of the text.
    pub fn at(&self, byte: usize) -> String {
        place(&self.name, &self.text, byte)
    }
}

/// Reads and checks everything.
///
/// # Errors
/// Exit 2, with every fault found.
pub fn load(args: &PortalArgs) -> Result<Setup, Fail> {
    let written = profile_text(args.portal.as_deref())?;
    let profile = read_profile(&written)?;
    let population = population(&profile, args)?;
    let hash = sha256(&skott_population::to_json(&population));
    let matrix = expand(profile, population)
        .map_err(|faults| Fail::suite(lines(&written.name, &profile::placed(&written.text, faults))))?;
    check_names(&matrix, args)?;
    let sources = features(args.features.as_deref())?;
    let mut suite = suite::load(&sources, &matrix, args.tags.as_deref()).map_err(no_suite)?;
    let wanted = wanted_cells(&matrix, args);
    suite.narrow(|cell| wanted.contains(cell));
    if suite.planned.is_empty() {
        return Err(Fail::no_verdict(texts::nothing_left()));
    }
    let fingerprint = sha256(&format!("{}\n{}", suite.fingerprint, written.text));
    Ok(Setup {
        matrix: Arc::new(matrix),
        suite,
        population: hash,
        fingerprint,
        narrowed: narrowed(args),
        profile: written,
    })
}

fn no_suite(error: LoadError) -> Fail {
    match error {
        LoadError::Features(faults) => Fail::suite(listed(&faults)),
        LoadError::Tags(error @ TagsError::SelectNothing(_)) => Fail::no_verdict(texts::wrong_tags(&error)),
        LoadError::Tags(error) => Fail::suite(texts::wrong_tags(&error)),
    }
}

/// The profile of a portal's folder, and what messages call it.
///
/// # Errors
/// Exit 2, with every fault found.
pub fn profile(dir: &Path) -> Result<(String, Profile), Fail> {
    let written = profile_text(Some(dir))?;
    let profile = read_profile(&written)?;
    Ok((written.name, profile))
}

fn read_profile(written: &Named) -> Result<Profile, Fail> {
    profile::parse_with(&written.text, skott_portal::faults)
        .map_err(|faults| Fail::suite(lines(&written.name, &faults)))
}

/// A folder's profile, or the embedded one.
fn profile_text(portal: Option<&Path>) -> Result<Named, Fail> {
    let Some(dir) = portal else {
        return Ok(Named {
            name: embedded::PROFILE_NAME.to_owned(),
            text: embedded::PROFILE.to_owned(),
        });
    };
    let path = dir.join("portal.toml");
    Ok(Named {
        text: read_text(&path, texts::give_a_portals_folder())?,
        name: path.display().to_string(),
    })
}

/// A file's text; what to do about a file that cannot be read is said by `todo`.
fn read_text(path: &Path, todo: Text) -> Result<String, Fail> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Fail::suite(texts::not_given_so(path, &error, todo)))?;
    String::from_utf8(bytes).map_err(|error| {
        let whole = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..whole]).into_owned();
        let at = place(&name, &before, whole);
        Fail::suite(texts::no_utf8(&at))
    })
}

/// `name:line:column` of a byte of a text.
fn place(name: &str, text: &str, byte: usize) -> String {
    let before = &text[..text.floor_char_boundary(byte)];
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("{name}:{}:{column}", before.matches('\n').count() + 1)
}

fn population(profile: &Profile, args: &PortalArgs) -> Result<Population, Fail> {
    let sizes = [args.instances.is_some(), args.persons.is_some(), args.seed.is_some()];
    match (&profile.population.file, profile.population.plant) {
        (Some(_), _) if sizes.contains(&true) => Err(Fail::suite(texts::not_planted_here())),
        (Some(file), _) => {
            let path = args.portal.clone().unwrap_or_default().join(file);
            let text = read_text(&path, texts::see_population())?;
            skott_population::parse(&text).map_err(|faults| Fail::suite(lines(&path.display().to_string(), &faults)))
        }
        (None, plant) => {
            let plant = plant.unwrap_or(Plant {
                seed: 2020,
                instances: 8,
                persons: 12,
            });
            let (instances, persons) = (
                args.instances.unwrap_or(plant.instances),
                args.persons.unwrap_or(plant.persons),
            );
            skott_population::plant(args.seed.unwrap_or(plant.seed), instances, persons)
                .map_err(|error| Fail::suite(texts::not_planted(error)))
        }
    }
}

fn features(dir: Option<&Path>) -> Result<Vec<Source>, Fail> {
    let Some(dir) = dir else {
        return Ok(embedded::features());
    };
    let fail =
        |path: &Path, error: std::io::Error| Fail::suite(texts::not_given_so(path, &error, texts::give_features()));
    let mut out = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(|e| fail(dir, e))? {
        let path: PathBuf = entry.map_err(|e| fail(dir, e))?.path();
        if path.extension().is_some_and(|e| e == "feature") {
            out.push(Source {
                name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                text: read_text(&path, texts::must_be_readable())?,
            });
        }
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
    if out.is_empty() {
        return Err(Fail::suite(texts::no_features(dir)));
    }
    Ok(out)
}

fn check_names(matrix: &Matrix, args: &PortalArgs) -> Result<(), Fail> {
    let principals: Vec<&str> = matrix.principals.iter().map(|p| p.id.as_str()).collect();
    let views: Vec<&str> = matrix.profile.view.iter().map(|v| v.id.get_ref().as_str()).collect();
    let formats: Vec<&str> = matrix
        .profile
        .view
        .iter()
        .flat_map(|v| &v.format)
        .map(|f| f.id.get_ref().as_str())
        .collect();
    for (option, given, known) in [
        ("--principal", &args.principal, &principals),
        ("--view", &args.view, &views),
        ("--format", &args.format, &formats),
    ] {
        for name in given {
            if !known.contains(&name.as_str()) {
                return Err(unknown(option, name, known));
            }
        }
    }
    Ok(())
}

/// A name that is not among these: what was meant, probably, and all there is where that can be taken in.
pub fn unknown(option: &str, name: &str, known: &[&str]) -> Fail {
    let best = known
        .iter()
        .max_by(|a, b| strsim::jaro_winkler(name, a).total_cmp(&strsim::jaro_winkler(name, b)));
    let mut all = known.to_vec();
    all.sort_unstable();
    all.dedup();
    let all = (all.len() <= MOST_NAMED).then(|| all.join(", "));
    Fail::suite(texts::unknown_name(option, name, best.unwrap_or(&""), all.as_deref()))
}

fn wanted_cells<'a>(matrix: &'a Matrix, args: &PortalArgs) -> HashSet<&'a str> {
    let has = |list: &[String], name: &str| list.is_empty() || list.iter().any(|n| n == name);
    let is_wanted = |cell: &&Cell| {
        let view = &matrix.profile.view[cell.view];
        has(&args.principal, &matrix.principals[cell.principal].id)
            && has(&args.view, view.id.get_ref())
            && has(&args.format, view.format[cell.format].id.get_ref())
    };
    matrix
        .cells
        .iter()
        .filter(is_wanted)
        .map(|cell| cell.id.as_str())
        .collect()
}

fn narrowed(args: &PortalArgs) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(args.principal.iter().map(|n| format!("--principal {n}")));
    out.extend(args.view.iter().map(|n| format!("--view {n}")));
    out.extend(args.format.iter().map(|n| format!("--format {n}")));
    out.extend(args.tags.iter().map(|n| format!("--tags {n}")));
    out
}

/// A line a fault of one file.
fn lines(name: &str, faults: &[impl std::fmt::Display]) -> Text {
    let told: Vec<String> = faults.iter().map(|fault| format!("{name}:{fault}")).collect();
    listed(&told)
}

/// A line a fault, the first of them; how many more there are.
fn listed(faults: &[impl std::fmt::Display]) -> Text {
    let lines: Vec<String> = faults.iter().take(MOST_TOLD).map(ToString::to_string).collect();
    let told = Text::as_is(lines.join("\n"));
    match faults.len().checked_sub(MOST_TOLD) {
        None | Some(0) => told,
        Some(more) => texts::and_line(told, texts::and_more(more)),
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
