//! All cells, by the profile and the population alone: principal x view x target x selection x format.

mod categories;
mod counted;
mod expand;
mod expect;
mod group;
mod helper;
mod latest;
mod number;
mod pairwise;
mod people;
mod principal;
mod search;
mod select;
mod target;
mod unknown;

use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use skott_population::Population;

use crate::profile::{Access, Fields, HistoryStep, Profile, Relation, Where};
use crate::template::OF_ASKER;

pub use expand::expand;
pub use expect::{Expectation, NO_INSTANCE, Reach};
pub use helper::Helper;
pub use latest::Latest;
pub use people::People;
pub use target::OWN_TARGET;

/// Everything that is declared: what a complete run attempts.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The profile it comes from.
    pub profile: Profile,
    /// The population it comes from.
    pub population: Population,
    /// Persons by id and where they belong.
    pub people: People,
    /// Persons that are test accounts.
    pub taken: HashSet<String>,
    /// Test accounts, with `each` expanded.
    pub principals: Vec<Account>,
    /// For each view of the profile, in its order, the selections that it is asked with.
    pub selections: Vec<Vec<Selection>>,
    /// All cells.
    pub cells: Vec<Cell>,
    /// Accounts that have no cell on a view, and why.
    pub without: Vec<Without>,
    /// Orders, by index, by what statistics put them together by and in small letters: an instance's id and name, a benefit, a status.
    pub groups: HashMap<String, Vec<usize>>,
    /// Views asked about one order that are asked about none of an instance's, though it has orders.
    pub unasked: Vec<Unasked>,
}

/// A test account as it logs in: `each` and templates are filled in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Short stable name.
    pub id: String,
    /// The id as declared, before `each`.
    pub declared: String,
    /// What kind of work it may do.
    pub role: String,
    /// What it may see.
    pub scope: Scope,
    /// The planted person that it is, where it is one.
    pub person: Option<String>,
    /// An instance in its scope; the first of all where it has none.
    pub home: String,
    /// An instance outside its scope; empty where there is none.
    pub foreign: String,
    /// The id of an order in its scope; one that nobody has where it has none.
    pub own: String,
    /// What happens to it before any cell is tried.
    pub history: Vec<HistoryStep>,
    /// Seconds after that in which what was revoked may still be seen.
    pub grace_s: u64,
    /// Ways to log in.
    pub credential: BTreeMap<String, Login>,
}

impl Account {
    /// True where it has a way to ask what takes this login: who never logs in needs none.
    pub fn can_ask(&self, auth: &str) -> bool {
        self.scope == Scope::SignedOut || self.credential.contains_key(auth)
    }

    /// What requests may say of where it is, by name.
    pub fn whereabouts(&self) -> [(&'static str, &str); 3] {
        let [home, foreign, own] = OF_ASKER;
        [(home, &self.home), (foreign, &self.foreign), (own, &self.own)]
    }
}

/// The instances an account may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Every instance, and persons without one.
    All,
    /// These instances.
    Instances(Vec<String>),
    /// No instance.
    None,
    /// Only this planted person.
    Own(String),
    /// Nothing: it never logs in.
    SignedOut,
}

impl Scope {
    /// As reports write it: `all`, `none`, `own`, `signed-out`, or the instances joined by `+`.
    pub fn label(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::None => "none".to_owned(),
            Self::Own(_) => "own".to_owned(),
            Self::SignedOut => "signed-out".to_owned(),
            Self::Instances(ids) => ids.join("+"),
        }
    }
}

/// One way to log in, with where its secret is found.
#[derive(Clone, Debug)]
pub struct Login {
    /// User name; empty where the way needs none.
    pub user: String,
    /// `env:NAME`, `file:PATH` or `credential:NAME`.
    pub secret: String,
    /// What the who-am-I probe must answer.
    pub identity: String,
}

/// One choice of a view's settings.
#[derive(Clone, Debug)]
pub struct Selection {
    /// `alla`, or the options that are not the default, as `period=hosten+status=levererad`.
    pub id: String,
    /// What is chosen.
    pub choices: Vec<Choice>,
    /// Planted orders of anybody that it means, by index; of a manipulation, those of the plain selection.
    pub city: Vec<usize>,
    /// No page offers it.
    pub manipulates: bool,
    /// What it has to do with searches for what nobody has.
    pub search: Option<Search>,
}

