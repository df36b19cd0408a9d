//! Sessions of all principals: one each, proved, used by one question at a time, also when another's question needs it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use skott_model::matrix::{Cell, Helper, Matrix};
use skott_model::profile::Access;
use skott_model::record::{Event, Moment, Proof};
use skott_model::{Doubt, DoubtKind};
use skott_portal::{Answered, Ask, Fetched, Helpers, Portal, Secrets, Session, Spent};
use tokio::sync::{Mutex, MutexGuard, OnceCell};
use tokio::time::sleep_until;

use super::Recorder;
use super::history::Lived;

/// Who is logged in, and how.
type Key = Helper;

/// How far a principal has come in logging in.
pub(super) enum SignIn {
    NotYet,
    In(Session),
    /// It was in, and is not any more.
    Lost,
    Failed(Doubt),
}

/// All sessions of a run.
pub(super) struct Sessions {
    pub(super) matrix: Arc<Matrix>,
    pub(super) portal: Portal,
    secrets: Arc<dyn Secrets>,
    pub(super) recorder: Arc<Recorder>,
    lived: OnceCell<Lived>,
    states: HashMap<Key, Mutex<SignIn>>,
    /// Cells of a session that are still to be tried: after the last one it is proved again.
    remaining: HashMap<Key, AtomicUsize>,
}

/// The sessions that one question needs.
struct Held<'a> {
    own: Key,
    states: BTreeMap<Key, MutexGuard<'a, SignIn>>,
}

impl Sessions {
    /// The sessions that these cells (by index) need.
    pub fn of(
        matrix: Arc<Matrix>,
        portal: Portal,
        secrets: Arc<dyn Secrets>,
        recorder: Arc<Recorder>,
        asked: &BTreeSet<usize>,
    ) -> Self {
        let mut remaining: HashMap<Key, AtomicUsize> = HashMap::new();
        let mut needed = BTreeSet::new();
        for cell in asked.iter().map(|&index| &matrix.cells[index]) {
            let key = key(&matrix, cell);
            *remaining.entry(key.clone()).or_default().get_mut() += 1;
            needed.insert(key);
            needed.extend(matrix.helpers(cell.view, cell.format));
        }
        for (principal, account) in matrix
            .principals
            .iter()
            .enumerate()
            .filter(|(_, a)| !a.history.is_empty())
        {
            needed.extend(account.credential.keys().map(|auth| Key {
                principal,
                auth: auth.clone(),
            }));
            needed.extend(account.history.iter().filter_map(|step| matrix.actor(principal, step)));
        }
        Self {
            lived: OnceCell::new(),
            states: needed.into_iter().map(|k| (k, Mutex::new(SignIn::NotYet))).collect(),
            remaining,
            matrix,
            portal,
            secrets,
            recorder,
        }
    }

    /// Requests and bytes so far.
    pub fn spent(&self) -> Spent {
        self.portal.spent()
    }

    /// Asks for a cell in its principal's session; a lost session is logged in once more. True with it: a refusal was
    /// followed by a proof that the session still is this principal's.
    pub async fn ask(&self, cell: &Cell) -> (Fetched, bool) {
        let own = key(&self.matrix, cell);
        let lived = self.lived.get_or_init(|| self.live()).await;
        match lived.get(&own.principal) {
            Some(Err(why)) => return (failed(why.clone()), false),
            Some(Ok(from)) => sleep_until(*from).await,
            None => {}
        }
        let Some(mut held) = self.hold(own, self.matrix.helpers(cell.view, cell.format)).await else {
            return (failed(doubt(DoubtKind::Session, "cell was not planned")), false);
        };
        let mut fetched = self.fetch(&mut held, cell).await;
        if self.is_lost(&mut held, &fetched) {
            let before = fetched.exchanges;
            fetched = self.fetch(&mut held, cell).await;
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
        self.prove_helpers(&held, &mut fetched).await;
        let mut proven = true;
        if let (Answered::Refused, Some(SignIn::In(session))) = (&fetched.answer, held.own())
            && let Err(why) = self.portal.prove(session).await
        {
            proven = false;
            fetched.doubts.push(why);
        }
        (fetched, proven)
    }

    /// After a principal's last cell its session must still be its own.
    pub async fn after_cell(&self, cell: &Cell) {
        let key = key(&self.matrix, cell);
        let left = self.remaining.get(&key).map_or(1, |n| n.fetch_sub(1, Ordering::AcqRel));
        if left != 1 {
            return;
        }
        let Some(session) = self.states.get(&key) else { return };
        if let SignIn::In(session) = &*session.lock().await {
            let outcome = self.portal.prove(session).await;
            self.record_proof(&key, Moment::Last, outcome.as_ref().err());
        }
    }

    /// A session, logged in if it was not.
    pub(super) async fn signed_in(&self, key: &Key) -> Result<MutexGuard<'_, SignIn>, Doubt> {
        let Some(state) = self.states.get(key) else {
            return Err(doubt(DoubtKind::Session, "this session was not planned"));
        };
        let mut state = state.lock().await;
        self.sign_in(key, &mut state).await;
        match &*state {
            SignIn::Failed(why) => Err(why.clone()),
            _ => Ok(state),
        }
    }

