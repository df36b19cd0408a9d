//! `skott prove`: the suite is proved by breaking the portal. Each fault is switched on alone, and pairs of them together; a
//! scenario must catch each, on the views and accounts that it touches and nowhere else.
//!
//! Each run is a child process of this binary: it is then the program itself that is proved and no second way of running, cucumber
//! takes the panic hook of its process for one run only, and two runs use two cores. Starting one costs a tenth of a second.

mod child;
mod offered;
mod out;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use futures::StreamExt as _;
use futures::stream;
use sha2::{Digest as _, Sha256};
use skott_report::Lang;
use skott_report::kills::{Clean, FaultFacts, Kills, Tried, rule};

use crate::cli::{LangName, ProveArgs};
use crate::console::tell;
use crate::fail::Fail;
use crate::interrupt;
use crate::setup;
use crate::texts;
use child::{Children, Narrow};
use offered::Offered;

/// A fault that comes and goes is tried so many times before the rest of the suite is.
const TRIES: u32 = 10;
/// The folder of the sound portal's run.
const SOUND: &str = "felfri";

/// Switches on one fault after another, and says which scenario catches which.
///
/// # Errors
/// A run that could not be made.
pub fn prove(args: &ProveArgs, lang: LangName) -> Result<u8, Fail> {
    let offered = Offered::of(args, lang)?;
    let reviewed = out::reviewed(args)?;
    let chosen = chosen(args, offered.faults())?;
    let survivors = reviewed.iter().flat_map(|r| r.survivors.keys()).cloned().collect();
    out::begin(&args.out)?;
    let runtime = tokio::runtime::Runtime::new().map_err(Fail::own)?;
    let children = Arc::new(Children::new(args, lang)?);
    let kills = runtime.block_on(async {
        let work = all((args, lang), offered, Arc::clone(&children), chosen, survivors);
        tokio::pin!(work);
        tokio::select! {
            kills = &mut work => return kills,
            () = interrupt::asked() => {}
        }
        // The work goes on, or nobody would notice that its runs have ended.
        tokio::select! {
            _ = &mut work => {}
            () = children.end() => {}
            () = tokio::time::sleep(interrupt::PATIENCE) => {}
            () = interrupt::asked() => {}
        }
        Err(Fail::no_verdict(texts::proof_ended()))
    })?;
    let ruling = rule(&kills, reviewed.as_ref());
    out::write(&args.out, &kills, &ruling, reviewed.is_some(), lang.into())?;
    Ok(ruling.exit_code())
}

async fn all(
    (args, lang): (&ProveArgs, LangName),
    offered: Offered,
    children: Arc<Children>,
    chosen: Vec<FaultFacts>,
    survivors: BTreeSet<String>,
) -> Result<Kills, Fail> {
    let is_narrowed = chosen.len() < offered.faults().len();
    let at_once = offered.at_once(args.jobs);
    let prover = Arc::new(Prover {
        children,
        offered,
        is_full: args.full,
        survivors,
        lang: lang.into(),
        begun: Instant::now(),
    });
    prover.offered.switch(&[])?;
    let narrow = Narrow {
        views: if is_narrowed { views(&chosen) } else { Vec::new() },
        repeat: 1,
    };
    let sound = prover.children.run(SOUND, &[], &narrow).await?;
    let clean = Clean::of(&sound, !is_narrowed);
    prover.tell(SOUND, &prover.lang.sound(&clean));
    let alone = tried(&prover, at_once, chosen.into_iter().map(|fault| vec![fault]).collect()).await?;
    let pairs = tried(&prover, at_once, pairs(args, &alone)).await?;
    Ok(Kills {
        portal: sound.started.portal,
        title: sound.started.title,
        population: sound.started.population,
        clean,
        alone,
        pairs,
        is_narrowed,
    })
}

