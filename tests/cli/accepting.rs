//! A person's word on a report: accept, diff, reject, waivers. No environment variable takes that person's place.

use toml::Table;

use crate::bench::{Place, Ran, Stub, mini_profile};

const SNAP: &str = "portal/formansportalen.snap";
const INSTA: [(&str, &str); 3] = [("INSTA_FORCE_PASS", "1"), ("INSTA_UPDATE", "always"), ("CI", "")];

#[test]
fn a_leak_is_not_accepted_away_but_a_waiver_in_date_covers_it() {
    let place = Place::new();
    let stub = Stub::start(&["bestallningssida-alla-instanser"]);
    place.portal("portal", &mini_profile());
    let leaking = run(&place, &stub);
    assert_eq!(leaking.code, 1, "{}", leaking.said());
    let leaks = place.report("out")["totals"]["leak"].as_u64().unwrap();
    assert!(leaks > 0);
    for env in [&[][..], &INSTA] {
        let words = [
            "accept", "out", "--portal", "portal", "--by", "Alva Ek", "--why", "granskad",
        ];
        let refused = place.skott_in(words, env);
        assert_eq!(refused.code, 1, "{}", refused.said());
        assert!(refused.stderr.contains("läcka"), "{}", refused.stderr);
        assert!(!place.path(SNAP).exists());
    }
    for (until, cells, verdict, code, waived) in [
        ("2020-01-14", "*/bestallningssidan/*", "leak", 1, 0),
        ("2099-12-31", "*/rapport/*", "leak", 1, 0),
        ("2099-12-31", "*/bestallningssidan/*", "surplus", 1, 0),
        ("2099-12-31", "*/bestallningssidan/*", "leak", 0, leaks),
    ] {
        let mut profile = mini_profile();
        profile.insert(
            "waiver".to_owned(),
            vec![toml::Value::from(waiver(cells, verdict, until))].into(),
        );
        place.portal("portal", &profile);
        let ran = run(&place, &stub);
        assert_eq!(ran.code, code, "{until} {cells}: {}", ran.said());
        let report = place.report("out");
        assert_eq!(report["totals"]["waived"], waived, "{until} {cells}");
        assert_eq!(report["totals"]["leak"], leaks - waived, "{until} {cells}");
        let shown = ran.stdout.contains("Bo Lind") && ran.stdout.contains("leverantören rättar");
        assert_eq!(shown, waived > 0, "{until} {cells}: {}", ran.stdout);
    }
    assert_eq!(accept(&place).code, 0, "what is waived may be accepted");
    assert_eq!(run(&place, &stub).code, 0);
    let sound = Stub::start(&[]);
    assert_eq!(run(&place, &sound).code, 1, "mended: no longer what was accepted");
}

fn waiver(cells: &str, verdict: &str, until: &str) -> Table {
    let mut waiver = Table::new();
    waiver.insert("verdict".to_owned(), vec![verdict].into());
    for (key, value) in [
        ("cells", cells),
        ("by", "Bo Lind"),
        ("why", "leverantören rättar"),
        ("until", until),
    ] {
        waiver.insert(key.to_owned(), value.into());
    }
    waiver
}

fn accept(place: &Place) -> Ran {
    place.skott([
        "accept",
        "out",
        "--portal",
        "portal",
        "--by",
        "Alva Ek",
        "--why",
        "granskad rad för rad",
    ])
}

fn run(place: &Place, stub: &Stub) -> Ran {
    run_in(place, stub, &[])
}

fn run_in(place: &Place, stub: &Stub, env: &[(&str, &str)]) -> Ran {
    place.skott_in(["run", "--portal", "portal", "--url", &stub.url], env)
}

/// A run over another in the same folder keeps the record of what was found, and of nothing else.
#[test]
fn the_record_of_a_leak_is_not_written_over() {
    let place = Place::new();
    place.portal("portal", &mini_profile());
    let kept = || -> Vec<String> {
        let files = std::fs::read_dir(place.path("out")).unwrap().flatten();
        let names = files.map(|file| file.file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("run-")).collect()
    };
    let sound = Stub::start(&[]);
    assert_eq!(run(&place, &sound).code, 0);
    assert_eq!(run(&place, &sound).code, 0);
    assert!(kept().is_empty(), "{:?}", kept());
    let leaking = Stub::start(&["bestallningssida-alla-instanser"]);
    assert_eq!(run(&place, &leaking).code, 1);
    let record = place.read("out/run.ndjson");
    let after = run(&place, &sound);
    assert_eq!((after.code, kept().len()), (0, 1), "{}", after.said());
    assert_eq!(place.read(&format!("out/{}", kept()[0])), record);
    let told = format!("hade fynd; dess protokoll finns kvar: out/{}", kept()[0]);
    assert!(after.stderr.contains(&told), "{}", after.stderr);
    assert_eq!(run(&place, &sound).code, 0);
    assert_eq!(kept().len(), 1);
}

/// Whether it held findings cannot be told, so it is kept, and called what it is.
#[test]
fn a_damaged_record_is_kept_and_not_said_to_hold_findings() {
    let place = Place::new();
    place.portal("portal", &mini_profile());
    let damaged = "{\"event\":\n{\"event\":\"run-finished\"}\n";
    place.write("out/run.ndjson", damaged);
    let stub = Stub::start(&[]);
    let after = run(&place, &stub);
    assert_eq!(after.code, 0, "{}", after.said());
    assert_eq!(place.read("out/run-skadad.ndjson"), damaged);
    let told = "protokollet från en tidigare körning i mappen är skadat; det finns kvar: out/run-skadad.ndjson";
    assert!(after.stderr.contains(told), "{}", after.stderr);
    assert!(!after.stderr.contains("fynd"), "{}", after.stderr);
}

/// An accepted report belongs beside its portal's profile; only the stub's own is found without.
#[test]
fn another_portals_report_is_accepted_beside_its_profile_alone() {
    let place = Place::new();
    let mut profile = mini_profile();
    profile.insert("name".to_owned(), "minportal".into());
    place.portal("portal", &profile);
    let stub = Stub::start(&[]);
    let first = run(&place, &stub);
    assert!(
        first.stdout.contains("Portalen har ingen godtagen rapport än"),
        "{}",
        first.stdout
    );
    let words = ["accept", "out", "--by", "Alva Ek", "--why", "granskad"];
    let without = place.skott(words);
    assert_eq!(
        (without.code, place.path("snapshots").exists()),
        (2, false),
        "{}",
        without.said()
    );
    assert!(without.stderr.contains("--portal"), "{}", without.stderr);
    assert_eq!(accept(&place).code, 0);
    assert!(place.path("portal/minportal.snap").exists());
    let again = run(&place, &stub);
    assert!(
        again.stdout.contains("Oförändrad (portal/minportal.snap)"),
        "{}",
        again.stdout
    );
    assert_eq!(place.report("out")["comparison"]["with"], "portal/minportal.snap");
    let diff = place.skott(["diff", "out", "--portal", "portal"]);
    assert_eq!(
        (diff.code, diff.stdout.contains("ingen skillnad")),
        (0, true),
        "{}",
        diff.said()
    );
}
