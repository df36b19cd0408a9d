//! What the reports say of six runs: sound, the incident, a leaking export, narrowed, without verdict, and cut off.

mod sample;

use std::collections::BTreeMap;

use skott_model::profile::Ignored;
use skott_model::run::{Note, Rate, Reason, Run};
use skott_model::{Detail, Doubt, DoubtKind, Outcome, Said, Verdict};
use skott_report::{
    AcceptMeta, Comparison, Lang, NotComparable, SnapError, accepted_body, compare, junit_xml, parse_snap, report_json,
    report_schema, report_text, snap_text, with_comparison,
};

fn runs() -> [(&'static str, Run); 6] {
    [
        ("accepted", sample::accepted()),
        ("incident", sample::incident()),
        ("export", sample::export()),
        ("narrowed", sample::narrowed()),
        ("no-verdict", sample::no_verdict()),
        ("truncated", sample::truncated()),
    ]
}

fn same() -> Comparison {
    Comparison::Same {
        with: "prov.snap".to_owned(),
    }
}

fn meta() -> AcceptMeta {
    AcceptMeta {
        by: "Åsa \"Å\" Öberg".to_owned(),
        at: "2026-01-15T09:00:00+01:00".to_owned(),
        why: "första granskade: 100 %\noch rad två".to_owned(),
        population: "9f2c41d0".to_owned(),
    }
}

#[test]
fn the_text_reads_well_in_both_languages() {
    for (name, run) in runs() {
        for (tag, lang) in [("sv", Lang::Sv), ("en", Lang::En)] {
            let text = report_text(&run, &Comparison::None, lang);
            assert!(
                text.lines().all(|line| line.chars().count() <= 120),
                "{name} {tag} is too wide"
            );
            insta::assert_snapshot!(format!("text-{name}-{tag}"), text);
        }
    }
}

#[test]
fn the_text_shows_what_changed() {
    let snap = parse_snap(&snap_text(&accepted_body(&sample::accepted()), &meta())).unwrap();
    let changed = compare(&sample::no_verdict(), Some((&snap, "prov.snap")));
    let text = report_text(&with_comparison(sample::no_verdict(), &changed), &changed, Lang::Sv);
    let Comparison::Changed { diff, .. } = &changed else {
        panic!("{changed:?}")
    };
    for line in diff.lines() {
        assert!(text.contains(line.trim_end()), "{line}");
    }
    assert!(text.contains("  - rapporten skiljer sig från den godtagna\n"));
    let narrowed = compare(&sample::narrowed(), Some((&snap, "prov.snap")));
    assert!(report_text(&sample::narrowed(), &narrowed, Lang::Sv).contains("Jämförs inte: körningen är avgränsad.\n"));
}

#[test]
fn json_fits_its_schema_and_says_what_the_contract_says() {
    let schema = report_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, run) in runs() {
        let json = serde_json::to_value(report_json(&run, &same(), Lang::Sv)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(json["schema"], "skott.report/1");
        assert_eq!(json["outcome"], run.outcome.as_str());
        assert_eq!(json["totals"].as_object().unwrap().len(), Verdict::ALL.len());
        for verdict in Verdict::ALL {
            let n = run.totals.get(&verdict).copied().unwrap_or_default();
            assert_eq!(json["totals"][verdict.as_str()], n, "{name} {verdict}");
        }
        assert_eq!(json["cells"].as_array().unwrap().len(), run.cells.len());
    }
}

#[test]
fn the_schema_finds_what_is_not_a_report() {
    let validator = jsonschema::validator_for(&report_schema()).unwrap();
    let good = serde_json::to_value(report_json(&sample::incident(), &Comparison::None, Lang::En)).unwrap();
    assert!(validator.is_valid(&good));
    let spoil: [(&str, serde_json::Value); 5] = [
        ("/schema", "skott.report/2".into()),
        ("/outcome", "godkänd".into()),
        ("/totals/leak", "many".into()),
        ("/cells/0/verdict", "sound".into()),
        ("/coverage", serde_json::Value::Null),
    ];
    for (pointer, value) in spoil {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
}

#[test]
fn one_cell_in_json() {
    let json = report_json(&sample::incident(), &Comparison::None, Lang::Sv);
    let leak = json.cells.iter().find(|c| c.verdict == Verdict::Leak).unwrap();
    let mut leak = leak.clone();
    leak.findings
        .retain(|f| f.person.is_none() || f.person.as_deref() == Some("flyttad-01"));
    insta::assert_json_snapshot!("json-leak", leak);
}

#[test]
fn junit_is_red_whenever_the_run_is_not_accepted() {
    for (name, run) in runs() {
        let changed = with_comparison(
            run.clone(),
            &Comparison::Changed {
                with: String::new(),
                diff: String::new(),
            },
        );
        for run in [run, changed] {
            let xml = junit_xml(&run, Lang::Sv).unwrap();
            let red = xml.contains("<failure") || xml.contains("<error");
            assert_eq!(red, run.outcome != Outcome::Accepted, "{name}");
            let cases: Vec<&str> = xml
                .lines()
                .filter_map(|l| l.trim().strip_prefix("<testcase "))
                .collect();
            let mut names: Vec<&str> = cases.iter().map(|c| c.trim_end_matches(['/', '>'])).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), cases.len(), "{name}: a name twice");
        }
    }
}

