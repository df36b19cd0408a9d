//! Writes: the value is read before and after by somebody who may see it, and put back, and nobody else asks anything
//! meanwhile.

use std::collections::BTreeMap;

use skott_model::matrix::{Cell, Helper};
use skott_model::profile;
use skott_model::{Doubt, DoubtKind, Effect};
use skott_portal::{Answered, Fetched, Stopped, nonce};

use super::sessions::{Held, Sessions, SignIn, doubt, failed, of_helper};

/// What came of asking for a cell.
pub(super) struct Asked {
    pub fetched: Fetched,
    /// Of a write: what became of the value, if it could be read.
    pub effect: Option<Effect>,
    /// Why the portal may still hold what was written.
    pub unrestored: Option<String>,
}

impl Asked {
    pub fn of(fetched: Fetched) -> Self {
        Self {
            fetched,
            effect: None,
            unrestored: None,
        }
    }
}

/// What a reader is to do.
#[derive(Clone, Copy)]
enum Task {
    Read,
    PutBack,
}

/// A write under way.
struct Write<'a> {
    cell: &'a Cell,
    effect: &'a profile::Effect,
    reader: Helper,
    carried: BTreeMap<String, String>,
}

impl Sessions {
    /// Tries to change something, and reads whether it did. What it changed is put back.
    pub(super) async fn change(&self, held: &mut Held<'_>, cell: &Cell, effect: &profile::Effect) -> Asked {
        let Some(reader) = self.matrix.reader(cell.view, cell.format) else {
            return Asked::of(failed(doubt(DoubtKind::Session, "nobody reads what it changes")));
        };
        let mut write = Write {
            cell,
            effect,
            reader,
            carried: BTreeMap::from([("nonce".to_owned(), nonce())]),
        };
        if let Err(why) = self.all_signed_in(held).await {
            return Asked::of(failed(why));
        }
        let before = match self.by_reader(held, &write, Task::Read).await {
            Ok(before) => before,
            Err(why) => return Asked::of(failed(why)),
        };
        let written = match self.written(held, &write) {
            Ok(written) => written,
            Err(why) => return Asked::of(failed(why)),
        };
        let fetched = self.fetch(held, cell, &write.carried).await;
        if effect.login {
            held.lose(&write.reader);
        }
        let after = self.by_reader(held, &write, Task::Read).await;
        let mut asked = judged(fetched, &before, &written, after.as_deref().map_err(Clone::clone));
        if after.is_ok_and(|after| after == before) {
            return asked;
        }
        write.carried.insert("before".to_owned(), before.clone());
        asked.unrestored = self.restored(held, &write, &before).await.err().map(|why| why.detail);
        asked
    }

    /// Puts the value back, and reads that it is.
    async fn restored(&self, held: &mut Held<'_>, write: &Write<'_>, before: &str) -> Result<(), Doubt> {
        self.by_reader(held, write, Task::PutBack).await?;
        let now = self.by_reader(held, write, Task::Read).await?;
        if now == before {
            Ok(())
        } else {
            Err(doubt(DoubtKind::Effect, "it does not read as it was"))
        }
    }

    fn written(&self, held: &Held<'_>, write: &Write<'_>) -> Result<String, Doubt> {
        let Some(SignIn::In(own)) = held.own() else {
            return Err(doubt(DoubtKind::Session, "not signed in"));
        };
        let ask = self.asked(write.cell, &write.carried);
        self.portal.written_value(own, ask, write.effect)
    }

    /// In the reader's session; a lost one is logged in once more, since what it asked was not done.
    async fn by_reader(&self, held: &mut Held<'_>, write: &Write<'_>, task: Task) -> Result<String, Doubt> {
        let name = &self.matrix.principals[write.reader.principal].id;
        let mut stopped = None;
        for _ in 0..2 {
            self.all_signed_in(held).await?;
            match self.once_by_reader(held, write, task).await {
                Ok(value) => return Ok(value),
                Err(why) if why.is_lost => {
                    held.lose(&write.reader);
                    stopped = Some(why.doubt);
                }
                Err(why) => return Err(of_helper(name, why.doubt)),
            }
        }
        let why = stopped.unwrap_or_else(|| doubt(DoubtKind::Session, "session lost twice"));
        Err(of_helper(name, why))
    }

    async fn once_by_reader(&self, held: &Held<'_>, write: &Write<'_>, task: Task) -> Result<String, Stopped> {
        let (Some(SignIn::In(own)), Some(SignIn::In(reader))) = (held.own(), held.state(&write.reader)) else {
            return Err(Stopped {
                doubt: doubt(DoubtKind::Session, "not signed in"),
                is_lost: false,
            });
        };
        let ask = self.asked(write.cell, &write.carried);
        match task {
            Task::Read => self.portal.read_value((own, reader), ask, write.effect).await,
            Task::PutBack => {
                let done = self.portal.put_back((own, reader), ask, write.effect).await;
                done.map(|()| String::new())
            }
        }
    }
}

/// What the value came to. A value that reads neither as it was nor as it was written was changed by somebody else, or by
/// this question in a way that nobody foresaw: no verdict, rather than a wrong one.
fn judged(fetched: Fetched, before: &str, written: &str, after: Result<&str, Doubt>) -> Asked {
    let mut asked = Asked::of(fetched);
    asked.effect = match after {
        Ok(after) if after == written => Some(Effect::Changed),
        Ok(after) if after == before => Some(Effect::Unchanged),
        Ok(_) => {
            let what = "the value reads neither as it was nor as it was written";
            asked.fetched.doubts.push(doubt(DoubtKind::Effect, what));
            None
        }
        Err(why) => {
            asked.fetched.doubts.push(why);
            None
        }
    };
    // Asking again, as after a lost session otherwise, would lose sight of what was changed.
    let is_gone = matches!(asked.fetched.answer, Answered::SignedOut) && asked.effect == Some(Effect::Changed);
    if asked.effect.is_none() || is_gone {
        asked.fetched.answer = Answered::Failed;
    }
    asked
}
