//! Sessions, and the tokens that tie a form to the browser it was shown in.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::accounts::{AccountNo, Grant};

/// The cookie of a session.
pub const SESSION_COOKIE: &str = "formansportalen_sid";
/// The cookie that the login form's token is bound to.
pub const PRE_SESSION_COOKIE: &str = "formansportalen_csrf";

/// More than this are never kept: the one longest unused makes room.
const MOST_SESSIONS: usize = 10_000;

/// A string that nobody can guess.
pub fn unguessable() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// A cookie for the browser's session.
pub fn cookie(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax")
}

/// The cookie taken back.
pub fn cookie_cleared(name: &str) -> String {
    format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Makes form tokens; a token holds for one cookie value only.
#[derive(Debug)]
pub struct FormTokens {
    secret: String,
}

impl FormTokens {
    /// With a secret of its own.
    pub fn new() -> Self {
        Self { secret: unguessable() }
    }

    /// The token of a form shown to the holder of this cookie.
    pub fn token(&self, cookie: &str) -> String {
        let digest = Sha256::new().chain_update(&self.secret).chain_update(cookie).finalize();
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether the form was shown to the holder of this cookie.
    pub fn holds(&self, cookie: Option<&str>, token: Option<&str>) -> bool {
        cookie.is_some_and(|c| token == Some(&self.token(c)))
    }
}

#[derive(Debug)]
struct Session {
    account: AccountNo,
    seen: Instant,
    granted: Grant,
    had_left: bool,
    acts_as: Option<AccountNo>,
    tabs: HashMap<String, usize>,
}

/// What a session says of who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedIn {
    /// Who logged in.
    pub account: AccountNo,
    /// All that has been granted while the session lasted.
    pub granted: Grant,
    /// Is an employee who had left before the session was opened, and has not come back since.
    pub had_left: bool,
    /// Whose eyes the portal is seen with, if not one's own.
    pub acts_as: Option<AccountNo>,
}

/// More tabs are never kept in one session: all make room.
const MOST_TABS: usize = 50;

/// Who is logged in.
#[derive(Debug)]
pub struct Sessions {
    idle: Duration,
    open: HashMap<String, Session>,
}

impl Sessions {
    /// Sessions that end when unused for so long.
    pub fn new(idle: Duration) -> Self {
        Self {
            idle,
            open: HashMap::new(),
        }
    }

    /// Opens a session; the id is for the cookie.
    pub fn open(&mut self, account: AccountNo, granted: Grant, had_left: bool, now: Instant) -> String {
        if self.open.len() >= MOST_SESSIONS {
            self.make_room(now);
        }
        let id = unguessable();
        self.open.insert(
            id.clone(),
            Session {
                account,
                seen: now,
                granted,
                had_left,
                acts_as: None,
                tabs: HashMap::new(),
            },
        );
        id
    }

    /// Whose session it is, and that it was used now.
    pub fn touch(&mut self, id: &str, now: Instant) -> Option<LoggedIn> {
        let session = self.open.get_mut(id)?;
        if now.duration_since(session.seen) > self.idle {
            self.open.remove(id);
            return None;
        }
        session.seen = now;
        Some(LoggedIn {
            account: session.account,
            granted: session.granted.clone(),
            had_left: session.had_left,
            acts_as: session.acts_as,
        })
    }

    /// Adds what is granted now to what has been granted while the session lasted, and likewise that it is employed.
    pub fn remember(&mut self, id: &str, grant: &Grant, has_left: bool) {
        let Some(session) = self.open.get_mut(id) else { return };
        session.had_left &= has_left;
        if let (Grant::Instances(now), Grant::Instances(known)) = (grant, &mut session.granted) {
            let new: Vec<usize> = now.iter().filter(|no| !known.contains(no)).copied().collect();
            known.extend(new);
        }
    }

    /// From now on the portal is seen as the account sees it.
    pub fn be(&mut self, id: &str, account: AccountNo) {
        if let Some(session) = self.open.get_mut(id) {
            session.acts_as = Some(account);
        }
    }

    /// From now on the tab works with the instance.
    pub fn work_with(&mut self, id: &str, tab: &str, instance: usize) {
        if let Some(session) = self.open.get_mut(id) {
            if session.tabs.len() >= MOST_TABS {
                session.tabs.clear();
            }
            session.tabs.insert(tab.to_owned(), instance);
        }
    }

    /// The instance that the tab works with.
    pub fn instance_of(&self, id: &str, tab: &str) -> Option<usize> {
        self.open.get(id)?.tabs.get(tab).copied()
    }

    /// Ends a session.
    pub fn close(&mut self, id: &str) {
        self.open.remove(id);
    }

    fn make_room(&mut self, now: Instant) {
        let idle = self.idle;
        self.open.retain(|_, s| now.duration_since(s.seen) <= idle);
        if self.open.len() >= MOST_SESSIONS {
            let oldest = self.open.iter().min_by_key(|(_, s)| s.seen).map(|(id, _)| id.clone());
            oldest.map(|id| self.open.remove(&id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_and_are_bounded() {
        let start = Instant::now();
        let at = |s| start + Duration::from_secs(s);
        let mut sessions = Sessions::new(Duration::from_secs(10));
        let id = sessions.open(7, Grant::All, false, at(0));
        let whose = |sessions: &mut Sessions, s| sessions.touch(&id, at(s)).map(|in_| in_.account);
        assert_eq!(whose(&mut sessions, 9), Some(7));
        assert_eq!(whose(&mut sessions, 18), Some(7), "used at 9, so alive at 18");
        assert_eq!(whose(&mut sessions, 29), None);
        let first = sessions.open(1, Grant::All, false, at(30));
        for _ in 0..MOST_SESSIONS {
            sessions.open(2, Grant::All, false, at(31));
        }
        assert_eq!(
            (sessions.open.len(), sessions.touch(&first, at(31))),
            (MOST_SESSIONS, None)
        );
    }

    #[test]
    fn a_token_holds_for_its_cookie_only() {
        let tokens = FormTokens::new();
        let token = tokens.token("a");
        assert!(tokens.holds(Some("a"), Some(&token)));
        assert!(!tokens.holds(Some("b"), Some(&token)));
        assert!(!tokens.holds(None, Some(&token)) && !tokens.holds(Some("a"), None));
        assert!(
            !FormTokens::new().holds(Some("a"), Some(&token)),
            "another portal, another secret"
        );
    }
}
