//! Tries cells: one session a principal, one exchange a cell however many scenarios ask, one observation each.

mod child;
mod controls;
mod effects;
mod formats;
mod history;
mod links;
mod read;
mod recorder;
mod sessions;
mod start;
mod streaming;
mod unplanted;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use skott_model::matrix::{Cell, Matrix, Search};
use skott_model::record::{Event, LedTo, Scenario, Unplanted};
use skott_model::{Answer, Detail, Finding, FindingKind, Observation, Said};
use skott_oracle::decode::Limits;
use skott_oracle::search::{Exempt, Index};
use skott_oracle::{Link, Seen, address, observe};
use skott_portal::{Answered, Landed, Portal, Secrets, Spent, Streams};
use skott_steps::Bench;
use tokio::sync::OnceCell;

pub use child::{CHILD_COMMAND, child_main};
pub use recorder::Recorder;
pub use start::{Circumstances, opening};

use child::Children;
use controls::Controls;
use formats::Formats;
use links::Links;
use read::Reader;
use sessions::Sessions;
use streaming::Streaming;
use unplanted::Tally;

/// What an engine is made of.
pub struct Parts {
    /// Every declared cell.
    pub matrix: Arc<Matrix>,
    /// Planted values.
    pub index: Arc<Index>,
    /// The portal.
    pub portal: Portal,
    /// Where secrets are found.
    pub secrets: Arc<dyn Secrets>,
    /// The record.
    pub recorder: Arc<Recorder>,
    /// The program whose child decodes binary documents.
    pub child: Option<PathBuf>,
    /// Where the portal is.
    pub base_url: String,
    /// How often each cell is tried, at least.
    pub repeat: u32,
}

/// Tries cells against one portal and records what they showed. Never judges.
pub struct Engine {
    matrix: Arc<Matrix>,
    recorder: Arc<Recorder>,
    reader: Reader,
    by_id: HashMap<String, usize>,
    tried: Vec<OnceCell<()>>,
    sessions: Sessions,
    controls: Controls,
    formats: Formats,
    links: Links,
    unplanted: Tally,
    /// Views of which an answer was searched while it came in.
    streamed: Mutex<BTreeSet<String>>,
    repeat: u32,
}

impl Engine {
    /// An engine that will be asked for these cells (ids); the control cells that they need are added.
    pub fn new(parts: Parts, planned: &BTreeSet<String>) -> Self {
        let matrix = parts.matrix;
        let by_id: HashMap<String, usize> = matrix
            .cells
            .iter()
            .enumerate()
            .map(|(i, c)| (c.id.clone(), i))
            .collect();
        let controls = Controls::of(&matrix);
        let mut asked: BTreeSet<usize> = planned.iter().filter_map(|id| by_id.get(id).copied()).collect();
        let needed: Vec<usize> = asked
            .iter()
            .filter_map(|&i| controls.of_cell(&matrix.cells[i]))
            .collect();
        asked.extend(needed);
        let exempt = Arc::new(exempt(&matrix));
        let streaming = Arc::new(Streaming::new(Arc::clone(&parts.index), Arc::clone(&exempt)));
        let portal = parts.portal.with_streams(Arc::clone(&streaming) as Arc<dyn Streams>);
        let limits = Limits {
            max_bytes: (matrix.profile.limits.body_mb as usize) << 20,
            ..Limits::default()
        };
        Self {
            sessions: Sessions::of(
                Arc::clone(&matrix),
                portal,
                parts.secrets,
                Arc::clone(&parts.recorder),
                &asked,
            ),
            tried: matrix.cells.iter().map(|_| OnceCell::new()).collect(),
            links: Links::of(&matrix),
            reader: Reader {
                matrix: Arc::clone(&matrix),
                index: parts.index,
                limits,
                child: parts.child.map(Children::of),
                base_url: parts.base_url,
                exempt,
                streaming,
            },
            recorder: parts.recorder,
            repeat: parts.repeat.max(1),
            unplanted: Tally::default(),
            streamed: Mutex::default(),
            by_id,
            controls,
            formats: Formats::default(),
            matrix,
        }
    }

    /// Requests and bytes so far.
    pub fn spent(&self) -> Spent {
        self.sessions.spent()
    }

