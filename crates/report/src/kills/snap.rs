//! The reviewed kill matrix, `kill-matrix.snap`: what catches each fault, and why a survivor is let survive.
//!
//! No numbers of cells, times or addresses stand in it: it changes when what catches a fault changes, and only then.

use std::collections::{BTreeMap, BTreeSet};

use super::ruling::{Ruling, Wrong};
use super::{Kills, Tried};

/// Where a person is to write why a fault may survive. While it stands there, nobody has.
const UNREVIEWED: &str = "SKRIV VARFÖR";
const SURVIVES: &str = "  överlever: ";

/// What people have reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// Faults that may survive, with why.
    pub survivors: BTreeMap<String, String>,
    /// The text below the front matter.
    pub body: String,
}

/// Why a file is no reviewed kill matrix.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReviewedError {
    /// No front matter.
    #[error("line 1: no front matter between two lines \"---\"; take the proposal that skott prove writes")]
    NoFrontMatter,
    /// A survivor's line before any fault.
    #[error("line {0}: a survivor of no fault; take the proposal that skott prove writes")]
    Stray(usize),
}

/// The file that is proposed for review.
pub fn kills_snap(kills: &Kills, ruling: &Ruling) -> String {
    let body = body(kills, ruling);
    format!(
        "---\nsource: skott prove\ndescription: \"Granskad: vilket scenario som fäller vilket fel.\"\ninfo:\n  portal: {}\n  \
         population: {}\n---\n{body}",
        kills.portal, kills.population
    )
}

/// Reads a reviewed file.
///
/// # Errors
/// It is none.
pub fn parse_reviewed(text: &str) -> Result<Reviewed, ReviewedError> {
    let text = text.replace("\r\n", "\n");
    let rest = text.strip_prefix("---\n").ok_or(ReviewedError::NoFrontMatter)?;
    let (front, body) = rest.split_once("\n---\n").ok_or(ReviewedError::NoFrontMatter)?;
    let before = front.lines().count() + 2;
    let mut reviewed = Reviewed {
        survivors: BTreeMap::new(),
        body: body.to_owned(),
    };
    let mut fault = None;
    for (index, line) in body.lines().enumerate() {
        match line.strip_prefix(SURVIVES) {
            Some(why) => {
                let fault: &str = fault.ok_or(ReviewedError::Stray(before + index + 1))?;
                if !why.trim().is_empty() && !why.contains(UNREVIEWED) {
                    reviewed.survivors.insert(fault.to_owned(), why.trim().to_owned());
                }
            }
            None if !line.starts_with(' ') => fault = line.split_once("  ").map(|(name, _)| name),
            None => {}
        }
    }
    Ok(reviewed)
}

/// The text below the front matter.
pub(super) fn body(kills: &Kills, ruling: &Ruling) -> String {
    let mut out = String::new();
    for tried in &kills.alone {
        for fault in &tried.faults {
            out.push_str(&format!("{}  {}  {}\n", fault.name, fault.class, fault.kind));
        }
        match why(ruling, tried) {
            Some(why) => out.push_str(&format!("{SURVIVES}{why}\n")),
            None => killers(&mut out, tried),
        }
    }
    out
}

/// Why it survives; none for what is killed.
fn why(ruling: &Ruling, tried: &Tried) -> Option<String> {
    let name = tried.name();
    let known = ruling.survivors.iter().find(|(fault, _)| *fault == name);
    let unknown = ruling
        .wrong
        .iter()
        .any(|w| matches!(w, Wrong::Survives(fault, _) if *fault == name));
    known
        .map(|(_, why)| why.clone())
        .or_else(|| unknown.then(|| UNREVIEWED.to_owned()))
}

/// A shared cache, two who ask at once, and one answer in ten: by which scenarios such is caught is another matter each time. That it is
/// caught is held.
const VARY: [&str; 2] = ["F41", "F43"];
const VARIOUS: &str = "  fälls, men i olika scenarier från gång till gång\n";

fn killers(out: &mut String, tried: &Tried) {
    if tried.faults.iter().any(|fault| VARY.contains(&fault.class.as_str())) {
        out.push_str(VARIOUS);
        return;
    }
    let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    for (scenario, kill) in &tried.kills {
        out.push_str(&format!("  {scenario}\n"));
        out.push_str(&format!("    {}: {}\n", list(&kill.kinds), list(&kill.views)));
    }
}
