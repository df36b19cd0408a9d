//! A page's numbers and lists of choices, and the pages that follow it.

use std::collections::BTreeSet;
use std::sync::Arc;

use skott_model::DoubtKind::{Extraction, Limit, Session as Lost, Status};
use skott_model::profile::{Locator, ViewFormat};
use skott_model::{Detail, Received, Said};
use url::Url;

use crate::Answered;
use crate::chain::Walker;
use crate::compose::{Outgoing, same_origin};
use crate::fetch::Visit;
use crate::sign::{Found, look, look_for};
use crate::trouble::Trouble;

/// One question may bring in this many bodies of the largest size.
const MOST_BODIES: usize = 4;
/// Nobody shows one number in more ways.
const MOST_SPELLINGS: usize = 100;
/// Nor so many choices, on all pages.
const MOST_CHOICES: usize = 100_000;

impl Visit<'_> {
    /// Takes the numbers and choices that a page shows to those of the pages before.
    pub async fn read_page(&mut self, format: &ViewFormat, page: &Arc<Received>) {
        let numbers = format.numbers.iter().map(|number| &number.at);
        let at = numbers.chain(format.lists.iter().map(|list| &list.at));
        let mut found = look(page, at.cloned().collect()).await.into_iter();
        for (number, found) in format.numbers.iter().zip(found.by_ref()) {
            let values = self.taken(found, Said::Number(number.id.clone()));
            let known = self.numbers.entry(number.id.clone()).or_default();
            for value in values {
                if !known.contains(&value) && known.len() < MOST_SPELLINGS {
                    known.push(value);
                }
            }
        }
        for (list, found) in format.lists.iter().zip(found) {
            let values = self.taken(found, Said::List(list.id.clone()));
            let known = self.lists.entry(list.id.clone()).or_default();
            known.extend(values);
            if known.len() > MOST_CHOICES {
                let what = [Said::List(list.id.clone()), Said::TooMany];
                self.doubts.push(Trouble::new(Extraction, what).at(&self.view));
                break;
            }
        }
    }

    fn taken(&mut self, found: Found, what: Said) -> Vec<String> {
        found.unwrap_or_else(|error| {
            let trouble = Trouble::new(Extraction, [what, error.into()]);
            self.doubts.push(trouble.at(&self.view));
            Vec::new()
        })
    }

    /// Turns pages until there is none. What stops it early is a doubt: what was seen before still counts.
    pub async fn turn_pages(
        &mut self,
        walker: Walker<'_>,
        format: &ViewFormat,
        first: Arc<Received>,
        most: usize,
    ) -> Answered {
        let Some(locator) = &format.next else {
            return Answered::Opened;
        };
        let mut visited = BTreeSet::from([self.here.clone()]);
        let mut page = first;
        for number in 2.. {
            let place = self.view.then(Said::Page(number));
            let next = self.next_address(locator, format.next_as.as_deref(), &page).await;
            match next.and_then(|url| self.may_turn(walker, url, number, most, &mut visited)) {
                Ok(None) => break,
                Ok(Some(url)) => match self.one_page(walker, url, &place).await {
                    Ok(received) => {
                        self.read_page(format, &received).await;
                        page = received;
                    }
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
    async fn one_page(&mut self, walker: Walker<'_>, url: Url, place: &Detail) -> Result<Arc<Received>, Answered> {
        let (answer, chain) = {
            let walk = walker.walk(Outgoing::get(url), place).await;
            self.keep(walk, true)
        };
        match (answer, chain.last()) {
            (Answered::Opened, Some(received)) => return Ok(Arc::clone(received)),
            (Answered::SignedOut, _) => {
                self.doubts.push(Trouble::new(Lost, Said::EndedBetweenPages).at(place));
                return Err(Answered::SignedOut);
            }
            (Answered::Refused, Some(received)) => {
                let what = Said::Refused(received.status);
                self.doubts.push(Trouble::new(Status, what).at(place));
            }
            _ => {}
        }
        Err(Answered::Opened)
    }

    async fn next_address(
        &self,
        locator: &Locator,
        carried_as: Option<&str>,
        page: &Arc<Received>,
    ) -> Result<Option<Url>, Trouble> {
        let found = look_for(page, locator).await;
        let found = found.map_err(|error| Trouble::new(Extraction, [Said::NextAddress, error.into()]))?;
        let next = found.into_iter().find(|text| !text.trim().is_empty());
        let address = |next: String| match carried_as {
            Some(parameter) => Ok(carrying(&self.here, parameter, next.trim())),
            None => same_origin(&self.here, &next),
        };
        next.map(address).transpose()
    }

    fn may_turn(
        &self,
        walker: Walker<'_>,
        next: Option<Url>,
        number: usize,
        most: usize,
        visited: &mut BTreeSet<Url>,
    ) -> Result<Option<Url>, Trouble> {
        let Some(url) = next else {
            return Ok(None);
        };
        if number > most {
            return Err(Trouble::new(Limit, Said::Pages(most)));
        }
        let bytes: usize = self.exchanges.iter().map(|received| received.body.len()).sum();
        if bytes > walker.wire.most_bytes().saturating_mul(MOST_BODIES) {
            return Err(Trouble::new(Limit, Said::PagesTooLarge));
        }
        if !visited.insert(url.clone()) {
            return Err(Trouble::new(Limit, Said::PagesCircle));
        }
        Ok(Some(url))
    }
}

/// The address with that parameter, in place of the one that it may have had.
fn carrying(here: &Url, parameter: &str, value: &str) -> Url {
    let others: Vec<(String, String)> = here
        .query_pairs()
        .into_owned()
        .filter(|(name, _)| name != parameter)
        .collect();
    let mut url = here.clone();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .append_pair(parameter, value);
    url
}
