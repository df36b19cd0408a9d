//! Everything in a profile that is asked and read, with where it stands.

use super::{Auth, Effect, Locator, Path, Principal, Profile, Step, ViewFormat};

/// Requests that follow each other: what one takes, the next may hold.
pub(super) struct Sequence<'a> {
    /// Where each stands.
    pub steps: Vec<(Path, &'a Step)>,
    /// Of what.
    pub of: Of,
}

/// What a sequence of requests is.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// A login.
    Login,
    /// A format of a view, by the view's index.
    View(usize),
    /// What reads back a write of a view.
    Read(usize),
    /// What undoes a write of a view.
    Restore(usize),
    /// An account's history.
    History,
}

/// Every sequence of requests.
pub(super) fn sequences(profile: &Profile) -> Vec<Sequence<'_>> {
    let mut out = Vec::new();
    for (at, auth) in auths(profile) {
        out.push(sequence(at.then("steps"), &auth.steps, Of::Login));
    }
    for (view, at, format) in formats(profile) {
        out.push(sequence(at.then("steps"), &format.steps, Of::View(view)));
        if let Some(effect) = &format.effect {
            let at = at.then("effect");
            out.push(sequence(at.then("read"), &effect.read, Of::Read(view)));
            out.push(sequence(at.then("restore"), &effect.restore, Of::Restore(view)));
        }
    }
    for (at, principal) in principals(profile) {
        let asks = principal.history.iter().enumerate();
        let steps = asks.filter_map(|(i, step)| Some((at.then("history").nth(i).then("ask"), step.ask.as_ref()?)));
        out.push(Sequence {
            steps: steps.collect(),
            of: Of::History,
        });
    }
    out
}

/// Every place in an answer that is looked into.
pub fn locators(profile: &Profile) -> Vec<(Path, &Locator)> {
    let mut out = Vec::new();
    for (at, step) in sequences(profile).into_iter().flat_map(|sequence| sequence.steps) {
        let taken = step
            .take
            .iter()
            .map(|(name, locator)| (at.then("take").then(name), locator));
        out.extend(taken);
        let polled = step.poll.as_ref().and_then(|poll| poll.until.as_ref());
        out.extend(polled.map(|locator| (at.then("poll").then("until"), locator)));
    }
    for (at, auth) in auths(profile) {
        out.push((at.then("who").then("take"), &auth.who.take));
        out.extend(signs(&at.then("signed_out"), &auth.signed_out));
    }
    out.extend(signs(&Path::of(["refusal"]), &profile.refusal));
    out.extend(signs(&Path::of(["rejection"]), &profile.rejection));
    for (_, at, format) in formats(profile) {
        out.extend(format.next.iter().map(|locator| (at.then("next"), locator)));
        let numbers = format.numbers.iter().enumerate();
        out.extend(numbers.map(|(i, number)| (at.then("numbers").nth(i).then("at"), &number.at)));
        let lists = format.lists.iter().enumerate();
        out.extend(lists.map(|(i, list)| (at.then("lists").nth(i).then("at"), &list.at)));
        out.extend(effects(&at, format).map(|(at, effect)| (at.then("at"), &effect.at)));
    }
    for (at, principal) in principals(profile) {
        let reads = principal.history.iter().enumerate();
        let reads = reads.filter_map(|(i, step)| Some((at.then("history").nth(i), step.reads.as_ref()?)));
        out.extend(reads.map(|(at, reads)| (at.then("reads").then("at"), &reads.at)));
    }
    out
}

/// Ways to log in.
pub(super) fn auths(profile: &Profile) -> impl Iterator<Item = (Path, &Auth)> {
    let auths = profile.auth.iter();
    auths.map(|(name, auth)| (Path::of(["auth", name]), auth))
}

/// Every format, with its view's index.
pub(super) fn formats(profile: &Profile) -> impl Iterator<Item = (usize, Path, &ViewFormat)> {
    let views = profile.view.iter().enumerate();
    views.flat_map(|(v, view)| {
        let at = Path::of(["view"]).nth(v).then("format");
        let formats = view.format.iter().enumerate();
        formats.map(move |(f, format)| (v, at.nth(f), format))
    })
}

/// A format's effect, where it has one.
pub(super) fn effects<'a>(at: &Path, format: &'a ViewFormat) -> impl Iterator<Item = (Path, &'a Effect)> {
    let at = at.then("effect");
    format.effect.iter().map(move |effect| (at.clone(), effect))
}

/// Principals as declared.
pub(super) fn principals(profile: &Profile) -> impl Iterator<Item = (Path, &Principal)> {
    let principals = profile.principal.iter().enumerate();
    principals.map(|(i, principal)| (Path::of(["principal"]).nth(i), principal))
}

fn sequence<'a>(at: Path, steps: &'a [Step], of: Of) -> Sequence<'a> {
    let steps = steps.iter().enumerate();
    Sequence {
        steps: steps.map(|(i, step)| (at.nth(i), step)).collect(),
        of,
    }
}

fn signs<'a>(at: &Path, signs: &'a [super::Sign]) -> Vec<(Path, &'a Locator)> {
    let signs = signs.iter().enumerate();
    let has = signs.filter_map(|(i, sign)| Some((at.nth(i).then("has"), sign.has.as_ref()?)));
    has.collect()
}
