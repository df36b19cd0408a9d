//! What a profile may say: every fault is told with its line, what is wrong and what to do.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::expand;
use skott_model::profile::parse;
use skott_population::plant;

const PROFILE: &str = include_str!("profiles/sound.toml");

/// Changes one text of a sound profile; the first fault that comes of it, as `line: what`.
fn told(from: &str, to: &str) -> String {
    assert_eq!(
        PROFILE.matches(from).count(),
        1,
        "{from} must stand in the sound profile once"
    );
    let text = PROFILE.replacen(from, to, 1);
    let profile = match parse(&text) {
        Ok(profile) => profile,
        Err(faults) => return format!("{}: {}", faults[0].line, faults[0].what),
    };
    match expand(profile, plant(1, 4, 4).unwrap()) {
        Ok(_) => "sound".to_owned(),
        Err(fault) => {
            let line = fault.at.map_or(0, |at| text[..at].matches('\n').count() + 1);
            format!("{line}: {}", fault.what)
        }
    }
}

#[test]
fn faults_are_told_where_they_stand() {
    let step = r#"{ get = "/lista", selection = "query" }"#;
    let setting = r#"{ id = "alla" }"#;
    let cases = [
        (
            setting,
            r#"{ id = "alla" }, { id = "stjarna", manipulates = true, set = { i = ["{home}", "{foreign.upper}"] } }"#,
            "sound",
        ),
        (
            setting,
            r#"{ id = "alla" }, { id = "stjarna", manipulates = true, where = { instance = "x" } }"#,
            "1: [setting.instans]: a manipulation means no orders",
        ),
        (
            "steps = [{ get",
            "manipulates = \"xml\"\nsteps = [{ get",
            "40: manipulates = \"xml\" is no format of view \"lista\" that is offered",
        ),
        (
            "steps = [{ get",
            "manipulates = \"json\"\nsteps = [{ get",
            "40: manipulates = \"json\" is no format of view \"lista\" that is offered",
        ),
        (
            r#"scope = "none""#,
            "scope = \"none\"\nhistory = [{ name = \"a\" }]",
            "22: principal \"utan\": \"a\" is neither a login nor a request",
        ),
        (
            r#"scope = "none""#,
            "scope = \"none\"\nhistory = [{ name = \"a\", ask = { post = \"/x\", as = \"chef\", effect = true } }]",
            "22: principal \"utan\": its history changes the portal, which writes = false forbids",
        ),
        (
            r#"scope = "none""#,
            "scope = \"none\"\nhistory = [{ name = \"a\", ask = { get = \"/x\" } }]",
            "22: principal \"utan\": \"a\" is asked by nobody who can log in",
        ),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nwrites = true",
            "sound",
        ),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nrejection = [{}]",
            "1: a rejection must be told by something",
        ),
        (step, step, "sound"),
        (
            step,
            r#"{ method = "HEAD", path = "/lista", selection = "header" }"#,
            "sound",
        ),
        (step, r#"{ get = "/lista", as = "chef", judged = true }"#, "sound"),
        (
            step,
            r#"{ get = "/lista", as = "chef" }"#,
            "40: the last step's answer is the view's, and \"chef\" is somebody else",
        ),
        (
            step,
            r#"{ get = "/lista", as = "schef", judged = true }"#,
            "40: as = \"schef\": no principal of that id can log in",
        ),
        (
            step,
            r#"{ get = "/lista", as = "utan", judged = true }"#,
            "40: as = \"utan\": no principal of that id can log in",
        ),
        (
            step,
            r#"{ get = "/lista", judged = true }"#,
            "39: view \"lista\": judged goes with as: the account's own answers are always judged",
        ),
        (
            step,
            r#"{ get = "/lista", method = "PUT" }"#,
            "39: view \"lista\": path and method go together",
        ),
        (
            step,
            r#"{ path = "/lista" }"#,
            "39: view \"lista\": path and method go together",
        ),
        (
            step,
            r#"{ get = "/lista", path = "/x", method = "PUT" }"#,
            "39: view \"lista\": a step needs exactly one of get, post and path, and it begins with /",
        ),
        (
            step,
            r#"{ get = "/lista", form = { a = "1" } }"#,
            "39: view \"lista\": a request that only reads carries no body",
        ),
        (
            step,
            r#"{ post = "/lista", form = { a = ["1", "2"] }, json = { b = 1 } }"#,
            "39: view \"lista\": a request has one body",
        ),
        (
            r#"{ post = "/logga-in" }"#,
            r#"{ post = "/logga-in", as = "chef" }"#,
            "13: [auth.portal]: nobody logs in as somebody else",
        ),
    ];
    for (from, to, expected) in cases {
        assert_eq!(told(from, to), expected, "{to}");
    }
}