#[test]
fn junit_of_the_narrowed_run() {
    insta::assert_snapshot!("junit-narrowed", junit_xml(&sample::narrowed(), Lang::Sv).unwrap());
    insta::assert_snapshot!("junit-no-verdict", junit_xml(&sample::no_verdict(), Lang::En).unwrap());
}

#[test]
fn scenarios_of_the_same_name_stay_apart() {
    let mut run = sample::accepted();
    let twice = run.scenarios[0].clone();
    run.scenarios.push(twice);
    let xml = junit_xml(&run, Lang::Sv).unwrap();
    assert_eq!(
        xml.matches("[stadsadministrator/bestallningssida/-/alla/html] (2)\"")
            .count(),
        1
    );
}

#[test]
fn the_accepted_report_has_no_time_and_place() {
    let run = sample::incident();
    let body = accepted_body(&run);
    let mut later = run.clone();
    later.started.at = "2027-01-01T00:00:00Z".to_owned();
    later.started.base_url = "https://portal.example".to_owned();
    later.started.suite = "another".to_owned();
    later.finished.as_mut().unwrap().ms = 1;
    later.cells.reverse();
    assert_eq!(body, accepted_body(&later));
    insta::assert_snapshot!("accepted-body-incident", body);
    insta::assert_snapshot!("accepted-body-no-verdict", accepted_body(&sample::no_verdict()));
}

