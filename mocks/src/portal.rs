//! The portal's state: what it keeps, how it is set, who is logged in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use skott_population::Population;

use crate::accounts::{Account, AccountNo, Accounts, Grant};
use crate::desk::{Cursors, Marks};
use crate::faults::Faults;
use crate::http::{Request, Response};
use crate::jobs::Jobs;
use crate::kept::Kept;
use crate::letters::Letters;
use crate::register::Register;
use crate::router;
use crate::scope::{self, View, Who};
use crate::session::{FormTokens, LoggedIn, Sessions};

/// The password of every account, unless another is set.
pub const DEFAULT_PASSWORD: &str = "skott-stubb";

/// How long a session lives unused, unless something else is set.
pub const DEFAULT_IDLE: Duration = Duration::from_secs(30 * 60);

/// How a stub is to be.
#[derive(Clone)]
pub struct Settings {
    /// The password of every account.
    pub password: String,
    /// The faults switched on.
    pub faults: Faults,
    /// How long a session lives unused.
    pub idle: Duration,
    /// The port on 127.0.0.1; none for any that is free.
    pub port: Option<u16>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            password: DEFAULT_PASSWORD.to_owned(),
            faults: Faults::new(),
            idle: DEFAULT_IDLE,
            port: None,
        }
    }
}

/// The portal without a server around it: a request in, a response out.
pub struct Portal {
    pub(crate) settings: Settings,
    pub(crate) register: Register,
    pub(crate) accounts: Accounts,
    pub(crate) tokens: FormTokens,
    sessions: Mutex<Sessions>,
    jobs: Mutex<Jobs>,
    kept: Mutex<Kept>,
    turns: Mutex<HashMap<View, usize>>,
    letters: Mutex<Letters>,
    marks: Mutex<Marks>,
    cursors: Mutex<Cursors>,
    /// What administrators have been given since the portal was started, by user name.
    granted: Mutex<HashMap<String, Grant>>,
    /// Who asked last, when, and with what grant.
    asked_last: Mutex<Option<(AccountNo, Instant, Grant)>>,
}

/// Requests so close to each other share a connection to the database.
const CLOSE: Duration = Duration::from_millis(5);

impl Portal {
    /// A portal that holds a population.
    pub fn new(population: Arc<Population>, settings: Settings) -> Self {
        Self {
            accounts: Accounts::of(&population),
            sessions: Mutex::new(Sessions::new(settings.idle)),
            jobs: Mutex::default(),
            kept: Mutex::default(),
            turns: Mutex::default(),
            letters: Mutex::default(),
            marks: Mutex::default(),
            cursors: Mutex::default(),
            granted: Mutex::default(),
            asked_last: Mutex::default(),
            tokens: FormTokens::new(),
            register: Register::of(population),
            settings,
        }
    }

    /// Answers a request that came in `now`.
    pub fn handle(&self, request: &Request, now: Instant) -> Response {
        router::handle(self, request, now)
    }

    /// How many lists of this view were made before.
    pub(crate) fn turn(&self, view: View) -> usize {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = turns.entry(view).or_default();
        *turn += 1;
        *turn - 1
    }

    /// What the account is granted now.
    pub(crate) fn grant_of(&self, account: &Account) -> Grant {
        let granted = self.granted.lock().unwrap_or_else(PoisonError::into_inner);
        granted.get(&account.username).unwrap_or(&account.grant).clone()
    }

    /// Whether it is an employee's, whose employment has been ended.
    pub(crate) fn has_left(&self, grant: &Grant) -> bool {
        matches!(grant, Grant::Own(person) if self.register.has_left(*person))
    }

    /// Gives an administrator just these instances, from now on.
    pub(crate) fn grant(&self, account: &Account, own: Vec<usize>) {
        let mut granted = self.granted.lock().unwrap_or_else(PoisonError::into_inner);
        granted.insert(account.username.clone(), Grant::Instances(own));
        if !scope::kept_outlives_grant(&self.settings.faults) {
            *self.kept() = Kept::default();
        }
    }

    /// The account for which everything is decided.
    pub(crate) fn acting(&self, id: &str, session: &LoggedIn, view: View, now: Instant) -> Option<Account> {
        let as_it_is = |no: AccountNo| {
            let account = self.accounts.get(no)?;
            let grant = self.grant_of(account);
            Some(Account {
                has_left: self.has_left(&grant),
                grant,
                ..account.clone()
            })
        };
        let logged_in = as_it_is(session.account)?;
        self.sessions().remember(id, &logged_in.grant, logged_in.has_left);
        let mut last = self.asked_last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.replace((session.account, now, logged_in.grant.clone()));
        let is_close =
            |(no, at, _): &(AccountNo, Instant, Grant)| *no != session.account && now.duration_since(*at) < CLOSE;
        Some(scope::acting(Who {
            as_whom: session.acts_as.and_then(as_it_is),
            logged_in,
            in_session: &session.granted,
            had_left: session.had_left,
            neighbour: before.filter(is_close).map(|(_, _, grant)| grant),
            view,
            faults: &self.settings.faults,
        }))
    }

    pub(crate) fn letters(&self) -> MutexGuard<'_, Letters> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn marks(&self) -> MutexGuard<'_, Marks> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn cursors(&self) -> MutexGuard<'_, Cursors> {
        self.cursors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn jobs(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
