//! The first page's numbers and lists of choices, and the pages that follow it.

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
use crate::sign::{look, look_for};
use crate::trouble::Trouble;

/// One question may bring in this many bodies of the largest size.
const MOST_BODIES: usize = 4;

impl Visit<'_> {
    pub async fn read_numbers(&mut self, format: &ViewFormat, first: &Arc<Received>) {
        let found = look(first, format.numbers.iter().map(|number| number.at.clone()).collect()).await;
        for (number, found) in format.numbers.iter().zip(found) {
            let value = match found {
                Ok(values) => values.into_iter().next(),
                Err(error) => {
                    let what = [Said::Number(number.id.clone()), error.into()];
                    self.doubts.push(Trouble::new(Extraction, what).at(&self.view));
                    None
                }
            };
            self.numbers.insert(number.id.clone(), value);
        }
    }

    pub async fn read_lists(&mut self, format: &ViewFormat, first: &Arc<Received>) {
        let found = look(first, format.lists.iter().map(|list| list.at.clone()).collect()).await;
        for (list, found) in format.lists.iter().zip(found) {
            let values = found.unwrap_or_else(|error| {
                let what = [Said::List(list.id.clone()), error.into()];
                self.doubts.push(Trouble::new(Extraction, what).at(&self.view));
                Vec::new()
            });
            self.lists.insert(list.id.clone(), values);
        }
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
            let next = self.next_address(locator, &page).await;
            match next.and_then(|url| self.may_turn(walker, url, number, most, &mut visited)) {
                Ok(None) => break,
                Ok(Some(url)) => match self.one_page(walker, url, &place).await {
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

    async fn next_address(&self, locator: &Locator, page: &Arc<Received>) -> Result<Option<Url>, Trouble> {
        let found = look_for(page, locator).await;
        let found = found.map_err(|error| Trouble::new(Extraction, [Said::NextAddress, error.into()]))?;
        let address = found.into_iter().find(|text| !text.trim().is_empty());
        address.map(|address| same_origin(&self.here, &address)).transpose()
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
