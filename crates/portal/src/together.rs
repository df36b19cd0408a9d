//! Requests of several sessions at one moment: portals mix up who asks when two ask at once.

use futures::future::join_all;
use skott_model::Detail;
use skott_model::profile::{Fields, Step};

use crate::Answered;
use crate::chain::{Walk, Walker, take};
use crate::compose::{Outgoing, Values, compose};
use crate::fetch::{Asked, Asker, Visit};
use crate::gate::Moment;
use crate::trouble::Trouble;

/// A request that is ready to be sent.
struct Ready<'a, 'p> {
    asker: Asker<'a>,
    out: Outgoing,
    place: &'p Detail,
}

impl Ready<'_, '_> {
    async fn walk(&self, moment: &Moment<'_>) -> Walk {
        let walker = Walker {
            moment: Some(moment),
            ..self.asker.walker
        };
        walker.walk(self.out.clone(), self.place).await
    }
}

impl<'a> Visit<'a> {
    /// Asks a step, and at the same moment those `beside` it, each with its place. What those are answered is not judged, but
    /// one that is not answered means that nobody asked at the moment: there is no answer then, and a doubt says why.
    ///
    /// # Errors
    /// A request that cannot be composed; nothing is sent then.
    pub(crate) async fn at_once(
        &mut self,
        beside: &[(&Step, Detail)],
        (step, place): (&Step, &Detail),
        selection: &Fields,
        values: &mut Values,
    ) -> Result<Option<Asked<'a>>, Trouble> {
        let own = self.ready(step, selection, values, place)?;
        let others: Result<Vec<Ready>, Trouble> = beside
            .iter()
            .map(|(step, place)| self.ready(step, selection, values, place))
            .collect();
        let others = others?;
        let moment = self.portal.wire.moment(others.len() + 1).await;
        let mut walks = join_all(others.iter().chain([&own]).map(|ready| ready.walk(&moment))).await;
        drop(moment);
        let Some(walk) = walks.pop() else { return Ok(None) };
        let mut is_answered = true;
        for (other, walk) in others.iter().zip(walks) {
            let (answer, chain) = self.keep(walk, false);
            if let (Some(helper), false) = (other.asker.helper, answer == Answered::Opened) {
                is_answered = false;
                self.helper_stopped(helper, answer, chain.last().map(|last| &**last), other.place);
            }
        }
        // What the account was shown is kept all the same: a leak is a leak.
        let (answer, chain) = self.keep(walk, true);
        if !is_answered {
            return Ok(None);
        }
        if answer == Answered::Opened {
            take(&step.take, &chain, values).await?;
        }
        Ok(Some((own.asker, answer, chain.last().cloned())))
    }

    fn ready<'p>(
        &self,
        step: &Step,
        selection: &Fields,
        values: &Values,
        place: &'p Detail,
    ) -> Result<Ready<'a, 'p>, Trouble> {
        Ok(Ready {
            asker: self.asker(step)?,
            out: compose(step, selection, values, &self.here)?,
            place,
        })
    }
}
