//! Sessions of all principals: one each, proved, used by one question at a time, also when another's question needs it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};

use skott_model::matrix::{Account, Cell, Helper, Matrix, Scope};
use skott_model::profile::{self, Access};
use skott_model::record::{Event, Moment, Proof};
use skott_model::{Detail, Doubt, DoubtKind, Effect, Said};
use skott_portal::{Answered, Ask, Fetched, Helpers, Landed, Portal, Secrets, Session, Spent, nonce};
use tokio::sync::{Mutex, MutexGuard, OnceCell, RwLock};
use tokio::time::sleep_until;

use super::Recorder;
use super::effects::{Asked, Writes};
use super::history::Lived;

/// Who is logged in, and how.
type Key = Helper;

/// How far a principal has come in logging in.
pub(super) enum SignIn {
    NotYet,
    In(Box<Session>),
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
    /// Pages that logins ended on and nobody has looked at, each with the way that led to it.
    landings: std::sync::Mutex<Vec<(String, Arc<Landed>)>>,
    pub(super) states: HashMap<Key, Mutex<SignIn>>,
    /// Questions that read go on side by side; one that changes something is alone, until it is put back.
    turns: RwLock<()>,
    pub(super) writes: Writes,
    /// Cells of a session that are still to be tried: after the last one it is proved again.
    remaining: HashMap<Key, AtomicUsize>,
}

