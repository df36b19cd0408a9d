//! Six faults of different shapes are found where they are, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::bench::{CITY, PROFILE, Place, Stub, small_profile, troubled, words};

const ECONOMY: &[&str] = &["ekonomi-en", "ekonomi-flera", "ekonomi-ingen"];
const HR: &[&str] = &["hr-en", "hr-flera", "hr-ingen"];
const SOME: [&str; 4] = ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
const NONE: &[&str] = &["ekonomi-ingen", "hr-ingen"];
const EMPLOYEES: &[&str] = &[
    "anstalld-aldrevard",
    "anstalld-dubbel",
    "anstalld-flyttad",
    "anstalld-goteborg-energi",
    "anstalld-grundskola",
    "anstalld-grundskola-kollega",
];

type Touched<'a> = &'a [(&'a str, &'a [&'a [&'a str]])];

/// Fault -> views and the accounts that it shows too much on them.
const FAULTS: [(&str, Touched); 6] = [
    (
        "bestallningssida-alla-instanser",
        &[
            ("bestallningssidan", &[&SOME]),
            ("bestallningar-annans-validator", &[&SOME]),
            ("bestallningar-efter-aterkallelse", &[&["ekonomi-aterkallad"]]),
            ("bestallningar-som", &[&["visar-som-ekonomi"]]),
            ("ovidkommande-parametrar", &[&SOME]),
            ("dold-sortering", &[&SOME]),
            ("manipulerat-urval", &[&SOME]),
        ],
    ),
    ("rapport-export-alla-instanser", &[("rapport", &[ECONOMY, HR])]),
    (
        "filter-overstyr-behorighet",
        &[
            ("bestallningssidan", &[ECONOMY, HR]),
            ("rapport", &[ECONOMY, HR]),
            ("export", &[ECONOMY, HR]),
            ("epostlista", &[HR]),
            ("mejla", &[HR]),
            ("statistik", &[ECONOMY]),
        ],
    ),
    (
        "tom-behorighet-ser-allt",
        &[
            ("bestallningssidan", &[NONE]),
            ("rapport", &[NONE]),
            ("bestallning", &[NONE]),
            ("sok", &[NONE]),
            ("forslag", &[NONE]),
            ("export", &[NONE]),
            ("epostlista", &[&["hr-ingen"]]),
            ("mejla", &[&["hr-ingen"]]),
            ("statistik", &[&["ekonomi-ingen"]]),
            ("handelselogg", &[NONE]),
            ("handelsestrom", &[NONE]),
            ("kvitto", &[NONE]),
            ("api-v1", &[NONE]),
            ("personregister", &[NONE]),
            ("importmall", &[NONE]),
            ("schemalagd-rapport", &[NONE]),
            ("graphql", &[NONE]),
            ("bestallningar-annans-validator", &[NONE]),
            ("ovidkommande-parametrar", &[NONE]),
            ("bestallning-huvud", &[NONE]),
            ("ordernummer", &[NONE]),
            ("markera-en", &[NONE]),
            ("dold-sortering", &[NONE]),
            ("manipulerat-urval", &[NONE]),
            ("personregister-efter-flytt", &[NONE]),
            ("personregister-samtidigt", &[NONE]),
            ("importmall-vid-namnbyte", &[NONE]),
            ("handelsestrom-vid-stangning", &[NONE]),
            ("rapport-kring-sammanslagning", &[NONE]),
            ("utskick", &[&["hr-ingen"]]),
            ("utkorg", &[&["hr-ingen"]]),
            ("epostlista-snedstreck", &[&["hr-ingen"]]),
            ("startsidan", &[NONE]),
            ("omskriven-adress", &[NONE]),
        ],
    ),
    (
        "bestallning-via-id",
        &[
            ("bestallning", &[ECONOMY, HR, EMPLOYEES]),
            ("bestallning-huvud", &[ECONOMY, HR, EMPLOYEES]),
        ],
    ),
    ("totalantal-lacker", &[("bestallningssidan", &[ECONOMY, HR])]),
];

