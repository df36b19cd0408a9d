//! The broken harness: whatever breaks between skott and the portal, or in what skott was given, no run ends in
//! `accepted`, and the report calls the trouble what it is.

mod bodies;
mod data;
#[cfg(target_os = "linux")]
mod large;
mod links;
mod pace;
mod sessions;
mod spoiler;
mod suite;

use std::collections::BTreeSet;

use skott_population::Population;
use toml::Table;

use crate::bench::{Place, Ran, mini_profile, troubled};
use spoiler::{After, Answer, Asked, Before, Spoiler};

/// What a broken harness must end in.
struct Ends<'a> {
    /// What is broken, for the test's own messages.
    broken: &'a str,
    code: i32,
    /// The verdict of what is broken.
    verdict: &'a str,
    /// Other verdicts that do not pass and may follow from it; no more than these.
    also: &'a [&'a str],
    /// What the report calls it, in the text that people read.
    says: &'a str,
}

/// Of what could not be seen, others' cells have no witness.
const UNSEEN: &[&str] = &["unwitnessed"];

impl<'a> Ends<'a> {
    /// Nothing is proved where something could not be asked or read.
    fn no_proof(broken: &'a str, says: &'a str) -> Self {
        Self {
            broken,
            code: 3,
            verdict: "inconclusive",
            also: UNSEEN,
            says,
        }
    }

    fn check(&self, place: &Place, ran: &Ran) {
        let wrong = self.wrong(place, ran);
        assert!(
            wrong.is_empty(),
            "{}: {}\n{}",
            self.broken,
            wrong.join("; "),
            ran.said()
        );
    }

    fn wrong(&self, place: &Place, ran: &Ran) -> Vec<String> {
        let mut wrong = Vec::new();
        if ran.code != self.code {
            wrong.push(format!("exit {} and not {}", ran.code, self.code));
        }
        if !in_one_line(&ran.said()).contains(self.says) {
            wrong.push(format!("it is not called {:?}", self.says));
        }
        let report = place.report("out");
        if report["outcome"] == "accepted" {
            wrong.push("accepted".to_owned());
        }
        let verdicts: BTreeSet<&str> = troubled(&report).into_iter().map(|(verdict, _)| verdict).collect();
        let is_known = |verdict: &&str| *verdict == self.verdict || self.also.contains(verdict);
        if !verdicts.contains(self.verdict) || !verdicts.iter().all(is_known) {
            wrong.push(format!("{verdicts:?} and not {} (or {:?})", self.verdict, self.also));
        }
        wrong
    }
}

/// Texts are broken between words where they are too long.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs the program against a spoilt stub that holds the small city.
fn run(place: &Place, before: Before, after: After) -> Ran {
    run_on(place, city(), before, after)
}

fn run_on(place: &Place, population: Population, before: Before, after: After) -> Ran {
    let spoilt = Spoiler::start(population, before, after);
    place.skott(["run", "--portal", "portal", "--url", &spoilt.url])
}

/// The city that the profile plants.
fn city() -> Population {
    skott_population::plant(2020, 4, 4).unwrap()
}

/// The mini profile without the formats that are slow to read, and with limits that a test can wait for.
fn profile() -> Table {
    let mut profile = mini_profile();
    for view in profile["view"].as_array_mut().unwrap() {
        let formats = view["format"].as_array_mut().unwrap();
        formats.retain(|format| ["html", "json", "csv"].contains(&format["id"].as_str().unwrap()));
    }
    profile["limits"] = "timeout_s = 2\nbody_mb = 1\nstream_mb = 4\npages = 50\nconcurrency = 8"
        .parse::<Table>()
        .unwrap()
        .into();
    profile
}

fn place() -> Place {
    let place = Place::new();
    place.portal("portal", &profile());
    place
}

fn untouched() -> Before {
    Box::new(|_| ())
}

fn as_it_is() -> After {
    Box::new(|_, _| ())
}

#[test]
fn the_harness_of_these_tests_is_sound_when_nothing_is_broken() {
    let place = place();
    let ran = run(&place, untouched(), as_it_is());
    assert_eq!(ran.code, 0, "{}", ran.said());
}
