//! Writes: the value is read before and after by somebody who may see it, and put back, and nobody else asks anything
//! meanwhile. Each is recorded before it is asked for, and a run that is ended waits until it is undone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use skott_model::matrix::{Cell, Helper, Target};
use skott_model::profile::{self, Relation};
use skott_model::record::{self, Event};
use skott_model::{Detail, Doubt, DoubtKind, Effect, Said};
use skott_portal::{Answered, Fetched, Stopped, is_nonce, nonce};
use tokio::sync::{Mutex, MutexGuard};

use super::sessions::{Held, Sessions, SignIn, doubt, failed, of_helper};

/// What came of asking for a cell.
pub(super) struct Asked {
    pub fetched: Fetched,
    /// Of a write: what became of the value, if it could be read.
    pub effect: Option<Effect>,
    /// Of a write that may be made: what is somebody else's and was changed with it.
    pub spilled: Option<Target>,
    /// Why the portal may still hold what was written.
    pub unrestored: Option<Detail>,
}

impl Asked {
    pub fn of(fetched: Fetched) -> Self {
        Self {
            fetched,
            effect: None,
            spilled: None,
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
#[derive(Clone)]
struct Write<'a> {
    cell: &'a Cell,
    effect: &'a profile::Effect,
    reader: Helper,
    carried: BTreeMap<String, String>,
}

/// What is written while a run goes on.
#[derive(Default)]
pub(super) struct Writes {
    /// Held by whoever writes, until it is undone.
    under_way: Mutex<()>,
    /// Nothing more is to be written.
    ended: AtomicBool,
    /// Marks that this run wrote.
    marks: Mutex<BTreeMap<String, Mark>>,
}

/// Whose a mark is, and whether it read as undone.
#[derive(Clone)]
struct Mark {
    cell: String,
    is_undone: bool,
}

impl Mark {
    fn of(cell: &Cell) -> Self {
        Self {
            cell: cell.id.clone(),
            is_undone: false,
        }
    }
}

impl Writes {
    /// Lets one question write for as long as what is given is held; none after the end.
    pub async fn begin(&self) -> Result<MutexGuard<'_, ()>, Doubt> {
        let under_way = self.under_way.lock().await;
        match self.ended.load(Relaxed) {
            true => Err(doubt(DoubtKind::Session, Said::RunEnded)),
            false => Ok(under_way),
        }
    }

    /// Lets nothing more be written, and waits until what was written is undone, or could not be.
    pub async fn end(&self) {
        self.ended.store(true, Relaxed);
        drop(self.under_way.lock().await);
    }
}

impl Sessions {
    /// Tries to change something, and reads whether it did. What it changed is put back.
    pub(super) async fn change(&self, held: &mut Held<'_>, cell: &Cell, effect: &profile::Effect) -> Asked {
        let Some(reader) = self.matrix.reader(cell.view, cell.format) else {
            return Asked::of(failed(doubt(DoubtKind::Session, Said::NobodyReads)));
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
        let beside = match self.beside(held, &write).await {
            Ok(beside) => beside,
            Err(why) => return Asked::of(failed(why)),
        };
        let left_over = self.left_over(held, &write, &before).await;
        self.tell(&write, false);
        let fetched = self.fetch(held, cell, &write.carried).await;
        if effect.login {
            held.lose(&write.reader);
        }
        let after = self.by_reader(held, &write, Task::Read).await;
        let mut asked = judged(fetched, &before, &written, after.as_deref().map_err(Clone::clone));
        let changed = self.changed_beside(held, beside, &mut asked).await;
        let unchanged = after.is_ok_and(|after| after == before);
        let mut restored = Ok(());
        if !unchanged {
            write.carried.insert("before".to_owned(), before.clone());
            restored = self.restored(held, &write, &before).await;
        }
        let left_alone = self.restored_beside(held, changed).await;
        restored = restored.and(left_alone);
        if restored.is_ok() {
            self.tell(&write, true);
            let mut marks = self.writes.marks.lock().await;
            let own = write.carried.get("nonce").and_then(|nonce| marks.get_mut(nonce));
            own.into_iter().for_each(|mark| mark.is_undone = true);
        }
        asked.unrestored = restored.err().map(|why| why.detail).or(left_over.map(Detail::from));
        asked
    }

    /// What a change of one's own must leave alone: the same value of all that is asked about and is somebody else's, and what stands there.
    async fn beside<'a>(&'a self, held: &mut Held<'_>, write: &Write<'a>) -> Result<Vec<(Write<'a>, String)>, Doubt> {
        let own = write.cell;
        if !own.access.may_change() || own.target.is_none() {
            return Ok(Vec::new());
        }
        let orders = &self.matrix.population.orders;
        let person = |cell: &Cell| Some(&orders[cell.target.as_ref()?.order?].person);
        // What is the person's, and not the order's, is changed wherever that person has ordered.
        let is_it = |cell: &&Cell| {
            let is_foreign = cell
                .target
                .as_ref()
                .is_some_and(|target| target.relation == Relation::Foreign);
            (cell.principal, cell.view, cell.format, cell.selection)
                == (own.principal, own.view, own.format, own.selection)
                && is_foreign
                && person(cell).is_some_and(|theirs| Some(theirs) != person(own))
        };
        let mut out = Vec::new();
        for cell in self.matrix.cells.iter().filter(is_it) {
            let beside = Write { cell, ..write.clone() };
            let before = self.by_reader(held, &beside, Task::Read).await?;
            out.push((beside, before));
        }
        Ok(out)
    }