type Change = (&'static str, fn(&mut Run));

#[test]
fn what_changes_in_a_run_changes_the_accepted_report() {
    let base = accepted_body(&sample::accepted());
    let changes: [Change; 7] = [
        ("a verdict", |run| run.cells[0].verdict = Verdict::Leak),
        ("a cell that is gone", |run| drop(run.cells.remove(1))),
        ("another selection", |run| {
            run.cells
                .iter_mut()
                .filter(|c| c.cell.selection == "period=hosten")
                .for_each(|c| c.cell.selection = "period=varen".into());
        }),
        ("a target that is somebody else's", |run| {
            let cell = run.cells.iter_mut().find(|c| c.cell.target.is_some()).unwrap();
            cell.cell.relation = Some(skott_model::profile::Relation::Foreign);
        }),
        ("a finding", |run| {
            let leaks = sample::incident().cells;
            run.cells[0].findings = leaks.into_iter().find(|c| !c.findings.is_empty()).unwrap().findings;
        }),
        ("an account without a view", |run| {
            run.started.without = sample::no_verdict().started.without
        }),
        ("a link that is ignored", |run| {
            run.started.ignored.push(Ignored {
                path: "/nytt/**".to_owned(),
                why: "ingen aning".to_owned(),
            });
        }),
    ];
    for (what, change) in changes {
        let mut run = sample::accepted();
        change(&mut run);
        assert_ne!(accepted_body(&run), base, "{what}");
    }
}

#[test]
fn comparison_with_the_accepted_report() {
    let snap = parse_snap(&snap_text(&accepted_body(&sample::accepted()), &meta())).unwrap();
    let with = |change: fn(&mut Run)| {
        let mut run = sample::accepted();
        change(&mut run);
        compare(&run, Some((&snap, "prov.snap")))
    };
    let not = |why| Comparison::NotCompared { why };
    assert_eq!(compare(&sample::accepted(), None), Comparison::None);
    assert_eq!(with(|_| ()), same());
    assert_eq!(
        with(|r| r.started.population = "x".into()),
        not(NotComparable::OtherPopulation)
    );
    assert_eq!(
        with(|r| r.started.narrowed = vec!["--view".into()]),
        not(NotComparable::Narrowed)
    );
    assert_eq!(
        with(|r| r.started.faults = vec!["f".into()]),
        not(NotComparable::Faults)
    );
    assert_eq!(with(|r| r.finished = None), not(NotComparable::Truncated));
    let Comparison::Changed { diff, .. } = with(|r| r.cells[0].verdict = Verdict::Missing) else {
        panic!("a changed verdict is a changed report");
    };
    insta::assert_snapshot!("diff", diff);
}

#[test]
fn a_changed_report_is_not_accepted() {
    let changed = Comparison::Changed {
        with: "prov.snap".to_owned(),
        diff: "-a\n+b\n".to_owned(),
    };
    let cases = [
        (sample::accepted(), Outcome::Rejected),
        (sample::incident(), Outcome::Rejected),
        (sample::no_verdict(), Outcome::NoVerdict),
    ];
    for (run, expected) in cases {
        let once = with_comparison(run, &changed);
        assert_eq!(once.outcome, expected);
        let twice = with_comparison(once.clone(), &changed);
        assert_eq!(twice.reasons.iter().filter(|r| **r == Reason::Changed).count(), 1);
        assert_eq!(once.reasons, twice.reasons);
    }
    for same in [
        Comparison::None,
        same(),
        Comparison::NotCompared {
            why: NotComparable::Narrowed,
        },
    ] {
        let run = with_comparison(sample::accepted(), &same);
        assert_eq!((run.outcome, run.reasons), (Outcome::Accepted, Vec::new()));
    }
}

#[test]
fn insta_reads_the_accepted_report() {
    let body = accepted_body(&sample::accepted());
    let text = snap_text(&body, &meta());
    let path = std::env::temp_dir().join(format!("skott-accepted-{}.snap", std::process::id()));
    std::fs::write(&path, &text).unwrap();
    let read = insta::Snapshot::from_file(&path);
    std::fs::remove_file(&path).unwrap();
    let read = read.unwrap();
    assert_eq!(read.metadata().source(), Some("skott accept"));
    assert!(read.metadata().description().unwrap().starts_with("Godtagen rapport"));
    assert_eq!(read.as_text().unwrap().to_string(), body.trim_end());
    let ours = parse_snap(&text).unwrap();
    assert_eq!((ours.meta, ours.body), (meta(), body));
}

#[test]
fn a_file_that_is_no_accepted_report_is_told() {
    let good = snap_text("a\n", &meta());
    let cases = [
        ("portal: x\n".to_owned(), SnapError::NoFrontMatter),
        ("---\ninfo:\n  by: a\n".to_owned(), SnapError::Unclosed),
        (good.replace("  why:", "  varför:"), SnapError::Missing("why")),
        (good.replace("  at:", "  at"), SnapError::Line(6)),
        (
            good.replace("population: \"9f2c41d0\"", "population: \"9f2c41d0"),
            SnapError::Line(8),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(parse_snap(&text), Err(expected), "{text}");
    }
    let by_hand = "---\r\nsource: x\r\ninfo:\r\n  by: Kim\r\n  at: 2026\r\n  why: granskad: ja\r\n  population: p\r\n---\r\na\r\nb\r\n";
    let snap = parse_snap(by_hand).unwrap();
    assert_eq!(
        (
            snap.body.as_str(),
            snap.meta.why.as_str(),
            snap.meta.population.as_str()
        ),
        ("a\nb\n", "granskad: ja", "p")
    );
}

#[test]
fn what_comes_and_goes_and_what_was_not_put_back_is_said() {
    let mut run = sample::incident();
    let leak = run.cells.iter().position(|c| c.verdict == Verdict::Leak).unwrap();
    let id = run.cells[leak].cell.id.clone();
    run.cells[leak].rate = Rate { seen: 3, tries: 10 };
    let found = &mut run.cells[leak].findings;
    assert!(found.len() > 2, "the sample's leak has several findings");
    found
        .iter_mut()
        .for_each(|f| f.rate = Some(Rate { seen: 10, tries: 10 }));
    found[0].rate = Some(Rate { seen: 3, tries: 10 });
    let kind = found[0].kind;
    let silent = run.cells.iter().position(|c| c.findings.is_empty()).unwrap();
    run.cells[silent].verdict = Verdict::Inconclusive;
    run.cells[silent].rate = Rate { seen: 1, tries: 10 };
    let silent = run.cells[silent].cell.id.clone();
    run.unrestored = BTreeMap::from([(
        id.clone(),
        Detail::from([
            Said::As("stad".to_owned()),
            Said::PutBack,
            Said::Step(1, None),
            Said::Status(500),
        ]),
    )]);
    run.reasons.push(Reason::Unrestored(1));
    let text = |lang| report_text(&run, &Comparison::None, lang);
    for (lang, said) in [
        (
            Lang::Sv,
            [
                format!("  {id}: {} (1), 3 av 10 försök\n", Lang::Sv.kind(kind)),
                format!("  {silent}: ej avgjord, 1 av 10 försök\n"),
                "KOM OCH GICK: det som syntes i några försök men inte i alla\n".to_owned(),
                format!(
                    "INTE ÅTERSTÄLLT: det som skott skrev kan ligga kvar i portalen\n  {id}: som stad: återställning, \
                     steg 1: status 500\n"
                ),
                "  - det som skott skrev i portalen kan ligga kvar efter 1 cell\n".to_owned(),
            ],
        ),
        (
            Lang::En,
            [
                format!("  {id}: {} (1), 3 of 10 tries\n", Lang::En.kind(kind)),
                format!("  {silent}: inconclusive, 1 of 10 tries\n"),
                "CAME AND WENT: what showed in some tries and not in all\n".to_owned(),
                format!(
                    "NOT PUT BACK: what skott wrote may still stand in the portal\n  {id}: as stad: put back, step 1: \
                     status 500\n"
                ),
                "  - what skott wrote may still stand in the portal after 1 cell\n".to_owned(),
            ],
        ),
    ] {
        let text = text(lang);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in said {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&line), "{line}\n{text}");
        }
    }
    let json = serde_json::to_value(report_json(&run, &Comparison::None, Lang::Sv)).unwrap();
    let cell = &json["cells"][leak];
    let rates: Vec<&serde_json::Value> = cell["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["rate"])
        .collect();
    assert_eq!(rates[0], &serde_json::json!({"seen": 3, "tries": 10}));
    assert_eq!(rates[1], &serde_json::json!({"seen": 10, "tries": 10}));
    assert_eq!(json["unrestored"][&id], "som stad: återställning, steg 1: status 500");
    assert!(junit_xml(&run, Lang::Sv).unwrap().contains("3 av 10 försök"));
    assert!(accepted_body(&run).contains("INTE ÅTERSTÄLLT"));
}

#[test]
fn what_the_profile_ignores_is_listed_and_everything_is_said_aloud() {
    let mut run = sample::accepted();
    let ignore = |path: &str| Ignored {
        path: path.to_owned(),
        why: "bilder".to_owned(),
    };
    for (path, everything) in [
        ("/static/**", false),
        ("/", false),
        ("/*/bild", false),
        ("/**", true),
        ("/*", true),
        ("/*/**", true),
    ] {
        run.started.ignored = vec![ignore(path)];
        let text = report_text(&run, &same(), Lang::Sv);
        let list = format!("LÄNKAR SOM ENLIGT PROFILEN INTE BEHÖVER NÅGON VY\n  {path}: bilder\n");
        assert!(text.contains(&list), "{text}");
        assert_eq!(
            text.contains("VARNING: profilen ignorerar varje länk"),
            everything,
            "{path}"
        );
        let json = serde_json::to_value(report_json(&run, &same(), Lang::Sv)).unwrap();
        let expected = serde_json::json!([{"path": path, "why": "bilder", "everything": everything}]);
        assert_eq!(json["ignored"], expected);
    }
}

#[test]
fn a_waived_leak_is_told_as_a_leak_is() {
    let mut run = sample::incident();
    for settled in run.cells.iter_mut().filter(|s| s.verdict == Verdict::Leak) {
        settled.waived = Some(sample::waived(Verdict::Leak, "Kim Ek", "rättas i 4.2"));
        settled.verdict = Verdict::Waived;
    }
    let waived = run.totals.remove(&Verdict::Leak).unwrap();
    run.totals.insert(Verdict::Waived, waived);
    run.outcome = Outcome::Accepted;
    run.reasons.clear();
    let judged = run.coverage.judged;
    let text = report_text(&run, &same(), Lang::Sv);
    let head = format!(
        "GODKÄND: alla {judged} deklarerade celler är bedömda, {} utan anmärkning och {waived} med undantag (läcka {waived})",
        judged - waived
    );
    assert!(text.starts_with(&head), "{text}");
    assert!(
        text.ends_with(&format!("\n{head}\n")),
        "the outcome again, where a terminal ends"
    );
    let waivers = text.split("UNDANTAG\n").nth(1).unwrap();
    let leaked = report_text(&sample::incident(), &same(), Lang::Sv);
    let answers = leaked.split("VAD HAR LÄCKT?\n").nth(1).unwrap();
    let answers = answers.split("\n\n").next().unwrap();
    assert!(waivers.contains(answers), "{waivers}\n---\n{answers}");
}

#[test]
fn what_cannot_be_followed_is_not_advised() {
    let changed = Comparison::Changed {
        with: "prov.snap".to_owned(),
        diff: "-a\n+b\n".to_owned(),
    };
    let leaking = report_text(&sample::incident(), &changed, Lang::Sv);
    assert!(
        leaking.contains("Ändrad (prov.snap)") && !leaking.contains("skott accept"),
        "{leaking}"
    );
    assert!(leaking.contains("En läcka kan inte godtas"));
    let other = report_text(&sample::accepted(), &changed, Lang::Sv);
    assert!(other.contains("godtas den med `skott accept`"), "{other}");
}

#[test]
fn a_portal_out_of_reach_is_told_with_its_address() {
    let mut run = sample::no_verdict();
    let doubt = |kind| Doubt {
        kind,
        detail: Detail::default(),
    };
    for (kind, told) in [(DoubtKind::Unreachable, true), (DoubtKind::Status, false)] {
        for settled in run.cells.iter_mut().filter(|s| s.verdict == Verdict::Inconclusive) {
            settled.note = Some(Note::Doubts(vec![doubt(kind)]));
        }
        let text = report_text(&run, &Comparison::None, Lang::Sv);
        let address = format!("Portalen söktes på {}.", run.started.base_url);
        assert_eq!(text.contains(&address), told, "{text}");
    }
}

/// What a waiver does not list stands beside what it does; what it accepts is told all the same.
#[test]
fn a_partly_waived_leak_is_told_beside_what_is_not_waived() {
    let mut run = sample::incident();
    let cell = run.cells.iter_mut().find(|s| s.verdict == Verdict::Leak).unwrap();
    cell.waived = Some(sample::waived(Verdict::Leak, "Kim Ek", "rättas i 4.2"));
    (cell.verdict, cell.note) = (Verdict::Blind, Some(Note::Shown { shown: 0, expected: 7 }));
    let id = cell.cell.id.clone();
    let waiver = "undantag till och med 2026-03-31, godtaget av Kim Ek: rättas i 4.2; inte undantaget: blind";
    let text = report_text(&run, &same(), Lang::Sv);
    let waivers = text.split("UNDANTAG\n").nth(1).unwrap();
    assert!(
        waivers.starts_with(&format!("  läcka: 1 cell, {waiver}\n")),
        "{waivers}"
    );
    assert!(waivers.contains("Vems uppgifter"), "{waivers}");
    assert!(text.contains("blind: 1 cell, 0 av 7 visades"), "{text}");
    let body = accepted_body(&run);
    assert!(
        body.contains(&format!("{id}: blind (läcka), {waiver}, 0 av 7 visades")),
        "{body}"
    );
    let json = serde_json::to_value(report_json(&run, &same(), Lang::Sv)).unwrap();
    let cells = json["cells"].as_array().unwrap();
    let told = cells.iter().find(|cell| cell["id"] == id.as_str()).unwrap();
    assert_eq!((&told["verdict"], &told["waived"]), (&"blind".into(), &"leak".into()));
    assert_eq!(told["note"], format!("{waiver}; 0 av 7 visades"));
}

/// What a waiver covers is judged, too, and declared.
#[test]
fn an_accepted_run_counts_all_that_is_declared_and_what_is_waived_of_it() {
    let mut run = sample::accepted();
    for cell in &mut run.cells[..2] {
        cell.verdict = Verdict::Waived;
        cell.waived = Some(sample::waived(
            Verdict::Unwitnessed,
            "Kim Ek",
            "bara den anställda själv",
        ));
    }
    let run = sample::recount(run);
    let (all, sound) = (run.cells.len(), run.cells.len() - 2);
    let text = report_text(&run, &same(), Lang::En);
    let headline =
        format!("ACCEPTED: all {all} declared cells were judged: {sound} without remark, 2 waived (unwitnessed 2)");
    assert!(text.starts_with(&headline), "{text}");
}
