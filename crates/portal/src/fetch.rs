//! A view's requests, one after the other, each in the session that it belongs to; jobs are waited for.

use std::collections::{BTreeMap, BTreeSet, hash_map::RandomState};
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;
use std::time::Duration;

use skott_model::DoubtKind::{Extraction, Limit, Session as Lost, Status};
use skott_model::profile::{Fields, Poll, Sign, Step};
use skott_model::template::{SPELLINGS, is_known_when_asked};
use skott_model::{Detail, Doubt, Received, Said};
use tokio::time::sleep;
use url::Url;

use crate::answer::Helpers;
use crate::chain::{Walk, Walker, take};
use crate::compose::{Outgoing, Values, compose};
use crate::session::Session;
use crate::sign::{Signs, look_for};
use crate::trouble::Trouble;
use crate::validator::Held;
use crate::{Answered, Ask, Fetched, Portal};

impl Portal {
    /// Asks a view and keeps all that it answers. Steps that name a principal are asked in its session, which stands among
    /// `helpers`; their answers are kept only where the step says that they are judged.
    pub async fn fetch(&self, session: &Session, helpers: &Helpers<'_>, ask: Ask<'_>) -> Fetched {
        let mut visit = Visit::new(
            self,
            session,
            helpers,
            self.refusals(ask.manipulates),
            Said::View(ask.view.id.get_ref().clone()).into(),
        );
        let answer = match visit.all_steps(&ask).await {
            Some(Last {
                answer: Answered::Opened,
                received,
                walker,
            }) => {
                visit.read_page(ask.format, &received).await;
                visit.turn_pages(walker, ask.format, received, self.pages).await
            }
            Some(last) => {
                // What refuses should show nothing, and may; that it is no page of the view's is no trouble.
                let told = visit.doubts.len();
                visit.read_page(ask.format, &last.received).await;
                visit.doubts.truncate(told);
                last.answer
            }
            None => Answered::Failed,
        };
        visit.done(answer)
    }

    /// What refusals look like.
    pub(crate) fn refusals(&self, manipulates: bool) -> &[Sign] {
        if manipulates { &self.rejection } else { &self.refusal }
    }

    fn walker<'a>(&'a self, session: &'a Session, refusal: &'a [Sign]) -> Walker<'a> {
        let signed_out = match session.is_signed_out() {
            // Whoever comes without a login may be sent to any.
            true => self.signed_out.as_slice(),
            false => self.auths.get(session.auth()).map_or(&[][..], |way| &way.signed_out),
        };
        Walker {
            wire: &self.wire,
            session,
            signs: Signs {
                signed_out,
                refusal,
                logins: &self.logins,
            },
            follow: true,
            moment: None,
        }
    }
}

/// One question under way.
pub(crate) struct Visit<'a> {
    pub portal: &'a Portal,
    own: &'a Session,
    helpers: &'a Helpers<'a>,
    refusal: &'a [Sign],
    pub view: Detail,
    pub here: Url,
    pub exchanges: Vec<Arc<Received>>,
    /// Answers that are no part of what the view answers.
    pub aside: Aside,
    pub held: Held,
    pub numbers: BTreeMap<String, Vec<String>>,
    pub lists: BTreeMap<String, BTreeSet<String>>,
    pub doubts: Vec<Doubt>,
    requests: u32,
    took: Option<Duration>,
    lost: Option<String>,
    turned_away: bool,
}

/// Answers that are no part of what a view answers, each once: one that waits says the same many times.
#[derive(Default)]
pub(crate) struct Aside {
    kept: Vec<Arc<Received>>,
    bytes: usize,
}

impl Aside {
    /// False when there is no room for it.
    fn add(&mut self, one: Arc<Received>, most: usize) -> bool {
        let is_same = |known: &Arc<Received>| known.status == one.status && known.body == one.body;
        if self.kept.iter().any(is_same) {
            return true;
        }
        self.bytes += one.body.len();
        let has_room = self.bytes <= most;
        if has_room {
            self.kept.push(one);
        }
        has_room
    }

    fn all(self) -> Vec<Received> {
        self.kept.into_iter().map(Arc::unwrap_or_clone).collect()
    }
}

