//! The World that steps share within a scenario, and the steps.

use std::fmt;
use std::sync::Arc;

use cucumber::step::{Collection, Context};
use futures::FutureExt as _;
use futures::future::{BoxFuture, LocalBoxFuture};
use skott_model::record::Scenario;
use skott_model::{Arm, Detail, Said};

use crate::{Arg, Keyword, Lang, Says, read, vocabulary};

/// What steps ask of whoever knows the portal.
pub trait Bench: Send + Sync {
    /// Runs a cell's exchange, or reuses it, and records what it showed. Never judges.
    fn attempt<'a>(&'a self, cell: &'a str) -> BoxFuture<'a, Result<(), Detail>>;

    /// Told once for each scenario, when it has ended.
    fn ended(&self, scenario: Scenario);
}

/// What one scenario knows. Small, and shown by ids alone: runners print it.
#[derive(Default)]
pub struct World {
    bench: Option<Arc<dyn Bench>>,
    cell: String,
    account: String,
    arms: Vec<Arm>,
}

/// A step's own reason to end a scenario, as it reaches the runner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken(pub Detail);

impl World {
    /// Gives the scenario its bench and the cell that it is about.
    pub fn assign(&mut self, bench: Arc<dyn Bench>, cell: &str) {
        self.bench = Some(bench);
        cell.clone_into(&mut self.cell);
    }

    /// Arms asserted so far.
    pub fn arms(&self) -> &[Arm] {
        &self.arms
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "World({} {})", self.account, self.cell)
    }
}

impl cucumber::World for World {
    type Error = std::convert::Infallible;

    async fn new() -> Result<Self, Self::Error> {
        Ok(Self::default())
    }
}

/// Every phrase with what it does. Explicit, because the linker silently drops registered-by-attribute steps of a library
/// that the binary never names.
pub fn steps() -> Collection<World> {
    vocabulary().iter().fold(Collection::new(), |steps, phrase| {
        let step: cucumber::Step<World> = match phrase.says {
            Says::LogsIn | Says::StaysOut => be,
            Says::Opens | Says::Tries | Says::Manipulates | Says::Changes | Says::TriesToChange => attempt,
            Says::Claims(_) => claim,
        };
        let regex = phrase.regex.clone();
        match phrase.keyword {
            Keyword::Given => steps.given(None, regex, step),
            Keyword::When => steps.when(None, regex, step),
            Keyword::Then => steps.then(None, regex, step),
        }
    })
}

fn be(world: &mut World, context: Context) -> LocalBoxFuture<'_, ()> {
    world.account = argument(&context, Arg::Account);
    futures::future::ready(()).boxed_local()
}

fn attempt(world: &mut World, _: Context) -> LocalBoxFuture<'_, ()> {
    async move {
        let whose = world.cell.strip_prefix(world.account.as_str());
        if !whose.is_some_and(|rest| rest.starts_with('/')) {
            broken(Said::OtherAccount(world.account.clone()).into());
        }
        match &world.bench {
            Some(bench) => {
                if let Err(why) = bench.attempt(&world.cell).await {
                    broken(why);
                }
            }
            None => broken(Said::NoBench.into()),
        }
    }
    .boxed_local()
}

fn claim(world: &mut World, context: Context) -> LocalBoxFuture<'_, ()> {
    let arms = read(Keyword::Then, &context.step.value)
        .into_iter()
        .filter_map(|r| r.phrase.arm());
    world.arms.extend(arms);
    futures::future::ready(()).boxed_local()
}

fn argument(context: &Context, arg: Arg) -> String {
    let groups = Lang::ALL.map(|lang| arg.group(lang));
    let of_arg = |(name, _): &&(Option<String>, String)| name.as_ref().is_some_and(|n| groups.contains(n));
    let filled = context.matches.iter().filter(of_arg).find(|(_, text)| !text.is_empty());
    filled.map(|(_, text)| text.clone()).unwrap_or_default()
}

/// Ends the scenario; a panic is the runner's only way to be told.
fn broken(why: Detail) {
    std::panic::panic_any(Broken(why));
}
