//! The portal's state: what it keeps, how it is set, who is logged in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use skott_population::Population;

use crate::accounts::Accounts;
use crate::faults::Faults;
use crate::http::{Request, Response};
use crate::jobs::Jobs;
use crate::kept::Kept;
use crate::register::Register;
use crate::router;
use crate::scope::View;
use crate::session::{FormTokens, Sessions};

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
}

impl Portal {
    /// A portal that holds a population.
    pub fn new(population: Arc<Population>, settings: Settings) -> Self {
        Self {
            accounts: Accounts::of(&population),
            sessions: Mutex::new(Sessions::new(settings.idle)),
            jobs: Mutex::default(),
            kept: Mutex::default(),
            turns: Mutex::default(),
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
