//! Tries cells: one session a principal, one exchange a cell however many scenarios ask, one observation each.

mod child;
mod links;
mod read;
mod recorder;
mod start;
mod unplanted;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::Relation;
use skott_model::record::{Event, Moment, Proof, Scenario, Unplanted};
use skott_model::{Answer, Doubt, DoubtKind, Observation};
use skott_oracle::decode::Limits;
use skott_oracle::search::{Exempt, Index};
use skott_oracle::{Seen, observe};
use skott_portal::{Answered, Ask, Fetched, Portal, Secrets, Session, Spent};
use skott_steps::Bench;
use tokio::sync::{Mutex as AsyncMutex, OnceCell};

pub use child::{CHILD_COMMAND, child_main};
pub use recorder::Recorder;
pub use start::{Circumstances, opening};

use links::Links;
use read::{Reader, Reading};
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
    /// How often each cell is tried.
    pub repeat: u32,
}

/// Tries cells against one portal and records what they showed. Never judges.
pub struct Engine {
    matrix: Arc<Matrix>,
    portal: Portal,
    secrets: Arc<dyn Secrets>,
    recorder: Arc<Recorder>,
    reader: Reader,
    by_id: HashMap<String, usize>,
    tried: Vec<OnceCell<()>>,
    sessions: HashMap<Key, AsyncMutex<SignIn>>,
    /// Cells of a session that are still to be tried: after the last one it is proved again.
    remaining: HashMap<Key, AtomicUsize>,
    /// Control cells: (principal, view, format) -> the cell whose target does not exist.
    controls: HashMap<(usize, usize, usize), usize>,
    echoes: Mutex<HashMap<(usize, usize, usize), BTreeSet<String>>>,
    links: Links,
    unplanted: Tally,
    repeat: u32,
}

/// (principal, way to log in)
type Key = (usize, String);

