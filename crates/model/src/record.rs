//! The append-only record of one execution, `run.ndjson`: one event a line. It is the truth; every report is made of it.
//!
//! Versioned by [`RECORD_SCHEMA`]. A record without its last line (`run-finished`) is truncated and gives no verdict.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::matrix::{Unasked, Without};
use crate::profile::{Absent, AbsentUnit, Access, Ignored, Relation, Unit, Waiver};
use crate::{Arm, Category, Detail, Observation, Shows};

/// The record's version.
pub const RECORD_SCHEMA: &str = "skott.run/1";

/// One line of the record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// First line.
    RunStarted(Box<Started>),
    /// One for each declared cell.
    Declared(Declared),
    /// A who-am-I probe.
    Proof(Proof),
    /// What happened to an account before any cell.
    History(History),
    /// Something is about to be written, or stands as it did again.
    Write(Write),
    /// What a cell showed.
    Observed(Observation),
    /// A scenario that ran to its end.
    Scenario(Scenario),
    /// A link or form that no view declares.
    Unmapped(Unmapped),
    /// Last line.
    RunFinished(Finished),
}

/// What the run was about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Started {
    /// [`RECORD_SCHEMA`].
    pub schema: String,
    /// Skott's version.
    pub skott: String,
    /// When, RFC 3339.
    pub at: String,
    /// The profile's name.
    pub portal: String,
    /// The portal's name as people write it.
    pub title: String,
    /// Where it was.
    pub base_url: String,
    /// Hash of the population; the accepted report holds for this one only.
    pub population: String,
    /// Hash of features and profile.
    pub suite: String,
    /// Options that narrowed the run, as typed; empty for a whole run.
    pub narrowed: Vec<String>,
    /// Faults switched on in the stub.
    pub faults: Vec<String>,
    /// Instances.
    pub instances: Vec<InstanceFacts>,
    /// Principals.
    pub principals: Vec<PrincipalFacts>,
    /// Views.
    pub views: Vec<ViewFacts>,
    /// Sets of instances, so that cells can name them by index.
    pub sets: Vec<Vec<String>>,
    /// Accounts without a cell on a view.
    pub without: Vec<Without>,
    /// Accepted deviations.
    pub waivers: Vec<Waiver>,
    /// Principals that no probe tells apart.
    pub indistinct: Vec<Vec<String>>,
    /// Views asked about one order that are asked about none of an instance's, though it has orders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unasked: Vec<Unasked>,
    /// Links that need no view, and why.
    #[serde(default)]
    pub ignored: Vec<Ignored>,
    /// What the portal lacks, by its profile, and why.
    #[serde(default)]
    pub absent: Vec<Absent>,
    /// What the profile does not try, and does not say that the portal lacks.
    #[serde(default)]
    pub untested: Vec<AbsentUnit>,
}

/// An instance, as reports name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceFacts {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The data controller's contact.
    pub contact: String,
}

/// A principal, as reports name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrincipalFacts {
    /// Id.
    pub id: String,
    /// Role.
    pub role: String,
    /// Scope as reports write it.
    pub scope: String,
    /// For scope `own`: the instances that the person belongs to.
    pub homes: Vec<String>,
}

/// A view, as reports name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewFacts {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it shows.
    pub unit: Unit,
    /// The way to log in that it needs.
    pub auth: String,
    /// What it is declared to show and the population has; somebody should be seen to see it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Shows>,
}

/// One declared cell and what settles it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Declared {
    /// Cell id.
    pub id: String,
    /// Principal id.
    pub principal: String,
    /// View id.
    pub view: String,
    /// Target id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What the target is to the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Selection id.
    pub selection: String,
    /// Format id.
    pub format: String,
    /// Of a manipulation: the selection and format at which who is entitled witnesses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plain: Option<(String, String)>,
    /// What the account may do.
    pub access: Access,
    /// It tries to change something, and is judged by whether it did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub changes: bool,
    /// Of a search that nothing of its own meets, and of that for what nobody has: the selection of the latter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nobodys: Option<String>,
    /// Index into [`Started::sets`]: the foreign instances that somebody entitled must be seen to see.
    pub needs: usize,
    /// Arms that some scenario must assert.
    pub arms: Vec<Arm>,
}

