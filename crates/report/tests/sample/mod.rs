//! Runs built by hand: what they should say is known without asking the judge.

mod facts;

use std::collections::BTreeMap;

use skott_model::matrix::{Unasked, Without};
use skott_model::profile::{Absent, AbsentUnit, Access, Relation};
use skott_model::record::{Declared, Finished, LedTo, Scenario, Unmapped, Unplanted, ViewFacts};
use skott_model::run::{Coverage, Note, Rate, Reason, Run, ScenarioResult, Settled, Slower, Waived};
use skott_model::{
    Arm, Category, Cited, Doubt, DoubtKind, Evidence, Finding, FindingKind, Outcome, Said, Shows, Verdict, Weight,
};

use facts::{ACCOUNTS, started};

const SELECTIONS: [&str; 3] = ["alla", "period=hosten", "forman=vasttrafikkort+status=levererad"];

/// A sound run, whole and judged in every cell.
pub fn accepted() -> Run {
    let mut cells = Vec::new();
    for (account, _, _) in ACCOUNTS {
        let employee = account.starts_with("anstalld");
        for (view, formats) in [("bestallningssida", ["html", "json"]), ("rapport", ["html", "csv"])] {
            for selection in SELECTIONS.iter().take(if employee { 1 } else { 3 }) {
                for format in formats {
                    let verdict = if employee { Verdict::Refused } else { Verdict::Isolated };
                    cells.push(settled(account, view, None, selection, format, verdict));
                }
            }
        }
        for (target, relation) in targets(account) {
            let foreign = relation != Relation::Own;
            let verdict = if foreign { Verdict::Refused } else { Verdict::Isolated };
            cells.push(settled(
                account,
                "bestallning",
                Some((target, relation)),
                "alla",
                "html",
                verdict,
            ));
        }
    }
    recount(run(cells))
}

fn targets(account: &str) -> Vec<(&'static str, Relation)> {
    let of = |own: &str| {
        if account.contains(own) || account.starts_with("stads") {
            Relation::Own
        } else {
            Relation::Foreign
        }
    };
    vec![
        ("order:grundskola", of("ekonomi-grundskola")),
        ("order:poseidon", of("poseidon")),
        ("random", Relation::Random),
    ]
}

/// The incident: the new page ignores an administrator's instances, and everything else is sound.
pub fn incident() -> Run {
    let mut run = accepted();
    run.started.faults = vec!["bestallningssida-alla-instanser".to_owned()];
    for cell in &mut run.cells {
        let foreign: &[(&str, &str)] = match cell.cell.principal.as_str() {
            "ekonomi-grundskola" => &[
                ("aldrevard-01", "aldrevard"),
                ("poseidon-02", "poseidon"),
                ("flyttad-01", "aldrevard+poseidon"),
            ],
            "hr-aldrevard+poseidon" => &[("grundskola-03", "grundskola"), ("utan-01", "ingen")],
            _ => continue,
        };
        if cell.cell.view != "bestallningssida" || (cell.cell.format == "json" && cell.cell.selection != "alla") {
            continue;
        }
        cell.verdict = Verdict::Leak;
        let kinds = [Category::Name, Category::Personnummer, Category::Email, Category::Order];
        for (row, (person, instance)) in foreign.iter().enumerate() {
            let format = &cell.cell.format;
            let of = |kind: &Category| in_row(FindingKind::ForeignValue, instance, (person, kind.clone()), format, row);
            cell.findings.extend(kinds.iter().map(of));
        }
        cell.findings.push(finding(
            FindingKind::ForeignNumber,
            "aldrevard+poseidon",
            "antal: 320 ≠ 41",
        ));
        cell.more_findings = if cell.cell.format == "html" { 12 } else { 0 };
    }
    for cell in run
        .cells
        .iter_mut()
        .filter(|c| c.cell.view == "rapport" && c.cell.format == "csv" && c.cell.principal.starts_with("hr"))
    {
        cell.verdict = if cell.cell.selection == "alla" {
            Verdict::Missing
        } else {
            Verdict::Surplus
        };
        cell.note = Some(Note::Shown {
            shown: 17,
            expected: 20,
        });
        let kind = if cell.verdict == Verdict::Missing {
            FindingKind::Missing
        } else {
            FindingKind::Surplus
        };
        cell.findings.push(whole_row(kind, "poseidon", "poseidon-07"));
    }
    // A number that is too small, of nobody by name: every row is there.
    let is_it = |s: &&mut Settled| s.cell.view == "rapport" && s.verdict == Verdict::Isolated;
    if let Some(cell) = run.cells.iter_mut().find(is_it) {
        cell.verdict = Verdict::Missing;
        cell.note = Some(Note::Shown {
            shown: 20,
            expected: 20,
        });
        let finding = Finding::new(FindingKind::Missing, "poseidon", "antal: 19 ≠ 20");
        cell.findings.push(finding);
    }
    recount(run)
}

