//! `junit.xml`: what pipelines show. Red whenever the run is not accepted.

use std::collections::{BTreeMap, BTreeSet};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use skott_model::run::{Run, ScenarioResult, Settled};
use skott_model::{Finding, Outcome, Verdict, Weight};

use crate::rates::rates;
use crate::text::headline;
use crate::texts::{Heading, Lang, Noun};

/// Findings of one scenario beyond this are counted, not listed: GitLab reads less than 30 MB.
const LISTED: usize = 10;

/// The run as JUnit XML: a test case a scenario, one for each account and view that nobody tried, and one for the outcome.
///
/// # Errors
/// When it cannot be written as XML.
pub fn junit_xml(run: &Run, lang: Lang) -> Result<String, String> {
    let mut report = Report::new(format!("skott {}", run.started.portal));
    report.add_test_suites(scenario_suites(run, lang));
    let coverage = coverage_suite(run, lang);
    if coverage.tests > 0 {
        report.add_test_suite(coverage);
    }
    report.add_test_suite(outcome_suite(run, lang));
    report.to_string().map_err(|error| error.to_string())
}

fn scenario_suites(run: &Run, lang: Lang) -> Vec<TestSuite> {
    let cells: BTreeMap<&str, &Settled> = run.cells.iter().map(|s| (s.cell.id.as_str(), s)).collect();
    let mut suites: BTreeMap<&str, TestSuite> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for result in &run.scenarios {
        let scenario = &result.scenario;
        let settled = cells.get(scenario.cell.as_str()).copied();
        let name = unique(
            &mut taken,
            &scenario.feature,
            format!("{} [{}]", scenario.name, scenario.cell),
        );
        let mut case = TestCase::new(name, status(result, settled, lang));
        case.set_classname(scenario.feature.as_str());
        if let Some(settled) = settled.filter(|s| s.verdict == Verdict::Waived) {
            case.set_system_out(describe(settled, lang));
        }
        let suite = suites
            .entry(&scenario.feature)
            .or_insert_with(|| TestSuite::new(scenario.feature.as_str()));
        suite.add_test_case(case);
    }
    suites.into_values().collect()
}

/// GitLab keeps only the first of two test cases of the same name.
fn unique(taken: &mut BTreeSet<(String, String)>, feature: &str, name: String) -> String {
    let mut candidate = name.clone();
    let mut n = 1;
    while !taken.insert((feature.to_owned(), candidate.clone())) {
        n += 1;
        candidate = format!("{name} ({n})");
    }
    candidate
}

fn status(result: &ScenarioResult, settled: Option<&Settled>, lang: Lang) -> TestCaseStatus {
    if let Some(why) = &result.scenario.broken {
        return bad(NonSuccessKind::Error, "broken", &lang.detail(why), String::new());
    }
    let Some(verdict) = result.verdict else {
        return bad(NonSuccessKind::Error, "untried", lang.untried(), String::new());
    };
    let kind = match verdict.weight() {
        Weight::Pass => return TestCaseStatus::success(),
        Weight::Fail => NonSuccessKind::Failure,
        Weight::NoVerdict => NonSuccessKind::Error,
    };
    let details = settled.map(|s| describe(s, lang)).unwrap_or_default();
    let what = settled.and_then(|settled| first_said(settled, lang));
    let message = match what {
        Some(what) => format!("{}: {what}", lang.verdict(verdict)),
        None => lang.verdict(verdict).to_owned(),
    };
    bad(kind, verdict.as_str(), &message, details)
}

/// What a pipeline shows of a cell in one line.
fn first_said(settled: &Settled, lang: Lang) -> Option<String> {
    let finding = settled.findings.first().map(|finding| said_of_finding(finding, lang));
    finding.or_else(|| lang.said_of(settled).into_iter().next())
}

fn bad(kind: NonSuccessKind, type_: &str, message: &str, details: String) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(type_).set_message(message);
    if !details.is_empty() {
        status.set_description(details);
    }
    status
}

