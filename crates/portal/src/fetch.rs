//! A view's requests, one after the other: jobs are waited for, pages are turned.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use skott_model::DoubtKind::{Extraction, Limit, Session as Lost, Status};
use skott_model::profile::{Locator, Poll, Step, ViewFormat};
use skott_model::{Doubt, Received};
use tokio::time::sleep;
use url::Url;

use crate::chain::{Walk, Walker, take};
use crate::compose::{Outgoing, Values, compose, same_origin};
use crate::session::Session;
use crate::sign::{Signs, look, look_for};
use crate::trouble::Trouble;
use crate::{Answered, Ask, Fetched, Portal};

/// One question may bring in this many bodies of the largest size.
const MOST_BODIES: usize = 4;

impl Portal {
    /// Asks a view and keeps all that it answers.
    pub async fn fetch(&self, session: &Session, ask: Ask<'_>) -> Fetched {
        let signed_out = self.auths.get(session.auth()).map_or(&[][..], |way| &way.signed_out);
        let walker = Walker {
            wire: &self.wire,
            session,
            signs: Signs {
                signed_out,
                refusal: &self.refusal,
            },
            follow: true,
        };
        let mut visit = Visit {
            walker,
            view: format!("view {}", ask.view.id.get_ref()),
            here: self.base.clone(),
            exchanges: Vec::new(),
            numbers: BTreeMap::new(),
            doubts: Vec::new(),
            requests: 0,
        };
        let answer = visit.all_steps(&ask).await;
        let answer = match answer {
            Some((Answered::Opened, first)) => {
                visit.read_numbers(ask.format, &first).await;
                visit.turn_pages(ask.format, first, self.pages).await
            }
            Some((other, _)) => other,
            None => Answered::Failed,
        };
        visit.done(answer)
    }
}

/// One question under way.
struct Visit<'a> {
    walker: Walker<'a>,
    view: String,
    here: Url,
    exchanges: Vec<Arc<Received>>,
    numbers: BTreeMap<String, Option<String>>,
    doubts: Vec<Doubt>,
    requests: u32,
}