/// The sessions that one question needs.
pub(super) struct Held<'a> {
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
            needed.extend(matrix.helpers(cell));
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
            landings: std::sync::Mutex::default(),
            turns: RwLock::default(),
            writes: Writes::default(),
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

    /// Pages that logins ended on since this was asked last, each with the way that led to it.
    pub fn landings(&self) -> Vec<(String, Arc<Landed>)> {
        std::mem::take(&mut *self.landings.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks for a cell in its principal's session; a lost session is logged in once more. True with it: a refusal, or a
    /// change that must not be made, was followed by a proof that the session still is this principal's.
    pub async fn ask(&self, cell: &Cell) -> (Asked, bool) {
        let own = key(&self.matrix, cell);
        let helpers = self.matrix.helpers(cell);
        if let Err(why) = self.have_lived(&own, &helpers).await {
            return (Asked::of(failed(why)), false);
        }
        let (_alone, _beside) = match self.format(cell).writes() {
            true => (Some(self.turns.write().await), None),
            false => (None, Some(self.turns.read().await)),
        };
        let Some(mut held) = self.hold(own, helpers).await else {
            let why = doubt(DoubtKind::Session, Said::NotPlanned);
            return (Asked::of(failed(why)), false);
        };
        let mut asked = self.once(&mut held, cell).await;
        if self.is_lost(&mut held, &asked.fetched) {
            let before = asked.fetched;
            asked = self.once(&mut held, cell).await;
            // A leak before the session was lost is a leak. Answers about one thing are compared whole, so there only the
            // second try is the answer.
            if cell.target.is_none() {
                asked.fetched.put_before(before.exchanges);
            } else {
                asked.fetched.put_aside(before);
            }
        }
        if matches!(asked.fetched.answer, Answered::SignedOut) {
            asked.fetched.answer = Answered::Failed;
            asked.fetched.put_all_aside();
            let why = doubt(DoubtKind::Session, Said::SessionLostTwice);
            asked.fetched.doubts.push(why);
        }
        self.prove_helpers(&held, &mut asked).await;
        let is_refused = matches!(asked.fetched.answer, Answered::Refused) || asked.fetched.turned_away;
        let must_stay = is_refused || (cell.changes && !cell.access.may_change());
        let mut proven = true;
        if let (true, Some(SignIn::In(session))) = (must_stay, held.own())
            && let Err(why) = self.portal.prove(session).await
        {
            proven = false;
            asked.fetched.doubts.push(why);
        }
        if let Some(SignIn::In(session)) = held.own() {
            asked.fetched.door = session.at_the_door();
        }
        (asked, proven)
    }

    /// All that was to happen to the accounts that a question takes has happened, and long enough ago.
    async fn have_lived(&self, own: &Key, helpers: &[Helper]) -> Result<(), Doubt> {
        let lived = self.lived.get_or_init(|| self.live()).await;
        for key in helpers.iter().chain([own]) {
            match lived.get(&key.principal) {
                Some(Err(why)) if key.principal == own.principal => return Err(why.clone()),
                Some(Err(why)) => return Err(of_helper(&self.matrix.principals[key.principal].id, why.clone())),
                Some(Ok(from)) => sleep_until(*from).await,
                None => {}
            }
        }
        Ok(())
    }

    /// One try. Of what does not exist nothing can be changed.
    async fn once(&self, held: &mut Held<'_>, cell: &Cell) -> Asked {
        let carried = BTreeMap::from([("nonce".to_owned(), nonce())]);
        let _under_way = match self.format(cell).writes() {
            true => match self.writes.begin().await {
                Ok(under_way) => Some(under_way),
                Err(why) => return Asked::of(failed(why)),
            },
            false => None,
        };
        match &self.format(cell).effect {
            Some(effect) if cell.is_read_back() => self.change(held, cell, effect).await,
            effect => Asked {
                effect: effect.as_ref().map(|_| Effect::Absent),
                ..Asked::of(self.fetch(held, cell, &carried).await)
            },
        }
    }

    /// After a principal's last cell its session must still be its own.
    pub async fn after_cell(&self, cell: &Cell) {
        let key = key(&self.matrix, cell);
        let left = self.remaining.get(&key).map_or(1, |n| n.fetch_sub(1, Ordering::AcqRel));
        if left != 1 {
            return;
        }
        let Some(session) = self.states.get(&key) else { return };
        let _beside = self.turns.read().await;
        if let SignIn::In(session) = &*session.lock().await {
            let outcome = self.portal.prove(session).await;
            self.record_proof(&key, Moment::Last, outcome.as_ref().err());
        }
    }

    /// A session, logged in if it was not.
    pub(super) async fn signed_in(&self, key: &Key) -> Result<MutexGuard<'_, SignIn>, Doubt> {
        let Some(state) = self.states.get(key) else {
            return Err(doubt(DoubtKind::Session, Said::NotPlanned));
        };
        let mut state = state.lock().await;
        self.sign_in(key, &mut state).await;
        match &*state {
            SignIn::Failed(why) => Err(why.clone()),
            _ => Ok(state),
        }
    }

    /// Takes the sessions that a cell's question takes.
    pub(super) async fn held_for(&self, cell: &Cell) -> Option<Held<'_>> {
        self.hold(key(&self.matrix, cell), self.matrix.helpers(cell)).await
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

    /// Logs in who of a question's sessions is not.
    pub(super) async fn all_signed_in(&self, held: &mut Held<'_>) -> Result<(), Doubt> {
        for (key, state) in &mut held.states {
            self.sign_in(key, state).await;
        }
        let id = |key: &Key| self.matrix.principals[key.principal].id.as_str();
        for (key, state) in &held.states {
            match &**state {
                SignIn::Failed(why) if *key == held.own => return Err(why.clone()),
                SignIn::Failed(why) => return Err(of_helper(id(key), why.clone())),
                SignIn::In(_) | SignIn::NotYet | SignIn::Lost => {}
            }
        }
        Ok(())
    }

    pub(super) async fn fetch(&self, held: &mut Held<'_>, cell: &Cell, carried: &BTreeMap<String, String>) -> Fetched {
        if let Err(why) = self.all_signed_in(held).await {
            return failed(why);
        }
        let mut helpers = Helpers::new();
        let mut own = None;
        for (key, state) in &held.states {
            match &**state {
                SignIn::In(session) if *key == held.own => own = Some(session),
                SignIn::In(session) => {
                    helpers.insert(self.matrix.principals[key.principal].id.as_str(), session);
                }
                SignIn::Failed(_) | SignIn::NotYet | SignIn::Lost => {}
            }
        }
        let Some(own) = own else {
            return failed(doubt(DoubtKind::Session, Said::NotSignedIn));
        };
        self.portal.fetch(own, &helpers, self.asked(cell, carried)).await
    }

    /// The question to the portal that a cell is.
    pub(super) fn asked<'a>(&'a self, cell: &'a Cell, carried: &'a BTreeMap<String, String>) -> Ask<'a> {
        let selection = &self.matrix.selections[cell.view][cell.selection];
        let is_hidden_order = selection.choices.iter().any(|choice| choice.sorted_by.is_some());
        let is_forbidden_change = cell.changes && !cell.access.may_change();
        Ask {
            view: &self.matrix.profile.view[cell.view],
            format: self.format(cell),
            selection,
            target: cell.target.as_ref(),
            carried,
            manipulates: cell.plain.is_some()
                || cell.access == Access::Within
                || is_forbidden_change
                || is_hidden_order,
        }
    }

    pub(super) fn format(&self, cell: &Cell) -> &profile::ViewFormat {
        &self.matrix.profile.view[cell.view].format[cell.format]
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
        let outcome = self.enter(account, &key.auth).await;
        let wrong = match &outcome {
            // Whomever the portal takes it for, it asks: what it is shown, anybody is.
            Ok(session) if account.scope == Scope::SignedOut => self.portal.prove(session).await.err(),
            Ok(_) => None,
            Err(why) => Some(why.clone()),
        };
        self.record_proof(key, moment, wrong.as_ref());
        if let (Moment::Login, Ok(Some(page))) = (moment, outcome.as_ref().map(Session::landed)) {
            let mut landings = self.landings.lock().unwrap_or_else(PoisonError::into_inner);
            landings.push((key.auth.clone(), page));
        }
        *state = match outcome {
            Ok(session) => SignIn::In(Box::new(session)),
            Err(why) => SignIn::Failed(why),
        };
    }

    async fn enter(&self, account: &Account, auth: &str) -> Result<Session, Doubt> {
        if account.scope == Scope::SignedOut {
            let logs_in = |other: &&Account| other.credential.contains_key(auth);
            let like = self.matrix.principals.iter().find(logs_in);
            return self.portal.stay_out(account, auth, like);
        }
        let login = account.credential.get(auth);
        match login.and_then(|login| self.secrets.find(&login.secret)) {
            Some(secret) => self.portal.sign_in(account, auth, &secret).await,
            None => Err(doubt(DoubtKind::Session, Said::NoSecret)),
        }
    }

    /// What an account is answered about another's doings counts only if that other did them: its session must still be its
    /// own afterwards.
    async fn prove_helpers(&self, held: &Held<'_>, asked: &mut Asked) {
        if asked.fetched.answer == Answered::Failed && asked.effect.is_none() {
            return;
        }
        for (key, state) in held.states.iter().filter(|(key, _)| **key != held.own) {
            let SignIn::In(session) = &**state else { continue };
            if let Err(why) = self.portal.prove(session).await {
                asked.fetched.answer = Answered::Failed;
                asked.effect = None;
                let why = of_helper(&self.matrix.principals[key.principal].id, why);
                asked.fetched.doubts.push(why);
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
    pub(super) fn own(&self) -> Option<&SignIn> {
        self.state(&self.own)
    }

    pub(super) fn state(&self, key: &Key) -> Option<&SignIn> {
        // An account that reads what it did itself does so in the session that the question is asked in.
        let key = if key.principal == self.own.principal {
            &self.own
        } else {
            key
        };
        self.states.get(key).map(|state| &**state)
    }

    /// Notes that a session is gone; it is logged in anew when it is needed.
    pub(super) fn lose(&mut self, key: &Key) {
        let key = if key.principal == self.own.principal {
            &self.own
        } else {
            key
        };
        if let Some(state) = self.states.get_mut(key) {
            **state = SignIn::Lost;
        }
    }
}

fn key(matrix: &Matrix, cell: &Cell) -> Key {
    Key {
        principal: cell.principal,
        auth: matrix.profile.view[cell.view].auth.get_ref().clone(),
    }
}

pub(super) fn doubt(kind: DoubtKind, detail: Said) -> Doubt {
    Doubt {
        kind,
        detail: detail.into(),
    }
}

pub(super) fn of_helper(id: &str, why: Doubt) -> Doubt {
    Doubt {
        kind: why.kind,
        detail: Detail::from(Said::As(id.to_owned())).then(why.detail),
    }
}

pub(super) fn failed(why: Doubt) -> Fetched {
    Fetched {
        answer: Answered::Failed,
        exchanges: Vec::new(),
        aside: Vec::new(),
        door: Vec::new(),
        stood_for: Default::default(),
        turned_away: false,
        numbers: Default::default(),
        lists: Default::default(),
        doubts: vec![why],
        requests: 0,
        took: None,
        lost: None,
    }
}
