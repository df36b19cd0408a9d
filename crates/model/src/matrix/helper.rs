//! Accounts in whose sessions some of a view's steps are asked.

use std::collections::BTreeSet;

use super::{Account, Cell, Matrix};
use crate::profile::{Fault, HistoryStep, Path, Profile};

/// An account that takes part in another's question, and the way it is logged in for that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Helper {
    /// Index into [`Matrix::principals`].
    pub principal: usize,
    /// Name of the way to log in: the view's, where the helper has a credential for it, or else its own first.
    pub auth: String,
}

impl Matrix {
    /// Who else is needed to ask a cell's question, each once.
    pub fn helpers(&self, cell: &Cell) -> Vec<Helper> {
        let view = &self.profile.view[cell.view];
        let format = &view.format[cell.format];
        let names = format.steps.iter().filter_map(|step| step.by());
        let reader = format.effect.iter().filter(|_| cell.is_read_back());
        let mut out: Vec<Helper> = names
            .chain(reader.map(|effect| effect.by.get_ref().as_str()))
            .filter_map(|name| helper(&self.principals, view.auth.get_ref(), name))
            .collect();
        out.sort();
        out.dedup();
        out
    }
}

impl Matrix {
    /// What of its target a cell's requests say.
    pub fn asks_by(&self, cell: &Cell) -> BTreeSet<String> {
        let selection = &self.selections[cell.view][cell.selection];
        let format = &self.profile.view[cell.view].format[cell.format];
        format.asks_by(selection.choices.iter().map(|choice| &choice.set))
    }

    /// Who reads back what a view's format changes, and puts it back; none where it changes nothing.
    pub fn reader(&self, view: usize, format: usize) -> Option<Helper> {
        let view = &self.profile.view[view];
        let effect = view.format[format].effect.as_ref()?;
        helper(&self.principals, view.auth.get_ref(), effect.by.get_ref())
    }

    /// In whose session a step of an account's history is asked; none for a login.
    pub fn actor(&self, principal: usize, step: &HistoryStep) -> Option<Helper> {
        actor(&self.principals, principal, step)
    }
}

fn actor(accounts: &[Account], principal: usize, step: &HistoryStep) -> Option<Helper> {
    let account = &accounts[principal];
    let ask = step.ask.as_ref()?;
    let way = step
        .auth
        .as_deref()
        .or(account.credential.keys().next().map(String::as_str))?;
    match ask.by().filter(|name| *name != account.id) {
        Some(name) => helper(accounts, way, name),
        None => account.credential.contains_key(way).then(|| Helper {
            principal,
            auth: way.to_owned(),
        }),
    }
}

/// Whom steps name that cannot log in: such a step can never be asked.
pub(super) fn strangers(profile: &Profile, accounts: &[Account]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for view in &profile.view {
        let steps = view.format.iter().flat_map(|format| &format.steps);
        let readers = view.format.iter().filter_map(|format| format.effect.as_ref());
        let named = steps.filter_map(|step| step.by.as_ref());
        for by in named.chain(readers.map(|effect| &effect.by)) {
            if helper(accounts, view.auth.get_ref(), by.get_ref()).is_none() {
                let what = format!("as = \"{}\": no principal of that id can log in", by.get_ref());
                let todo = "declare it under [[principal]] with a credential, or correct the name";
                faults.push(Fault::new(by, what, todo));
            }
        }
    }
    faults
}

/// Histories whose steps nobody can take, so that they never happen.
pub(super) fn histories_can_happen(profile: &Profile, accounts: &[Account]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (principal, account) in accounts.iter().enumerate() {
        let declared = profile
            .principal
            .iter()
            .position(|p| *p.id.get_ref() == account.declared);
        let at = Path::of(["principal"])
            .nth(declared.unwrap_or_default())
            .then("history");
        for (index, step) in account.history.iter().enumerate() {
            if step.ask.is_some() && actor(accounts, principal, step).is_none() {
                let what = format!(
                    "principal \"{}\": \"{}\" is asked by nobody who can log in",
                    account.id, step.name
                );
                let todo = "correct its as or its auth, or give that principal a credential";
                faults.push(Fault::new(at.nth(index), what, todo));
            }
        }
    }
    faults
}

fn helper(accounts: &[Account], auth: &str, name: &str) -> Option<Helper> {
    let principal = accounts.iter().position(|account| account.id == name)?;
    let has = &accounts[principal].credential;
    let auth = has
        .contains_key(auth)
        .then_some(auth)
        .or(has.keys().next().map(String::as_str))?;
    Some(Helper {
        principal,
        auth: auth.to_owned(),
    })
}
