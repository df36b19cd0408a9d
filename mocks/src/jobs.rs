//! Exports made in the background.

use std::collections::{HashMap, VecDeque};

use crate::accounts::{Account, Grant};
use crate::register::Entry;
use crate::session::unguessable;

/// More than this are never kept: the oldest makes room.
const MOST_JOBS: usize = 1_000;
/// How many times one must ask before the file is ready.
const POLLS: u32 = 2;

/// The file's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Semicolon-separated.
    Csv,
    /// A workbook.
    Xlsx,
}

/// An export that was ordered. It remembers the orders that its creator saw then.
#[derive(Clone, Debug)]
pub struct Job {
    /// User name of who ordered it.
    pub owner: String,
    /// What file.
    pub format: FileFormat,
    /// The file's name.
    pub file_name: String,
    /// The orders in it.
    pub rows: Vec<Entry>,
    /// What its creator was granted then.
    pub granted: Grant,
    polls: u32,
}

impl Job {
    /// An export just ordered.
    pub fn new(owner: &Account, format: FileFormat, file_name: String, rows: Vec<Entry>) -> Self {
        Self {
            owner: owner.username.clone(),
            format,
            file_name,
            rows,
            granted: owner.grant.clone(),
            polls: 0,
        }
    }

    /// Whether the file is ready.
    pub fn ready(&self) -> bool {
        self.polls >= POLLS
    }
}

/// All exports ordered.
#[derive(Debug, Default)]
pub struct Jobs {
    jobs: HashMap<String, Job>,
    ids: VecDeque<String>,
}

impl Jobs {
    /// Takes an order; gives its id.
    pub fn add(&mut self, job: Job) -> String {
        if self.ids.len() >= MOST_JOBS {
            self.ids.pop_front().and_then(|oldest| self.jobs.remove(&oldest));
        }
        let id = unguessable();
        self.ids.push_back(id.clone());
        self.jobs.insert(id.clone(), job);
        id
    }

    /// The job; asking brings it nearer to being ready.
    pub fn poll(&mut self, id: &str) -> Option<Job> {
        let job = self.jobs.get_mut(id)?;
        job.polls = job.polls.saturating_add(1);
        Some(job.clone())
    }

    /// The last export of this format that the account ordered.
    pub fn last(&self, account: &Account, format: FileFormat) -> Option<Job> {
        let mut jobs = self.ids.iter().rev().filter_map(|id| self.jobs.get(id));
        jobs.find(|job| job.owner == account.username && job.format == format)
            .cloned()
    }

    /// The job.
    pub fn get(&self, id: &str) -> Option<Job> {
        self.jobs.get(id).cloned()
    }
}
