//! What a session is answered before it asks for any view.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use skott_model::Received;

/// What a session was answered when it logged in and was asked who it is, each answer once: it is asked very often.
#[derive(Default)]
pub(crate) struct Door {
    heard: Mutex<Heard>,
    hasher: RandomState,
}

#[derive(Default)]
struct Heard {
    known: HashSet<u64>,
    new: Vec<Arc<Received>>,
}

impl Door {
    /// Keeps those answers that are new.
    pub fn hear(&self, answers: &[Arc<Received>]) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        for answer in answers {
            if heard.known.insert(self.key(answer)) {
                heard.new.push(Arc::clone(answer));
            }
        }
    }

    /// Gives those that are new since this was asked last.
    pub fn take(&self) -> Vec<Received> {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let new = std::mem::take(&mut heard.new);
        new.into_iter().map(Arc::unwrap_or_clone).collect()
    }

    fn key(&self, answer: &Received) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        (answer.status, &answer.path, &answer.body).hash(&mut hasher);
        let headers = answer.headers.iter().filter(|(name, _)| name != "date");
        headers.for_each(|header| header.hash(&mut hasher));
        hasher.finish()
    }
}
