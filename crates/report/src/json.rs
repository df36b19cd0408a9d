//! `report.json`: a contract that others script against.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use skott_model::matrix::{Unasked, Without};
use skott_model::profile::{Absent, AbsentUnit, Ignored};
use skott_model::record::{LedTo, Unmapped, Unplanted};
use skott_model::run::{Rate, Run, ScenarioResult, Settled, Slower};
use skott_model::{Arm, Cited, Finding, Outcome, Shows, Verdict, Weight};

use crate::accepted::Comparison;
use crate::texts::Lang;

/// The report's version.
pub const REPORT_SCHEMA: &str = "skott.report/1";

/// `report.json`. Fields may be added within a version, never taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The report's version.
    #[schemars(extend("const" = "skott.report/1"))]
    pub schema: String,
    /// The outcome.
    pub outcome: Outcome,
    /// Why it is not accepted, the weightiest first; empty when accepted.
    pub reasons: Vec<String>,
    /// The profile's name.
    pub portal: String,
    /// The portal's name as people write it.
    pub title: String,
    /// Number of cells by verdict.
    pub totals: Totals,
    /// How much of what is declared was judged.
    pub coverage: CoverageReport,
    /// Every cell that was attempted.
    pub cells: Vec<CellReport>,
    /// Arms of declared cells that no scenario asserts: arm to cell ids.
    pub unasserted: BTreeMap<Arm, Vec<String>>,
    /// Links, forms and API paths that no view declares.
    pub unmapped: Vec<Unmapped>,
    /// Cells that changed something, or may have, and were not seen to put it back: cell id to why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unrestored: BTreeMap<String, String>,
    /// Accounts without the credential that a view needs, which have no cell there.
    pub without: Vec<WithoutReport>,
    /// Principals that no probe tells apart.
    pub indistinct: Vec<Vec<String>>,
    /// Views asked about one order that are asked about none of an instance's, though it has orders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unasked: Vec<Unasked>,
    /// What the portal lacks, by the profile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<Absent>,
    /// What the profile does not try, and does not say that the portal lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub untested: Vec<AbsentUnit>,
    /// Links that need no view, by the profile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<IgnoredReport>,
    /// Values that look like real persons' and are not planted, by kind and by view: never the values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unplanted: Vec<Unplanted>,
    /// What views are declared to show and nobody was seen to see, by view: nothing tells that it would be recognised there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unseen: BTreeMap<String, Vec<Shows>>,
    /// Where what somebody else has is answered later than what does not exist: told, and never judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slower: Vec<Slower>,
    /// Parameters that the portal's pages have and no request carried, as `/orders?archived`: what they choose was not tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub untried_parameters: Vec<String>,
    /// Links to pages of instances that those who were shown them are refused: that these exist is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub led_to: Vec<LedTo>,
    /// Views of which an answer was too large to be held and was searched while it came in. Its rows were not counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub streamed: Vec<String>,
    /// No page had links or forms, so whether the portal has pages that no view declares was not tried.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_links: bool,
    /// Number of scenarios by status.
    pub scenarios: ScenarioCounts,
    /// Faults switched on in the stub.
    pub faults: Vec<String>,
    /// Options that narrowed the run; empty for a whole run.
    pub narrowed: Vec<String>,
    /// How the report stands to the accepted one.
    pub comparison: ComparisonReport,
    /// Time and place.
    pub envelope: Envelope,
}

/// Number of cells by verdict; every verdict is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Avskild.
    pub isolated: usize,
    /// Nekad.
    pub refused: usize,
    /// Läcka.
    pub leak: usize,
    /// Saknas.
    pub missing: usize,
    /// Överskott.
    pub surplus: usize,
    /// Blind.
    pub blind: usize,
    /// Obekräftad.
    pub unwitnessed: usize,
    /// Ej avgjord.
    pub inconclusive: usize,
    /// Undantagen.
    pub waived: usize,
}

