//! Requests that no page offers.

use crate::bench::{run, three, wrong};
use crate::town::instances;

const VIEW: &str = r#"
[[rejection]]
status = 400

[[rejection]]
status = 422

[setting.instans]
options = [
  { id = "alla" },
  { each = "instance", set = { instans = "{instance}" }, where = { instance = "{instance}" } },
  { id = "alla-tecken", manipulates = true, set = { instans = "*" } },
  { id = "dubbel", manipulates = true, set = { instans = ["{home}", "{foreign}"] } },
]

[[view]]
id = "lista"
title = "Listan"
unit = "orders"
auth = "portal"
shows = ["order"]
settings = ["instans"]
access = [{ is = "scope" }]
format = [
  { id = "json", steps = [{ get = "/lista", selection = "query" }] },
  { id = "gammal", manipulates = "json", steps = [{ get = "/gammal" }] },
]
"#;

#[tokio::test]
async fn whatever_is_answered_shows_nothing_foreign() {
    let sound = three() + VIEW;
    let undeclared = sound.replace("status = 422", "status = 423");
    let cases: [(&str, &[&'static str], &[&str]); 6] = [
        (&sound, &[], &[]),
        (
            &sound,
            &["jokertecken"],
            &[
                "ett/lista/-/instans=alla-tecken/json leak",
                "tva/lista/-/instans=alla-tecken/json leak",
            ],
        ),
        (
            &sound,
            &["dubbel"],
            &[
                "ett/lista/-/instans=dubbel/json leak",
                "tva/lista/-/instans=dubbel/json leak",
            ],
        ),
        (
            &sound,
            &["gammal"],
            &["ett/lista/-/alla/gammal leak", "tva/lista/-/alla/gammal leak"],
        ),
        // An error that the profile does not know proves nothing.
        (
            &undeclared,
            &[],
            &[
                "ett/lista/-/instans=dubbel/json inconclusive",
                "tva/lista/-/instans=dubbel/json inconclusive",
            ],
        ),
        (
            &sound,
            &["fel"],
            &[
                "ett/lista/-/instans=alla-tecken/json inconclusive",
                "tva/lista/-/instans=alla-tecken/json inconclusive",
            ],
        ),
    ];
    for (profile, faults, expected) in cases {
        let (run, _) = run(profile, faults).await;
        let mut wrong = wrong(&run);
        wrong.sort();
        assert_eq!(wrong, expected, "{faults:?}");
    }
}

const OF_INSTANCE: &str = r#"
[setting.instans]
options = [{ id = "alla" }, { id = "annan", manipulates = true, set = { instans = "{foreign}" } }]

[[view]]
id = "lista"
title = "En instans lista"
unit = "orders"
auth = "portal"
target = "instance"
shows = ["order"]
settings = ["instans"]
access = [{ target = ["foreign", "random"], is = "refused" }, { is = "scope" }]
format = [{ id = "json", steps = [{ get = "/instans/{target.id}/lista", selection = "query" }] }]
"#;

/// A portal may check the address, where a foreign one is refused, and then go by the parameter.
#[tokio::test]
async fn what_is_ones_own_is_asked_about_with_a_foreign_parameter() {
    let profile = three() + OF_INSTANCE;
    let [a, b] = instances();
    let leaks = [
        format!("ett/lista/instance:{a}/instans=annan/json leak"),
        format!("tva/lista/instance:{b}/instans=annan/json leak"),
    ];
    for (faults, expected) in [(&[][..], &[][..]), (&["parametern-vinner"], &leaks)] {
        let (run, _) = run(&profile, faults).await;
        let mut wrong = wrong(&run);
        wrong.sort();
        assert_eq!(wrong, expected, "{faults:?}");
    }
}

/// Without anybody who sees the city, nobody saw what a manipulation could have shown.
#[tokio::test]
async fn a_manipulation_that_nobody_witnesses_proves_nothing() {
    let two =
        three()
            .replace("env:SKOTT_TOWN\" }", "env:SKOTT_GONE\" }")
            .replacen("env:SKOTT_GONE", "env:SKOTT_NOT", 1);
    let two = two.replace("SKOTT_GONE", "SKOTT_TOWN");
    let (run, _) = run(&format!("{two}{VIEW}"), &[]).await;
    let wrong = wrong(&run);
    assert!(
        wrong.contains(&"ett/lista/-/instans=alla-tecken/json unwitnessed".to_owned()),
        "{wrong:?}"
    );
    assert!(
        wrong.contains(&"ett/lista/-/alla/gammal unwitnessed".to_owned()),
        "{wrong:?}"
    );
}