/// The answer that is the view's, and who asked for it.
struct Last<'a> {
    answer: Answered,
    received: Arc<Received>,
    walker: Walker<'a>,
}

/// Who asks a step, and what becomes of the answer.
#[derive(Clone, Copy)]
pub(crate) struct Asker<'a> {
    pub walker: Walker<'a>,
    /// The principal's id, where it is not the account itself.
    pub helper: Option<&'a str>,
    is_judged: bool,
}

/// Who asked a step, how it was answered, and with what.
pub(crate) type Asked<'a> = (Asker<'a>, Answered, Option<Arc<Received>>);

impl<'a> Visit<'a> {
    pub(crate) fn new(
        portal: &'a Portal,
        own: &'a Session,
        helpers: &'a Helpers<'a>,
        refusal: &'a [Sign],
        view: Detail,
    ) -> Self {
        Self {
            portal,
            own,
            helpers,
            refusal,
            view,
            here: portal.base.clone(),
            exchanges: Vec::new(),
            aside: Aside::default(),
            held: Held::default(),
            numbers: BTreeMap::new(),
            lists: BTreeMap::new(),
            doubts: Vec::new(),
            requests: 0,
            took: None,
            lost: None,
            turned_away: false,
        }
    }

    fn done(self, answer: Answered) -> Fetched {
        Fetched {
            answer,
            exchanges: self.exchanges.into_iter().map(Arc::unwrap_or_clone).collect(),
            aside: self.aside.all(),
            door: Vec::new(),
            stood_for: self.held.stood_for,
            turned_away: self.turned_away && answer == Answered::Opened,
            numbers: self.numbers,
            lists: self.lists,
            doubts: self.doubts,
            requests: self.requests,
            took: self.took,
            lost: self.lost,
        }
    }

    /// The last judged answer, or that of the step that did not open; none when nothing could be asked. Where the first request
    /// is refused, the next ones are asked all the same if nothing that they need is lacking: a form that is closed says
    /// nothing of the address that it posts to, nor that of the file. If the last of them opens, so does the view, and it is kept
    /// whether others were closed besides the first.
    async fn all_steps(&mut self, ask: &Ask<'_>) -> Option<Last<'a>> {
        let mut values = known(self.own, ask);
        let selection = chosen(ask, &values);
        self.held = Held::of(&ask.format.steps);
        let (mut last, mut closed) = (None, None);
        let mut beside: Vec<(&Step, Detail)> = Vec::new();
        for (index, step) in ask.format.steps.iter().enumerate() {
            let place = self.place(index, step);
            if step.together {
                beside.push((step, place));
                continue;
            }
            let beside = std::mem::take(&mut beside);
            let mut steps = beside.iter().map(|(step, _)| *step).chain([step]);
            if closed.is_some() && steps.any(|step| self.lacks(step, &selection, &values)) {
                (self.turned_away, last) = (true, None);
                continue;
            }
            let told = self.doubts.len();
            let asked = match beside.is_empty() {
                true => self.step(step, &selection, &mut values, &place).await.map(Some),
                false => self.at_once(&beside, (step, &place), &selection, &mut values).await,
            };
            let (asker, answer, received) = match asked {
                Ok(Some(asked)) => asked,
                Ok(None) => return None,
                // What was never begun is never ready.
                Err(trouble) if closed.is_some() && last.is_none() && trouble.kind == Limit => {
                    (self.turned_away, last) = (true, None);
                    continue;
                }
                Err(trouble) => {
                    self.doubts.push(trouble.at(&place));
                    return None;
                }
            };
            let is_rejected = self.is_rejected(answer, received.as_deref(), told);
            let found = received.map(|received| Last {
                answer,
                received,
                walker: asker.walker,
            });
            match (answer, asker.helper) {
                (Answered::Opened, _) => last = found.filter(|_| asker.is_judged).or(last),
                (_, Some(helper)) => {
                    let received = found.as_ref().map(|found| &*found.received);
                    self.helper_stopped(helper, answer, received, &place);
                    return None;
                }
                (Answered::Refused, None) if last.is_none() && closed.is_none() => closed = found,
                // An unknown no of what something opened the way to may be that of a file that is not ready.
                (Answered::Failed, None) if last.is_some() => return found,
                (_, None) if closed.is_some() && is_rejected => {
                    self.doubts.truncate(told);
                    (self.turned_away, last) = (true, None);
                }
                (_, None) => return found,
            }
        }
        last.or(closed)
    }

    /// True when a step says a value that no answer gave.
    fn lacks(&self, step: &Step, selection: &Fields, values: &Values) -> bool {
        let lacking = compose(step, selection, values, &self.here).err();
        lacking.is_some_and(|trouble| trouble.kind == Extraction)
    }

    /// True when what was asked after a refusal is turned away, too, in whichever way: who was not let see the form asks without what is
    /// in it. What broke down, or was not heard to the end, is no such answer.
    fn is_rejected(&self, answer: Answered, received: Option<&Received>, told: usize) -> bool {
        // Who asks too much or too slowly is told to ask again.
        let is_no = |status: u16| (400..500).contains(&status) && !matches!(status, 408 | 425 | 429);
        let is_status = received.is_some_and(|received| is_no(received.status));
        let is_heard = self.doubts[told..].iter().all(|doubt| doubt.kind == Status);
        match answer {
            Answered::Refused | Answered::SignedOut => self.doubts.len() == told,
            Answered::Failed => is_status && is_heard,
            Answered::Opened => false,
        }
    }

    fn place(&self, index: usize, step: &Step) -> Detail {
        self.view.then(Said::Step(index + 1, step.by().map(str::to_owned)))
    }

    pub(crate) fn asker(&self, step: &Step) -> Result<Asker<'a>, Trouble> {
        let Some(name) = step.by().filter(|name| *name != self.own.account()) else {
            return Ok(Asker {
                walker: self.portal.walker(self.own, self.refusal),
                helper: None,
                is_judged: true,
            });
        };
        let Some((&helper, &session)) = self.helpers.get_key_value(name) else {
            return Err(Trouble::new(Lost, Said::HelperNotSignedIn));
        };
        Ok(Asker {
            walker: self.portal.walker(session, &self.portal.refusal),
            helper: Some(helper),
            is_judged: step.judged,
        })
    }

