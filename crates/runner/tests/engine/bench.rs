//! Runs every cell of a profile against the town, and settles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures::future::join_all;
use skott_model::Verdict;
use skott_model::matrix::{Matrix, expand};
use skott_model::profile::parse;
use skott_model::record::{Event, Finished};
use skott_model::run::{Run, Settled};
use skott_oracle::search::Index;
use skott_oracle::settle;
use skott_portal::{Environment, Portal};
use skott_runner::engine::{Circumstances, Engine, Parts, Recorder, opening};
use skott_steps::Bench as _;

use crate::town::{self, Town};

const COMMON: &str = r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
writes = true
refusal = [{ status = 403 }, { status = 404 }]

[population]
plant = { seed = 1, instances = 4, persons = 4 }

[auth.portal]
kind = "form"
steps = [{ post = "/logga-in", form = { vem = "{user}", ord = "{secret}" } }]
who = { get = "/mig", take = { json = "/namn" } }
signed_out = [{ status = 401 }]
"#;

/// An order by its id, which others than its own may not open.
pub const ORDER: &str = r#"
[[view]]
id = "order"
title = "En order"
unit = "orders"
auth = "portal"
target = "order"
shows = ["order"]
access = [{ target = ["foreign", "random"], is = "refused" }, { is = "scope" }]
format = [{ id = "json", steps = [{ get = "/order/{target.id}" }] }]
"#;

/// The list of orders, by scope.
pub const LIST: &str = r#"
[[view]]
id = "lista"
title = "Listan"
unit = "orders"
auth = "portal"
shows = ["order"]
access = [{ is = "scope" }]
format = [{ id = "json", steps = [{ get = "/lista" }] }]
"#;

/// A principal of the town, with what else the profile says of it.
pub fn principal(id: &str, scope: &str, more: &str) -> String {
    format!(
        "[[principal]]\nid = \"{id}\"\nrole = \"administratör\"\nscope = {scope}\n\
         credential.portal = {{ user = \"{id}\", secret = \"env:SKOTT_TOWN\" }}\n{more}\n"
    )
}

/// The city's administrator, and one of each of the first two instances.
pub fn three() -> String {
    let [a, b] = town::instances();
    principal("stad", "\"all\"", "")
        + &principal("ett", &format!("[\"{a}\"]"), "")
        + &principal("tva", &format!("[\"{b}\"]"), "")
}

/// Runs all cells of the profile against a town with these faults.
pub async fn run(rest: &str, faults: &[&'static str]) -> (Run, Vec<Event>) {
    run_all(&format!("{COMMON}{rest}"), faults).await
}

/// As [`run`], in a portal that others use.
pub async fn run_among_others(rest: &str, faults: &[&'static str]) -> (Run, Vec<Event>) {
    let common = COMMON.replace("[population]", "[population]\npartial = true");
    run_all(&format!("{common}{rest}"), faults).await
}

async fn run_all(profile: &str, faults: &[&'static str]) -> (Run, Vec<Event>) {
    let profile = parse(profile).unwrap_or_else(|faults| panic!("{faults:?}"));
    let matrix = Arc::new(expand(profile, town::population()).unwrap());
    let server = Town::start(faults).await;
    let place = tempfile::tempdir().unwrap();
    let recorder = Arc::new(Recorder::create(&place.path().join("run.ndjson")).unwrap());
    let (started, declared) = opening(
        &matrix,
        Circumstances {
            at: "2026-11-25T00:00:00Z".to_owned(),
            ..Circumstances::default()
        },
    );
    recorder.append(Event::RunStarted(Box::new(started)));
    declared
        .into_iter()
        .for_each(|cell| recorder.append(Event::Declared(cell)));
    ask_all(&matrix, &server.uri(), &recorder).await;
    recorder.append(Event::RunFinished(Finished {
        at: String::new(),
        ms: 0,
        requests: 0,
        bytes: 0,
        unplanted: 0,
        unplanted_on: Vec::new(),
        streamed_on: Vec::new(),
        untried_parameters: Vec::new(),
        led_to: Vec::new(),
        links: None,
        lines: None,
    }));
    let events = recorder.finish().unwrap();
    (settle(&events).unwrap(), events)
}

async fn ask_all(matrix: &Arc<Matrix>, uri: &str, recorder: &Arc<Recorder>) {
    let limits = matrix.profile.limits.clone();
    let planned: BTreeSet<String> = matrix.cells.iter().map(|cell| cell.id.clone()).collect();
    let parts = Parts {
        matrix: Arc::clone(matrix),
        index: Arc::new(Index::new(&matrix.population)),
        portal: Portal::new(&matrix.profile, uri, limits).unwrap(),
        secrets: Arc::new(Environment {
            defaults: BTreeMap::from([("env:SKOTT_TOWN".to_owned(), "hemlig".to_owned())]),
        }),
        recorder: Arc::clone(recorder),
        child: None,
        base_url: uri.to_owned(),
        repeat: 1,
    };
    let engine = Engine::new(parts, &planned);
    let asked = join_all(planned.iter().map(|cell| engine.attempt(cell)));
    let asked = tokio::time::timeout(std::time::Duration::from_secs(60), asked)
        .await
        .unwrap();
    assert!(asked.iter().all(Result::is_ok), "{asked:?}");
    engine.look_once_more().await;
}

/// The cells that did not pass, as `cell verdict`.
pub fn wrong(run: &Run) -> Vec<String> {
    let fails = |cell: &&Settled| !matches!(cell.verdict, Verdict::Isolated | Verdict::Refused);
    run.cells
        .iter()
        .filter(fails)
        .map(|cell| format!("{} {}", cell.cell.id, cell.verdict))
        .collect()
}
