//! A bench that knows no portal.

use std::sync::{Arc, Mutex};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use skott_model::record::Scenario;
use skott_model::{Detail, Said};
use skott_steps::Bench;

/// Keeps what it was asked and told; attempts of cells that `answer` has a word for end otherwise.
pub(super) struct Fake {
    pub asked: Mutex<Vec<String>>,
    pub told: Mutex<Vec<Scenario>>,
    answer: fn(&str) -> Answer,
}

pub(super) enum Answer {
    Well,
    Fails(Said),
    Panics(&'static str),
}

impl Fake {
    pub fn new(answer: fn(&str) -> Answer) -> Arc<Self> {
        Arc::new(Self {
            asked: Mutex::default(),
            told: Mutex::default(),
            answer,
        })
    }
}

impl Bench for Fake {
    fn attempt<'a>(&'a self, cell: &'a str) -> BoxFuture<'a, Result<(), Detail>> {
        async move {
            self.asked.lock().unwrap().push(cell.to_owned());
            tokio::task::yield_now().await;
            match (self.answer)(cell) {
                Answer::Well => Ok(()),
                Answer::Fails(why) => Err(why.into()),
                Answer::Panics(why) => panic!("{why}"),
            }
        }
        .boxed()
    }

    fn ended(&self, scenario: Scenario) {
        self.told.lock().unwrap().push(scenario);
    }
}