    /// Takes the sessions for one question, always in the same order, so that no two questions wait for each other.
    async fn hold(&self, own: Key, helpers: Vec<Helper>) -> Option<Held<'_>> {
        let mut keys: BTreeSet<Key> = helpers.into_iter().filter(|h| h.principal != own.principal).collect();
        keys.insert(own.clone());
        let mut states = BTreeMap::new();
        for key in keys {
            let state = self.states.get(&key)?.lock().await;
            states.insert(key, state);
        }
        Some(Held { own, states })
    }

    async fn fetch(&self, held: &mut Held<'_>, cell: &Cell) -> Fetched {
        for (key, state) in &mut held.states {
            self.sign_in(key, state).await;
        }
        let mut helpers = Helpers::new();
        let mut own = None;
        for (key, state) in &held.states {
            let id = self.matrix.principals[key.principal].id.as_str();
            match &**state {
                SignIn::In(session) if *key == held.own => own = Some(session),
                SignIn::In(session) => {
                    helpers.insert(id, session);
                }
                SignIn::Failed(why) if *key == held.own => return failed(why.clone()),
                SignIn::Failed(why) => return failed(of_helper(id, why.clone())),
                SignIn::NotYet | SignIn::Lost => {}
            }
        }
        let Some(own) = own else {
            return failed(doubt(DoubtKind::Session, "not signed in"));
        };
        let view = &self.matrix.profile.view[cell.view];
        let ask = Ask {
            view,
            format: &view.format[cell.format],
            selection: &self.matrix.selections[cell.view][cell.selection],
            target: cell.target.as_ref(),
            manipulates: cell.plain.is_some() || cell.access == Access::Within,
        };
        self.portal.fetch(own, &helpers, ask).await
    }

    /// Notes that a session is gone, if that is what the answer says.
    fn is_lost(&self, held: &mut Held<'_>, fetched: &Fetched) -> bool {
        let own = held.own.clone();
        let is_gone = |key: &Key| match &fetched.lost {
            Some(helper) => *key != own && self.matrix.principals[key.principal].id == *helper,
            None => *key == own && matches!(fetched.answer, Answered::SignedOut),
        };
        let gone = held.states.iter_mut().find(|(key, _)| is_gone(key));
        gone.map(|(_, state)| **state = SignIn::Lost).is_some()
    }

    async fn sign_in(&self, key: &Key, state: &mut SignIn) {
        let moment = match state {
            SignIn::NotYet => Moment::Login,
            SignIn::Lost => Moment::Again,
            SignIn::In(_) | SignIn::Failed(_) => return,
        };
        let account = &self.matrix.principals[key.principal];
        let secret = account
            .credential
            .get(&key.auth)
            .and_then(|login| self.secrets.find(&login.secret));
        let outcome = match secret {
            Some(secret) => self.portal.sign_in(account, &key.auth, &secret).await,
            None => Err(doubt(DoubtKind::Session, "secret not found")),
        };
        self.record_proof(key, moment, outcome.as_ref().err());
        *state = match outcome {
            Ok(session) => SignIn::In(session),
            Err(why) => SignIn::Failed(why),
        };
    }

    /// What an account is answered about another's doings counts only if that other did them: its session must still be its
    /// own afterwards.
    async fn prove_helpers(&self, held: &Held<'_>, fetched: &mut Fetched) {
        if fetched.answer == Answered::Failed {
            return;
        }
        for (key, state) in held.states.iter().filter(|(key, _)| **key != held.own) {
            let SignIn::In(session) = &**state else { continue };
            if let Err(why) = self.portal.prove(session).await {
                fetched.answer = Answered::Failed;
                fetched
                    .doubts
                    .push(of_helper(&self.matrix.principals[key.principal].id, why));
            }
        }
    }

    fn record_proof(&self, key: &Key, moment: Moment, wrong: Option<&Doubt>) {
        self.recorder.append(Event::Proof(Proof {
            principal: self.matrix.principals[key.principal].id.clone(),
            auth: key.auth.clone(),
            moment,
            ok: wrong.is_none(),
            detail: wrong.map(|d| d.detail.clone()).unwrap_or_default(),
        }));
    }
}

impl Held<'_> {
    fn own(&self) -> Option<&SignIn> {
        self.states.get(&self.own).map(|state| &**state)
    }
}

fn key(matrix: &Matrix, cell: &Cell) -> Key {
    Key {
        principal: cell.principal,
        auth: matrix.profile.view[cell.view].auth.get_ref().clone(),
    }
}

pub(super) fn doubt(kind: DoubtKind, detail: &str) -> Doubt {
    Doubt {
        kind,
        detail: detail.to_owned(),
    }
}

fn of_helper(id: &str, why: Doubt) -> Doubt {
    Doubt {
        kind: why.kind,
        detail: format!("as {id}: {}", why.detail),
    }
}

fn failed(why: Doubt) -> Fetched {
    Fetched {
        answer: Answered::Failed,
        exchanges: Vec::new(),
        numbers: Default::default(),
        lists: Default::default(),
        doubts: vec![why],
        requests: 0,
        lost: None,
    }
}
