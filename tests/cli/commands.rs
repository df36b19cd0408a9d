//! The other commands, and that no secret is ever written.

use std::process::{Output, Stdio};

use serde_json::Value;

use crate::bench::{CITY, PROFILE, Place, Stub, words};

const PRETIX_POPULATION: &str = include_str!("../../portals/pretix/population.json");
const PRETIX: &str = include_str!("../../portals/pretix/portal.toml");

#[test]
fn a_city_is_planted_the_same_for_the_same_seed() {
    let place = Place::new();
    let plant = |seed: &str, format: &str| -> Output {
        let words = words(&[&["plant", "--seed", seed, "--format", format], &CITY]);
        let output = place.command(words).output().unwrap();
        assert!(output.status.success());
        output
    };
    for (format, start) in [("json", &b"{"[..]), ("csv", b""), ("xlsx", b"PK")] {
        let bytes = plant("11", format).stdout;
        assert!(bytes.len() > 1000 && bytes.starts_with(start), "{format}");
        assert_eq!(bytes, plant("11", format).stdout, "{format}");
        assert_ne!(bytes, plant("12", format).stdout, "{format}");
    }
    let city: Value = serde_json::from_slice(&plant("11", "json").stdout).unwrap();
    assert_eq!(city["instances"].as_array().unwrap().len(), 4);
    let persons: Vec<&Value> = city["persons"].as_array().unwrap().iter().map(|p| &p["id"]).collect();
    let orders = city["orders"].as_array().unwrap();
    assert!(!orders.is_empty() && orders.iter().all(|order| persons.contains(&&order["person"])));
}

#[test]
fn phrases_faults_and_plan_are_shown_without_asking_anybody() {
    let place = Place::new();
    for (words, says) in [
        (&["steps"][..], "Givet att jag är inloggad som <konto>"),
        (&["steps", "--lang", "en"], "Given "),
        (
            &["faults"],
            "F30; väntat fynd: uppgift om någon utanför kontots behörighet (foreign-value); vyer: bestallningssidan, ",
        ),
        (
            &["faults", "--lang", "en"],
            "An administrator of no instance sees everything",
        ),
        (&["plan", "--instances", "4", "--persons", "4"], "bestallningssidan"),
        (&["plan", "--cells", "--view", "sok"], "stadsadmin/sok/-/"),
        (&["--help"], "skott [OPTIONS] <COMMAND>"),
        (
            &[
                "plan",
                "--portal",
                concat!(env!("CARGO_MANIFEST_DIR"), "/portals/pretix"),
                "--lang",
                "en",
            ],
            "rows about what the profile does not try: ",
        ),
    ] {
        let ran = place.skott(words);
        assert_eq!(
            (ran.code, ran.stdout.contains(says)),
            (0, true),
            "{words:?}: {}",
            ran.said()
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let place = Place::new();
    for words in [&["plan", "--cells"][..], &["steps"], &["plant"], &["schema", "profile"]] {
        let mut command = place.command(words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), said.as_ref()), (Some(0), ""), "{words:?}");
    }
}

#[test]
fn the_profiles_keep_to_the_schema_that_is_printed() {
    let printed = Place::new().skott(["schema", "profile"]);
    assert_eq!(printed.code, 0);
    let schema: Value = serde_json::from_str(&printed.stdout).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (text, valid) in [
        (PROFILE.to_owned(), true),
        (PRETIX.to_owned(), true),
        (PROFILE.replacen("unit = \"orders\"", "unit = \"tal\"", 1), false),
        (PROFILE.replacen("auth = \"portal\"", "inlogg = \"portal\"", 1), false),
        (PROFILE.replacen("name = \"formansportalen\"", "", 1), false),
    ] {
        let profile: toml::Table = text.parse().unwrap();
        let profile = serde_json::to_value(profile).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&profile).map(|error| error.to_string()).collect();
        assert_eq!(wrong.is_empty(), valid, "{} {wrong:?}", profile["name"]);
    }
}

#[test]
fn what_is_planted_keeps_to_the_schema_that_is_printed() {
    let place = Place::new();
    let schema: Value = serde_json::from_str(&place.skott(["schema", "population"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let planted = place.skott(words(&[&["plant"], &CITY])).stdout;
    for (text, valid) in [
        (planted.clone(), true),
        (PRETIX_POPULATION.to_owned(), true),
        (planted.replacen("\"email\"", "\"epost\"", 1), false),
    ] {
        assert_eq!(validator.is_valid(&serde_json::from_str(&text).unwrap()), valid);
    }
    let help = place.skott(["plant", "--help"]).stdout;
    assert!(help.contains("4 till 52") && help.contains("4 till 250"), "{help}");
}

const SECRET: &str = "hemligt-ord-123";

#[test]
fn no_secret_is_written_anywhere() {
    let view = ["--view", "bestallningssidan", "--format", "html"];
    let env = [("SKOTT_STUB_PASSWORD", SECRET)];
    let run = words(&[&["run"], &view, &CITY]);
    let place = Place::new();
    let own = place.skott_in(run.clone(), &env);
    assert!(
        place.report("out")["totals"]["isolated"].as_u64().unwrap() > 50,
        "{}",
        own.said()
    );
    is_silent(&place, &own.said());

    // A login that fails is where secrets are told by mistake.
    let other = Stub::start(&[]);
    let mut with_url = run;
    with_url.extend(["--url".to_owned(), other.url.clone()]);
    let failed = place.skott_in(with_url, &env);
    assert_eq!(failed.code, 3, "{}", failed.said());
    is_silent(&place, &failed.said());
}

fn is_silent(place: &Place, said: &str) {
    assert!(!said.contains(SECRET), "{said}");
    let files: Vec<_> = std::fs::read_dir(place.path("out")).unwrap().flatten().collect();
    assert!(files.len() >= 4);
    for file in files {
        let bytes = std::fs::read(file.path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(SECRET), "{}", file.path().display());
    }
}
