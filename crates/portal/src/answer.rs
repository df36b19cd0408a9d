//! What a view is asked, and what it answered.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use skott_model::matrix::{Selection, Target};
use skott_model::profile::{View, ViewFormat};
use skott_model::{Doubt, Received};

use crate::Session;

/// One question to the portal.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The view.
    pub view: &'a View,
    /// One of its formats.
    pub format: &'a ViewFormat,
    /// What is chosen.
    pub selection: &'a Selection,
    /// What it is asked about, where it is asked about one thing.
    pub target: Option<&'a Target>,
    /// What else its requests may say: `nonce`, and `before` where a value is put back.
    pub carried: &'a BTreeMap<String, String>,
    /// No page offers what is asked: the profile's rejections are refusals too.
    pub manipulates: bool,
}

/// All that the portal answered to one question.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// How it answered.
    pub answer: Answered,
    /// Everything received, in order: redirects, steps on the way, every page.
    pub exchanges: Vec<Received>,
    /// What else the account was shown: that the portal is busy or a job not ready, and what came before a session was lost. It is no part
    /// of the answer, and searched all the same.
    pub aside: Vec<Received>,
    /// What the account was answered when it logged in and was asked who it is, since its last question.
    pub door: Vec<Received>,
    /// Of the exchanges, what another account was given and the portal said still holds: what the account would be shown.
    pub stood_for: BTreeSet<usize>,
    /// The view's first step was refused, and of those between it and the last, which opened, not all did: the last may be a page that
    /// other ways lead to, too.
    pub turned_away: bool,
    /// Numbers as found on the last step's pages, by id, each spelling once, the first page's first; also where it was refused.
    pub numbers: BTreeMap<String, Vec<String>>,
    /// Lists of choices as found there, by id.
    pub lists: BTreeMap<String, BTreeSet<String>>,
    /// Why the answer cannot be judged in full.
    pub doubts: Vec<Doubt>,
    /// Requests that it took.
    pub requests: u32,
    /// How long the account's last answer took to begin, from when it was sent.
    pub took: Option<Duration>,
    /// The account whose session was lost, of those that only helped; the answer is [`Answered::Failed`] then.
    pub lost: Option<String>,
}

impl Fetched {
    /// Puts what was received earlier before the rest.
    pub fn put_before(&mut self, earlier: Vec<Received>) {
        self.stood_for = self.stood_for.iter().map(|at| at + earlier.len()).collect();
        self.exchanges.splice(0..0, earlier);
    }

    /// Keeps all that was received as no part of an answer.
    pub fn put_all_aside(&mut self) {
        self.stood_for.clear();
        self.aside.splice(0..0, self.exchanges.drain(..));
    }

    /// Keeps all of an earlier try as no part of the answer.
    pub fn put_aside(&mut self, earlier: Self) {
        self.aside.extend(earlier.exchanges.into_iter().chain(earlier.aside));
    }
}

/// The sessions of accounts that take part in another's question, by the id that steps name them by.
pub type Helpers<'a> = BTreeMap<&'a str, &'a Session>;

/// How the portal answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It opened.
    Opened,
    /// It refused, as the profile says that refusals look.
    Refused,
    /// The session is gone, as the profile says that this looks; also when it goes between two pages.
    SignedOut,
    /// Neither; a doubt says why.
    Failed,
}