/// How far a principal has come in logging in.
enum SignIn {
    NotYet,
    In(Session),
    Failed(Doubt),
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
        let is_control = |c: &Cell| c.target.as_ref().is_some_and(|t| t.relation == Relation::Random);
        let controls: HashMap<_, usize> = matrix
            .cells
            .iter()
            .enumerate()
            .filter(|(_, c)| is_control(c))
            .map(|(i, c)| (place(c), i))
            .collect();
        let mut asked: BTreeSet<usize> = planned.iter().filter_map(|id| by_id.get(id).copied()).collect();
        let needed: Vec<usize> = asked
            .iter()
            .filter(|&&i| matrix.cells[i].target.is_some())
            .filter_map(|&i| controls.get(&place(&matrix.cells[i])).copied())
            .collect();
        asked.extend(needed);
        let mut remaining: HashMap<Key, AtomicUsize> = HashMap::new();
        for &index in &asked {
            *remaining
                .entry(key(&matrix, &matrix.cells[index]))
                .or_default()
                .get_mut() += 1;
        }
        let limits = Limits {
            max_bytes: (matrix.profile.limits.body_mb as usize) << 20,
            ..Limits::default()
        };
        Self {
            sessions: remaining
                .keys()
                .map(|k| (k.clone(), AsyncMutex::new(SignIn::NotYet)))
                .collect(),
            tried: matrix.cells.iter().map(|_| OnceCell::new()).collect(),
            links: Links::of(&matrix.profile),
            reader: Reader {
                index: parts.index,
                limits,
                child: parts.child,
                base_url: parts.base_url,
                exempt: Arc::new(exempt(&matrix)),
            },
            portal: parts.portal,
            secrets: parts.secrets,
            recorder: parts.recorder,
            repeat: parts.repeat.max(1),
            echoes: Mutex::default(),
            unplanted: Tally::default(),
            by_id,
            remaining,
            controls,
            matrix,
        }
    }

    /// Requests and bytes so far.
    pub fn spent(&self) -> Spent {
        self.portal.spent()
    }

    /// Different values that look like real persons' and are not planted, so far: in all, and by kind and view.
    pub fn unplanted(&self) -> (u64, Vec<Unplanted>) {
        (self.unplanted.total(), self.unplanted.on_views())
    }

    async fn attempt_index(&self, index: usize) {
        self.tried[index]
            .get_or_init(|| async {
                for _ in 0..self.repeat {
                    let observation = self.try_cell(index).await;
                    self.recorder.append(Event::Observed(observation));
                }
                self.after_cell(&self.matrix.cells[index]).await;
            })
            .await;
    }

    async fn try_cell(&self, index: usize) -> Observation {
        let cell = &self.matrix.cells[index];
        let control = self.controls.get(&place(cell)).copied();
        if let Some(control) = control.filter(|&c| c != index && cell.target.is_some()) {
            Box::pin(self.attempt_index(control)).await;
        }
        let (fetched, proven) = self.ask(cell).await;
        let view = self.matrix.profile.view[cell.view].id.get_ref();
        let with_links = cell.selection == 0 && self.links.wants(cell.principal, cell.view, cell.format);
        let mut reading = self
            .reader
            .read(fetched.exchanges, cell.target.clone(), with_links)
            .await;
        self.unplanted.take(view, std::mem::take(&mut reading.unplanted));
        for unmapped in self.links.unmapped(&reading.links, view) {
            self.recorder.append(Event::Unmapped(unmapped));
        }
        let echo = self.echo(index, cell, control, &reading);
        let mut doubts = fetched.doubts;
        doubts.extend(reading.doubts);
        let seen = Seen {
            answer: answer(fetched.answer),
            answers: reading.answers,
            base_url: self.reader.base_url.clone(),
            doubts,
            numbers: fetched.numbers,
            marks: reading.marks,
            rows: None,
            echo,
            proven,
            requests: fetched.requests,
        };
        observe(&self.matrix, &self.reader.index, cell, seen)
    }

    /// What the control's answer repeats of its target is what this cell's answer may repeat.
    fn echo(&self, index: usize, cell: &Cell, control: Option<usize>, reading: &Reading) -> BTreeSet<String> {
        let mut echoes = self.echoes.lock().unwrap_or_else(PoisonError::into_inner);
        if control == Some(index) {
            echoes.insert(place(cell), reading.echo.clone());
        }
        echoes.get(&place(cell)).cloned().unwrap_or_default()
    }

    /// Asks for a cell in its principal's session; a lost session is logged in once more. True with it: a refusal was
    /// followed by a proof that the session still is this principal's.
    async fn ask(&self, cell: &Cell) -> (Fetched, bool) {
        let key = key(&self.matrix, cell);
        let Some(session) = self.sessions.get(&key) else {
            return (failed(doubt(DoubtKind::Session, "cell was not planned")), false);
        };
        let mut state = session.lock().await;
        self.sign_in(&key, &mut state, Moment::Login).await;
        let mut fetched = self.fetch(&state, cell).await;
        if matches!(fetched.answer, Answered::SignedOut) {
            *state = SignIn::NotYet;
            self.sign_in(&key, &mut state, Moment::Again).await;
            let before = fetched.exchanges;
            fetched = self.fetch(&state, cell).await;
            // A leak on the pages before the session was lost is a leak. Answers about one thing are compared whole, so
            // there only the second try counts.
            if cell.target.is_none() {
                fetched.exchanges.splice(0..0, before);
            }
        }
        if matches!(fetched.answer, Answered::SignedOut) {
            fetched.answer = Answered::Failed;
            fetched.doubts.push(doubt(DoubtKind::Session, "session lost twice"));
        }
        let mut proven = true;
        if let (Answered::Refused, SignIn::In(session)) = (&fetched.answer, &*state)
            && let Err(why) = self.portal.prove(session).await
        {
            proven = false;
            fetched.doubts.push(why);
        }
        (fetched, proven)
    }

    async fn fetch(&self, state: &SignIn, cell: &Cell) -> Fetched {
        let view = &self.matrix.profile.view[cell.view];
        match state {
            SignIn::In(session) => {
                let ask = Ask {
                    view,
                    format: &view.format[cell.format],
                    selection: &self.matrix.selections[cell.view][cell.selection],
                    target: cell.target.as_ref(),
                };
                self.portal.fetch(session, ask).await
            }
            SignIn::Failed(why) => failed(why.clone()),
            SignIn::NotYet => failed(doubt(DoubtKind::Session, "not signed in")),
        }
    }

    async fn sign_in(&self, key: &Key, state: &mut SignIn, moment: Moment) {
        if !matches!(state, SignIn::NotYet) {
            return;
        }
        let account = &self.matrix.principals[key.0];
        let secret = account
            .credential
            .get(&key.1)
            .and_then(|login| self.secrets.find(&login.secret));
        let outcome = match secret {
            Some(secret) => self.portal.sign_in(account, &key.1, &secret).await,
            None => Err(doubt(DoubtKind::Session, "secret not found")),
        };
        self.record_proof(key, moment, outcome.as_ref().err());
        *state = match outcome {
            Ok(session) => SignIn::In(session),
            Err(why) => SignIn::Failed(why),
        };
    }

    /// After a principal's last cell its session must still be its own.
    async fn after_cell(&self, cell: &Cell) {
        let key = key(&self.matrix, cell);
        let left = self.remaining.get(&key).map_or(1, |n| n.fetch_sub(1, Ordering::AcqRel));
        if left != 1 {
            return;
        }
        let Some(session) = self.sessions.get(&key) else { return };
        if let SignIn::In(session) = &*session.lock().await {
            let outcome = self.portal.prove(session).await;
            self.record_proof(&key, Moment::Last, outcome.as_ref().err());
        }
    }

    fn record_proof(&self, key: &Key, moment: Moment, wrong: Option<&Doubt>) {
        self.recorder.append(Event::Proof(Proof {
            principal: self.matrix.principals[key.0].id.clone(),
            auth: key.1.clone(),
            moment,
            ok: wrong.is_none(),
            detail: wrong.map(|d| d.detail.clone()).unwrap_or_default(),
        }));
    }
}

