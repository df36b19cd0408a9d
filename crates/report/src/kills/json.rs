//! `prove.json`: a contract that others script against.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fate, Kill, Kills, Ruling, Tried};
use crate::texts::Lang;

/// The version of `prove.json`.
pub const PROVE_SCHEMA: &str = "skott.prove/1";

/// `prove.json`. Fields may be added within a version, never taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Proof {
    /// Its version.
    #[schemars(extend("const" = "skott.prove/1"))]
    pub schema: String,
    /// True when the suite is proved.
    pub proved: bool,
    /// Why it is not, in words.
    pub wrong: Vec<String>,
    /// The profile's name.
    pub portal: String,
    /// The portal's name as people write it.
    pub title: String,
    /// Some faults were left out by options.
    pub narrowed: bool,
    /// The matrix differs from the reviewed one.
    pub changed: bool,
    /// The portal with nothing switched on.
    pub clean: CleanProof,
    /// Each fault alone.
    pub faults: Vec<FaultProof>,
    /// Pairs of faults.
    pub pairs: Vec<PairProof>,
}

/// The portal with nothing switched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CleanProof {
    /// Cells judged.
    pub cells: usize,
    /// Cells with something to say, and what.
    pub troubles: Vec<String>,
    /// Milliseconds.
    pub ms: u64,
}

/// A fault alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FaultProof {
    /// Name.
    pub name: String,
    /// Class, `F01` to `F58`.
    pub class: String,
    /// Kind of finding that it should cause.
    pub kind: String,
    /// What became of it.
    pub fate: FateWord,
    /// Why it may survive, where that has been reviewed.
    pub why: Option<String>,
    /// Scenario, `<file>#<scenario>`, and its part.
    pub killed_by: BTreeMap<String, KillProof>,
    /// Failing cells that it has no part in.
    pub blamed: Vec<String>,
    /// Cells attempted.
    pub cells: usize,
    /// Runs that it took.
    pub runs: usize,
    /// Milliseconds.
    pub ms: u64,
}

/// Two faults at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PairProof {
    /// Fault and what became of it.
    pub fates: BTreeMap<String, FateWord>,
    /// Failing cells that neither has a part in.
    pub blamed: Vec<String>,
    /// Milliseconds.
    pub ms: u64,
}

/// One scenario's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KillProof {
    /// The scenario's name as it is written.
    pub name: String,
    /// Kinds of finding.
    pub kinds: Vec<String>,
    /// Views.
    pub views: Vec<String>,
    /// Accounts.
    pub accounts: Vec<String>,
    /// Cells.
    pub cells: usize,
}

/// What became of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FateWord {
    /// A scenario found what it should cause.
    Killed,
    /// Something was found, but not what it should cause.
    OtherKind,
    /// Nothing was found, and cells were left without verdict.
    NoVerdict,
    /// Nothing was found.
    Survived,
}

impl From<Fate> for FateWord {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Killed => Self::Killed,
            Fate::OtherKind => Self::OtherKind,
            Fate::NoVerdict => Self::NoVerdict,
            Fate::Survived => Self::Survived,
        }
    }
}

/// The matrix as JSON says it; `lang` is the language of what is wrong.
pub fn prove_json(kills: &Kills, ruling: &Ruling, lang: Lang) -> Proof {
    Proof {
        schema: PROVE_SCHEMA.to_owned(),
        proved: ruling.wrong.is_empty(),
        wrong: ruling.wrong.iter().map(|wrong| lang.wrong(wrong)).collect(),
        portal: kills.portal.clone(),
        title: kills.title.clone(),
        narrowed: kills.is_narrowed,
        changed: ruling.is_changed,
        clean: CleanProof {
            cells: kills.clean.cells,
            troubles: kills.clean.troubles.clone(),
            ms: kills.clean.ms,
        },
        faults: kills.alone.iter().flat_map(|tried| alone(tried, ruling)).collect(),
        pairs: kills.pairs.iter().map(pair).collect(),
    }
}

/// JSON Schema of [`Proof`], as `skott schema prove` prints it.
pub fn prove_schema() -> serde_json::Value {
    schemars::schema_for!(Proof).to_value()
}

fn alone(tried: &Tried, ruling: &Ruling) -> Option<FaultProof> {
    let (fault, fate) = (tried.faults.first()?, tried.fates.first()?);
    let why = ruling.survivors.iter().find(|(name, _)| *name == fault.name);
    Some(FaultProof {
        name: fault.name.clone(),
        class: fault.class.clone(),
        kind: fault.kind.clone(),
        fate: (*fate).into(),
        why: why.map(|(_, why)| why.clone()),
        killed_by: tried
            .kills
            .iter()
            .map(|(scenario, k)| (scenario.clone(), kill(k)))
            .collect(),
        blamed: tried.blamed.clone(),
        cells: tried.cells,
        runs: tried.runs,
        ms: tried.ms,
    })
}

fn kill(kill: &Kill) -> KillProof {
    KillProof {
        name: kill.name.clone(),
        kinds: kill.kinds.iter().cloned().collect(),
        views: kill.views.iter().cloned().collect(),
        accounts: kill.accounts.iter().cloned().collect(),
        cells: kill.cells,
    }
}

fn pair(tried: &Tried) -> PairProof {
    let fates = tried.faults.iter().zip(&tried.fates);
    PairProof {
        fates: fates
            .map(|(fault, fate)| (fault.name.clone(), (*fate).into()))
            .collect(),
        blamed: tried.blamed.clone(),
        ms: tried.ms,
    }
}
