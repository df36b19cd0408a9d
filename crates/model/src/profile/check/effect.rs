//! Writes whose effect can be read back and undone.

use super::Faults;
use super::step::{alone, unsendable};
use crate::profile::{Effect, Step, Unit, View, ViewFormat};

/// A view of writes: all its formats change something, and show nobody.
pub(super) fn fits(faults: &mut Faults, view: &View) {
    let writes = view.format.iter().filter(|format| format.effect.is_some()).count();
    if writes == 0 {
        return;
    }
    let id = view.id.get_ref();
    let mut tell = |what: &str, todo: &str| faults.at(&view.id, format!("view \"{id}\": {what}"), todo);
    if view.unit != Unit::None {
        tell(
            "a write is judged by what it changes, not by what it shows",
            "write unit = \"none\"",
        );
    }
    if writes < view.format.len() {
        tell(
            "some of its formats have an effect and some have none",
            "make two views of it: one that reads and one that writes",
        );
    }
    for format in &view.format {
        if let Some(effect) = &format.effect {
            undoable(faults, view, format, effect);
        }
    }
}

fn undoable(faults: &mut Faults, view: &View, format: &ViewFormat, effect: &Effect) {
    let place = format!("view \"{}\", format \"{}\"", view.id.get_ref(), format.id.get_ref());
    let mut tell = |what: &str, todo: &str| faults.at(&format.id, format!("{place}: {what}"), todo);
    let changes = |steps: &[Step]| steps.iter().any(|step| step.effect);
    if !format.writes() {
        let todo = "write effect = true on the request that does";
        tell("none of its requests changes anything", todo);
    }
    if effect.read.is_empty() || changes(&effect.read) {
        let todo = "give read = [{ get = \"/…\" }], requests that only read";
        tell("its effect cannot be read back", todo);
    }
    if !changes(&effect.restore) {
        let todo = "give restore = [{ … \"{before}\" …, effect = true }]";
        tell("what it changes is never put back", todo);
    }
    if !effect.written.contains("{nonce}") {
        let todo = "let written hold {nonce}, a mark that no other question has";
        tell("what it writes cannot be told from what stood there", todo);
    }
    for step in effect.steps() {
        if step.by.is_some() || step.judged {
            let todo = "take as and judged away from its read and restore";
            tell("its effect is read and undone by one account, that of its as", todo);
        }
        for (what, todo) in unsendable(step).into_iter().chain(alone(step)) {
            tell(what, todo);
        }
    }
}
