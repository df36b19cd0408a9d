//! The one place that knows cucumber's Parser and Writer.

use std::collections::HashMap;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cucumber::event::{Cucumber as Happening, Feature as InFeature, ScenarioFinished, StepError};
use cucumber::gherkin::{self, Feature};
use cucumber::{Cucumber, Event, cli, parser, runner, writer};
use futures::FutureExt as _;
use futures::stream;
use skott_model::record::Scenario;
use skott_model::{Detail, Said};
use skott_steps::{Bench, Broken, World, steps};
use thiserror::Error;

use super::{Planned, Suite};

/// How many scenarios ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunTally {
    /// In all.
    pub scenarios: usize,
    /// Those that ended otherwise than by being asked.
    pub broken: usize,
}

/// A scenario has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioDone {
    /// The scenario's id.
    pub id: String,
    /// Its cell.
    pub cell: String,
    /// It ended otherwise than by being asked.
    pub is_broken: bool,
    /// How many have ended, this one included.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// A run that did not come to its end.
#[derive(Debug, Error)]
pub enum RunError {
    /// The machine gives no thread, or no runtime.
    #[error("the run cannot be started: {0}")]
    NotStarted(io::Error),
    /// Something panicked.
    #[error("the run was ended by a fault in skott")]
    Panicked,
    /// Scenarios are left.
    #[error("only {ended} of {of} scenarios came to their end")]
    NotAll {
        /// How many ended.
        ended: usize,
        /// How many there are.
        of: usize,
    },
}

/// Runs every scenario of a suite, on a thread of its own, and tells the bench of each one's end. One run a process at a
/// time: cucumber takes over the panic hook.
///
/// # Errors
/// The thread cannot be made, the runner fails, or not every scenario came to its end.
pub fn run(
    suite: Suite,
    bench: Arc<dyn Bench>,
    concurrency: usize,
    progress: impl Fn(ScenarioDone) + Send + 'static,
) -> Result<RunTally, RunError> {
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(RunError::NotStarted)?;
        runtime.block_on(run_here(suite, bench, concurrency, progress))
    };
    std::thread::Builder::new()
        .name("skott-suite".to_owned())
        .spawn(work)
        .map_err(RunError::NotStarted)?
        .join()
        .map_err(|_| RunError::Panicked)?
}

async fn run_here(
    suite: Suite,
    bench: Arc<dyn Bench>,
    concurrency: usize,
    progress: impl Fn(ScenarioDone) + 'static,
) -> Result<RunTally, RunError> {
    let of = suite.planned.len();
    let desk = Rc::new(Desk {
        bench,
        planned: suite
            .planned
            .into_iter()
            .map(|p| ((p.feature.clone(), p.name.clone()), p))
            .collect(),
        done: AtomicUsize::new(0),
        broken: AtomicUsize::new(0),
        of,
    });
    let (before, after) = (Rc::clone(&desk), Rc::clone(&desk));
    let runner = runner::Basic::default()
        .steps(steps())
        .max_concurrent_scenarios(concurrency.max(1))
        .before(move |feature, _, scenario, world| {
            before.begin(feature, scenario, world);
            futures::future::ready(()).boxed_local()
        })
        .after(move |feature, _, scenario, finished, world| {
            if let Some(done) = after.end(feature, scenario, finished, world) {
                progress(done);
            }
            futures::future::ready(()).boxed_local()
        });
    let cucumber: Cucumber<World, Preloaded, Vec<Feature>, _, Counter> =
        Cucumber::custom(Preloaded, runner, Counter::default());
    // Without options of its own cucumber would read this program's arguments.
    let counter = cucumber.with_default_cli().run(suite.features).await;
    let tally = desk.tally();
    if counter.finished != of || tally.scenarios != of {
        return Err(RunError::NotAll {
            ended: tally.scenarios,
            of,
        });
    }
    Ok(tally)
}

/// The file that a feature was read from.
pub(super) fn file_of(feature: &Feature) -> String {
    feature
        .path
        .as_ref()
        .map_or(String::new(), |path| path.to_string_lossy().into_owned())
}