    pub(crate) async fn step(
        &mut self,
        step: &Step,
        selection: &Fields,
        values: &mut Values,
        place: &Detail,
    ) -> Result<Asked<'a>, Trouble> {
        let asker = self.asker(step)?;
        let mut out = compose(step, selection, values, &self.here)?;
        out.validated = self.held.refers(step);
        let walk = match &step.poll {
            Some(poll) => self.poll(poll, out, asker, place).await?,
            None => asker.walker.walk(out, place).await,
        };
        let (answer, chain) = self.keep(walk, asker.is_judged);
        let chain = self.still_holds(step, chain, asker.is_judged);
        if answer == Answered::Opened {
            take(&step.take, &chain, values).await?;
            self.held.keep(step, &chain, asker.is_judged);
        }
        Ok((asker, answer, chain.last().cloned()))
    }

    /// What a helper is refused says nothing of the account that the question is about.
    pub(crate) fn helper_stopped(
        &mut self,
        helper: &str,
        answer: Answered,
        received: Option<&Received>,
        place: &Detail,
    ) {
        let Some(received) = received else { return };
        let why = match answer {
            Answered::SignedOut => {
                self.lost = Some(helper.to_owned());
                Trouble::new(Lost, Said::SessionGone)
            }
            Answered::Refused => Trouble::new(Status, Said::Refused(received.status)),
            // Its doubts are kept.
            Answered::Opened | Answered::Failed => return,
        };
        self.doubts.push(why.at(place));
    }

    /// Keeps what a walk met, and goes where it ended.
    pub(crate) fn keep(&mut self, walk: Walk, is_judged: bool) -> (Answered, Vec<Arc<Received>>) {
        self.store(walk.chain.iter().cloned(), is_judged);
        self.set_aside(walk.aside, is_judged);
        self.doubts.extend(walk.doubts);
        self.requests += walk.requests;
        self.took = walk.took.filter(|_| is_judged).or(self.took);
        self.here = walk.url;
        (walk.answer, walk.chain)
    }

    pub(crate) fn store(&mut self, received: impl IntoIterator<Item = Arc<Received>>, is_judged: bool) {
        if is_judged {
            self.exchanges.extend(received);
        }
    }

    fn set_aside(&mut self, received: impl IntoIterator<Item = Arc<Received>>, is_judged: bool) {
        let most = self.portal.wire.most_bytes();
        let is_kept = |kept: &mut Aside, one| !is_judged || kept.add(one, most);
        if !received.into_iter().all(|one| is_kept(&mut self.aside, one)) {
            let trouble = Trouble::new(Limit, Said::PagesTooLarge);
            self.doubts.push(trouble.at(&self.view));
        }
    }

    /// Asks until it is ready. The answers on the way are no part of the view's, but for the latest.
    async fn poll(&mut self, poll: &Poll, out: Outgoing, asker: Asker<'_>, place: &Detail) -> Result<Walk, Trouble> {
        let times = poll.times.max(1);
        let mut waited: Vec<Arc<Received>> = Vec::new();
        let mut latest = Vec::new();
        for time in 0..times {
            if time > 0 {
                sleep(Duration::from_millis(poll.every_ms)).await;
            }
            let mut walk = asker.walker.walk(out.clone(), place).await;
            if !waits(poll, &walk).await {
                self.set_aside(waited, asker.is_judged);
                self.store(latest, asker.is_judged);
                return Ok(walk);
            }
            self.requests += walk.requests;
            self.set_aside(std::mem::take(&mut walk.aside), asker.is_judged);
            let earlier = std::mem::replace(&mut waited, std::mem::replace(&mut latest, walk.chain));
            self.set_aside(earlier, asker.is_judged);
        }
        self.store(waited.into_iter().chain(latest), asker.is_judged);
        Err(Trouble::new(Limit, Said::NotReady(times)))
    }
}

