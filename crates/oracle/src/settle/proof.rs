//! Which sessions were proved: at login, and again after the last cell, in the order of the record.

use std::collections::{HashMap, HashSet};

use skott_model::record::{Event, Moment, Proof};

use super::Record;

/// (principal, way to log in)
pub(super) type Key<'a> = (&'a str, &'a str);

#[derive(Default)]
struct Session {
    is_in: bool,
    /// Something was asked since the last proof.
    is_open: bool,
    /// It ended with a proof.
    is_closed: bool,
    /// It was somebody else's, or nobody's, at some time.
    is_wrong: bool,
}

/// The sessions that were proved at login and after their last cell, and never disproved. A proof holds for what came
/// before it: a second run in the same record does not vouch for the first.
pub(super) fn proved<'a>(
    record: &Record<'a>,
    auth_of: &HashMap<&'a str, &'a str>,
    events: &'a [Event],
) -> HashSet<Key<'a>> {
    let mut sessions: HashMap<Key, Session> = HashMap::new();
    for event in events {
        match event {
            Event::Proof(proof) => sessions.entry((&proof.principal, &proof.auth)).or_default().take(proof),
            Event::Observed(observation) => {
                let Some(declared) = record.by_id.get(observation.cell.as_str()) else {
                    continue;
                };
                let auth = auth_of.get(declared.view.as_str()).copied().unwrap_or_default();
                let session = sessions.entry((&declared.principal, auth)).or_default();
                session.is_wrong |= !session.is_in;
                (session.is_open, session.is_closed) = (true, false);
            }
            _ => {}
        }
    }
    let is_proved = |session: &Session| session.is_in && session.is_closed && !session.is_wrong;
    sessions
        .into_iter()
        .filter(|(_, s)| is_proved(s))
        .map(|(key, _)| key)
        .collect()
}

impl Session {
    fn take(&mut self, proof: &Proof) {
        self.is_wrong |= !proof.ok;
        match proof.moment {
            Moment::Login => {
                self.is_wrong |= self.is_open;
                self.is_in |= proof.ok;
            }
            Moment::Again => {}
            Moment::Last => (self.is_open, self.is_closed) = (false, proof.ok),
        }
    }
}
