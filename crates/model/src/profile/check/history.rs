//! Histories that can happen, and whose effects are read back.

use super::Faults;
use super::step::{alone, unsendable};
use crate::profile::{Principal, ProbeIs, Profile};

pub(super) fn fits(faults: &mut Faults, profile: &Profile, principal: &Principal) {
    let id = &principal.id;
    let mut tell = |what: String, todo: &str| faults.at(id, format!("principal \"{}\": {what}", id.get_ref()), todo);
    for step in &principal.history {
        if step.login == step.ask.is_some() {
            tell(
                format!("\"{}\" is neither a login nor a request", step.name),
                "give login = true or ask = { … }",
            );
        }
        if step.reads.is_some() && step.ask.is_none() {
            tell(format!("\"{}\" reads no answer", step.name), "give ask = { … }");
        }
        for (what, todo) in step
            .ask
            .iter()
            .flat_map(|ask| unsendable(ask).into_iter().chain(alone(ask)))
        {
            tell(format!("\"{}\": {what}", step.name), todo);
        }
    }
    let last_effect = principal
        .history
        .iter()
        .rposition(|step| step.ask.as_ref().is_some_and(|ask| ask.effect));
    if let Some(last) = last_effect
        && !principal.history[last..].iter().any(|step| step.reads.is_some())
    {
        let what = format!(
            "\"{}\" is not read back, so nobody knows whether it happened",
            principal.history[last].name
        );
        tell(what, "give it, or a step after it, reads = { at = …, is = […] }");
    }
    let mut ways = principal.credential.keys().filter_map(|way| profile.auth.get(way));
    if !principal.history.is_empty() && ways.any(|way| way.who.is == ProbeIs::Instances) {
        let what = "its probe answers its instances, which its history changes".to_owned();
        tell(what, "use a way to log in whose probe answers an identity");
    }
}