/// How much of what is declared was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoverageReport {
    /// Declared cells.
    pub declared: usize,
    /// Cells with a verdict that passes or fails.
    pub judged: usize,
    /// Cells that prove nothing for want of a witness.
    pub unwitnessed: usize,
    /// Judged of declared, never rounded up.
    pub percent: usize,
    /// Ids of declared cells that nobody attempted.
    pub untried: Vec<String>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CellReport {
    /// The same from run to run.
    pub id: String,
    /// Principal id.
    pub principal: String,
    /// Its role.
    pub role: String,
    /// `all`, `none`, `own`, or instances joined by `+`.
    pub scope: String,
    /// View id.
    pub view: String,
    /// Target id.
    pub target: Option<String>,
    /// Selection id.
    pub selection: String,
    /// Format id.
    pub format: String,
    /// The judgement.
    pub verdict: Verdict,
    /// What a waiver accepts of it; its verdict is what it comes to beside that.
    pub waived: Option<Verdict>,
    /// Why, where the findings do not say it.
    pub note: Option<String>,
    /// What a person has to look at, the worst first.
    pub findings: Vec<Finding>,
    /// Findings beyond those listed.
    pub more_findings: usize,
    /// Answers that findings cite by number, from 0: each body's hash, and how to ask for it again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cited: Vec<Cited>,
    /// Where it was tried several times: how many tries, and how many of them had this verdict. Each finding has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
}

/// An account that has no cell on a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WithoutReport {
    /// Principal id.
    pub principal: String,
    /// View id.
    pub view: String,
    /// The way to log in for which it has no credential.
    pub auth: String,
}

/// Links that need no view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IgnoredReport {
    /// Pattern of paths.
    pub path: String,
    /// Why.
    pub why: String,
    /// The pattern has no word of its own, so that no page that is forgotten can stop the release: a warning.
    pub everything: bool,
}

/// Number of scenarios by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScenarioCounts {
    /// All that ran.
    pub total: usize,
    /// Passed; waived ones among them.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Without verdict.
    pub no_verdict: usize,
    /// A step broke; these count nowhere else.
    pub broken: usize,
}

/// How the report stands to the accepted one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum ComparisonReport {
    /// There is no accepted report yet.
    None,
    /// They say the same.
    Same {
        /// Where the accepted report stands.
        with: String,
    },
    /// They differ.
    Changed {
        /// Where the accepted report stands.
        with: String,
        /// What, as a unified diff.
        diff: String,
    },
    /// They are not to be compared.
    NotCompared {
        /// Why.
        why: String,
    },
}

/// Time and place: what differs between two runs that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Envelope {
    /// Skott's version.
    pub skott: String,
    /// When it began, RFC 3339.
    pub started: String,
    /// When it ended; none for an interrupted run.
    pub finished: Option<String>,
    /// Milliseconds.
    pub ms: Option<u64>,
    /// Requests.
    pub requests: Option<u64>,
    /// Bytes received.
    pub bytes: Option<u64>,
    /// Different values that look like real persons' and are not planted.
    pub unplanted: Option<u64>,
    /// Where the portal was.
    pub base_url: String,
    /// Hash of the population.
    pub population: String,
    /// Hash of features and profile.
    pub suite: String,
}

/// The report as JSON says it; `lang` is the language of reasons and notes.
pub fn report_json(run: &Run, accepted: &Comparison, lang: Lang) -> Report {
    Report {
        schema: REPORT_SCHEMA.to_owned(),
        outcome: run.outcome,
        reasons: run.reasons.iter().map(|reason| lang.reason(reason)).collect(),
        portal: run.started.portal.clone(),
        title: run.started.title.clone(),
        totals: totals(run),
        coverage: coverage(run),
        cells: run.cells.iter().map(|settled| cell(run, settled, lang)).collect(),
        unasserted: run.unasserted.clone(),
        unmapped: run.unmapped.clone(),
        unrestored: unrestored(run, lang),
        without: run.started.without.iter().map(without).collect(),
        indistinct: run.started.indistinct.clone(),
        unasked: run.started.unasked.clone(),
        absent: run.started.absent.clone(),
        untested: run.started.untested.clone(),
        ignored: run.started.ignored.iter().map(ignored).collect(),
        unplanted: run.finished.iter().flat_map(|f| f.unplanted_on.clone()).collect(),
        no_links: run.finished.as_ref().is_some_and(|f| f.links == Some(0)),
        unseen: run.unseen.clone(),
        slower: run.slower.clone(),
        untried_parameters: run.finished.iter().flat_map(|f| f.untried_parameters.clone()).collect(),
        led_to: run.finished.iter().flat_map(|f| f.led_to.clone()).collect(),
        streamed: run.finished.iter().flat_map(|f| f.streamed_on.clone()).collect(),
        scenarios: scenarios(&run.scenarios),
        faults: run.started.faults.clone(),
        narrowed: run.started.narrowed.clone(),
        comparison: comparison(accepted, lang),
        envelope: envelope(run),
    }
}

