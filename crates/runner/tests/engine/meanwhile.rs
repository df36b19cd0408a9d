//! A portal that others use: what one of them does between two questions is nobody's fault.

use skott_model::FindingKind;

use crate::bench::{LIST, run, run_among_others, three, wrong};

/// The list, and the same as a file.
fn views() -> String {
    let file = "{ id = \"fil\", steps = [{ get = \"/fil\" }] }]";
    three() + &LIST.replace("get = \"/lista\" }] }]", &format!("get = \"/lista\" }}] }}, {file}"))
}

fn verdicts(told: &[String]) -> Vec<&str> {
    told.iter().filter_map(|cell| cell.rsplit(' ').next()).collect()
}

#[tokio::test]
async fn a_row_that_came_between_two_formats_is_a_doubt_and_one_that_only_one_shows_a_finding() {
    type Case<'a> = (bool, &'a [&'static str], &'a [&'a str]);
    let cases: [Case; 6] = [
        (true, &[], &[]),
        (true, &["ny-order"], &["inconclusive"]),
        (true, &["filen"], &["surplus", "surplus", "surplus"]),
        // Where nobody else is, nobody else did it, and whose the row is nobody knows.
        (false, &[], &[]),
        (
            false,
            &["ny-order"],
            &[
                "inconclusive",
                "inconclusive",
                "surplus",
                "inconclusive",
                "inconclusive",
            ],
        ),
        (false, &["filen"], &["surplus", "surplus", "surplus"]),
    ];
    for (among_others, faults, expected) in cases {
        let (run, _) = match among_others {
            true => run_among_others(&views(), faults).await,
            false => run(&views(), faults).await,
        };
        let told = wrong(&run);
        // Which format was asked for first is chance.
        let (mut found, mut expected) = (verdicts(&told), expected.to_vec());
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{among_others} {faults:?} {told:?}");
        for cell in run
            .cells
            .iter()
            .filter(|cell| cell.verdict == skott_model::Verdict::Surplus)
        {
            assert_eq!(cell.findings[0].kind, FindingKind::Disparity, "{}", cell.cell.id);
        }
    }
}

/// One total, of a list whose rows others add to.
const COUNTED: &str = r#"
[[view]]
id = "lista"
title = "Listan"
unit = "orders"
auth = "portal"
shows = ["order"]
access = [{ is = "scope" }]
format = [{ id = "json", steps = [{ get = "/antal" }], numbers = [{ id = "antal", is = "count", at = { json = "/antal" } }] }]
"#;

#[tokio::test]
async fn a_total_that_others_may_have_changed_is_asked_for_again() {
    let cases: [(&[&str], &[&str]); 3] = [
        (&[], &[]),
        (&["nyss"], &["inconclusive"]),
        (&["fel-antal"], &["missing", "missing", "missing"]),
    ];
    for (faults, expected) in cases {
        let faults: Vec<&'static str> = faults.to_vec();
        let (run, _) = run_among_others(&(three() + COUNTED), &faults).await;
        let told = wrong(&run);
        assert_eq!(verdicts(&told), expected, "{faults:?} {told:?}");
    }
}
