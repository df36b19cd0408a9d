//! `skott prove`: what catches what, and that it fails when the only scenario that catches a fault is gone.

use std::path::Path;

use serde_json::Value;

use crate::bench::{CITY, Place, Ran, words};

const FEATURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/features");
const REVIEWED: &str = include_str!("../../snapshots/kill-matrix.snap");

fn prove(place: &Place, more: &[&str]) -> (Ran, Value) {
    let ran = place.skott(words(&[&["prove", "--out", "bevis"], &CITY, more]));
    let proof = std::fs::read_to_string(place.path("bevis/prove.json")).unwrap_or_else(|_| panic!("{}", ran.said()));
    (ran, serde_json::from_str(&proof).unwrap())
}

#[test]
fn a_fault_is_caught_and_the_matrix_says_by_what() {
    let place = Place::new();
    let (ran, proof) = prove(
        &place,
        &["--fault", "totalantal-lacker", "--class", "F07", "--pairs", "1"],
    );
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(ran.stdout.starts_with("SVITEN HÅLLER"), "{}", ran.stdout);
    assert_eq!(ran.stdout, place.read("bevis/prove.txt"));
    let schema = place.skott(["schema", "prove"]);
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema.stdout).unwrap()).unwrap();
    assert!(validator.is_valid(&proof));
    let faults = proof["faults"].as_array().unwrap();
    let total = faults.iter().find(|f| f["name"] == "totalantal-lacker").unwrap();
    assert_eq!(
        (&total["fate"], &total["kind"]),
        (&"killed".into(), &"foreign-number".into())
    );
    assert!(
        total["killed_by"]
            .as_object()
            .unwrap()
            .keys()
            .any(|k| k.starts_with("isolering.feature#"))
    );
    assert!(faults.iter().all(|f| f["blamed"].as_array().unwrap().is_empty()));
    assert_eq!(proof["pairs"].as_array().unwrap().len(), 1);
    for kept in ["felfri", "totalantal-lacker"] {
        let record = place.read(&format!("bevis/{kept}/run.ndjson"));
        assert!(record.contains("\"event\":\"run-finished\""), "{kept}");
    }
    assert!(place.read("bevis/prove.html").contains("totalantal-lacker"));
    for (typed, says) in [
        (["--fault", "totalantal"], "totalantal-lacker"),
        (["--class", "F99"], "menade du"),
    ] {
        let ran = place.skott(words(&[&["prove"], &typed]));
        assert_eq!(ran.code, 2, "{}", ran.said());
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    }
}

/// Faults that a single scenario catches, with its file and its name there.
fn only_killers() -> Vec<(String, String, String)> {
    let mut out = Vec::new();
    let mut fault: Option<(String, Vec<String>)> = None;
    let body = REVIEWED.split("\n---\n").nth(1).unwrap();
    for line in body.lines().chain(["slut  "]) {
        if line.starts_with(' ') {
            let scenario = line.trim().to_owned();
            fault
                .iter_mut()
                .for_each(|(_, killers)| killers.extend(scenario.contains(".feature#").then(|| scenario.clone())));
            continue;
        }
        if let Some((name, killers)) = fault.take()
            && let [only] = &killers[..]
        {
            let (file, scenario) = only.split_once('#').unwrap();
            out.push((name, file.to_owned(), scenario.to_owned()));
        }
        fault = line.split_once("  ").map(|(name, _)| (name.to_owned(), Vec::new()));
    }
    out
}

/// All features but one scenario.
fn features_without(place: &Place, file: &str, scenario: &str) {
    for entry in std::fs::read_dir(FEATURES).unwrap() {
        let path = entry.unwrap().path();
        if path.extension() != Some(Path::new("feature").as_os_str()) {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let kept = if name == file { cut(&text, scenario) } else { text };
        place.write(&format!("egna/{name}"), kept);
    }
}

/// The text without the scenario whose name has this slug.
fn cut(text: &str, slug: &str) -> String {
    let mut out = Vec::new();
    let mut is_cut = false;
    let mut found = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        if let Some(name) = trimmed.strip_prefix("Scenariomall: ") {
            is_cut = slugged(name) == slug;
            found |= is_cut;
        } else if trimmed.starts_with("Regel: ") || trimmed.starts_with('@') {
            is_cut = false;
        }
        if !is_cut {
            out.push(line);
        }
    }
    assert!(found, "{slug} is not there");
    out.join("\n") + "\n"
}

fn slugged(name: &str) -> String {
    let plain = |c: char| match c.to_lowercase().next().unwrap_or(c) {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        c if c.is_ascii_alphanumeric() => c,
        _ => ' ',
    };
    let text: String = name.chars().map(plain).collect();
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

#[test]
fn without_the_only_scenario_that_catches_it_a_fault_survives_and_is_told() {
    let handful = only_killers();
    assert!(!handful.is_empty(), "no fault has a scenario of its own");
    for (fault, file, scenario) in handful.iter().take(3) {
        let place = Place::new();
        features_without(&place, file, scenario);
        let (ran, proof) = prove(&place, &["--features", "egna", "--fault", fault]);
        assert_eq!(ran.code, 1, "{fault} without {file}#{scenario}: {}", ran.said());
        assert_ne!(proof["faults"][0]["fate"], "killed", "{fault}");
        assert!(ran.stdout.contains("DET SOM INTE HÅLLER"), "{}", ran.stdout);
        assert!(proof["wrong"].to_string().contains(fault), "{}", proof["wrong"]);
    }
}