/// JSON Schema of [`Report`], as `skott schema report` prints it.
pub fn report_schema() -> serde_json::Value {
    schemars::schema_for!(Report).to_value()
}

fn totals(run: &Run) -> Totals {
    let of = |verdict| run.totals.get(&verdict).copied().unwrap_or_default();
    Totals {
        isolated: of(Verdict::Isolated),
        refused: of(Verdict::Refused),
        leak: of(Verdict::Leak),
        missing: of(Verdict::Missing),
        surplus: of(Verdict::Surplus),
        blind: of(Verdict::Blind),
        unwitnessed: of(Verdict::Unwitnessed),
        inconclusive: of(Verdict::Inconclusive),
        waived: of(Verdict::Waived),
    }
}

fn coverage(run: &Run) -> CoverageReport {
    CoverageReport {
        declared: run.coverage.declared,
        judged: run.coverage.judged,
        unwitnessed: run.coverage.unwitnessed,
        percent: run.coverage.percent(),
        untried: run.untried.iter().map(|cell| cell.id.clone()).collect(),
    }
}

fn unrestored(run: &Run, lang: Lang) -> BTreeMap<String, String> {
    let told = run.unrestored.iter();
    told.map(|(cell, why)| (cell.clone(), lang.detail(why))).collect()
}

fn cell(run: &Run, settled: &Settled, lang: Lang) -> CellReport {
    let declared = &settled.cell;
    let account = run.started.principals.iter().find(|p| p.id == declared.principal);
    CellReport {
        id: declared.id.clone(),
        principal: declared.principal.clone(),
        role: account.map(|p| p.role.clone()).unwrap_or_default(),
        scope: account.map(|p| p.scope.clone()).unwrap_or_default(),
        view: declared.view.clone(),
        target: declared.target.clone(),
        selection: declared.selection.clone(),
        format: declared.format.clone(),
        verdict: settled.verdict,
        waived: settled.waived.as_ref().map(|waived| waived.verdict),
        note: Some(lang.said_of(settled).join("; ")).filter(|note| !note.is_empty()),
        findings: settled.findings.clone(),
        more_findings: settled.more_findings,
        cited: settled.cited.clone(),
        rate: (settled.rate.tries > 1).then_some(settled.rate),
    }
}

fn without(of: &Without) -> WithoutReport {
    WithoutReport {
        principal: of.principal.clone(),
        view: of.view.clone(),
        auth: of.auth.clone(),
    }
}

fn ignored(of: &Ignored) -> IgnoredReport {
    IgnoredReport {
        path: of.path.clone(),
        why: of.why.clone(),
        everything: of.is_everything(),
    }
}

fn scenarios(results: &[ScenarioResult]) -> ScenarioCounts {
    let mut out = ScenarioCounts::default();
    for result in results {
        out.total += 1;
        if result.scenario.broken.is_some() {
            out.broken += 1;
            continue;
        }
        match result.verdict.map(Verdict::weight) {
            Some(Weight::Pass) => out.passed += 1,
            Some(Weight::Fail) => out.failed += 1,
            Some(Weight::NoVerdict) | None => out.no_verdict += 1,
        }
    }
    out
}

fn comparison(accepted: &Comparison, lang: Lang) -> ComparisonReport {
    match accepted {
        Comparison::None => ComparisonReport::None,
        Comparison::Same { with } => ComparisonReport::Same { with: with.clone() },
        Comparison::Changed { with, diff } => ComparisonReport::Changed {
            with: with.clone(),
            diff: diff.clone(),
        },
        Comparison::NotCompared { why } => ComparisonReport::NotCompared {
            why: lang.not_compared(*why).to_owned(),
        },
    }
}

fn envelope(run: &Run) -> Envelope {
    let (started, finished) = (&run.started, run.finished.as_ref());
    Envelope {
        skott: started.skott.clone(),
        started: started.at.clone(),
        finished: finished.map(|f| f.at.clone()),
        ms: finished.map(|f| f.ms),
        requests: finished.map(|f| f.requests),
        bytes: finished.map(|f| f.bytes),
        unplanted: finished.map(|f| f.unplanted),
        base_url: started.base_url.clone(),
        population: started.population.clone(),
        suite: started.suite.clone(),
    }
}