impl Visit<'_> {
    fn done(self, answer: Answered) -> Fetched {
        Fetched {
            answer,
            exchanges: self.exchanges.into_iter().map(Arc::unwrap_or_clone).collect(),
            numbers: self.numbers,
            doubts: self.doubts,
            requests: self.requests,
        }
    }

    /// The last step's answer, or that of the step that did not open; none when nothing could be asked.
    async fn all_steps(&mut self, ask: &Ask<'_>) -> Option<(Answered, Arc<Received>)> {
        let selection = chosen(ask);
        let mut values = self.walker.session.values.clone();
        let target = ask.target.iter().flat_map(|target| &target.values);
        values.extend(target.map(|(name, value)| (format!("target.{name}"), value.clone())));
        let mut last = None;
        for (index, step) in ask.format.steps.iter().enumerate() {
            let place = format!("{}, step {}", self.view, index + 1);
            match self.step(step, &selection, &mut values, &place).await {
                Ok((Answered::Opened, received)) => last = received.map(|r| (Answered::Opened, r)),
                Ok((other, received)) => return received.map(|r| (other, r)),
                Err(trouble) => {
                    self.doubts.push(trouble.at(&place));
                    return None;
                }
            }
        }
        last
    }

    async fn step(
        &mut self,
        step: &Step,
        selection: &Values,
        values: &mut Values,
        place: &str,
    ) -> Result<(Answered, Option<Arc<Received>>), Trouble> {
        let out = compose(step, selection, values, &self.here)?;
        let walk = match &step.poll {
            Some(poll) => self.poll(poll, out, place).await?,
            None => self.walker.walk(out, place).await,
        };
        let (answer, chain) = self.keep(walk);
        if answer == Answered::Opened {
            take(&step.take, &chain, values).await?;
        }
        Ok((answer, chain.last().cloned()))
    }

    /// Keeps what a walk met, and goes where it ended.
    fn keep(&mut self, walk: Walk) -> (Answered, Vec<Arc<Received>>) {
        self.exchanges.extend(walk.chain.iter().cloned());
        self.doubts.extend(walk.doubts);
        self.requests += walk.requests;
        self.here = walk.url;
        (walk.answer, walk.chain)
    }

    /// Asks until it is ready. Of the answers on the way only the latest are kept.
    async fn poll(&mut self, poll: &Poll, out: Outgoing, place: &str) -> Result<Walk, Trouble> {
        let times = poll.times.max(1);
        let mut waited: Vec<Arc<Received>> = Vec::new();
        let mut latest = Vec::new();
        for time in 0..times {
            if time > 0 {
                sleep(Duration::from_millis(poll.every_ms)).await;
            }
            let walk = self.walker.walk(out.clone(), place).await;
            if !waits(poll, &walk).await {
                self.exchanges.extend(latest);
                return Ok(walk);
            }
            self.requests += walk.requests;
            waited = std::mem::replace(&mut latest, walk.chain);
        }
        self.exchanges.extend(waited.into_iter().chain(latest));
        Err(Trouble::new(Limit, format!("not ready after {times} times")))
    }

    async fn read_numbers(&mut self, format: &ViewFormat, first: &Arc<Received>) {
        let found = look(first, format.numbers.iter().map(|number| number.at.clone()).collect()).await;
        for (number, found) in format.numbers.iter().zip(found) {
            let value = match found {
                Ok(values) => values.into_iter().next(),
                Err(error) => {
                    let what = format!("number {}: {error}", number.id);
                    self.doubts.push(Trouble::new(Extraction, what).at(&self.view));
                    None
                }
            };
            self.numbers.insert(number.id.clone(), value);
        }
    }

    /// Turns pages until there is none. What stops it early is a doubt: what was seen before still counts.
    async fn turn_pages(&mut self, format: &ViewFormat, first: Arc<Received>, most: usize) -> Answered {
        let Some(locator) = &format.next else {
            return Answered::Opened;
        };
        let mut visited = BTreeSet::from([self.here.clone()]);
        let mut page = first;
        for number in 2.. {
            let place = format!("{}, page {number}", self.view);
            let next = self.next_address(locator, &page).await;
            match next.and_then(|url| self.may_turn(url, number, most, &mut visited)) {
                Ok(None) => break,
                Ok(Some(url)) => match self.one_page(url, &place).await {
                    Ok(received) => page = received,
                    Err(answer) => return answer,
                },
                Err(trouble) => {
                    self.doubts.push(trouble.at(&place));
                    break;
                }
            }
        }
        Answered::Opened
    }

    /// A later page, or what the whole question's answer is because it did not open.
    async fn one_page(&mut self, url: Url, place: &str) -> Result<Arc<Received>, Answered> {
        let (answer, chain) = {
            let walk = self.walker.walk(Outgoing::get(url), place).await;
            self.keep(walk)
        };
        match (answer, chain.last()) {
            (Answered::Opened, Some(received)) => return Ok(Arc::clone(received)),
            (Answered::SignedOut, _) => {
                self.doubts
                    .push(Trouble::new(Lost, "the session ended between two pages").at(place));
                return Err(Answered::SignedOut);
            }
            (Answered::Refused, Some(received)) => {
                let what = format!("refused, status {}", received.status);
                self.doubts.push(Trouble::new(Status, what).at(place));
            }
            _ => {}
        }
        Err(Answered::Opened)
    }

    async fn next_address(&self, locator: &Locator, page: &Arc<Received>) -> Result<Option<Url>, Trouble> {
        let found = look_for(page, locator).await;
        let found = found.map_err(|error| Trouble::new(Extraction, format!("the next page's address: {error}")))?;
        let address = found.into_iter().find(|text| !text.trim().is_empty());
        address.map(|address| same_origin(&self.here, &address)).transpose()
    }

    fn may_turn(
        &self,
        next: Option<Url>,
        number: usize,
        most: usize,
        visited: &mut BTreeSet<Url>,
    ) -> Result<Option<Url>, Trouble> {
        let Some(url) = next else {
            return Ok(None);
        };
        if number > most {
            return Err(Trouble::new(Limit, format!("more than {most} pages")));
        }
        let bytes: usize = self.exchanges.iter().map(|received| received.body.len()).sum();
        if bytes > self.walker.wire.most_bytes().saturating_mul(MOST_BODIES) {
            return Err(Trouble::new(Limit, "more bytes in all than the limit"));
        }
        if !visited.insert(url.clone()) {
            return Err(Trouble::new(Limit, "the pages go round in a circle"));
        }
        Ok(Some(url))
    }
}

/// All parameters that choose the selection.
fn chosen(ask: &Ask<'_>) -> Values {
    ask.selection
        .choices
        .iter()
        .flat_map(|choice| choice.set.clone())
        .collect()
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
