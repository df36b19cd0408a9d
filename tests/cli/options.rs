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

/// Words after `run`, exit code, what it must say in Swedish and in English.
const TYPED: &[(&[&str], i32, [&str; 2])] = &[
    (
        &["--principal", "ekonomi-enn"],
        2,
        [
            "--principal ekonomi-enn: okänt; menade du ”ekonomi-en”?",
            "--principal ekonomi-enn: not known; did you mean \"ekonomi-en\"?",
        ],
    ),
    (
        &["--view", "raport"],
        2,
        ["menade du ”rapport”?", "did you mean \"rapport\"?"],
    ),
    (
        &["--format", "xslx"],
        2,
        [
            "menade du ”xlsx”? Det finns: csv, ",
            "did you mean \"xlsx\"? There are: csv, ",
        ],
    ),
    (
        &["--fault", "bestallning-via-idd"],
        2,
        [
            "det finns inget fel som heter ”bestallning-via-idd”, menade du ”bestallning-via-id”? `skott faults` visar alla",
            "there is no fault \"bestallning-via-idd\", did you mean \"bestallning-via-id\"? `skott faults` shows all",
        ],
    ),
    (
        &["--fault", "xyzzy"],
        2,
        [
            "”xyzzy”; `skott faults` visar alla",
            "\"xyzzy\"; `skott faults` shows all",
        ],
    ),
    (
        &["--tags", "@incident and"],
        2,
        [
            "--tags: ”@incident and” går inte att tyda; skriv till exempel --tags \"@incident and not @om-det-finns\"",
            "--tags: \"@incident and\" cannot be read",
        ],
    ),
    (
        &["--rate", "snabbt"],
        2,
        [
            "--rate <N/s>: ”snabbt” duger inte; skriv t.ex. 20/s",
            "write for example 20/s",
        ],
    ),
    (
        &["--concurrency", "0"],
        2,
        [
            "--concurrency <N>: ”0” duger inte; skriv ett heltal från 1 till 65535",
            "write a whole number from 1 to 65535",
        ],
    ),
    (
        &["--seed", "-"],
        2,
        [
            "--seed <N>: ”-” duger inte; skriv ett heltal; se skott --help",
            "write a whole number",
        ],
    ),
    (
        &["--instances", "1000"],
        2,
        [
            "antalet förvaltningar och bolag kan inte vara 1000; välj 4 till 52",
            "there cannot be 1000 instances; choose 4 to 52",
        ],
    ),
    (
        &["--url", "inte en adress"],
        2,
        [
            "portalens adress är inte bara protokoll, värd och port; skriv den som https://portal.example",
            "the portal's address is not scheme, host and port alone; write it as https://portal.example",
        ],
    ),
    (
        &["--fault", "bestallning-via-id", "--url", "http://127.0.0.1:9"],
        2,
        ["använd skott stub --fault", "use skott stub --fault"],
    ),
    (
        &["--view", "rapport", "--format", "json"],
        3,
        [
            "ändra --principal, --view, --format eller --tags",
            "change --principal, --view",
        ],
    ),
    (
        &["--tags", "@finns-inte"],
        3,
        [
            "”@finns-inte” väljer inget scenario; rätta uttrycket",
            "\"@finns-inte\" selects no scenario",
        ],
    ),
    (
        &["--okant-val"],
        2,
        [
            "--okant-val finns inte här; se skott --help",
            "unexpected argument '--okant-val'",
        ],
    ),
    (
        &["--principl", "x"],
        2,
        [
            "--principl finns inte här; menade du --principal?",
            "a similar argument exists",
        ],
    ),
    (
        &["--view"],
        2,
        ["--view <NAME> saknar värde", "a value is required for '--view"],
    ),
    (
        &["--out", "a", "--out", "b"],
        2,
        ["--out <DIR> kan bara anges en gång", "cannot be used multiple times"],
    ),
    (
        &["--features", "finns-inte"],
        2,
        [
            "finns-inte: finns inte (No such file or directory (os error 2)); --features tar en mapp",
            "finns-inte: No such file or directory (os error 2); --features takes a folder",
        ],
    ),
];

#[test]
fn what_is_typed_wrong_is_said_in_either_language_before_anything_is_asked() {
    let place = Place::new();
    for (typed, code, says) in TYPED {
        for (lang, says) in [&[][..], &["--lang", "en"]].into_iter().zip(says) {
            // A value that is missing is the last word's.
            let ran = place.skott(words(&[lang, &["run"], typed]));
            assert_eq!(ran.code, *code, "{lang:?} {typed:?}: {}", ran.said());
            assert!(ran.stderr.contains(says), "{lang:?} {typed:?}: {}", ran.stderr);
            assert!(!place.path("out/run.ndjson").exists(), "{typed:?}: something was run");
        }
    }
}

/// Words of other commands, and what they say.
const OTHERS: &[(&[&str], i32, [&str; 2])] = &[
    (
        &["report", "tom"],
        2,
        [
            "tom/run.ndjson: finns inte (No such file or directory (os error 2)); ange mappen som skott run skrev i",
            "tom/run.ndjson: No such file or directory (os error 2); give the folder that skott run wrote in",
        ],
    ),
    (
        &["reject", "tom"],
        2,
        ["det finns inget att avvisa", "there is nothing to reject"],
    ),
    (
        &["run", "--portal", "tom"],
        2,
        [
            "tom/portal.toml: finns inte (No such file or directory (os error 2)); --portal tar en mapp med portal.toml",
            "tom/portal.toml: No such file or directory (os error 2); --portal takes a folder with portal.toml",
        ],
    ),
    (
        &["run", "--features", "tom"],
        2,
        [
            "tom: här finns inga .feature-filer; ange en mapp som har några",
            "tom: no .feature files",
        ],
    ),
    (
        &["plant", "--persons", "1"],
        2,
        [
            "antalet personer i varje förvaltning och bolag kan inte vara 1; välj 4 till 250",
            "there cannot be 1 persons in each instance; choose 4 to 250",
        ],
    ),
    (
        &["schema", "karta"],
        2,
        [
            "”karta” duger inte; välj något av profile, population",
            "invalid value 'karta'",
        ],
    ),
    (
        &["kor"],
        2,
        ["kommandot kor finns inte", "unrecognized subcommand 'kor'"],
    ),
    (
        &["accept", "tom"],
        2,
        [
            "det här måste anges: --by <NAMN>, --why <TEXT>",
            "required arguments were not provided",
        ],
    ),
    (
        &["stub", "--fault", "xyzzy"],
        2,
        [
            "”xyzzy”; `skott faults` visar alla",
            "\"xyzzy\"; `skott faults` shows all",
        ],
    ),
];

#[test]
fn every_command_says_what_is_wrong_in_either_language() {
    let place = Place::new();
    std::fs::create_dir(place.path("tom")).unwrap();
    for (typed, code, says) in OTHERS {
        for (lang, says) in [&[][..], &["--lang=en"]].into_iter().zip(says) {
            let ran = place.skott(words(&[typed, lang]));
            assert_eq!(ran.code, *code, "{typed:?} {lang:?}: {}", ran.said());
            assert!(ran.stderr.contains(says), "{typed:?} {lang:?}: {}", ran.stderr);
        }
    }
}