/// Exports that ignore scope, orders opened by id, a waived leak, and more views than a line holds.
pub fn export() -> Run {
    let mut run = accepted();
    for cell in &mut run.cells {
        let relation = cell.cell.relation;
        match (
            cell.cell.principal.as_str(),
            cell.cell.view.as_str(),
            cell.cell.format.as_str(),
        ) {
            ("ekonomi-grundskola", "rapport", "csv") => {
                cell.findings = vec![in_row(
                    FindingKind::ForbiddenCategory,
                    "grundskola",
                    ("grundskola-01", Category::Pay),
                    "csv",
                    1,
                )];
            }
            ("ekonomi-grundskola", "bestallning", _) if relation == Some(Relation::Foreign) => {
                cell.findings = vec![finding(FindingKind::Existence, "poseidon", "order:poseidon: status")];
            }
            ("anstalld-grundskola-01", "bestallning", _) if relation == Some(Relation::Foreign) => {
                cell.waived = Some(waived(Verdict::Leak, "Kim Ek", "rättas i 4.2"));
                cell.verdict = Verdict::Waived;
                cell.findings = vec![finding(FindingKind::Opened, "ingen", "status")];
                continue;
            }
            _ => continue,
        }
        cell.verdict = Verdict::Leak;
    }
    let view = run.started.views[1].clone();
    let more = (1..8).map(|n| ViewFacts {
        id: format!("statistik-del-{n}"),
        ..view.clone()
    });
    run.started.views.extend(more);
    recount(run)
}

/// An accepted deviation.
pub fn waived(verdict: Verdict, by: &str, why: &str) -> Waived {
    Waived {
        verdict,
        by: by.to_owned(),
        why: why.to_owned(),
        until: "2026-03-31".to_owned(),
    }
}

/// The lesson of 2020: with the stadsadministratör alone everything tried is sound, and nobody tried the rest.
pub fn narrowed() -> Run {
    let mut run = accepted();
    run.started.narrowed = vec!["--principal".to_owned(), "stadsadministrator".to_owned()];
    let is_tried = |c: &Declared| c.principal == "stadsadministrator" && c.view != "bestallning";
    let (tried, untried): (Vec<Settled>, Vec<Settled>) = run.cells.into_iter().partition(|s| is_tried(&s.cell));
    run.cells = tried;
    run.untried = untried.into_iter().map(|s| s.cell).collect();
    run.scenarios
        .retain(|s| run.cells.iter().any(|c| c.cell.id == s.scenario.cell));
    let cells = run.cells.iter().map(|s| s.cell.id.clone()).collect();
    run.unasserted = BTreeMap::from([(Arm::Minimal, cells)]);
    run.unmapped = vec![
        unmapped("/admin/ny-sida/*", "bestallningssida"),
        unmapped("/admin/ny-sida/*", "rapport"),
    ];
    recount(run)
}

