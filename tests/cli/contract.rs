//! The clean stub is accepted; what is written keeps to its schema and says the same again.

use serde_json::Value;

use crate::bench::{CITY, Place, troubled, words};

#[test]
fn the_clean_stub_is_accepted_and_its_reports_are_the_same_again() {
    let place = Place::new();
    let first = place.skott(words(&[&["run", "--out", "a"], &CITY]));
    assert_eq!(first.code, 0, "{}", first.said());
    let report = place.report("a");
    is_clean(&report);
    keeps_to_its_schema(&place, &report);
    for name in ["run.ndjson", "report.txt", "junit.xml"] {
        assert!(!place.read(&format!("a/{name}")).is_empty(), "{name}");
    }
    assert_eq!(first.stdout, place.read("a/report.txt"));

    same_from_the_record_alone(&place);

    let second = place.skott(words(&[&["run", "--out", "b"], &CITY]));
    assert_eq!(second.code, 0, "{}", second.said());
    assert_eq!(without_envelope(&place, "a"), without_envelope(&place, "b"));
}

fn is_clean(report: &Value) {
    assert_eq!(report["schema"], "skott.report/1");
    assert_eq!(report["outcome"], "accepted");
    assert_eq!(report["reasons"], Value::Array(Vec::new()));
    let coverage = &report["coverage"];
    assert_eq!(coverage["declared"], coverage["judged"]);
    assert!(coverage["declared"].as_u64().unwrap() > 1000, "{coverage}");
    assert_eq!(coverage["unwitnessed"], 0);
    assert_eq!(coverage["percent"], 100);
    assert!(troubled(report).is_empty());
    let cells = report["cells"].as_array().unwrap();
    assert_eq!(cells.len() as u64, coverage["declared"].as_u64().unwrap());
    assert!(cells.iter().all(|c| c["findings"].as_array().unwrap().is_empty()));
}

fn keeps_to_its_schema(place: &Place, report: &Value) {
    let schema = place.skott(["schema", "report"]);
    assert_eq!(schema.code, 0);
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(report).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let mut spoilt = report.clone();
    spoilt["outcome"] = "nästan".into();
    assert!(!validator.is_valid(&spoilt), "the schema takes anything");
}

fn same_from_the_record_alone(place: &Place) {
    let names = ["report.json", "report.txt", "junit.xml"];
    place.write("c/run.ndjson", place.read("a/run.ndjson"));
    let again = place.skott(["report", "c"]);
    assert_eq!(again.code, 0, "{}", again.said());
    for name in names {
        assert!(
            place.read(&format!("a/{name}")) == place.read(&format!("c/{name}")),
            "{name} differs"
        );
    }
}

/// The report's text without what belongs to one run alone.
fn without_envelope(place: &Place, out: &str) -> String {
    let text = place.read(&format!("{out}/report.json"));
    let start = text.find("\n  \"envelope\": {").expect("an envelope");
    let end = start + text[start..].find("\n  }").expect("the envelope's end");
    format!("{}{}", &text[..start], &text[end..])
}