    /// Of these, what was changed with what was asked for, each with what is to be put back; read before anything is, since that may change
    /// them, too.
    async fn changed_beside<'a>(
        &self,
        held: &mut Held<'_>,
        beside: Vec<(Write<'a>, String)>,
        asked: &mut Asked,
    ) -> Vec<(Write<'a>, String)> {
        let mut out = Vec::new();
        for (write, before) in beside {
            let why = match (
                self.by_reader(held, &write, Task::Read).await,
                self.written(held, &write),
            ) {
                (Ok(after), _) if after == before => continue,
                (Ok(after), Ok(written)) if after == written => {
                    asked.spilled.clone_from(&write.cell.target);
                    out.push((write, before));
                    continue;
                }
                (Ok(_), Ok(_)) => doubt(DoubtKind::Effect, Said::NeitherWasNorWritten),
                (Err(why), _) | (_, Err(why)) => why,
            };
            // It may be another's change, which is not undone.
            asked.fetched.doubts.push(why);
        }
        out
    }

    /// Puts back what was changed beside what was asked for, each whatever becomes of the others. Of all that was not asked about nobody knows.
    async fn restored_beside(&self, held: &mut Held<'_>, changed: Vec<(Write<'_>, String)>) -> Result<(), Doubt> {
        let mut out = match changed.is_empty() {
            true => Ok(()),
            false => Err(doubt(DoubtKind::Effect, Said::ChangedBeside)),
        };
        for (mut write, before) in changed {
            write.carried.insert("before".to_owned(), before.clone());
            if let Err(why) = self.restored(held, &write, &before).await {
                out = Err(why);
            }
        }
        out
    }

    fn tell(&self, write: &Write<'_>, is_back: bool) {
        self.recorder.append(Event::Write(record::Write {
            cell: write.cell.id.clone(),
            of: write.effect.of.clone(),
            is_back,
        }));
    }

    /// What stands there may be a mark: that of a run before this one, which ended before it put back what it changed, or one that this run
    /// read as undone, so that the change was made later. One that could not be undone was told then.
    async fn left_over(&self, held: &Held<'_>, write: &Write<'_>, before: &str) -> Option<Said> {
        let mut marks = self.writes.marks.lock().await;
        let own = write.carried.get("nonce").cloned();
        marks.extend(own.map(|nonce| (nonce, Mark::of(write.cell))));
        match marks.get(&self.mark_in(held, write, before)?) {
            None => Some(Said::LeftOver),
            Some(mark) if mark.is_undone => Some(Said::ChangedLater),
            Some(_) => None,
        }
    }

