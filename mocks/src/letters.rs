//! Letters in the outbox, and the reports that are scheduled to be sent.

use std::collections::{HashMap, VecDeque};

use crate::accounts::{Account, Grant};
use crate::filter::Filter;
use crate::register::Entry;
use crate::session::unguessable;

/// More than this of each kind are never kept: the oldest makes room.
const MOST_KEPT: usize = 1_000;
/// So many are listed.
const LISTED: usize = 20;

/// A letter that was sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// User name of the sender, who also gets scheduled reports.
    pub from: String,
    /// Its subject.
    pub about: String,
    /// To which persons; none for a report to the sender.
    pub to: Vec<usize>,
    /// The orders in it.
    pub rows: Vec<Entry>,
}

impl Letter {
    /// A letter of the account's.
    pub fn new(from: &Account, about: String, to: Vec<usize>, rows: Vec<Entry>) -> Self {
        Self {
            from: from.username.clone(),
            about,
            to,
            rows,
        }
    }
}

/// A report that is to be made every night.
#[derive(Clone, Debug)]
pub struct Schedule {
    owner: String,
    /// What it is about.
    pub filter: Filter,
    /// What its owner was granted when it was scheduled.
    pub granted: Grant,
}

impl Schedule {
    /// Scheduled by the account.
    pub fn new(owner: &Account, filter: Filter) -> Self {
        Self {
            owner: owner.username.clone(),
            filter,
            granted: owner.grant.clone(),
        }
    }
}

/// Everything sent and scheduled.
#[derive(Debug, Default)]
pub struct Letters {
    sent: VecDeque<(String, Letter)>,
    schedules: HashMap<String, Schedule>,
    ids: VecDeque<String>,
}

impl Letters {
    /// Sends a letter; gives its id.
    pub fn send(&mut self, letter: Letter) -> String {
        if self.sent.len() >= MOST_KEPT {
            self.sent.pop_front();
        }
        let id = unguessable();
        self.sent.push_back((id.clone(), letter));
        id
    }

    /// The letter, if the account sent it.
    pub fn find(&self, id: &str, account: &Account) -> Option<Letter> {
        let (_, letter) = self.sent.iter().find(|(known, _)| known == id)?;
        (letter.from == account.username).then(|| letter.clone())
    }

    /// The latest letters of one account, or of all.
    pub fn latest(&self, of: Option<&str>) -> Vec<(String, Letter)> {
        let is_of = |(_, letter): &&(String, Letter)| of.is_none_or(|name| letter.from == name);
        self.sent.iter().rev().filter(is_of).take(LISTED).cloned().collect()
    }

    /// Schedules a report; gives its id.
    pub fn schedule(&mut self, schedule: Schedule) -> String {
        if self.ids.len() >= MOST_KEPT {
            self.ids.pop_front().and_then(|oldest| self.schedules.remove(&oldest));
        }
        let id = unguessable();
        self.ids.push_back(id.clone());
        self.schedules.insert(id.clone(), schedule);
        id
    }

    /// The scheduled report, if it is the account's own.
    pub fn scheduled(&self, id: &str, account: &Account) -> Option<Schedule> {
        self.schedules.get(id).filter(|s| s.owner == account.username).cloned()
    }
}
