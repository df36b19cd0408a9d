//! Accounts in whose sessions some of a view's steps are asked.

use super::{Account, Matrix, PlanError};
use crate::profile::Profile;

/// An account that takes part in another's question, and the way it is logged in for that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Helper {
    /// Index into [`Matrix::principals`].
    pub principal: usize,
    /// Name of the way to log in: the view's, where the helper has a credential for it, or else its own first.
    pub auth: String,
}

impl Matrix {
    /// Who else is needed to ask a view in a format, each once.
    pub fn helpers(&self, view: usize, format: usize) -> Vec<Helper> {
        let view = &self.profile.view[view];
        let names = view.format[format].steps.iter().filter_map(|step| step.by());
        let mut out: Vec<Helper> = names
            .filter_map(|name| helper(&self.principals, view.auth.get_ref(), name))
            .collect();
        out.sort();
        out.dedup();
        out
    }
}

/// A step that names nobody who can log in can never be asked.
pub(super) fn helpers_exist(profile: &Profile, accounts: &[Account]) -> Result<(), PlanError> {
    for view in &profile.view {
        let steps = view.format.iter().flat_map(|format| &format.steps);
        for by in steps.filter_map(|step| step.by.as_ref()) {
            if helper(accounts, view.auth.get_ref(), by.get_ref()).is_none() {
                return Err(PlanError {
                    at: Some(by.span().start),
                    what: format!("as = \"{}\": no principal of that id can log in", by.get_ref()),
                    todo: "declare it under [[principal]] with a credential, or correct the name".to_owned(),
                });
            }
        }
    }
    Ok(())
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
