//! A view that says what has happened by the time it answers: something must have made it so.

use super::super::{Happening, Method, Path, Principal, Profile, View, ViewFormat};
use super::Faults;

/// A permission is lost, or taken, by requests: the view's own, or an account's history. A planted population may hold the rest:
/// who has moved or has ended, and instances that are others.
pub(super) fn fits(faults: &mut Faults, profile: &Profile, index: usize, view: &View) {
    let Some(after @ (Happening::Revoked | Happening::SelfGranted)) = view.after else {
        return;
    };
    let asks = |principal: &&Principal| principal.credential.contains_key(view.auth.get_ref());
    let has_history = profile
        .principal
        .iter()
        .filter(asks)
        .any(|principal| !principal.history.is_empty());
    let changes = |format: &ViewFormat| format.steps.iter().any(|step| step.method() != Method::Get);
    if !has_history && !view.format.iter().all(changes) {
        faults.at(
            Path::of(["view"]).nth(index).then("after"),
            format!(
                "view \"{}\": after = \"{}\", and nothing makes it so: no request of it changes anything, and no account that asks has a history",
                view.id.get_ref(),
                super::AbsentUnit::from(after),
            ),
            "let its steps do it, as whoever may, or give the account a history; or take after away",
        );
    }
}
