//! What happens to accounts before any cell is tried: all of it once, in the order of the profile, so that every cell meets
//! the portal as it is afterwards.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use skott_model::matrix::Helper;
use skott_model::profile::HistoryStep;
use skott_model::record::{Event, History};
use skott_model::{Detail, Doubt, DoubtKind, Said};
use tokio::time::Instant;

use super::sessions::{Sessions, SignIn, doubt};

/// By principal: from when its cells may be tried, or why they prove nothing.
pub(super) type Lived = HashMap<usize, Result<Instant, Doubt>>;

impl Sessions {
    /// Lets every history happen.
    pub(super) async fn live(&self) -> Lived {
        let mut lived = Lived::new();
        for (principal, account) in self.matrix.principals.iter().enumerate() {
            if account.history.is_empty() {
                continue;
            }
            let mut done = Vec::new();
            let outcome = self.one_history(principal, &mut done).await;
            self.forget_the_doors(principal).await;
            self.recorder.append(Event::History(History {
                principal: account.id.clone(),
                done,
                broken: outcome.as_ref().err().map(|why| why.detail.clone()),
            }));
            let from = Instant::now() + Duration::from_secs(account.grace_s);
            lived.insert(principal, outcome.map(|()| from));
        }
        lived
    }

    /// What an account was shown when it logged in before all had happened was shown to who it was then.
    async fn forget_the_doors(&self, principal: usize) {
        for key in self.ways(principal) {
            let Some(state) = self.states.get(&key) else { continue };
            if let SignIn::In(session) = &*state.lock().await {
                drop(session.at_the_door());
            }
        }
    }

    /// The sessions of an account, one for each way in which it logs in.
    fn ways(&self, principal: usize) -> impl Iterator<Item = Helper> {
        let auths = self.matrix.principals[principal].credential.keys().cloned();
        auths.map(move |auth| Helper { principal, auth })
    }

    async fn one_history(&self, principal: usize, done: &mut Vec<String>) -> Result<(), Doubt> {
        let mut carried = BTreeMap::new();
        for (index, step) in self.matrix.principals[principal].history.iter().enumerate() {
            let told = |why: Doubt| Doubt {
                detail: Detail::from(Said::HistoryStep(index + 1, step.name.clone())).then(why.detail),
                ..why
            };
            self.one_step(principal, step, &mut carried).await.map_err(told)?;
            done.push(step.name.clone());
        }
        Ok(())
    }

    async fn one_step(
        &self,
        principal: usize,
        step: &HistoryStep,
        carried: &mut BTreeMap<String, String>,
    ) -> Result<(), Doubt> {
        let Some(ask) = &step.ask else {
            for key in self.ways(principal) {
                drop(self.signed_in(&key).await?);
            }
            return Ok(());
        };
        let actor = self.matrix.actor(principal, step);
        let actor = actor.ok_or_else(|| doubt(DoubtKind::Session, Said::NobodyAsks))?;
        let state = self.signed_in(&actor).await?;
        let SignIn::In(session) = &*state else {
            return Err(doubt(DoubtKind::Session, Said::NotSignedIn));
        };
        let about = &self.matrix.principals[principal];
        self.portal.act(session, about, ask, step.reads.as_ref(), carried).await
    }
}