impl Bench for Engine {
    fn attempt<'a>(&'a self, cell: &'a str) -> BoxFuture<'a, Result<(), String>> {
        async move {
            let index = *self
                .by_id
                .get(cell)
                .ok_or_else(|| format!("cell {cell} is not declared"))?;
            if self.recorder.is_broken() {
                return Err("the record cannot be written".to_owned());
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

/// The accounts' own identities and what is declared as shared are nobody's leak, planted or not.
fn exempt(matrix: &Matrix) -> Exempt {
    let logins = matrix.principals.iter().flat_map(|account| account.credential.values());
    let identities = logins.flat_map(|login| [login.user.as_str(), login.identity.as_str()]);
    let contacts = matrix.population.instances.iter().map(|i| i.contact.as_str());
    let shared = matrix.profile.shared.iter().map(String::as_str);
    Exempt::new(&matrix.population, identities.chain(contacts).chain(shared))
}

fn key(matrix: &Matrix, cell: &Cell) -> Key {
    (cell.principal, matrix.profile.view[cell.view].auth.get_ref().clone())
}

fn place(cell: &Cell) -> (usize, usize, usize) {
    (cell.principal, cell.view, cell.format)
}

fn answer(answered: Answered) -> Answer {
    match answered {
        Answered::Opened => Answer::Opened,
        Answered::Refused => Answer::Refused,
        Answered::SignedOut | Answered::Failed => Answer::Failed,
    }
}

fn doubt(kind: DoubtKind, detail: &str) -> Doubt {
    Doubt {
        kind,
        detail: detail.to_owned(),
    }
}

fn failed(why: Doubt) -> Fetched {
    Fetched {
        answer: Answered::Failed,
        exchanges: Vec::new(),
        numbers: Default::default(),
        doubts: vec![why],
        requests: 0,
    }
}