/// What happened to an account before any cell was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Principal id.
    pub principal: String,
    /// The steps that were taken and, where they had to be, read back, by name.
    pub done: Vec<String>,
    /// Why it did not go on, without any value of the portal's; the account's cells then prove nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<Detail>,
}

/// A write, told before it is asked for, and again when what it may have changed reads as it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// Cell id.
    pub cell: String,
    /// What may be changed, as the profile says it.
    pub of: String,
    /// It reads as it did before.
    pub is_back: bool,
}

/// Cells whose write was begun and not seen undone, each with what it may have changed: where a run was ended meanwhile, it
/// may stand in the portal.
pub fn still_written(events: &[Event]) -> BTreeMap<&str, &str> {
    let mut out = BTreeMap::new();
    for event in events {
        match event {
            Event::Write(write) if write.is_back => drop(out.remove(write.cell.as_str())),
            Event::Write(write) => drop(out.insert(write.cell.as_str(), write.of.as_str())),
            _ => {}
        }
    }
    out
}

/// A who-am-I probe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Principal id.
    pub principal: String,
    /// The way it was logged in.
    pub auth: String,
    /// When.
    pub moment: Moment,
    /// The answer was this principal's declared identity.
    pub ok: bool,
    /// What was met instead, without any value of the portal's.
    #[serde(default, skip_serializing_if = "Detail::is_empty")]
    pub detail: Detail,
}

/// When a session was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// At login.
    Login,
    /// After a lost session, at the second login.
    Again,
    /// After the principal's last cell.
    Last,
}

/// A scenario that ran to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// Stable id: feature file and cell, no line number.
    pub id: String,
    /// Feature file, as `isolering.feature`.
    pub feature: String,
    /// Name as read.
    pub name: String,
    /// Name as it is written for all its cells, as `<konto> öppnar <vy>`; older records have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub written: String,
    /// The cell that it is about.
    pub cell: String,
    /// Arms that its steps asserted.
    pub arms: Vec<Arm>,
    /// Why it ended otherwise than by being asked, written as a doubt's detail is; older records have a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<Detail>,
}

/// A link, form or API path that no view declares.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Unmapped {
    /// Path, numbers and codes replaced by `*`.
    pub path: String,
    /// The view on which it was seen.
    pub seen_on: String,
}

/// The run came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// When, RFC 3339.
    pub at: String,
    /// Milliseconds from the first line.
    pub ms: u64,
    /// Requests in all.
    pub requests: u64,
    /// Bytes received.
    pub bytes: u64,
    /// Different values that look like real persons' and are not planted: the test environment holds real personal data.
    pub unplanted: u64,
    /// The same by kind and by view on which they were seen; a value seen on two views is counted on both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unplanted_on: Vec<Unplanted>,
    /// Views of which an answer was searched while it came in: its rows were not counted, so no total was held against them and
    /// no format compared, and real persons' values were looked for in its first megabyte alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub streamed_on: Vec<String>,
    /// Links and forms that were looked at for pages that no view declares; none in a record that does not count them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<u64>,
    /// Parameters that links and forms of declared pages have and no request carried, as `/orders?archived`: what they choose was
    /// not tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub untried_parameters: Vec<String>,
    /// Links to pages of instances that those who were shown them are refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub led_to: Vec<LedTo>,
    /// Lines before this one, so that a lost one is missed; none in a record that does not count them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<u64>,
}

/// Links that lead accounts to a view's page of an instance that they are refused: those instances are told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LedTo {
    /// The views whose pages have the links.
    pub seen_on: Vec<String>,
    /// The view that they lead to.
    pub view: String,
    /// Principal ids.
    pub accounts: Vec<String>,
    /// Instance ids.
    pub instances: Vec<String>,
}

/// Different values of a kind, seen on a view, that look like real persons' and are not planted. Never the values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Unplanted {
    /// `personnummer`, `email` or `phone`.
    #[schemars(with = "String")]
    pub kind: Category,
    /// View id.
    pub view: String,
    /// How many.
    pub count: u64,
}
