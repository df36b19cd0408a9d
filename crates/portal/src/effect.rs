//! What a write changed: the value read before and after in the session of somebody who may see it, and put back.

use std::sync::Arc;

use skott_model::DoubtKind::{Extraction, Session as Lost, Status};
use skott_model::profile::{Effect, Fields, Step};
use skott_model::{Detail, Doubt, Received, Said};

use crate::answer::Helpers;
use crate::compose::filled_one;
use crate::fetch::{Visit, known};
use crate::sign::look_for;
use crate::trouble::Trouble;
use crate::{Answered, Ask, Portal, Session};

/// Why a reader's request came to nothing.
#[derive(Clone, Debug)]
pub struct Stopped {
    /// Why.
    pub doubt: Doubt,
    /// Its session is gone: what was asked was not done, and may be asked again in a new one.
    pub is_lost: bool,
}

impl Portal {
    /// The value that the question is to change, as it reads now; empty where nothing stands.
    ///
    /// # Errors
    /// Why it could not be read.
    pub async fn read_value(
        &self,
        (own, reader): (&Session, &Session),
        ask: Ask<'_>,
        effect: &Effect,
    ) -> Result<String, Stopped> {
        let shown = self.in_turn((own, reader), ask, &effect.read, Said::ReadBack).await?;
        let Some(received) = shown else {
            return Ok(String::new());
        };
        let found = look_for(&received, &effect.at).await;
        let found =
            found.map_err(|error| stopped(Trouble::new(Extraction, Said::from(error)), &Said::ReadBack.into()))?;
        let first = found.first().map(|value| value.trim().to_owned());
        Ok(first.unwrap_or_default())
    }

    /// What the value reads once the question has changed it.
    ///
    /// # Errors
    /// A name that nobody knows.
    pub fn written_value(&self, own: &Session, ask: Ask<'_>, effect: &Effect) -> Result<String, Doubt> {
        let written = filled_one(&effect.written, &known(own, &ask));
        written
            .map(|text| text.trim().to_owned())
            .map_err(|trouble| trouble.at(&Said::WrittenValue.into()))
    }

    /// Asks the requests that put the value back; the ask carries what it was as `before`.
    ///
    /// # Errors
    /// Why it could not be done.
    pub async fn put_back(
        &self,
        (own, reader): (&Session, &Session),
        ask: Ask<'_>,
        effect: &Effect,
    ) -> Result<(), Stopped> {
        let done = self.in_turn((own, reader), ask, &effect.restore, Said::PutBack).await;
        done.map(drop)
    }

    /// All steps in the reader's session, about what the account's question is about; the last answer. Each must open.
    async fn in_turn(
        &self,
        (own, reader): (&Session, &Session),
        ask: Ask<'_>,
        steps: &[Step],
        what: Said,
    ) -> Result<Option<Arc<Received>>, Stopped> {
        let helpers = Helpers::new();
        let mut visit = Visit::new(self, reader, &helpers, self.refusals(false), what.clone().into());
        let mut values = known(own, &ask);
        let mut last = None;
        for (index, step) in steps.iter().enumerate() {
            let place = Detail::from([what.clone(), Said::Step(index + 1, None)]);
            let asked = visit.step(step, &Fields::new(), &mut values, &place).await;
            let (_, answer, received) = asked.map_err(|trouble| stopped(trouble, &place))?;
            let why = match (answer, &received) {
                (Answered::Opened, _) => {
                    last = received;
                    continue;
                }
                (Answered::SignedOut, _) => Trouble::new(Lost, Said::SessionGone),
                (_, Some(received)) => Trouble::new(Status, Said::Status(received.status)),
                (_, None) => Trouble::new(Status, Said::NoAnswer),
            };
            let is_lost = answer == Answered::SignedOut;
            return Err(Stopped {
                is_lost,
                ..stopped(why, &place)
            });
        }
        Ok(last)
    }
}

fn stopped(trouble: Trouble, place: &Detail) -> Stopped {
    Stopped {
        doubt: trouble.at(place),
        is_lost: false,
    }
}
