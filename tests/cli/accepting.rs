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
