//! What the kill matrix says of a run with a fault switched on, and when the suite counts as proved.

#[allow(dead_code, reason = "the runs are shared with the other reports' tests")]
mod sample;

use skott_model::run::Run;
use skott_model::{Arm, FindingKind};
use skott_report::Lang;
use skott_report::kills::{
    Clean, Fate, FaultFacts, Kills, Tried, Wrong, kills_html, kills_snap, kills_text, parse_reviewed, prove_json,
    prove_schema, rule,
};

fn fault(name: &str, kind: &str, views: &[&str], accounts: &[&str]) -> FaultFacts {
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    FaultFacts {
        name: name.to_owned(),
        class: "F01".to_owned(),
        kind: kind.to_owned(),
        says: ["Sidan visar allt.".to_owned(), "The page shows all.".to_owned()],
        views: owned(views),
        accounts: owned(accounts),
    }
}

const BOTH: &[&str] = &["ekonomi-grundskola", "hr-aldrevard+poseidon"];

/// The incident without the export's own trouble.
fn leaking() -> Run {
    let mut run = sample::incident();
    let sound = sample::accepted();
    for (cell, sound) in run.cells.iter_mut().zip(sound.cells) {
        if cell.cell.view == "rapport" {
            *cell = sound;
        }
    }
    sample::recount(run)
}

#[test]
fn a_fault_is_killed_by_what_it_should_cause_where_it_should() {
    let page = &["bestallningssida"][..];
    let cases: [(FaultFacts, Fate, bool); 6] = [
        (fault("a", "foreign-value", page, BOTH), Fate::Killed, false),
        (fault("a", "foreign-number", page, BOTH), Fate::Killed, false),
        (fault("a", "existence", page, BOTH), Fate::OtherKind, false),
        (fault("a", "foreign-value", page, &BOTH[..1]), Fate::Killed, true),
        (fault("a", "foreign-value", &["rapport"], BOTH), Fate::Survived, true),
        (fault("a", "foreign-value", page, &["stadsadmin"]), Fate::Survived, true),
    ];
    for (fault, fate, is_blamed) in cases {
        let tried = Tried::of(&leaking(), vec![fault.clone()]);
        assert_eq!(
            (tried.fates[0], !tried.blamed.is_empty()),
            (fate, is_blamed),
            "{fault:?}"
        );
    }
    let untold = fault("a", "foreign-value", page, BOTH);
    assert_eq!(
        Tried::of(&sample::accepted(), vec![untold.clone()]).fates,
        [Fate::Survived]
    );
    assert_eq!(Tried::of(&sample::no_verdict(), vec![untold]).fates, [Fate::NoVerdict]);
}

/// What a login shows is told with whatever the account asks for next, which is not what shows it.
#[test]
fn no_view_is_blamed_for_what_its_accounts_login_shows() {
    let elsewhere = |accounts| vec![fault("a", "foreign-value", &["rapport"], accounts)];
    let cases = [(0, BOTH, false), (0, &["stadsadmin"][..], true), (1, BOTH, true)];
    for (beside, accounts, is_blamed) in cases {
        let mut run = leaking();
        for cell in &mut run.cells {
            let told = cell.findings.iter_mut().skip(beside);
            told.for_each(|finding| finding.place = format!("auth.portal → {}", finding.place));
        }
        let tried = Tried::of(&run, elsewhere(accounts));
        assert_eq!(!tried.blamed.is_empty(), is_blamed, "{beside} {accounts:?}");
    }
}

#[test]
fn a_scenario_kills_only_by_what_it_asserts() {
    for (arm, is_killer) in [(Arm::Isolated, true), (Arm::Minimal, false), (Arm::Complete, false)] {
        let mut run = leaking();
        run.scenarios.iter_mut().for_each(|s| s.scenario.arms = vec![arm]);
        let tried = Tried::of(&run, vec![fault("a", "foreign-value", &["bestallningssida"], BOTH)]);
        assert_eq!(!tried.kills.is_empty(), is_killer, "{arm:?}");
        assert_eq!(tried.is_killed(), is_killer, "{arm:?}: {:?}", tried.fates);
    }
    let mut run = leaking();
    for cell in &mut run.cells {
        cell.findings
            .iter_mut()
            .for_each(|f| f.kind = FindingKind::ForbiddenCategory);
    }
    run.scenarios
        .iter_mut()
        .for_each(|s| s.scenario.arms = vec![Arm::Minimal]);
    let pay = fault("a", "forbidden-category", &["bestallningssida"], BOTH);
    assert!(Tried::of(&run, vec![pay]).is_killed());
}

fn kills(run: &Run, faults: &[FaultFacts]) -> Kills {
    let sound = sample::accepted();
    Kills {
        portal: sound.started.portal.clone(),
        title: sound.started.title.clone(),
        population: sound.started.population.clone(),
        clean: Clean::of(&sound, true),
        alone: faults.iter().map(|f| Tried::of(run, vec![f.clone()])).collect(),
        pairs: vec![Tried::of(run, faults.to_vec())],
        is_narrowed: false,
    }
}

fn page_and_report() -> [FaultFacts; 2] {
    [
        fault("sida-alla", "foreign-value", &["bestallningssida"], BOTH),
        fault("rapport-alla", "foreign-value", &["rapport"], BOTH),
    ]
}

const REVIEWED: &str = "---\nsource: skott prove\n---\nrapport-alla  F02  foreign-value\n  överlever: ";