    /// Different values that look like real persons' and are not planted, so far: in all, and by kind and view.
    pub fn unplanted(&self) -> (u64, Vec<Unplanted>) {
        (self.unplanted.total(), self.unplanted.on_views())
    }

    /// Views of which an answer was searched while it came in, so far.
    pub fn streamed(&self) -> Vec<String> {
        let views = self.streamed.lock().unwrap_or_else(PoisonError::into_inner);
        views.iter().cloned().collect()
    }

    /// Links that were looked at, so far.
    pub fn links_seen(&self) -> u64 {
        self.links.seen()
    }

    /// Parameters that pages offer and no request carried.
    pub fn untried_parameters(&self) -> Vec<String> {
        self.links.untried_parameters()
    }

    /// Links to pages of instances that those who were shown them are refused.
    pub fn led_to(&self) -> Vec<LedTo> {
        self.links.led_to()
    }

    /// Looks once more at all that was written to, when all cells are tried.
    pub async fn look_once_more(&self) {
        self.sessions.read_once_more().await;
    }

    /// Ends all writing: returns when what was written is put back, or could not be. Bound it in time.
    pub async fn end_writing(&self) {
        self.sessions.writes.end().await;
    }

    async fn attempt_index(&self, index: usize) {
        self.tried[index]
            .get_or_init(|| async {
                let cell = &self.matrix.cells[index];
                let tries = self.matrix.profile.view[cell.view].tries.max(self.repeat);
                for _ in 0..tries {
                    let observation = self.try_cell(index, cell).await;
                    let marks = observation.marks.clone();
                    let unsure = self.unsure_of_rows(index, &observation);
                    self.recorder.append(Event::Observed(observation));
                    for asked in unsure {
                        self.ask_again(asked).await;
                    }
                    if let Some(control) = self.compared_with(index) {
                        self.ask_both_again(control, index, marks).await;
                    }
                }
                self.sessions.after_cell(cell).await;
            })
            .await;
    }

    async fn try_cell(&self, index: usize, cell: &Cell) -> Observation {
        let control = self.controls.of_cell(cell);
        if let Some(control) = control.filter(|&c| c != index) {
            Box::pin(self.attempt_index(control)).await;
        }
        let (asked, proven) = self.sessions.ask(cell).await;
        let fetched = asked.fetched;
        let view = self.matrix.profile.view[cell.view].id.get_ref();
        let with_links = self.links.wants(cell, &fetched.answer);
        let shown = [fetched.exchanges, fetched.aside, fetched.door];
        let mut reading = self.reader.read(shown, cell, with_links).await;
        self.unplanted.take(view, std::mem::take(&mut reading.unplanted));
        if reading.streamed {
            let mut views = self.streamed.lock().unwrap_or_else(PoisonError::into_inner);
            views.insert(view.clone());
        }
        self.links.were_asked(&reading.asked);
        self.links.were_shown(cell.principal, &reading.links, view);
        self.tell_unmapped(&reading.links, view);
        for (auth, landed) in self.sessions.landings() {
            self.look_at_landing(&format!("auth.{auth}"), &landed).await;
        }
        if control == Some(index) {
            self.controls.learn(cell, &reading);
        }
        let echo = self.controls.echo(cell);
        let mut doubts = fetched.doubts;
        doubts.extend(reading.doubts);
        let seen = Seen {
            answer: answer(fetched.answer),
            answers: reading.answers,
            aside: reading.aside,
            door: reading.door,
            stood_for: fetched.stood_for,
            turned_away: fetched.turned_away,
            base_url: self.reader.base_url.clone(),
            doubts,
            numbers: fetched.numbers,
            marks: reading.marks,
            rows: reading.rows,
            lists: fetched.lists,
            echo,
            proven,
            effect: asked.effect,
            spilled: asked.spilled,
            unrestored: asked.unrestored,
            requests: fetched.requests,
            took: fetched.took,
        };
        observe(&self.matrix, &self.reader.index, cell, seen)
    }

    /// What a login ended on is a page like others, and leads to others.
    async fn look_at_landing(&self, seen_on: &str, landed: &Landed) {
        if let Some(page) = address(&landed.page, &self.reader.base_url) {
            let itself = self.links.unmapped_landing(&page, &landed.told, seen_on);
            itself
                .into_iter()
                .for_each(|link| self.recorder.append(Event::Unmapped(link)));
            self.links.were_asked(&BTreeSet::from([page]));
        }
        let links = self.reader.links_of_landing(Arc::clone(&landed.page)).await;
        self.tell_unmapped(&links, seen_on);
    }

