//! How one supplier's portal spells what Skott asks: `portals/<name>/portal.toml`.

mod absent;
mod access;
mod auth;
mod check;
mod effect;
mod fault;
mod happening;
mod history;
mod locate;
mod number;
mod parse;
mod proving;
mod request;
mod select;
mod view;
mod waiver;
mod walk;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

pub use absent::{Absent, AbsentUnit};
pub use access::{Access, AccessRule, Relation};
pub use auth::{Auth, AuthKind, Credential, Pairs, Probe, ProbeIs, Sign};
pub(crate) use check::unknown_names;
pub use effect::Effect;
pub use fault::{At, Fault, Path, ProfileError, placed};
pub use happening::Happening;
pub use history::{HistoryStep, Reads};
pub use locate::Locator;
pub use number::{Number, NumberEach, NumberIs};
pub use parse::{parse, parse_with};
pub use proving::{OfferedFault, Proving};
pub use request::{Body, Fields, Method, Poll, Step, Texts, Via, pairs};
pub use select::{ForeignFilter, Setting, SettingOption, TextWhere, Where};
pub use view::{ListOf, OptionList, ProtectedRule, TargetKind, Unit, View, ViewFormat};
pub use waiver::Waiver;
pub use walk::locators;

/// A portal's profile, as written.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// `skott.profile/1`.
    pub schema: String,
    /// Short name; the accepted report is `<name>.snap`.
    pub name: String,
    /// The portal's name as people write it.
    pub title: String,
    /// Scheme, host and port; `--url` overrides it.
    pub base_url: String,
    /// Where the planted persons come from.
    pub population: PopulationSource,
    /// Bounds on what the portal may cost and answer.
    #[serde(default)]
    pub limits: Limits,
    /// The portal may be written to: accounts' histories may happen, and attempts to change something be made.
    #[serde(default)]
    pub writes: bool,
    /// Texts that the portal shows to everybody by design, as the support's address.
    #[serde(default)]
    pub shared: Vec<String>,
    /// What may be shown of persons with protected identity.
    #[serde(default)]
    pub protected: Protected,
    /// Units that this portal has no view of; a feature row on such views is then not applicable instead of an error.
    #[serde(default)]
    pub absent: Vec<Absent>,
    /// Addresses that links lead to and that show no personal data of others, each with why; all other links need a view.
    #[serde(default)]
    pub ignore: Vec<Ignored>,
    /// What a refusal looks like; any of these.
    pub refusal: Vec<Sign>,
    /// What else an answer to a manipulated request looks like when the portal takes it for none, as a status 400; any of
    /// these. For an ordinary request it is no refusal.
    #[serde(default)]
    pub rejection: Vec<Sign>,
    /// Ways to log in, by name.
    pub auth: BTreeMap<String, Auth>,
    /// Test accounts.
    pub principal: Vec<Principal>,
    /// Choices that views offer, by name.
    #[serde(default)]
    pub setting: BTreeMap<String, Setting>,
    /// Pages, searches, reports, exports, APIs.
    pub view: Vec<View>,
    /// Accepted deviations.
    #[serde(default)]
    pub waiver: Vec<Waiver>,
    /// Faults that the portal offers, for `skott prove --portal`.
    #[serde(default)]
    pub prove: Option<Proving>,
}

/// Where the planted persons come from: exactly one of `file` and `plant`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PopulationSource {
    /// A population file beside the profile.
    #[serde(default)]
    pub file: Option<String>,
    /// Planted from a seed, as `skott plant` does.
    #[serde(default)]
    pub plant: Option<Plant>,
    /// The portal holds other data too: numbers are lower bounds.
    #[serde(default)]
    pub partial: bool,
}

/// What `skott plant` is given.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plant {
    /// Seed.
    pub seed: u64,
    /// Number of instances.
    pub instances: usize,
    /// Persons an instance.
    pub persons: usize,
}

/// Bounds on what the portal may cost and answer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Seconds for one request, body and all; of a body that is searched while it comes in, for each further 4 MB (half of
    /// `body_mb` where that is below 8).
    pub timeout_s: u64,
    /// Largest body that is held, in MB.
    pub body_mb: u64,
    /// Largest body that is searched while it comes in, in MB: tables, lines of JSON and plain text from 8 MB, other text when
    /// it is larger than `body_mb`. It is not held, so it may be large; what comes more slowly than `timeout_s` says is cut
    /// off, and the cell has no verdict.
    pub stream_mb: u64,
    /// Most pages of one list.
    pub pages: usize,
    /// Requests at once.
    pub concurrency: usize,
    /// Requests a second; none is unbounded.
    pub rate: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout_s: 30,
            body_mb: 64,
            stream_mb: 16_384,
            pages: 500,
            concurrency: 4,
            rate: None,
        }
    }
}

/// Protected identities (skyddade personuppgifter).
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Protected {
    /// Categories that nobody but the person may be shown.
    pub hidden: Vec<String>,
}

/// A link that needs no view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ignored {
    /// Path; `*` stands for one segment, `**` for any number.
    pub path: String,
    /// Why no view needs to declare it.
    pub why: String,
}

impl Ignored {
    /// True for a pattern without a word of its own, as `/**`: it stands for links that nobody has thought of.
    pub fn is_everything(&self) -> bool {
        let mut segments = self.path.split('/').filter(|segment| !segment.is_empty()).peekable();
        segments.peek().is_some() && segments.all(|segment| segment.chars().all(|c| c == '*'))
    }
}

/// A test account, or with `each = "instance"` one an instance.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Principal {
    /// Short stable name; may hold `{instance}`.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What kind of work it may do, as `administratör`.
    pub role: String,
    /// What it may see.
    pub scope: ScopeSpec,
    /// The planted person it is: a person id, `case:<case>`, may hold `{instance}`. Scope `own` needs one; of another account, the person's own
    /// name and addresses, as at the top of each page, are then not foreign, whatever its scope.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub person: Option<Spanned<String>>,
    /// Expands into one principal an instance.
    #[serde(default)]
    pub each: Option<Each>,
    /// What happens to it, once, before any cell of the run is tried; its scope and the population are those afterwards.
    #[serde(default)]
    pub history: Vec<HistoryStep>,
    /// Seconds after its history in which what was revoked may still be seen, by agreement.
    #[serde(default)]
    pub grace_s: u64,
    /// How it logs in, by name of the way.
    #[serde(default)]
    pub credential: BTreeMap<String, Credential>,
}

/// What a declaration is repeated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// Every instance of the population.
    Instance,
}

/// Scope as written: `"all"`, `"none"`, `"own"`, `"signed-out"` or a list of instances.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ScopeSpec {
    /// `all`, `none`, `own`, `signed-out`.
    Word(ScopeWord),
    /// Instance ids; may hold `{instance}`.
    Instances(Vec<String>),
}

/// A scope that is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScopeWord {
    /// Every instance, and persons without one.
    All,
    /// No instance.
    None,
    /// Only the person itself.
    Own,
    /// Somebody who never logs in: refused everywhere, but where a view's access names its role or id.
    SignedOut,
}