/// Nothing wrong was seen, but much was not proved; interrupted on top of it.
pub fn no_verdict() -> Run {
    let mut run = accepted();
    let doubt = |kind, met: Said| {
        let detail = [Said::View("rapport".to_owned()), Said::Step(1, None), met].into();
        Note::Doubts(vec![Doubt { kind, detail }])
    };
    for cell in &mut run.cells {
        let (account, view, format) = (
            cell.cell.principal.as_str(),
            cell.cell.view.as_str(),
            cell.cell.format.as_str(),
        );
        let (verdict, note) = match (account, view, format) {
            ("ekonomi-grundskola", "rapport", "csv") => {
                (Verdict::Inconclusive, doubt(DoubtKind::Status, Said::Status(500)))
            }
            ("hr-aldrevard+poseidon", "rapport", _) => {
                (Verdict::Inconclusive, doubt(DoubtKind::Cut, Said::BodyNotWhole))
            }
            ("ekonomi-grundskola", "bestallningssida", _) => (
                Verdict::Unwitnessed,
                Note::NoWitness(vec!["aldrevard".into(), "poseidon".into()]),
            ),
            ("stadsadministrator", "bestallningssida", "json") => {
                (Verdict::Blind, Note::Shown { shown: 0, expected: 40 })
            }
            ("anstalld-grundskola-01", "rapport", _) => (Verdict::Unwitnessed, Note::NotOpenedByAnybody),
            ("anstalld-grundskola-01", "bestallning", _) => (Verdict::Inconclusive, Note::SessionUnproved),
            ("stadsadministrator", "bestallning", _) => {
                cell.waived = Some(waived(Verdict::Missing, "Kim Ek, Intraservice", "rättas i release 4.2"));
                cell.verdict = Verdict::Waived;
                continue;
            }
            _ => continue,
        };
        (cell.verdict, cell.note) = (verdict, Some(note));
    }
    run.started.without = vec![without("anstalld-grundskola-01"), without("ekonomi-grundskola")];
    run.started.unasked = vec![unasked("bestallning", "poseidon"), unasked("kvitto", "poseidon")];
    run.started.absent = vec![Absent {
        unit: AbsentUnit::Suggestions,
        why: "sökrutan föreslår inget".to_owned(),
    }];
    run.started.untested = vec![AbsentUnit::Changes, AbsentUnit::Together];
    let shows = |category: Category, column: Option<&str>| Shows {
        category,
        column: column.map(str::to_owned),
    };
    let unseen = vec![shows(Category::Phone, None), shows(Category::Amount, Some("Summa"))];
    run.unseen = BTreeMap::from([("rapport".to_owned(), unseen)]);
    run.slower = vec![Slower {
        view: "bestallning".to_owned(),
        format: "html".to_owned(),
        foreign_us: 48_300,
        unknown_us: 11_950,
        accounts: 14,
        of: 15,
    }];
    run.started.indistinct = vec![vec!["ekonomi-grundskola".into(), "hr-aldrevard+poseidon".into()]];
    run.finished = run.finished.map(|end| Finished {
        unplanted: 3,
        unplanted_on: vec![
            unplanted(Category::Personnummer, "rapport", 1),
            unplanted(Category::Email, "bestallningssida", 2),
            unplanted(Category::Email, "rapport", 2),
        ],
        streamed_on: vec!["rapport".to_owned()],
        untried_parameters: vec!["/bestallningar?arkiv".to_owned(), "/rapport?typ".to_owned()],
        led_to: vec![LedTo {
            seen_on: vec!["bestallningssida".to_owned()],
            view: "rapport".to_owned(),
            accounts: vec!["ekonomi-grundskola".to_owned()],
            instances: vec!["aldrevard".to_owned(), "intraservice".to_owned()],
        }],
        links: Some(0),
        ..end
    });
    run.scenarios[0].scenario.broken = Some(Said::UnknownStep.into());
    recount(run)
}

/// Ended in the middle: the record has no last line, and who comes later in the alphabet was not asked.
pub fn truncated() -> Run {
    let mut run = accepted();
    let (tried, untried): (Vec<Settled>, Vec<Settled>) =
        run.cells.into_iter().partition(|s| s.cell.principal.as_str() < "f");
    run.cells = tried;
    run.untried = untried.into_iter().map(|s| s.cell).collect();
    run.scenarios
        .retain(|s| run.cells.iter().any(|c| c.cell.id == s.scenario.cell));
    run.finished = None;
    recount(run)
}

