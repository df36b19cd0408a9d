//! Bad features and the errors that they give.

use super::{matrix, source};
use crate::suite::load;

const GIVEN: &str = "Givet att jag är inloggad som <k>";
const OPENS: &str = "När jag öppnar <v> i formatet html";
const SEES: &str = "Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag";

/// A feature with these steps over this row of `k` and `v`.
fn feature(steps: &[&str], row: &str) -> String {
    let steps: String = steps.iter().map(|step| format!("    {step}\n")).collect();
    format!(
        "# language: sv\nEgenskap: Prov\n  Scenariomall: <k> <v>\n{steps}    Exempel:\n      | k | v |\n      | {row} |\n"
    )
}

#[test]
fn every_fault_says_where_what_and_what_to_do() {
    let well = "varje konto | varje";
    let cases: Vec<(String, Vec<&str>)> = vec![(feature(&[GIVEN, OPENS, SEES], well), vec![])];
    let matrix = matrix();
    for (text, expected) in cases {
        let found = match load(&[source("a.feature", &text)], &matrix, None) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(found, expected, "{text}");
    }
}
