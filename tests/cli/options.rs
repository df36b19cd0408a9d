//! What may be typed after `skott run`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bench::{CITY, Place, Stub, troubled, words};

const PAGE: [&str; 4] = ["--view", "bestallningssidan", "--format", "html"];

#[test]
fn the_embedded_profile_is_asked_of_a_stub_started_elsewhere() {
    let stub = Stub::start(&["bestallningssida-alla-instanser"]);
    let place = Place::new();
    let whole = words(&[&["run", "--tags", "@incident", "--url", &stub.url], &PAGE, &CITY]);
    let ran = place.skott(whole);
    assert_eq!(ran.code, 1, "{}", ran.said());
    let report = place.report("out");
    assert!(troubled(&report).iter().any(|(verdict, _)| *verdict == "leak"));
    let seen = |key: &str| -> BTreeSet<&str> {
        let cells = report["cells"].as_array().unwrap().iter();
        cells.filter_map(|cell| cell[key].as_str()).collect()
    };
    assert_eq!(seen("view"), BTreeSet::from(["bestallningssidan"]));
    assert_eq!(seen("format"), BTreeSet::from(["html"]));
    assert!(
        !seen("principal").contains("anstalld-grundskola"),
        "not an account of @incident"
    );
    let declared = report["coverage"]["declared"].as_u64().unwrap();
    assert!(
        declared > report["cells"].as_array().unwrap().len() as u64,
        "what is declared stays declared"
    );
    assert!(ran.stdout.starts_with("UNDERKÄND"), "{}", ran.stdout);

    let english = place.skott(["report", "out", "--lang", "en"]);
    assert_eq!(english.code, 1);
    assert!(english.stdout.starts_with("REJECTED"), "{}", english.stdout);
    let without_words = |report: &Value| report["totals"].clone();
    assert_eq!(without_words(&place.report("out")), without_words(&report));
}

#[test]
fn another_seed_is_another_city_and_both_sides_must_hold_the_same() {
    let place = Place::new();
    let ran = place.skott(words(&[
        &["run", "--seed", "7", "--lang", "en", "--repeat", "2"],
        &PAGE,
        &CITY,
    ]));
    assert_eq!(ran.code, 1, "narrowed, so the gate holds it: {}", ran.said());
    let report = place.report("out");
    assert!(troubled(&report).is_empty(), "{}", ran.stdout);
    assert!(report["totals"]["isolated"].as_u64().unwrap() > 50);

    let stub = Stub::start(&[]);
    let ran = place.skott(words(&[&["run", "--seed", "7", "--url", &stub.url], &PAGE, &CITY]));
    assert_eq!(ran.code, 1, "{}", ran.said());
    assert!(
        !troubled(&place.report("out")).is_empty(),
        "another city is in the portal"
    );
}

/// Words after `run`, exit code, what it must say: what to do, not what was typed.
const TYPED: &[(&[&str], i32, &str)] = &[
    (&["--principal", "ekonomi-enn"], 2, "menade du \"ekonomi-en\"?"),
    (&["--view", "raport"], 2, "menade du \"rapport\"?"),
    (&["--format", "xslx"], 2, "menade du \"xlsx\"?"),
    (
        &["--fault", "bestallning-via-idd"],
        2,
        "menade du ”bestallning-via-id”?",
    ),
    (&["--fault", "xyzzy"], 2, "”xyzzy”; `skott faults` visar alla"),
    (
        &["--tags", "@incident and"],
        2,
        "skriv till exempel \"@incident and not @långsam\"",
    ),
    (&["--rate", "snabbt"], 2, "skriv t.ex. 20/s"),
    (&["--concurrency", "0"], 2, "1..=65535"),
    (&["--instances", "1000"], 2, "välj 4 till 52"),
    (&["--url", "inte en adress"], 2, "https://portal.example"),
    (
        &["--fault", "bestallning-via-id", "--url", "http://127.0.0.1:9"],
        2,
        "skott stub --fault",
    ),
    (
        &["--view", "rapport", "--format", "json"],
        3,
        "ändra --principal, --view, --format eller --tags",
    ),
    (&["--tags", "@finns-inte"], 3, "rätta uttrycket"),
    (&["--okant-val"], 2, "try '--help'"),
];

#[test]
fn what_is_typed_wrong_is_said_before_anything_is_asked() {
    let place = Place::new();
    for (typed, code, says) in TYPED {
        let ran = place.skott(words(&[&["run"], typed]));
        assert_eq!(ran.code, *code, "{typed:?}: {}", ran.said());
        assert!(ran.stderr.contains(says), "{typed:?}: {}", ran.stderr);
        assert!(!place.path("out/run.ndjson").exists(), "{typed:?}: something was run");
    }
}