/// What the judge would count, over the cells as they are now.
pub fn recount(mut run: Run) -> Run {
    for cell in run.cells.iter_mut().filter(|c| !c.findings.is_empty()) {
        let curl = format!(
            "curl -sS -b \"$COOKIE\" 'http://127.0.0.1:8123/{}.{}?urval={}'",
            cell.cell.view, cell.cell.format, cell.cell.selection
        );
        cell.cited = vec![Cited {
            sha256: "9f".repeat(32),
            curl,
        }];
    }
    run.totals = BTreeMap::new();
    for cell in &run.cells {
        *run.totals.entry(cell.verdict).or_default() += 1;
    }
    let judged = run
        .cells
        .iter()
        .filter(|c| c.verdict.weight() != Weight::NoVerdict)
        .count();
    let of = |verdict| run.totals.get(&verdict).copied().unwrap_or_default();
    run.coverage = Coverage {
        declared: run.cells.len() + run.untried.len(),
        judged,
        unwitnessed: of(Verdict::Unwitnessed),
    };
    for result in &mut run.scenarios {
        result.verdict = run
            .cells
            .iter()
            .find(|c| c.cell.id == result.scenario.cell)
            .map(|c| c.verdict);
    }
    run.reasons = reasons(&run);
    run.outcome = match run.reasons.first() {
        None => Outcome::Accepted,
        Some(Reason::Broken(_) | Reason::Unproved(..) | Reason::Truncated | Reason::NothingTried) => Outcome::NoVerdict,
        Some(_) => Outcome::Rejected,
    };
    run
}

fn reasons(run: &Run) -> Vec<Reason> {
    let mut out = Vec::new();
    let broken = run.scenarios.iter().filter(|s| s.scenario.broken.is_some()).count();
    out.extend((broken > 0).then_some(Reason::Broken(broken)));
    for weight in [Weight::Fail, Weight::NoVerdict] {
        for (verdict, n) in run.totals.iter().filter(|(v, _)| v.weight() == weight) {
            out.push(if weight == Weight::Fail {
                Reason::Failing(*verdict, *n)
            } else {
                Reason::Unproved(*verdict, *n)
            });
        }
    }
    out.extend(run.finished.is_none().then_some(Reason::Truncated));
    out.extend((!run.untried.is_empty()).then_some(Reason::Untried(run.untried.len())));
    out.extend(
        run.unasserted
            .iter()
            .map(|(arm, cells)| Reason::Unasserted(*arm, cells.len())),
    );
    out.extend((!run.unmapped.is_empty()).then_some(Reason::Unmapped(run.unmapped.len())));
    out
}

fn settled(
    account: &str,
    view: &str,
    target: Option<(&str, Relation)>,
    selection: &str,
    format: &str,
    verdict: Verdict,
) -> Settled {
    let target_id = target.map(|t| t.0.to_owned());
    let id = [account, view, target_id.as_deref().unwrap_or("-"), selection, format].join("/");
    let access = if verdict == Verdict::Refused {
        Access::Refused
    } else {
        Access::Scope
    };
    let cell = Declared {
        id,
        principal: account.to_owned(),
        view: view.to_owned(),
        target: target_id,
        relation: target.map(|t| t.1),
        selection: selection.to_owned(),
        format: format.to_owned(),
        plain: None,
        access,
        changes: false,
        nobodys: None,
        needs: 0,
        arms: vec![Arm::Isolated],
    };
    Settled {
        cell,
        verdict,
        waived: None,
        note: None,
        findings: Vec::new(),
        more_findings: 0,
        cited: Vec::new(),
        rate: Rate::ONCE,
    }
}

/// What was found in an answer, where the program would say that it stands.
fn finding(kind: FindingKind, instance: &str, place: &str) -> Finding {
    Finding {
        id: format!("{kind:?}-{instance}"),
        evidence: Some(Evidence {
            excerpt: None,
            answer: 0,
        }),
        ..Finding::new(kind, instance, place)
    }
}

