//! One request outside of any view: a step of an account's history.

use std::collections::BTreeMap;

use skott_model::DoubtKind::{Extraction, Session as Lost, Status};
use skott_model::matrix::Account;
use skott_model::profile::{Fields, Reads, Step};
use skott_model::{Detail, Doubt, Said};

use crate::answer::Helpers;
use crate::compose::filled_one;
use crate::fetch::Visit;
use crate::session::own_values;
use crate::sign::look_for;
use crate::trouble::Trouble;
use crate::{Answered, Portal, Session};

impl Portal {
    /// Sends one step about an account in a session, its own or somebody else's. What the step takes is added to `carried`.
    ///
    /// # Errors
    /// It was not answered as it must be, or the answer does not say what it must.
    pub async fn act(
        &self,
        session: &Session,
        about: &Account,
        step: &Step,
        reads: Option<&Reads>,
        carried: &mut BTreeMap<String, String>,
    ) -> Result<(), Doubt> {
        let place = Detail::from(Said::History);
        let helpers = Helpers::new();
        let mut visit = Visit::new(self, session, &helpers, &self.refusal, place.clone());
        let own = Step {
            by: None,
            ..step.clone()
        };
        let mut values = about
            .credential
            .values()
            .next()
            .map(|login| own_values(about, Some(login)))
            .unwrap_or_default();
        values.extend(carried.clone());
        let asked = visit.step(&own, &Fields::new(), &mut values, &place).await;
        let (_, answer, received) = asked.map_err(|trouble| trouble.at(&place))?;
        let why = match (answer, &received) {
            (Answered::Opened, Some(received)) => match reads {
                Some(reads) => said(received, reads, &values)
                    .await
                    .map_err(|trouble| trouble.at(&place))?,
                None => None,
            },
            (Answered::SignedOut, _) => Some(Trouble::new(Lost, Said::SessionGone)),
            (_, Some(received)) => Some(Trouble::new(Status, Said::NotDone(Some(received.status)))),
            (_, None) => Some(Trouble::new(Status, Said::NotDone(None))),
        };
        *carried = values;
        match why {
            Some(trouble) => Err(trouble.at(&place)),
            None => Ok(()),
        }
    }
}

/// Why an answer does not say what it must.
async fn said(
    received: &std::sync::Arc<skott_model::Received>,
    reads: &Reads,
    values: &BTreeMap<String, String>,
) -> Result<Option<Trouble>, Trouble> {
    let found = look_for(received, &reads.at).await;
    let mut found = found.map_err(|error| Trouble::new(Extraction, [Said::ReadBack, error.into()]))?;
    let expected: Result<Vec<String>, Trouble> = reads.is.iter().map(|text| filled_one(text, values)).collect();
    let mut expected = expected?;
    found.sort();
    expected.sort();
    Ok((found != expected).then(|| Trouble::new(Extraction, Said::ReadOtherwise)))
}