/// Each of these, some at once, in the order given.
async fn tried(prover: &Arc<Prover>, at_once: usize, sets: Vec<Vec<FaultFacts>>) -> Result<Vec<Tried>, Fail> {
    let of = sets.len();
    let one = |(at, faults)| {
        let prover = Arc::clone(prover);
        async move {
            let tried = prover.one(faults).await?;
            prover.tell(&format!("{}/{of} {}", at + 1, tried.name()), &prover.lang.tried(&tried));
            Ok(tried)
        }
    };
    let mut running = stream::iter(sets.into_iter().enumerate().map(one)).buffered(at_once);
    let mut out = Vec::new();
    while let Some(tried) = running.next().await {
        out.push(tried?);
    }
    Ok(out)
}

struct Prover {
    children: Arc<Children>,
    offered: Offered,
    is_full: bool,
    /// Faults that have been reviewed as survivors: a look at whether they still do is enough.
    survivors: BTreeSet<String>,
    lang: Lang,
    begun: Instant,
}

impl Prover {
    /// First only the views on which it may be seen; then several times; then everything.
    async fn one(&self, faults: Vec<FaultFacts>) -> Result<Tried, Fail> {
        let names: Vec<&str> = faults.iter().map(|f| f.name.as_str()).collect();
        let seen = |repeat| Narrow {
            views: views(&faults),
            repeat,
        };
        let stages = if self.is_full {
            vec![Narrow::default()]
        } else if faults.iter().all(|fault| self.survivors.contains(&fault.name)) {
            vec![seen(1)]
        } else {
            vec![seen(1), seen(TRIES), Narrow::default()]
        };
        self.offered.switch(&names)?;
        let mut so_far: Option<Tried> = None;
        for narrow in stages {
            let run = self.children.run(&names.join("+"), &names, &narrow).await?;
            let tried = Tried::of(&run, faults.clone());
            let tried = match so_far.take() {
                None => tried,
                Some(earlier) => tried.after(earlier),
            };
            let is_done = tried.is_killed();
            so_far = Some(tried);
            if is_done {
                break;
            }
        }
        so_far.ok_or_else(|| Fail::own("no run was made"))
    }

    fn tell(&self, name: &str, what: &str) {
        tell(format!("{:6.1} s  {name}: {what}", self.begun.elapsed().as_secs_f64()));
    }
}

/// The views on which any of these may be seen.
fn views(faults: &[FaultFacts]) -> Vec<String> {
    let views: BTreeSet<&String> = faults.iter().flat_map(|f| &f.views).collect();
    views.into_iter().cloned().collect()
}

/// The faults that options leave.
fn chosen(args: &ProveArgs, all: &[FaultFacts]) -> Result<Vec<FaultFacts>, Fail> {
    for (option, given, known) in [
        (
            "--fault",
            &args.fault,
            all.iter().map(|f| f.name.as_str()).collect::<BTreeSet<_>>(),
        ),
        ("--class", &args.class, all.iter().map(|f| f.class.as_str()).collect()),
    ] {
        if let Some(unknown) = given.iter().find(|name| !known.contains(name.as_str())) {
            let names: Vec<&str> = known.into_iter().collect();
            return Err(setup::unknown(option, unknown, &names));
        }
    }
    let is_chosen = |fault: &&FaultFacts| {
        let is_open = args.fault.is_empty() && args.class.is_empty();
        is_open || args.fault.contains(&fault.name) || args.class.contains(&fault.class)
    };
    Ok(all.iter().filter(is_chosen).cloned().collect())
}

/// A sample of pairs of faults that are caught alone: the same for the same seed.
fn pairs(args: &ProveArgs, alone: &[Tried]) -> Vec<Vec<FaultFacts>> {
    let killed: Vec<&FaultFacts> = alone.iter().filter(|t| t.is_killed()).flat_map(|t| &t.faults).collect();
    let mut all: Vec<(Vec<u8>, [&FaultFacts; 2])> = Vec::new();
    for (at, one) in killed.iter().enumerate() {
        for other in &killed[at + 1..] {
            let key = format!("{} {} {}", args.seed.unwrap_or_default(), one.name, other.name);
            all.push((Sha256::digest(key.as_bytes()).to_vec(), [one, other]));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let sample = all.into_iter().take(args.pairs);
    sample.map(|(_, pair)| pair.map(Clone::clone).to_vec()).collect()
}