/// A person's value in a row of a list, as that format writes it.
fn in_row(
    kind: FindingKind,
    instance: &str,
    (person, category): (&str, Category),
    format: &str,
    row: usize,
) -> Finding {
    let (column, key, heading, form, masked) = match category {
        Category::Name => (3, "namn", "Namn", "as-written", "Mä*** Ö****"),
        Category::Personnummer => (4, "personnummer", "Personnummer", "12-digit-dash", "********-****"),
        Category::Email => (5, "epost", "E-post", "as-written", "ma**.*****@*********.*******"),
        Category::Pay => (10, "lon", "Lön", "amount", "** ***"),
        _ => (1, "id", "Beställning", "as-written", "BQ******"),
    };
    let (place, excerpt) = match format {
        "html" => (
            format!("<td> rad {}, kolumn {column}", row + 2),
            format!("{heading}: {masked}"),
        ),
        "json" => (format!("$.bestallningar[{row}].{key}"), format!("{key}: {masked}")),
        _ => (
            format!("rad {}, kolumn \"{heading}\"", row + 2),
            format!("{heading}: {masked}"),
        ),
    };
    Finding {
        id: format!("{person}-{}", category.as_str()),
        person: Some(person.to_owned()),
        category: Some(category),
        form: Some(form.to_owned()),
        evidence: Some(Evidence {
            excerpt: Some(excerpt),
            answer: 0,
        }),
        ..Finding::new(kind, instance, place)
    }
}

/// A row that should have been shown, or should not: it is told by whose it is, and nothing of it is quoted.
fn whole_row(kind: FindingKind, instance: &str, person: &str) -> Finding {
    Finding {
        id: format!("{person}-{kind:?}"),
        person: Some(person.to_owned()),
        category: Some(Category::Order),
        ..Finding::new(kind, instance, format!("rad {person}"))
    }
}

fn unplanted(kind: Category, view: &str, count: u64) -> Unplanted {
    Unplanted {
        kind,
        view: view.to_owned(),
        count,
    }
}

fn unasked(view: &str, instance: &str) -> Unasked {
    Unasked {
        view: view.to_owned(),
        instance: instance.to_owned(),
    }
}

fn unmapped(path: &str, seen_on: &str) -> Unmapped {
    Unmapped {
        path: path.to_owned(),
        seen_on: seen_on.to_owned(),
    }
}

fn without(account: &str) -> Without {
    Without {
        principal: account.to_owned(),
        view: "rapport-api".to_owned(),
        auth: "api-nyckel".to_owned(),
    }
}

fn run(cells: Vec<Settled>) -> Run {
    let scenarios = cells.iter().map(|settled| ScenarioResult {
        scenario: scenario(&settled.cell),
        verdict: None,
    });
    Run {
        scenarios: scenarios.collect(),
        started: started(),
        finished: Some(Finished {
            at: "2026-01-14T02:00:41+01:00".to_owned(),
            ms: 41_250,
            requests: 1_234,
            bytes: 5_432_100,
            unplanted: 0,
            unplanted_on: Vec::new(),
            streamed_on: Vec::new(),
            untried_parameters: Vec::new(),
            led_to: Vec::new(),
            links: Some(40),
            lines: None,
        }),
        cells,
        untried: Vec::new(),
        unasserted: BTreeMap::new(),
        unmapped: Vec::new(),
        slower: Vec::new(),
        unseen: BTreeMap::new(),
        unrestored: BTreeMap::new(),
        totals: BTreeMap::new(),
        coverage: Coverage::default(),
        outcome: Outcome::Accepted,
        reasons: Vec::new(),
    }
}

fn scenario(cell: &Declared) -> Scenario {
    let feature = if cell.access == Access::Refused {
        "nekad.feature"
    } else {
        "isolering.feature"
    };
    Scenario {
        id: format!("{feature}:{}", cell.id),
        feature: feature.to_owned(),
        name: format!("{} öppnar {}", cell.principal, cell.view),
        written: "<konto> öppnar <vy>".to_owned(),
        cell: cell.id.clone(),
        arms: cell.arms.clone(),
        broken: None,
    }
}
