//! Linting, expansion and running, on the stub's profile and a small population.

mod bench;
mod coverage;
mod expansion;
mod linting;
mod running;

use std::path::Path;

use skott_model::matrix::{Matrix, expand};
use skott_model::profile::parse;
use skott_population::plant;

use super::{LoadError, Source, SuiteError};

/// A small portal: a list, a detail by order, a page for employees.
fn matrix() -> Matrix {
    matrix_of(include_str!("tests/portal.toml"))
}

fn matrix_of(profile: &str) -> Matrix {
    let profile = parse(profile).unwrap_or_else(|errors| panic!("{errors:?}"));
    expand(profile, plant(7, 4, 12).unwrap()).unwrap()
}

/// What is wrong with features.
fn of_features(error: LoadError) -> Vec<SuiteError> {
    match error {
        LoadError::Features(faults) => faults,
        LoadError::Tags(error) => panic!("{error:?}"),
    }
}

/// A feature of one scenario outline over `rows`.
fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

/// The features as they are shipped.
fn shipped(folder: &str) -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../features")
        .join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "feature"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        source(&name, &std::fs::read_to_string(path).unwrap())
    };
    files.iter().map(read).collect()
}