/// Verdict, note and findings, a line each.
fn describe(settled: &Settled, lang: Lang) -> String {
    let mut lines = vec![lang.verdict(settled.verdict).to_owned()];
    let waived = settled.waived.as_ref();
    lines.extend(waived.map(|waived| format!("({})", lang.verdict(waived.verdict))));
    lines.extend(rates(settled, lang));
    lines.extend(lang.said_of(settled));
    lines.extend(
        settled
            .findings
            .iter()
            .take(LISTED)
            .map(|finding| format!("{}: {}", finding.id, said_of_finding(finding, lang))),
    );
    // How to see it again.
    let evidence = settled.findings.iter().find_map(|finding| finding.evidence.as_ref());
    lines.extend(
        evidence
            .and_then(|e| settled.cited.get(e.answer))
            .map(|cited| cited.curl.clone()),
    );
    let beyond = settled.findings.len().saturating_sub(LISTED) + settled.more_findings;
    if beyond > 0 {
        lines.push(lang.and_more(beyond));
    }
    lines.join("\n")
}

fn said_of_finding(finding: &Finding, lang: Lang) -> String {
    let place = lang.place(&finding.place);
    let parts = [
        Some(lang.kind(finding.kind)),
        Some(finding.instance.as_str()).filter(|i| !i.is_empty()),
        finding.person.as_deref(),
        finding.category.as_ref().map(|category| lang.category(category)),
        finding.form.as_deref().map(|form| lang.form(form)),
        Some(&*place),
        finding.evidence.as_ref().and_then(|e| e.excerpt.as_deref()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What is declared and was not tried or asserted, and what is not declared.
fn coverage_suite(run: &Run, lang: Lang) -> TestSuite {
    let suite_name = lang.pick("täckning", "coverage");
    let mut suite = TestSuite::new(suite_name);
    let mut add = |name: String, type_: &str, message: String, details: String| {
        let mut case = TestCase::new(name, bad(NonSuccessKind::Failure, type_, &message, details));
        case.set_classname(suite_name);
        suite.add_test_case(case);
    };
    let mut untried: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for cell in &run.untried {
        untried.entry((&cell.principal, &cell.view)).or_default().push(&cell.id);
    }
    for ((account, view), ids) in untried {
        let message = format!("{}: {}", lang.untried(), lang.count(ids.len(), Noun::Cell));
        add(format!("{account} / {view}"), "untried", message, ids.join("\n"));
    }
    for (arm, ids) in &run.unasserted {
        let message = format!(
            "{}: {}",
            lang.heading(Heading::Unasserted),
            lang.count(ids.len(), Noun::Cell)
        );
        add(lang.arm(*arm).to_owned(), "unasserted", message, ids.join("\n"));
    }
    let mut unmapped: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in &run.unmapped {
        unmapped.entry(&link.path).or_default().push(&link.seen_on);
    }
    for (path, seen_on) in unmapped {
        add(
            path.to_owned(),
            "unmapped",
            lang.heading(Heading::Unmapped).to_owned(),
            seen_on.join("\n"),
        );
    }
    suite
}

/// One test case that is red whenever the run is not accepted, whatever the reason.
fn outcome_suite(run: &Run, lang: Lang) -> TestSuite {
    let name = lang.pick("utslag", "outcome");
    let reasons: Vec<String> = run.reasons.iter().map(|reason| lang.reason(reason)).collect();
    let red = |kind| bad(kind, run.outcome.as_str(), &headline(run, lang), reasons.join("\n"));
    let status = match run.outcome {
        Outcome::Accepted => TestCaseStatus::success(),
        Outcome::Rejected => red(NonSuccessKind::Failure),
        Outcome::NoVerdict => red(NonSuccessKind::Error),
    };
    let mut case = TestCase::new(run.started.portal.as_str(), status);
    case.set_classname(name);
    let mut suite = TestSuite::new(name);
    suite.add_test_case(case);
    suite
}