/// What a question's requests may say: of who asks, what is asked about, and what the ask carries.
pub(crate) fn known(own: &Session, ask: &Ask<'_>) -> Values {
    let mut values = own.values.clone();
    let target = ask.target.iter().flat_map(|target| &target.values);
    values.extend(target.map(|(name, value)| (format!("target.{name}"), value.clone())));
    spell_otherwise(&mut values);
    let carried = ask.carried.iter().map(|(name, value)| (name.clone(), value.clone()));
    values.extend(carried);
    values
}

/// All parameters that choose the selection. What depends on who asks, and about what, is filled in now.
fn chosen(ask: &Ask<'_>, values: &Values) -> Fields {
    let set = ask.selection.choices.iter().flat_map(|choice| &choice.set);
    let filled = |text: &str| -> Result<String, std::convert::Infallible> {
        let known = values.iter().filter(|(name, _)| is_known_when_asked(name));
        Ok(known.fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        }))
    };
    set.map(|(name, texts)| {
        let Ok(texts) = texts.try_map(filled);
        (name.clone(), texts)
    })
    .collect()
}

/// The same values in other spellings.
fn spell_otherwise(values: &mut Values) {
    let known: Vec<(String, String)> = values
        .clone()
        .into_iter()
        .filter(|(name, _)| is_known_when_asked(name))
        .collect();
    for (name, value) in known {
        values.extend(SPELLINGS.map(|(end, spelled)| (format!("{name}{end}"), spelled(&value))));
    }
}

/// A mark that no other question has, so that what it caused can be told from what others did. It begins with a letter and
/// goes on in digits: no personnummer, and the same words in every answer.
pub fn nonce() -> String {
    format!("x{:09}", RandomState::new().build_hasher().finish() % 1_000_000_000)
}

/// True for what [`nonce`] makes.
pub fn is_nonce(text: &str) -> bool {
    let digits = text.strip_prefix('x');
    digits.is_some_and(|digits| digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Is the job not ready yet? An answer that is neither ready nor waited for ends it too.
async fn waits(poll: &Poll, walk: &Walk) -> bool {
    if walk.answer == Answered::SignedOut {
        return false;
    }
    if walk.status().is_some_and(|status| poll.while_status.contains(&status)) {
        return true;
    }
    let (Answered::Opened, Some(until), Some(last)) = (walk.answer, &poll.until, walk.chain.last()) else {
        return false;
    };
    match look_for(last, until).await {
        Ok(found) => !found
            .iter()
            .any(|value| poll.is.as_ref().is_none_or(|is| value.trim() == is)),
        Err(_) => true,
    }
}