    /// The mark that stands in a value, as this question would have written it.
    fn mark_in(&self, held: &Held<'_>, write: &Write<'_>, value: &str) -> Option<String> {
        const PLACE: &str = "\u{1}";
        let carried = BTreeMap::from([("nonce".to_owned(), PLACE.to_owned())]);
        let placed = Write {
            carried,
            ..write.clone()
        };
        let placed = self.written(held, &placed).unwrap_or_default();
        let (head, tail) = placed.split_once(PLACE)?;
        let mark = value.strip_prefix(head)?.strip_suffix(tail)?;
        is_nonce(mark).then(|| mark.to_owned())
    }

    /// Reads all that was written to once more, when nothing more is asked: a portal may make a change afterwards. What stands there then is
    /// told as what was not put back.
    pub(super) async fn read_once_more(&self) {
        let marks = self.writes.marks.lock().await.clone();
        let mut read = BTreeSet::new();
        for cell in marks
            .values()
            .filter_map(|mark| self.matrix.cells.iter().find(|cell| cell.id == mark.cell))
        {
            let target = cell.target.as_ref().map(|target| &target.id);
            let (Some(effect), true) = (&self.format(cell).effect, read.insert((cell.view, cell.format, target)))
            else {
                continue;
            };
            let Some(mark) = self.mark_now(cell, effect).await else {
                continue;
            };
            if let Some(mark) = marks.get(&mark).filter(|mark| mark.is_undone) {
                self.recorder.append(Event::Write(record::Write {
                    cell: mark.cell.clone(),
                    of: effect.of.clone(),
                    is_back: false,
                }));
            }
        }
    }

    /// The mark that stands where a question writes, as its reader reads it; none where that would take a login.
    async fn mark_now(&self, cell: &Cell, effect: &profile::Effect) -> Option<String> {
        if effect.login {
            return None;
        }
        let write = Write {
            cell,
            effect,
            reader: self.matrix.reader(cell.view, cell.format)?,
            carried: BTreeMap::from([("nonce".to_owned(), nonce())]),
        };
        let held = self.held_for(cell).await?;
        // Nobody logs in for it any more: all is proved.
        let now = self.once_by_reader(&held, &write, Task::Read).await.ok()?;
        self.mark_in(&held, &write, &now)
    }

    /// Puts the value back, and reads that it is.
    async fn restored(&self, held: &mut Held<'_>, write: &Write<'_>, before: &str) -> Result<(), Doubt> {
        self.by_reader(held, write, Task::PutBack).await?;
        let now = self.by_reader(held, write, Task::Read).await?;
        if now == before {
            Ok(())
        } else {
            Err(doubt(DoubtKind::Effect, Said::NotAsItWas))
        }
    }

    fn written(&self, held: &Held<'_>, write: &Write<'_>) -> Result<String, Doubt> {
        let Some(SignIn::In(own)) = held.own() else {
            return Err(doubt(DoubtKind::Session, Said::NotSignedIn));
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
        let why = stopped.unwrap_or_else(|| doubt(DoubtKind::Session, Said::SessionLostTwice));
        Err(of_helper(name, why))
    }

    async fn once_by_reader(&self, held: &Held<'_>, write: &Write<'_>, task: Task) -> Result<String, Stopped> {
        let (Some(SignIn::In(own)), Some(SignIn::In(reader))) = (held.own(), held.state(&write.reader)) else {
            return Err(Stopped {
                doubt: doubt(DoubtKind::Session, Said::NotSignedIn),
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
            asked
                .fetched
                .doubts
                .push(doubt(DoubtKind::Effect, Said::NeitherWasNorWritten));
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
