//! Requests that can be sent as they are written.

use toml::Spanned;

use super::Faults;
use crate::profile::walk::{Of, Sequence};
use crate::profile::{Method, Path, Profile, Step, View, ViewFormat};

/// Where a step stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    at: &'a Spanned<String>,
    view: &'a str,
}

impl<'a> Place<'a> {
    pub fn of(view: &'a View, format: &'a ViewFormat) -> Self {
        Self {
            at: &format.id,
            view: view.id.get_ref(),
        }
    }

    fn fault(self, faults: &mut Faults, what: &str, todo: &str) {
        let what = format!("view \"{}\": {what}", self.view);
        faults.at(self.at, what, todo);
    }
}

/// The steps of one format, in their order.
pub(super) fn view_steps(faults: &mut Faults, place: Place<'_>, steps: &[Step]) {
    for step in steps {
        if let Some((what, todo)) = unsendable(step) {
            place.fault(faults, what, todo);
        }
        if step.judged && step.by.is_none() {
            let what = "judged goes with as: the account's own answers are always judged";
            place.fault(faults, what, "give as = \"<principal>\", or take judged away");
        }
        if let Some((what, todo)) = step.together.then(|| unsent_together(step)).flatten() {
            place.fault(faults, what, todo);
        }
    }
    for (step, next) in steps.iter().zip(&steps[1.min(steps.len())..]) {
        if step.together && next.by.is_some() && !next.together {
            let what = "together is the moment of the account's own request, and another's follows";
            place.fault(faults, what, "put the step just before the account's own");
        }
    }
    if let Some(last) = steps.last()
        && let (Some(by), false) = (&last.by, last.judged)
    {
        let what = format!(
            "the last step's answer is the view's, and \"{}\" is somebody else",
            by.get_ref()
        );
        faults.at(
            by,
            what,
            "add the request that the account itself makes, or judged = true",
        );
    }
}

/// Requests that change something do so where that may be done: in a portal that may be changed, and in no login, which
/// is made anew whenever a session is lost, whatever else is asked then.
pub(super) fn may_write(faults: &mut Faults, profile: &Profile, sequence: &Sequence<'_>) {
    let (what, todo) = match (sequence.of, profile.writes) {
        (Of::Login, _) => (
            "a login changes nothing in the portal",
            "take effect away; what happens to an account once stands in its history",
        ),
        (_, false) => (
            "this request changes the portal, which writes = false forbids",
            "write writes = true at the top of the profile, if the portal may be changed",
        ),
        (_, true) => return,
    };
    for (at, _) in sequence.steps.iter().filter(|(_, step)| step.effect) {
        faults.at(at.then("effect"), what.to_owned(), todo);
    }
}

/// A step of a login.
pub(super) fn login_step(faults: &mut Faults, at: Path, auth: &str, step: &Step) {
    let place = format!("[auth.{auth}]");
    for (what, todo) in unsendable(step).into_iter().chain(alone(step)) {
        faults.at(at.clone(), format!("{place}: {what}"), todo);
    }
    if let Some(by) = &step.by {
        let todo = "take as away; only a view's steps can be somebody else's";
        faults.at(by, format!("{place}: nobody logs in as somebody else"), todo);
    }
}

/// Why a step cannot be sent beside another, and what to do.
fn unsent_together(step: &Step) -> Option<(&'static str, &'static str)> {
    if step.by.is_none() {
        let what = "together goes with as: the account itself asks one thing at a time";
        return Some((what, "give as = \"<principal>\", or take together away"));
    }
    (step.judged || step.effect || step.poll.is_some() || !step.take.is_empty()).then_some((
        "of what is asked together nothing is judged, taken, waited for or changed",
        "take judged, take, poll and effect away, or together",
    ))
}

/// Why a request that stands by itself cannot be sent beside another, and what to do.
pub(super) fn alone(step: &Step) -> Option<(&'static str, &'static str)> {
    step.together.then_some((
        "only a view's steps are asked together with the account's own",
        "take together away",
    ))
}

/// Why a step is no request, and what to do.
pub(super) fn unsendable(step: &Step) -> Option<(&'static str, &'static str)> {
    let paths = [&step.get, &step.post, &step.path];
    if paths.iter().filter(|path| path.is_some()).count() != 1 || !step.path().starts_with(['/', '{']) {
        let what = "a step needs exactly one of get, post and path, and it begins with /";
        return Some((what, "correct the step"));
    }
    if step.path.is_some() != step.method.is_some() {
        return Some((
            "path and method go together",
            "write path = \"/…\", method = \"PUT\"; or get or post alone",
        ));
    }
    let carries = !step.form.is_empty() || step.json.is_some();
    if carries && matches!(step.method(), Method::Get | Method::Head | Method::Options) {
        return Some((
            "a request that only reads carries no body",
            "use query, or another method",
        ));
    }
    if let Some(poll) = &step.poll {
        if poll.is.is_some() && poll.until.is_none() {
            return Some((
                "poll is = … is said of nothing",
                "give poll until = { … }: where it stands",
            ));
        }
        if poll.until.is_none() && poll.while_status.is_empty() {
            return Some(("poll waits for nothing", "give it until or while_status"));
        }
    }
    if step.json.is_some() && !step.form.is_empty() {
        return Some(("a request has one body", "give form or json"));
    }
    None
}
