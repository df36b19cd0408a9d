//! Steps in somebody else's session: a job that somebody else ordered.

use crate::bench::{LIST, run, three, wrong};

/// Everybody asks for a job that the city's administrator ordered, and for one that `tva` ordered: two sessions each.
const JOBS: &str = r#"
[[view]]
id = "stadens"
title = "Stadens jobb"
unit = "orders"
auth = "portal"
shows = ["order"]
access = [{ principal = ["stad"], is = "all" }, { is = "refused" }]
format = [{ id = "json", steps = [{ post = "/jobb", as = "stad", take = { jobb = { json = "/id" } } }, { get = "/jobb/{jobb}" }] }]

[[view]]
id = "tvas"
title = "Tvås jobb"
unit = "orders"
auth = "portal"
shows = ["order"]
access = [{ principal = ["tva"], is = "scope" }, { is = "refused" }]
format = [{ id = "json", steps = [{ post = "/jobb", as = "tva", take = { jobb = { json = "/id" } } }, { get = "/jobb/{jobb}" }] }]
"#;

#[tokio::test]
async fn a_job_of_somebody_else_is_refused_or_a_leak() {
    let cases: [(&str, &[&'static str], &[&str]); 3] = [
        // Nobody else sees what tva's own job shows, so that it shows nothing foreign is not witnessed.
        ("", &[], &["tva/tvas/-/alla/json unwitnessed"]),
        (
            "",
            &["jobb"],
            &[
                "stad/tvas/-/alla/json leak",
                "ett/stadens/-/alla/json leak",
                "ett/tvas/-/alla/json leak",
                "tva/stadens/-/alla/json leak",
                "tva/tvas/-/alla/json unwitnessed",
            ],
        ),
        // A helper that cannot log in proves nothing, whatever others are answered.
        (
            "bruten",
            &["jobb"],
            &[
                "stad/tvas/-/alla/json inconclusive",
                "ett/stadens/-/alla/json leak",
                "ett/tvas/-/alla/json inconclusive",
                "tva/lista/-/alla/json inconclusive",
                "tva/stadens/-/alla/json inconclusive",
                "tva/tvas/-/alla/json inconclusive",
            ],
        ),
    ];
    for (change, faults, expected) in cases {
        let mut profile = three() + JOBS + LIST;
        if change == "bruten" {
            profile = profile.replace("user = \"tva\"", "user = \"trea\"");
        }
        let (run, _) = run(&profile, faults).await;
        let mut wrong = wrong(&run);
        wrong.sort();
        let mut expected: Vec<&str> = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(wrong, expected, "{change} {faults:?}");
        assert_eq!(run.cells.len(), 9);
    }
}
