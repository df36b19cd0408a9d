//! The accepted report: what a person has reviewed, and how the next run is compared with it.
//!
//! It is kept in insta's file format, which `cargo insta` and editors know, but read, written and compared here: insta's own
//! comparison obeys environment variables that turn a changed report into a pass, and ours must not.

mod body;
mod snap;

use similar::TextDiff;
use skott_model::Outcome;
use skott_model::run::{Reason, Run};

pub use body::accepted_body;
pub use snap::{AcceptMeta, Snap, SnapError, parse_snap, snap_text};

/// How a run stands to the accepted report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
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
        why: NotComparable,
    },
}

/// Why a run is not compared with the accepted report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotComparable {
    /// The accepted report holds for another population.
    OtherPopulation,
    /// The run was narrowed by options.
    Narrowed,
    /// Faults are switched on in the stub.
    Faults,
    /// The record has no last line.
    Truncated,
}

/// Compares a run with the accepted report and where that stands.
pub fn compare(run: &Run, accepted: Option<(&Snap, &str)>) -> Comparison {
    let Some((accepted, with)) = accepted else {
        return Comparison::None;
    };
    if let Some(why) = not_comparable(run, accepted) {
        return Comparison::NotCompared { why };
    }
    let body = accepted_body(run);
    if body == accepted.body {
        Comparison::Same { with: with.to_owned() }
    } else {
        Comparison::Changed {
            with: with.to_owned(),
            diff: diff(&accepted.body, &body),
        }
    }
}

fn not_comparable(run: &Run, accepted: &Snap) -> Option<NotComparable> {
    if run.finished.is_none() {
        Some(NotComparable::Truncated)
    } else if !run.started.faults.is_empty() {
        Some(NotComparable::Faults)
    } else if !run.started.narrowed.is_empty() {
        Some(NotComparable::Narrowed)
    } else if run.started.population != accepted.meta.population {
        Some(NotComparable::OtherPopulation)
    } else {
        None
    }
}

/// The run with what the comparison means for its outcome: a changed report is not accepted.
#[must_use]
pub fn with_comparison(mut run: Run, comparison: &Comparison) -> Run {
    if !matches!(comparison, Comparison::Changed { .. }) || run.reasons.contains(&Reason::Changed) {
        return run;
    }
    run.reasons.push(Reason::Changed);
    if run.outcome == Outcome::Accepted {
        run.outcome = Outcome::Rejected;
    }
    run
}

/// What differs between two texts, as a unified diff.
pub fn diff(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(2)
        .header("godtagen", "ny")
        .to_string()
}