/// Hands out cells to scenarios and takes their ends.
struct Desk {
    bench: Arc<dyn Bench>,
    planned: HashMap<(String, String), Planned>,
    done: AtomicUsize,
    broken: AtomicUsize,
    of: usize,
}

impl Desk {
    fn planned(&self, feature: &Feature, scenario: &gherkin::Scenario) -> Option<&Planned> {
        self.planned.get(&(file_of(feature), scenario.name.clone()))
    }

    fn begin(&self, feature: &Feature, scenario: &gherkin::Scenario, world: &mut World) {
        if let Some(planned) = self.planned(feature, scenario) {
            world.assign(Arc::clone(&self.bench), &planned.cell);
        }
    }

    fn end(
        &self,
        feature: &Feature,
        scenario: &gherkin::Scenario,
        finished: &ScenarioFinished,
        world: Option<&mut World>,
    ) -> Option<ScenarioDone> {
        let planned = self.planned(feature, scenario)?;
        let broken = reason(finished);
        let is_broken = broken.is_some();
        self.bench.ended(Scenario {
            id: planned.id.clone(),
            feature: planned.feature.clone(),
            name: planned.name.clone(),
            written: planned.written.clone(),
            cell: planned.cell.clone(),
            arms: world.map_or_else(Vec::new, |world| world.arms().to_vec()),
            broken,
        });
        self.broken.fetch_add(usize::from(is_broken), Ordering::Relaxed);
        Some(ScenarioDone {
            id: planned.id.clone(),
            cell: planned.cell.clone(),
            is_broken,
            done: self.done.fetch_add(1, Ordering::Relaxed) + 1,
            of: self.of,
        })
    }

    fn tally(&self) -> RunTally {
        RunTally {
            scenarios: self.done.load(Ordering::Relaxed),
            broken: self.broken.load(Ordering::Relaxed),
        }
    }
}

/// Why a scenario ended otherwise than by being asked.
fn reason(finished: &ScenarioFinished) -> Option<Detail> {
    match finished {
        ScenarioFinished::StepPassed => None,
        ScenarioFinished::StepSkipped | ScenarioFinished::StepFailed(_, _, StepError::NotFound) => {
            Some(Said::UnknownStep.into())
        }
        ScenarioFinished::BeforeHookFailed(why) => Some(panicked(why.as_ref())),
        ScenarioFinished::StepFailed(_, _, StepError::Panic(why)) => Some(panicked(why.as_ref())),
        ScenarioFinished::StepFailed(_, _, StepError::AmbiguousMatch(_)) => Some(Said::AmbiguousStep.into()),
    }
}

fn panicked(why: &(dyn std::any::Any + Send)) -> Detail {
    if let Some(Broken(why)) = why.downcast_ref() {
        return why.clone();
    }
    // Its words may hold what a portal answered: a slice of a text that cannot be made quotes it.
    Said::Panicked.into()
}

/// Features that were read before the run: a parser that has to be waited for hangs cucumber.
struct Preloaded;

impl cucumber::Parser<Vec<Feature>> for Preloaded {
    type Cli = cli::Empty;
    type Output = stream::Iter<std::vec::IntoIter<parser::Result<Feature>>>;

    fn parse(self, features: Vec<Feature>, _: Self::Cli) -> Self::Output {
        let all: Vec<parser::Result<Feature>> = features.into_iter().map(Ok).collect();
        stream::iter(all)
    }
}

/// Counts ends; everything else is told by the hooks.
#[derive(Default)]
struct Counter {
    finished: usize,
}

impl cucumber::Writer<World> for Counter {
    type Cli = cli::Empty;

    async fn handle_event(&mut self, event: parser::Result<Event<Happening<World>>>, _: &Self::Cli) {
        let Ok(Happening::Feature(_, InFeature::Scenario(_, scenario))) = event.map(Event::into_inner) else {
            return;
        };
        if matches!(scenario.event, cucumber::event::Scenario::Finished) {
            self.finished += 1;
        }
    }
}

impl writer::Normalized for Counter {}