#[test]
fn each_fault_is_found_on_the_views_and_accounts_that_it_touches_and_nowhere_else() {
    let place = Place::new();
    place.portal("portal", &small_profile());
    let clean = run(&place, &[]);
    assert_eq!((clean.0, &clean.1["outcome"]), (0, &Value::from("accepted")));
    for (fault, touched) in FAULTS {
        let (code, report) = run(&place, &[fault]);
        assert_eq!(code, 1, "{fault}");
        assert_eq!(report["outcome"], "rejected", "{fault}");
        let expected: BTreeMap<String, BTreeSet<String>> = touched
            .iter()
            .map(|(view, accounts)| {
                (
                    (*view).to_owned(),
                    accounts.concat().iter().map(|a| (*a).to_owned()).collect(),
                )
            })
            .collect();
        assert_eq!(found(&report), expected, "{fault}");
        let doubts = troubled(&report).into_iter().filter(|(verdict, _)| *verdict != "leak");
        for (verdict, cell) in doubts {
            // The same total on views that do not declare it.
            let is_total = *fault == *"totalantal-lacker" && verdict == "inconclusive";
            let note = cell["note"].as_str().unwrap_or_default();
            assert!(
                is_total && note.contains("vad hela stadens beställningar ger"),
                "{fault}: {cell}"
            );
        }
    }
}

/// With one request at a time, a fiftieth of a second apart, nobody asks at the same moment but where the profile says so.
#[test]
fn accounts_that_are_mixed_up_when_they_ask_at_once_are_told_without_luck() {
    let register = words(&[&["run", "--view", "personregister", "--view", "personregister-samtidigt"]]);
    let slow = words(&[&["--concurrency", "1", "--rate", "50/s"], &CITY]);
    for (fault, expected) in [(None, false), (Some("samtidiga-anrop-blandas"), true)] {
        let place = Place::new();
        let switch = fault.map(|fault| vec!["--fault".to_owned(), fault.to_owned()]);
        let ran = place.skott([register.clone(), slow.clone(), switch.unwrap_or_default()].concat());
        assert_eq!(ran.code, 1, "narrowed, so the gate holds it: {}", ran.said());
        let accounts = SOME.iter().chain(NONE).map(|account| (*account).to_owned()).collect();
        let told = BTreeMap::from([("personregister-samtidigt".to_owned(), accounts)]);
        assert_eq!(
            found(&place.report("out")),
            if expected { told } else { BTreeMap::new() }
        );
    }
}

/// It shows the right rows, and tells of others: who is to mend it sees in what, and how to ask for it.
#[test]
fn a_search_that_tells_of_hits_outside_the_scope_is_told_with_the_question() {
    let search = words(&[&["run", "--view", "sok"], &CITY]);
    for (fault, expected) in [(None, BTreeMap::new()), (Some("sok-rojer-traff-utanfor"), of_search())] {
        let place = Place::new();
        let switch = fault.map(|fault| vec!["--fault".to_owned(), fault.to_owned()]);
        let ran = place.skott([search.clone(), switch.unwrap_or_default()].concat());
        assert_eq!(found(&place.report("out")), expected, "{}", ran.said());
        let tells = |line: &&str| line.trim().ends_with(": brödtext") || line.trim().starts_with("curl -sS -b");
        assert_eq!(
            ran.stdout.lines().filter(tells).count(),
            expected.len() * 2,
            "{}",
            ran.said()
        );
    }
}

fn of_search() -> BTreeMap<String, BTreeSet<String>> {
    let accounts = SOME.iter().chain(NONE).map(|account| (*account).to_owned());
    BTreeMap::from([("sok".to_owned(), accounts.collect())])
}

