//! A portal that tells by the time that it takes what others have.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;

use super::spoiler::{After, Spoiler};
use super::{as_it_is, city, untouched};
use crate::bench::{PROFILE, Place, Ran};

/// Runs the view of one order as JSON.
fn run(after: After) -> (Ran, Value) {
    let place = Place::new();
    let small = PROFILE
        .replace("instances = 8", "instances = 4")
        .replace("persons = 12", "persons = 4");
    place.write("portal/portal.toml", small);
    let spoilt = Spoiler::start(city(), untouched(), after);
    let only = ["--view", "bestallning", "--format", "json"];
    let ran = place.skott([&["run", "--portal", "portal", "--url", &spoilt.url][..], &only].concat());
    let report = place.report("out");
    (ran, report)
}

#[test]
fn what_is_answered_later_because_it_exists_is_told_and_not_judged() {
    let (ran, sound) = run(as_it_is());
    assert_eq!(sound["slower"], Value::Null, "{}", ran.said());

    let planted: BTreeSet<String> = city().orders.into_iter().map(|order| order.id).collect();
    let (ran, report) = run(Box::new(move |asked, answer| {
        let order = asked.request.path.rsplit('/').next().unwrap_or_default();
        if answer.status == 404 && planted.contains(order) {
            answer.late = Duration::from_millis(60);
        }
    }));
    assert_eq!(report["totals"], sound["totals"], "{}", ran.said());
    let slower = &report["slower"][0];
    let [foreign, unknown] = ["foreign_us", "unknown_us"].map(|key| slower[key].as_u64().unwrap());
    assert!(foreign >= 60_000 && unknown < foreign, "{slower}");
    assert_eq!(
        (&slower["view"], &slower["format"]),
        (&"bestallning".into(), &"json".into())
    );
    let said = super::in_one_line(&ran.said());
    assert!(said.contains("Tiden röjer att det finns."), "{said}");
}