    fn tell_unmapped(&self, links: &BTreeSet<Link>, seen_on: &str) {
        let told = self.links.unmapped(links, seen_on);
        told.into_iter()
            .for_each(|link| self.recorder.append(Event::Unmapped(link)));
    }

    /// The control that a cell's answer must not be told apart from: that of what is foreign. A write
    /// that is not to be made is asked for again like any other.
    fn compared_with(&self, index: usize) -> Option<usize> {
        let cell = &self.matrix.cells[index];
        self.controls.of_cell(cell).filter(|_| cell.is_compared())
    }

    /// A page may have changed since the control was asked, for everybody. So when an answer for what is foreign differs from
    /// it, both are asked once more there and then, and again if what does not exist is answered differently by itself.
    async fn ask_both_again(&self, control: usize, index: usize, mut marks: BTreeMap<String, String>) {
        let cell = &self.matrix.cells[index];
        let mut times = 0;
        while !self.controls.likeness(cell, &marks).is_settled_after(times) {
            times += 1;
            let before = marks;
            self.ask_again(control).await;
            marks = self.ask_again(index).await;
            self.controls.compare(cell, [&before, &marks]);
        }
    }

    /// Asks once more, to make sure, and gives what an outsider can tell the answer by.
    async fn ask_again(&self, index: usize) -> BTreeMap<String, String> {
        let cell = for_another(&self.matrix, index);
        let observation = Observation {
            again: true,
            ..self.try_cell(index, &cell).await
        };
        self.formats.differing(index, &cell, &observation);
        let marks = observation.marks.clone();
        self.recorder.append(Event::Observed(observation));
        marks
    }

    /// The cells to ask again, as others may have added a row meanwhile: to a list whose total disagrees with its rows, or
    /// after another format of it was asked for.
    fn unsure_of_rows(&self, index: usize, observation: &Observation) -> Vec<usize> {
        let is_total = |finding: &Finding| finding.kind == FindingKind::TotalNotRows;
        let is_partial = observation.rows.as_ref().is_some_and(|rows| rows.partial);
        if is_partial && observation.findings.iter().any(is_total) {
            return vec![index];
        }
        let other = self.formats.differing(index, &self.matrix.cells[index], observation);
        other.map_or_else(Vec::new, |other| vec![other, index])
    }
}

impl Bench for Engine {
    fn attempt<'a>(&'a self, cell: &'a str) -> BoxFuture<'a, Result<(), Detail>> {
        async move {
            let index = *self
                .by_id
                .get(cell)
                .ok_or_else(|| Detail::from([Said::Text(cell.to_owned()), Said::NotPlanned]))?;
            if self.recorder.is_broken() {
                return Err(Said::NoRecord.into());
            }
            self.attempt_index(index).await;
            Ok(())
        }
        .boxed()
    }

    fn ended(&self, scenario: Scenario) {
        self.recorder.append(Event::Scenario(scenario));
    }
}

/// The same question; about what nobody has, about another such, so that what an answer makes of its question differs.
fn for_another(matrix: &Matrix, index: usize) -> Cell {
    let mut cell = matrix.cells[index].clone();
    if let Some(Search::Nobodys(another)) = matrix.selections[cell.view][cell.selection].search {
        cell.selection = another;
    }
    if let Some(target) = &mut cell.target
        && let Some(other) = &target.other
    {
        target.values = other.clone();
    }
    cell
}

/// The accounts' own identities and what is declared as shared are nobody's leak, planted or not.
fn exempt(matrix: &Matrix) -> Exempt {
    let logins = matrix.principals.iter().flat_map(|account| account.credential.values());
    let identities = logins.flat_map(|login| [login.user.as_str(), login.identity.as_str()]);
    let contacts = matrix.population.instances.iter().map(|i| i.contact.as_str());
    let shared = matrix.profile.shared.iter().map(String::as_str);
    Exempt::new(&matrix.population, identities.chain(contacts).chain(shared))
}

fn answer(answered: Answered) -> Answer {
    match answered {
        Answered::Opened => Answer::Opened,
        Answered::Refused => Answer::Refused,
        Answered::SignedOut | Answered::Failed => Answer::Failed,
    }
}