/// A search for the beginning of a value is to be answered with nothing the same way, whether somebody foreign has such a value or nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// For what somebody in one instance has.
    Somebodys {
        /// The selection that asks for what nobody has, with the same other choices.
        nobodys: usize,
        /// Orders of which some value, also one that is not to be searched, holds what is searched for, by index.
        orders: Vec<usize>,
        /// Persons likewise.
        persons: Vec<usize>,
    },
    /// For what nobody has; the next time with this other selection.
    Nobodys(usize),
    /// That other selection, which is no cell of its own.
    Another,
}

/// One option of one setting, templates filled in.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The setting's name.
    pub setting: String,
    /// The option's name.
    pub option: String,
    /// Parameters that choose it.
    pub set: Fields,
    /// Which planted orders it means.
    pub predicate: Where,
    /// The instance that it is about, with `each`.
    pub instance: Option<String>,
    /// The category that it asks for the order of, though the view may not show it.
    pub sorted_by: Option<String>,
    /// What it searches for, where that is the beginning of a value that somebody in its instance has.
    pub begins: Option<String>,
}

/// What a view is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `order:aldrevard`, `instance:aldrevard`, `random`, …: the same for every principal.
    pub id: String,
    /// What it is to the account that asks.
    pub relation: Relation,
    /// Values for `{target.<name>}` in requests: `id`, `instance`, and an order's other values.
    pub values: BTreeMap<String, String>,
    /// Of what nobody has: other such values, to be asked for the next time.
    pub other: Option<BTreeMap<String, String>>,
    /// The planted order asked for, by index.
    pub order: Option<usize>,
    /// The instance asked for.
    pub instance: Option<String>,
}

/// The unit of testing.
#[derive(Clone, Debug)]
pub struct Cell {
    /// `principal/view/target/selection/format`; `-` where there is no target.
    pub id: String,
    /// Index into [`Matrix::principals`].
    pub principal: usize,
    /// Index into the profile's views.
    pub view: usize,
    /// What it is asked about, if anything.
    pub target: Option<Target>,
    /// Index into the view's selections.
    pub selection: usize,
    /// Index into the view's formats.
    pub format: usize,
    /// What the account may do with it.
    pub access: Access,
    /// What it may do with the view without the manipulation, where this is one: no manipulation gives more.
    pub bound: Access,
    /// The account is let see nothing on the view, whatever it asks about.
    pub closed: bool,
    /// Of a manipulation: the selection and format that it is one of; who is entitled witnesses there.
    pub plain: Option<(usize, usize)>,
    /// It tries to change something, and is judged by whether it did.
    pub changes: bool,
    /// Of a search that nothing of its own meets, and of that for what nobody has: the selection of the latter.
    pub nobodys: Option<usize>,
}

impl Cell {
    /// True for a write about something that exists: it has a value, which is read before and after.
    pub fn is_read_back(&self) -> bool {
        let is_nobodys = |target: &Target| target.relation == Relation::Random;
        self.changes && !self.target.as_ref().is_some_and(is_nobodys)
    }

    /// True for a question about what nobody has, which others are held against.
    pub fn is_control(&self) -> bool {
        let is_random = self.target.as_ref().is_some_and(|t| t.relation == Relation::Random);
        is_random || self.nobodys == Some(self.selection)
    }

    /// True for a question about what is foreign, of which the answer must not tell that it exists.
    pub fn is_compared(&self) -> bool {
        let relation = self.target.as_ref().map(|target| target.relation);
        let is_search = self.nobodys.is_some_and(|nobodys| nobodys != self.selection);
        is_search || matches!(relation, Some(Relation::Foreign | Relation::Colleague))
    }
}

/// An account that has no cell on a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Without {
    /// Principal id.
    pub principal: String,
    /// View id.
    pub view: String,
    /// The way to log in for which it has no credential.
    pub auth: String,
}

/// An instance none of whose orders can stand for it on a view: each is a test account's, a protected person's, or of somebody
/// who belongs to more than one instance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Unasked {
    /// View id.
    pub view: String,
    /// Instance id.
    pub instance: String,
}
