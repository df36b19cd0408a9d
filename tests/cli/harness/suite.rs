//! The suite: a file that is gone, rows that select nothing, steps taken away, a record that is not whole.

use std::path::Path;

use super::in_one_line;
use super::spoiler::Spoiler;
use super::{as_it_is, city, place, untouched};
use crate::bench::Place;

const FEATURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/features");

/// All feature files, changed by `change`; what it gives nothing for is left out.
fn features(place: &Place, change: impl Fn(&str, String) -> Option<String>) {
    for entry in std::fs::read_dir(FEATURES).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.extension() == Some(Path::new("feature").as_os_str())
            && let Some(text) = change(&name, std::fs::read_to_string(&path).unwrap())
        {
            place.write(&format!("egna/{name}"), text);
        }
    }
}

/// The text with one step in another's place.
fn instead(text: &str, step: &str, other: &str) -> String {
    assert!(text.contains(step), "{step} is not there");
    text.replacen(step, other, 1)
}

/// The feature without a step, and without the feature that asks the same of the page of 2020.
fn asked_once(name: &str, text: String, step: &str, other: &str) -> Option<String> {
    match name {
        "incidenten-2020.feature" => None,
        "isolering.feature" => Some(instead(&text, step, other)),
        _ => Some(text),
    }
}

const COMPLETE: &str = "Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag\n    Men jag";
const ISOLATED: &str = "\n    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag";

type Change = fn(&str, String) -> Option<String>;

/// What is broken, how the features are changed, exit code, what is said.
const BROKEN: &[(&str, Change, i32, &str)] = &[
    (
        "a scenario file is gone",
        |name, text| (name != "isolering.feature").then_some(text),
        1,
        "kontrollerar inget scenario att allt eget visas",
    ),
    (
        "the file on single orders is gone",
        |name, text| (name != "enskilda-arenden.feature").then_some(text),
        1,
        "deklarerade celler är oprövade",
    ),
    (
        "nothing asks whether everything own is shown",
        |name, text| asked_once(name, text, COMPLETE, "Så jag"),
        1,
        "kontrollerar inget scenario att allt eget visas",
    ),
    (
        "nothing asks whether anything foreign is shown",
        |name, text| asked_once(name, text, ISOLATED, ""),
        1,
        "kontrollerar inget scenario att inget främmande visas",
    ),
    (
        "a row selects nothing",
        |name, text| {
            let is_it = name == "isolering.feature";
            let row = "varje stadsadministratör";
            Some(if is_it {
                text.replace(
                    row,
                    "varje administratör utan behörighet till någon förvaltning eller bolag",
                )
            } else {
                text
            })
        },
        2,
        "isolering.feature:",
    ),
    (
        "a feature is empty",
        |name, text| {
            Some(if name == "isolering.feature" {
                "# language: sv\nEgenskap: Tom\n".to_owned()
            } else {
                text
            })
        },
        2,
        "isolering.feature",
    ),
];

#[test]
fn a_suite_that_asks_too_little_stops_the_release() {
    let spoiler = Spoiler::start(city(), untouched(), as_it_is());
    for (broken, change, code, says) in BROKEN {
        let place = place();
        features(&place, change);
        let ran = place.skott(["run", "--portal", "portal", "--features", "egna", "--url", &spoiler.url]);
        assert_eq!(ran.code, *code, "{broken}: {}", ran.said());
        assert!(
            in_one_line(&ran.said()).contains(says),
            "{broken} is not called {says:?}: {}",
            ran.said()
        );
    }
    let place = place();
    let ran = place.skott([
        "run",
        "--portal",
        "portal",
        "--tags",
        "@finns-inte",
        "--url",
        &spoiler.url,
    ]);
    assert_eq!(ran.code, 3, "{}", ran.said());
    assert!(ran.stderr.contains("inget scenario"), "{}", ran.stderr);
}

#[test]
fn a_record_cut_at_any_byte_is_no_verdict() {
    let place = place();
    let spoiler = Spoiler::start(city(), untouched(), as_it_is());
    assert_eq!(
        place.skott(["run", "--portal", "portal", "--url", &spoiler.url]).code,
        0
    );
    let whole = place.read("out/run.ndjson").into_bytes();
    // Spread over the record, and every byte of its last line.
    let last = whole[..whole.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap();
    let spread = (0..40).map(|part| whole.len() * part / 40 + part * 7);
    for cut in spread
        .chain((last..whole.len()).step_by(5))
        .filter(|cut| *cut < whole.len())
    {
        place.write("cut/run.ndjson", &whole[..cut]);
        let ran = place.skott(["report", "cut"]);
        assert_eq!(ran.code, 3, "cut at {cut} of {}: {}", whole.len(), ran.said());
        let named = ran.stdout.contains("avbröts") || ran.stderr.contains("saknar första raden");
        assert!(named, "cut at {cut}: {}", ran.said());
    }
}
