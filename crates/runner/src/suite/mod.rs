//! The suite: feature files read, linted and expanded into one scenario a cell, before the first request.

mod error;
mod fits;
mod grow;
mod names;
mod outline;
mod pick;
mod read;
mod run;
mod tags;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fmt::Write as _;

use cucumber::gherkin;
use sha2::{Digest as _, Sha256};
use skott_model::Arm;
use skott_model::matrix::Matrix;

pub use error::{Place, SuiteError};
pub use fits::required_arms;
pub use run::{RunError, RunTally, ScenarioDone, run};
pub use tags::TagsError;

/// A feature file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name, as `isolering.feature`.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What a complete run of the features attempts.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The features, a scenario a cell.
    pub features: Vec<gherkin::Feature>,
    /// Every scenario, in the order of the features.
    pub planned: Vec<Planned>,
    /// Rows that speak of what the portal does not have.
    pub not_applicable: Vec<NotApplicable>,
    /// SHA-256 of the sources.
    pub fingerprint: String,
}

/// One scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Stable: `<file>#<scenario>:<cell>`, no line number.
    pub id: String,
    /// Feature file.
    pub feature: String,
    /// As people read it; no other scenario of the file has it.
    pub name: String,
    /// As it is written for all its cells.
    pub written: String,
    /// The cell it attempts.
    pub cell: String,
    /// Arms that it asserts.
    pub arms: Vec<Arm>,
    /// Its tags with those of its feature and *Exempel*, without `@`.
    pub tags: Vec<String>,
}

/// A row that no cell can come of on this portal, and that the profile or the row itself allows for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotApplicable {
    /// Feature file.
    pub feature: String,
    /// Where the row stands.
    pub place: Place,
    /// The scenario's name as written.
    pub scenario: String,
    /// Why that is well.
    pub why: Excuse,
}

/// Why it is well that a row has no cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excuse {
    /// It holds for portals that have such a thing, by its tag.
    NoneOfIt,
    /// The profile's reason, as it is written there.
    Profile(String),
}

/// Why there is no suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Everything that is wrong with any feature, in the order of the files.
    Features(Vec<SuiteError>),
    /// What is wrong with the tags that narrow it.
    Tags(TagsError),
}

/// Reads, lints and expands the features over a matrix; `tags` narrows what is planned, as `@incident and not @om-det-finns`.
///
/// # Errors
/// The features or the tags are wrong, or nothing is selected.
pub fn load(sources: &[Source], matrix: &Matrix, tags: Option<&str>) -> Result<Suite, LoadError> {
    let wanted = tags.map(tags::parse).transpose().map_err(LoadError::Tags)?;
    let mut suite = whole(sources, matrix).map_err(LoadError::Features)?;
    if let (Some(wanted), Some(tags)) = (wanted, tags) {
        suite.keep(|planned| tags::holds(&wanted, &planned.tags));
        if suite.planned.is_empty() {
            return Err(LoadError::Tags(TagsError::SelectNothing(tags.to_owned())));
        }
    }
    Ok(suite)
}

fn whole(sources: &[Source], matrix: &Matrix) -> Result<Suite, Vec<SuiteError>> {
    let (mut errors, mut grown) = (Vec::new(), Vec::new());
    for source in sources {
        match read::read(source).and_then(|file| grow::grow(&file, matrix)) {
            Ok(feature) => grown.push(feature),
            Err(faults) => errors.extend(faults),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut suite = Suite {
        features: Vec::new(),
        planned: Vec::new(),
        not_applicable: Vec::new(),
        fingerprint: fingerprint(sources),
    };
    for feature in grown {
        suite.features.push(feature.feature);
        suite.planned.extend(feature.planned);
        suite.not_applicable.extend(feature.not_applicable);
    }
    if suite.planned.is_empty() {
        return Err(vec![SuiteError::of_no_scenario()]);
    }
    Ok(suite)
}

impl Suite {
    /// Leaves out the scenarios of other cells, for a run that options narrow.
    pub fn narrow(&mut self, keep: impl Fn(&str) -> bool) {
        self.keep(|planned| keep(&planned.cell));
    }

    fn keep(&mut self, keep: impl Fn(&Planned) -> bool) {
        self.planned.retain(|planned| keep(planned));
        let kept: HashSet<(&str, &str)> = self
            .planned
            .iter()
            .map(|p| (p.feature.as_str(), p.name.as_str()))
            .collect();
        for feature in &mut self.features {
            let file = run::file_of(feature);
            feature
                .scenarios
                .retain(|s| kept.contains(&(file.as_str(), s.name.as_str())));
        }
        self.features.retain(|feature| !feature.scenarios.is_empty());
    }
}

fn fingerprint(sources: &[Source]) -> String {
    let mut hash = Sha256::new();
    for source in sources {
        hash.update(format!("{} {}\n{}", source.name, source.text.len(), source.text));
    }
    hash.finalize().iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