/// What is kept from login is shown to an account from which something was taken since, and to no other.
#[test]
fn what_was_granted_before_the_run_is_missed_without_an_accounts_history() {
    let fault = ["gamla-apiet-behorighet-fran-inloggningen"];
    let with = small_profile();
    let mut without = with.clone();
    for principal in without["principal"].as_array_mut().unwrap() {
        principal.as_table_mut().unwrap().remove("history");
    }
    // Nor does the view then say that something has happened.
    for view in without["view"].as_array_mut().unwrap() {
        view.as_table_mut().unwrap().remove("after");
    }
    let leak = BTreeMap::from([(
        "api-v1-tidigare".to_owned(),
        BTreeSet::from(["ekonomi-tidigare".to_owned()]),
    )]);
    let cases: [(&toml::Table, &[&str], _); 3] = [
        (&with, &fault, leak),
        (&without, &fault, BTreeMap::new()),
        (&with, &[], BTreeMap::new()),
    ];
    for (profile, faults, expected) in cases {
        let place = Place::new();
        place.portal("portal", profile);
        assert_eq!(found(&run(&place, faults).1), expected, "{faults:?}");
    }
}

#[test]
fn the_catalogue_speaks_of_views_accounts_and_findings_that_there_are() {
    let profile: toml::Table = PROFILE.parse().unwrap();
    let named = |list: &str, key: &str| -> BTreeSet<String> {
        let all = profile[list].as_array().unwrap().iter();
        all.map(|one| one[key].as_str().unwrap().to_owned()).collect()
    };
    let (views, accounts, roles) = (
        named("view", "id"),
        named("principal", "id"),
        named("principal", "role"),
    );
    for fault in skott_mocks::Fault::all() {
        assert!(
            fault.views().iter().all(|view| views.contains(*view)),
            "{fault}: {:?}",
            fault.views()
        );
        let is_somebody = |name: &&&str| accounts.contains(**name) || roles.contains(**name);
        assert!(
            fault.accounts().iter().all(|name| is_somebody(&name)),
            "{fault}: {:?}",
            fault.accounts()
        );
        let kind: Result<skott_model::FindingKind, _> = serde_json::from_value(fault.kind().into());
        assert!(kind.is_ok(), "{fault}: {}", fault.kind());
    }
}

fn run(place: &Place, faults: &[&str]) -> (i32, Value) {
    let stub = Stub::start(faults);
    let ran = place.skott(["run", "--portal", "portal", "--out", "out", "--url", &stub.url]);
    assert!([0, 1].contains(&ran.code), "{faults:?}: {}", ran.said());
    (ran.code, place.report("out"))
}

/// View -> accounts that have a finding there.
fn found(report: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, cell) in troubled(report)
        .into_iter()
        .filter(|(verdict, _)| *verdict != "inconclusive")
    {
        assert!(
            !cell["findings"].as_array().unwrap().is_empty(),
            "{} says nothing",
            cell["id"]
        );
        // What a login shows is of no view.
        let is_at_the_door = |finding: &Value| finding["place"].as_str().unwrap().starts_with("auth.");
        if cell["findings"].as_array().unwrap().iter().all(is_at_the_door) {
            continue;
        }
        let word = |key: &str| cell[key].as_str().unwrap().to_owned();
        out.entry(word("view")).or_default().insert(word("principal"));
    }
    out
}

#[test]
fn the_lesson_of_2020_who_was_not_tested_stops_the_release() {
    let fault = ["--fault", "bestallningssida-alla-instanser"];
    let narrow = ["--principal", "stadsadmin"];
    let place = Place::new();
    let ran = place.skott(words(&[&["run"], &fault, &narrow, &CITY]));
    let report = place.report("out");
    assert!([1, 3].contains(&ran.code), "{}", ran.said());
    assert_ne!(report["outcome"], "accepted");
    let failing = |(verdict, _): &(&str, &Value)| ["leak", "missing", "surplus"].contains(verdict);
    assert!(!troubled(&report).iter().any(failing));
    assert!(report["totals"]["isolated"].as_u64().unwrap() > 100);
    let reasons = report["reasons"].to_string();
    assert!(reasons.contains("prövad") || reasons.contains("prövat"), "{reasons}");
    assert!(
        ran.stdout.contains("ekonomi-en"),
        "the report names who was not tried:\n{}",
        ran.stdout
    );

    let whole = words(&[
        &["run", "--view", "bestallningssidan", "--format", "html"],
        &fault,
        &CITY,
    ]);
    assert_eq!(place.skott(whole).code, 1);
    assert!(!found(&place.report("out")).is_empty());
}