#[test]
fn the_suite_is_proved_when_all_is_killed_or_reviewed() {
    let [page, report] = page_and_report();
    // The report's fault touches the page too, or it would be blamed for what the other one does.
    let report = FaultFacts {
        views: vec!["rapport".into()],
        ..report
    };
    let both = kills(&leaking(), std::slice::from_ref(&page));
    assert_eq!(rule(&both, None).wrong, []);
    let reviewed = parse_reviewed(&format!("{REVIEWED}rapporten finns inte än\n")).unwrap();
    let survivor = Kills {
        alone: vec![Tried::of(&sample::accepted(), vec![report.clone()])],
        pairs: Vec::new(),
        ..both.clone()
    };
    let survives = Wrong::Survives("rapport-alla".to_owned(), Fate::Survived);
    assert_eq!(rule(&survivor, None).wrong, std::slice::from_ref(&survives));
    assert_eq!(rule(&survivor, Some(&reviewed)).wrong, []);
    assert_eq!(rule(&survivor, Some(&reviewed)).survivors.len(), 1);
    let unreviewed = parse_reviewed(&kills_snap(&survivor, &rule(&survivor, None))).unwrap();
    assert_eq!(
        rule(&survivor, Some(&unreviewed)).wrong,
        [survives],
        "a proposal is no review"
    );
    let killed = Kills {
        alone: vec![Tried::of(
            &leaking(),
            vec![FaultFacts {
                name: "rapport-alla".into(),
                ..page.clone()
            }],
        )],
        ..both.clone()
    };
    assert_eq!(rule(&killed, Some(&reviewed)).no_longer, ["rapport-alla"]);
    let troubled = Kills {
        clean: Clean::of(&leaking(), true),
        ..both.clone()
    };
    assert!(matches!(rule(&troubled, None).wrong[..], [Wrong::CleanTroubled(n)] if n > 0));
    let cut = Kills {
        clean: Clean::of(&sample::narrowed(), true),
        ..both.clone()
    };
    assert_eq!(rule(&cut, None).wrong, [Wrong::CleanNotWhole]);
    let narrowed = Kills {
        clean: Clean::of(&sample::narrowed(), false),
        ..both.clone()
    };
    assert_eq!(rule(&narrowed, None).wrong, [], "what was asked for is whole");
    let wrong_view = Kills {
        alone: vec![Tried::of(&leaking(), vec![report.clone()])],
        pairs: Vec::new(),
        ..both.clone()
    };
    let [Wrong::Survives(..), Wrong::Blames(_, n, _)] = &rule(&wrong_view, None).wrong[..] else {
        panic!("{:?}", rule(&wrong_view, None).wrong)
    };
    assert!(*n > 0);
    let unseen = Kills {
        alone: Vec::new(),
        pairs: vec![Tried::of(&sample::accepted(), vec![page, report])],
        ..both
    };
    assert!(matches!(rule(&unseen, None).wrong[..], [Wrong::PairSurvives(_)]));
}

#[test]
fn a_reviewed_matrix_that_says_the_same_is_not_changed() {
    let [page, _] = page_and_report();
    let kills = kills(&leaking(), &[page]);
    let reviewed = parse_reviewed(&kills_snap(&kills, &rule(&kills, None))).unwrap();
    assert!(!rule(&kills, Some(&reviewed)).is_changed);
    let mut other = kills.clone();
    other.alone[0].kills.clear();
    assert!(rule(&other, Some(&reviewed)).is_changed);
    for (text, is_told) in [("inget", "line 1"), ("---\na: b\n---\n  överlever: x\n", "line 4")] {
        let error = parse_reviewed(text).unwrap_err().to_string();
        assert!(error.contains(is_told) && error.contains(';'), "{error}");
    }
}

#[test]
fn the_matrix_reads_well_in_both_languages_and_keeps_to_its_schema() {
    let kills = kills(&leaking(), &page_and_report());
    let ruling = rule(&kills, None);
    for (tag, lang) in [("sv", Lang::Sv), ("en", Lang::En)] {
        insta::assert_snapshot!(format!("prove-{tag}"), kills_text(&kills, &ruling, lang));
    }
    insta::assert_snapshot!("prove-snap", kills_snap(&kills, &ruling));
    let schema = prove_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let json = serde_json::to_value(prove_json(&kills, &ruling, Lang::Sv)).unwrap();
    assert!(validator.is_valid(&json), "{json}");
    assert!(!validator.is_valid(&serde_json::json!({"schema": "skott.prove/1"})));
    let page = kills_html(&kills, &ruling, Lang::Sv);
    let scenario = "<tr id=\"isolering.feature\"><th scope=\"row\" title=\"isolering.feature\">&lt;konto&gt; öppnar &lt;vy&gt;<br>";
    for told in [
        "lang=\"sv\"",
        "sida-alla",
        "Sidan visar allt.",
        "●",
        "överlever",
        scenario,
    ] {
        assert!(page.contains(told), "{told}");
    }
    let kill = &json["faults"][0]["killed_by"]["isolering.feature"];
    assert_eq!(kill["name"], "<konto> öppnar <vy>");
    assert!(!page.contains("http"), "the page needs nothing but itself");
}

#[test]
fn a_line_says_what_caught_a_fault() {
    let [page, _] = page_and_report();
    let part = FaultFacts {
        accounts: vec![BOTH[0].to_owned()],
        ..page.clone()
    };
    let tried = |run: &Run, fault: &FaultFacts| Tried::of(run, vec![fault.clone()]);
    let lines: Vec<String> = [Lang::Sv, Lang::En]
        .into_iter()
        .flat_map(|lang| {
            [
                lang.tried(&tried(&leaking(), &page)),
                lang.tried(&tried(&leaking(), &part)),
                lang.tried(&tried(&sample::accepted(), &page)),
                lang.sound(&Clean::of(&sample::accepted(), true)),
                lang.sound(&Clean::of(&leaking(), true)),
            ]
        })
        .collect();
    insta::assert_snapshot!("tried", lines.join("\n"));
}
