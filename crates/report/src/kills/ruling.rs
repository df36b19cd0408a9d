//! Whether the suite is proved: exit 0 or 1 of `skott prove`.

use super::snap::Reviewed;
use super::{Fate, Kills};

/// Something that keeps the suite from being proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The sound portal has findings or cells without verdict: so many.
    CleanTroubled(usize),
    /// The sound portal is not accepted though no cell is troubled: the gate.
    CleanNotWhole,
    /// A fault survives, and nobody has reviewed that it does.
    Survives(String, Fate),
    /// So many failing cells that the fault has no part in; the first of them.
    Blames(String, usize, String),
    /// A pair of faults, neither of which is seen.
    PairSurvives(String),
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruling {
    /// Empty when the suite is proved.
    pub wrong: Vec<Wrong>,
    /// Survivors that have been reviewed, with why.
    pub survivors: Vec<(String, String)>,
    /// Reviewed survivors that are killed now.
    pub no_longer: Vec<String>,
    /// The matrix says otherwise than the reviewed one.
    pub is_changed: bool,
}

impl Ruling {
    /// The process's exit code.
    pub fn exit_code(&self) -> u8 {
        u8::from(!self.wrong.is_empty())
    }
}

/// Rules on what was tried. `reviewed` is what people have reviewed, where there is any.
pub fn rule(kills: &Kills, reviewed: Option<&Reviewed>) -> Ruling {
    let mut ruling = Ruling::default();
    if !kills.clean.troubles.is_empty() {
        ruling.wrong.push(Wrong::CleanTroubled(kills.clean.troubles.len()));
    } else if !kills.clean.is_whole {
        ruling.wrong.push(Wrong::CleanNotWhole);
    }
    for tried in &kills.alone {
        let name = tried.name();
        let why = reviewed.and_then(|r| r.survivors.get(&name));
        match (tried.is_killed(), why) {
            (true, None) => {}
            (true, Some(_)) => ruling.no_longer.push(name.clone()),
            (false, Some(why)) => ruling.survivors.push((name.clone(), why.clone())),
            (false, None) => {
                let fate = tried.fates.first().copied().unwrap_or(Fate::Survived);
                ruling.wrong.push(Wrong::Survives(name.clone(), fate));
            }
        }
    }
    for tried in &kills.pairs {
        let is_seen = |fate: &Fate| matches!(fate, Fate::Killed | Fate::OtherKind);
        let known = |name: &String| reviewed.is_some_and(|r| r.survivors.contains_key(name));
        if !tried.fates.iter().any(is_seen) && !tried.faults.iter().all(|f| known(&f.name)) {
            ruling.wrong.push(Wrong::PairSurvives(tried.name()));
        }
    }
    for tried in kills.alone.iter().chain(&kills.pairs) {
        if let Some(first) = tried.blamed.first() {
            ruling
                .wrong
                .push(Wrong::Blames(tried.name(), tried.blamed.len(), first.clone()));
        }
    }
    let body = super::snap::body(kills, &ruling);
    ruling.is_changed = !kills.is_narrowed && reviewed.is_some_and(|r| r.body != body);
    ruling
}
