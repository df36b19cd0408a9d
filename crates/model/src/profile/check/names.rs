//! `{name}` in what is asked: somebody must give each, or every question with it fails while it is asked.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::profile::request::pairs;
use crate::profile::walk::{Of, auths, effects, formats, principals, sequences};
use crate::profile::{Fault, Path, Probe, ProbeIs, Profile, Step, TargetKind, View};
use crate::template::{OF_ASKER, fill, spelling};

/// What every account has.
const OF_ACCOUNT: [&str; 6] = ["user", "identity", OF_ASKER[0], OF_ASKER[1], OF_ASKER[2], "instance"];
/// What every target has; orders may have more, each planted value by its name.
const OF_TARGET: [&str; 3] = ["id", "instance", "home"];

/// A name under `target.` that a planted order may have besides its id and instance.
pub(crate) type IsPlanted<'a> = &'a dyn Fn(&str) -> bool;

/// Every name that nothing can give.
pub(crate) fn unknown_names(profile: &Profile, is_planted: IsPlanted<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for sequence in sequences(profile) {
        let mut names = Names::at_start(profile, sequence.of, is_planted);
        for (at, step) in sequence.steps {
            for (at, text) in texts(&at, step) {
                names.check(&mut faults, at, text);
            }
            names.taken.extend(step.take.keys().map(String::as_str));
        }
    }
    for (at, auth) in auths(profile) {
        let mut names = Names::at_start(profile, Of::Login, is_planted);
        let taken = auth.steps.iter().flat_map(|step| step.take.keys());
        names.taken.extend(taken.map(String::as_str));
        if let Some(value) = &auth.value {
            names.check(&mut faults, at.then("value"), value);
        }
        who_is_no_answer(&mut faults, at.then("who").then("get"), &auth.who);
    }
    for (view, at, format) in formats(profile) {
        for (at, effect) in effects(&at, format) {
            let names = Names::at_start(profile, Of::Read(view), is_planted);
            names.check(&mut faults, at.then("written"), &effect.written);
        }
    }
    for (at, principal) in principals(profile) {
        let mut names = Names::at_start(profile, Of::History, is_planted);
        for (i, step) in principal.history.iter().enumerate() {
            let taken = step.ask.iter().flat_map(|ask| ask.take.keys());
            names.taken.extend(taken.map(String::as_str));
            let said = step.reads.iter().flat_map(|reads| reads.is.iter().enumerate());
            for (n, text) in said {
                names.check(
                    &mut faults,
                    at.then("history").nth(i).then("reads").then("is").nth(n),
                    text,
                );
            }
        }
    }
    faults
}

/// A probe that asks by the name that it must find is answered right in any session.
fn who_is_no_answer(faults: &mut Vec<Fault>, at: Path, who: &Probe) {
    let may_ask_by = |name: &str| match who.is {
        ProbeIs::Identity => OF_ASKER.contains(&name),
        ProbeIs::Instances => ["foreign", "own"].contains(&name),
    };
    let Err(name) = fill(&who.get, |name| may_ask_by(name).then(String::new)) else {
        return;
    };
    let what = match OF_ACCOUNT.contains(&name.as_str()) {
        true => format!("the probe asks by {{{name}}}, so any session is answered what it must be"),
        false => format!("nothing gives {{{name}}} here"),
    };
    let todo = "ask at an address that is the same for every account, as /me, where the session alone says who it is";
    faults.push(Fault::new(at, what, todo));
}

/// What a text may hold at some point.
struct Names<'a> {
    taken: BTreeSet<&'a str>,
    view: Option<&'a View>,
    is_planted: IsPlanted<'a>,
}

impl<'a> Names<'a> {
    fn at_start(profile: &'a Profile, of: Of, is_planted: IsPlanted<'a>) -> Self {
        let (taken, view): (&[&str], _) = match of {
            Of::Login => (&["secret"], None),
            Of::View(view) | Of::Read(view) => (&["nonce"], profile.view.get(view)),
            Of::Restore(view) => (&["nonce", "before"], profile.view.get(view)),
            Of::History => (&[], None),
        };
        Self {
            taken: taken.iter().copied().collect(),
            view,
            is_planted,
        }
    }

    fn check(&self, faults: &mut Vec<Fault>, at: Path, text: &str) {
        let Err(name) = fill(text, |name| self.has(name).then(String::new)) else {
            return;
        };
        let what = format!("nothing gives {{{name}}} here");
        faults.push(Fault::new(at, what, format!("use one of {}", self.all().join(", "))));
    }

    fn has(&self, name: &str) -> bool {
        if self.taken.contains(name) || OF_ACCOUNT.contains(&name) {
            return true;
        }
        let Some(view) = self.view else { return false };
        let (plain, _) = spelling(name);
        match (plain.strip_prefix("target."), view.target) {
            (Some(name), Some(kind)) => {
                OF_TARGET.contains(&name) || (kind == TargetKind::Order && (self.is_planted)(name))
            }
            (Some(_), None) => false,
            (None, _) => plain != name && OF_ASKER.contains(&plain),
        }
    }

    /// What may be written instead, as in a text.
    fn all(&self) -> Vec<String> {
        let target = self.view.is_some_and(|view| view.target.is_some());
        let target = OF_TARGET.iter().filter(|_| target).map(|name| format!("target.{name}"));
        let plain = self.taken.iter().chain(&OF_ACCOUNT).map(|name| (*name).to_owned());
        let braced = plain.chain(target).map(|name| format!("{{{name}}}"));
        let braces = "{{ and }} for braces".to_owned();
        braced.chain([braces]).collect()
    }
}

/// Every text of a request that is filled in.
fn texts<'a>(at: &Path, step: &'a Step) -> Vec<(Path, &'a str)> {
    let mut out = Vec::new();
    for (key, path) in [("get", &step.get), ("post", &step.post), ("path", &step.path)] {
        out.extend(path.iter().map(|text| (at.then(key), text.as_str())));
    }
    for (key, fields) in [("query", &step.query), ("form", &step.form)] {
        out.extend(pairs(fields).map(|(name, text)| (at.then(key).then(name), text.as_str())));
    }
    for (key, fields) in [("headers", &step.headers), ("cookies", &step.cookies)] {
        let fields = fields.iter();
        out.extend(fields.map(|(name, text)| (at.then(key).then(name), text.as_str())));
    }
    if let Some(json) = &step.json {
        texts_of_json(at.then("json"), json, &mut out);
    }
    out
}

fn texts_of_json<'a>(at: Path, json: &'a Value, out: &mut Vec<(Path, &'a str)>) {
    match json {
        Value::String(text) => out.push((at, text)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts_of_json(at.nth(index), item, out);
            }
        }
        Value::Object(members) => {
            for (name, item) in members {
                texts_of_json(at.then(name), item, out);
            }
        }
        _ => {}
    }
}
