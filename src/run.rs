//! `skott run`: the main job, from feature files to exit code.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use skott_mocks::{Fault, Stub};
use skott_model::profile::Limits;
use skott_model::record::{Event, Finished};
use skott_oracle::search::Index;
use skott_population::Population;
use skott_portal::{Environment, NoSecret, Portal};
use skott_runner::engine::{Circumstances, Engine, Parts, Recorder, opening};
use skott_runner::suite::{self, RunError};
use skott_steps::Bench;

use crate::cli::{LangName, RunArgs};
use crate::console::tell;
use crate::fail::Fail;
use crate::interrupt;
use crate::keep;
use crate::progress::Progress;
use crate::publish::{self, RECORD};
use crate::setup::{self, Setup};
use crate::texts;

/// The environment variable that holds the stub's password; the stub's own default where it is not set.
pub const STUB_PASSWORD: &str = "SKOTT_STUB_PASSWORD";

/// Runs the suite and writes the reports; the exit code is the outcome's.
///
/// # Errors
/// What kept the run from its end.
pub fn run(args: &RunArgs, lang: LangName) -> Result<u8, Fail> {
    // Whatever keeps the run from its end, no report of an earlier one stands for it; what lies in a folder that is not ours is
    // somebody else's.
    if args.out.join(RECORD).is_file() {
        publish::forget(&args.out)?;
    }
    let setup = setup::load(&args.portal)?;
    let faults = faults(args)?;
    let secrets = secrets();
    check_secrets(&setup, &secrets)?;
    publish::make_folder(&args.out)?;
    let runtime = tokio::runtime::Runtime::new().map_err(Fail::own)?;
    let stub = start_stub(&runtime, args, &setup, faults)?;
    let base_url = address(args, &setup, stub.as_ref());
    let portal = portal(args, &setup, &base_url)?;
    interrupt::tell_of_earlier(&args.out, &base_url, lang);
    if let Some(kept) = keep::keep(&args.out)? {
        tell(texts::record_kept(&kept).text(lang));
    }
    publish::forget(&args.out)?;
    let events = execute(&runtime, (args, lang), setup, &base_url, portal, secrets)?;
    drop(stub);
    publish::publish(&events, &args.out, args.portal.portal.as_deref(), lang.into())
}

/// Runs every planned scenario; gives the whole record, or a failure that says why there is none.
fn execute(
    runtime: &tokio::runtime::Runtime,
    (args, lang): (&RunArgs, LangName),
    setup: Setup,
    base_url: &str,
    portal: Portal,
    secrets: Environment,
) -> Result<Vec<Event>, Fail> {
    let begun = Instant::now();
    let record = args.out.join(RECORD);
    let recorder = Recorder::create(&record)
        .map(Arc::new)
        .map_err(|error| Fail::machine(texts::not_given_so(&record, &error, texts::give_another_folder())))?;
    let (started, declared) = opening(&setup.matrix, circumstances(args, &setup, base_url));
    recorder.append(Event::RunStarted(Box::new(started)));
    declared
        .into_iter()
        .for_each(|cell| recorder.append(Event::Declared(cell)));
    let engine = Arc::new(engine(args, &setup, base_url, portal, secrets, &recorder)?);
    let progress = Progress::new(setup.suite.planned.len(), lang);
    let bench: Arc<dyn Bench> = engine.clone();
    let concurrency = scenarios_at_once(&setup);
    let suite = setup.suite;
    // A thread of its own, not the runtime's: an interrupted run must not wait for it.
    let (tell, told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || tell.send(suite::run(suite, bench, concurrency, move |done| progress.step(&done))));
    let tried = async {
        let outcome = told.await;
        engine.look_once_more().await;
        outcome
    };
    let ended = runtime.block_on(async {
        tokio::select! {
            outcome = tried => Some(outcome),
            () = interrupt::asked_by_anybody(args.with_stdin) => {
                interrupt::put_back(&engine).await;
                None
            }
        }
    });
    let Some(outcome) = ended else {
        return Err(interrupt::interrupted(&recorder, &record));
    };
    outcome
        .unwrap_or(Err(RunError::Panicked))
        .map_err(|error| Fail::machine(texts::run_failed(&error)))?;
    let spent = engine.spent();
    let (unplanted, unplanted_on) = engine.unplanted();
    recorder.append(Event::RunFinished(Finished {
        at: now(),
        ms: begun.elapsed().as_millis() as u64,
        requests: spent.requests,
        bytes: spent.bytes,
        unplanted,
        unplanted_on,
        streamed_on: engine.streamed(),
        untried_parameters: engine.untried_parameters(),
        led_to: engine.led_to(),
        links: Some(engine.links_seen()),
        lines: Some(recorder.lines()),
    }));
    recorder
        .finish()
        .map_err(|error| Fail::machine(texts::not_given_so(&record, &error, texts::record_not_whole())))
}

/// The portal to ask; an address that is none is told before anything is written.
fn portal(args: &RunArgs, setup: &Setup, base_url: &str) -> Result<Portal, Fail> {
    let matrix = &setup.matrix;
    let instances: Vec<String> = matrix.population.instances.iter().map(|i| i.id.clone()).collect();
    let portal = Portal::new(&matrix.profile, base_url, limits(args, &matrix.profile.limits))
        .map_err(|error| Fail::suite(texts::no_address(&error)))?;
    let logins = matrix.principals.iter().flat_map(|account| account.credential.values());
    let identities = logins
        .map(|login| login.identity.clone())
        .chain(instances.iter().cloned());
    let identities = identities.filter(|identity| !identity.is_empty()).collect();
    Ok(portal.with_instances(instances).with_identities(identities))
}

fn engine(
    args: &RunArgs,
    setup: &Setup,
    base_url: &str,
    portal: Portal,
    secrets: Environment,
    recorder: &Arc<Recorder>,
) -> Result<Engine, Fail> {
    let matrix = &setup.matrix;
    let planned: BTreeSet<String> = setup.suite.planned.iter().map(|p| p.cell.clone()).collect();
    let parts = Parts {
        matrix: Arc::clone(matrix),
        index: Arc::new(Index::new(&matrix.population)),
        portal,
        secrets: Arc::new(secrets),
        recorder: Arc::clone(recorder),
        child: Some(std::env::current_exe().map_err(Fail::own)?),
        base_url: base_url.to_owned(),
        repeat: args.repeat,
    };
    Ok(Engine::new(parts, &planned))
}

/// Enough scenarios that every account has one under way and one that waits.
fn scenarios_at_once(setup: &Setup) -> usize {
    (setup.matrix.principals.len() * 2).clamp(8, 256)
}

fn limits(args: &RunArgs, profile: &Limits) -> Limits {
    Limits {
        concurrency: args.concurrency.map_or(profile.concurrency, usize::from),
        rate: args.rate.or(profile.rate),
        ..profile.clone()
    }
}

fn circumstances(args: &RunArgs, setup: &Setup, base_url: &str) -> Circumstances {
    Circumstances {
        skott: env!("CARGO_PKG_VERSION").to_owned(),
        at: now(),
        base_url: base_url.to_owned(),
        population: setup.population.clone(),
        suite: setup.fingerprint.clone(),
        narrowed: setup.narrowed.clone(),
        faults: args.fault.clone(),
    }
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn secrets() -> Environment {
    let stub = (format!("env:{STUB_PASSWORD}"), skott_mocks::DEFAULT_PASSWORD.to_owned());
    Environment {
        defaults: BTreeMap::from([stub]),
    }
}

/// Every secret that the profile names must be found before the first request; a missing one is told once, with the
/// accounts that need it.
fn check_secrets(setup: &Setup, secrets: &Environment) -> Result<(), Fail> {
    let mut missing: BTreeMap<&str, (String, NoSecret, Vec<&str>)> = BTreeMap::new();
    for account in &setup.matrix.principals {
        for (way, login) in &account.credential {
            if let Err(why) = secrets.look(&login.secret) {
                let place = || (secret_place(setup, &account.declared, way), why, Vec::new());
                let (.., accounts) = missing.entry(&login.secret).or_insert_with(place);
                accounts.push(&account.id);
            }
        }
    }
    let line = |(secret, (place, why, mut accounts)): (&str, (String, NoSecret, Vec<&str>))| {
        accounts.dedup();
        let accounts = accounts.join(", ");
        texts::no_secret(&place, secret, why, &accounts)
    };
    match missing.into_iter().map(line).reduce(texts::and_line) {
        Some(lines) => Err(Fail::suite(lines)),
        None => Ok(()),
    }
}

/// Where the profile names an account's secret.
fn secret_place(setup: &Setup, declared: &str, way: &str) -> String {
    let mut principals = setup.matrix.profile.principal.iter();
    let written = principals
        .find(|p| p.id.get_ref() == declared)
        .and_then(|p| p.credential.get(way));
    written.map_or_else(
        || setup.profile.name.clone(),
        |credential| setup.profile.at(credential.secret.span().start),
    )
}

fn faults(args: &RunArgs) -> Result<BTreeSet<Fault>, Fail> {
    if !args.fault.is_empty() && (args.portal.portal.is_some() || args.url.is_some()) {
        return Err(Fail::suite(texts::fault_of_the_stub()));
    }
    args.fault
        .iter()
        .map(|name| name.parse().map_err(|error| Fail::suite(texts::unknown_fault(&error))))
        .collect()
}

fn start_stub(
    runtime: &tokio::runtime::Runtime,
    args: &RunArgs,
    setup: &Setup,
    faults: BTreeSet<Fault>,
) -> Result<Option<Stub>, Fail> {
    if args.portal.portal.is_some() || args.url.is_some() {
        return Ok(None);
    }
    let population: Arc<Population> = Arc::new(setup.matrix.population.clone());
    let settings = skott_mocks::Settings {
        password: stub_password(),
        faults,
        idle: Duration::from_secs(3600),
        port: None,
    };
    runtime
        .block_on(Stub::start(population, settings))
        .map(Some)
        .map_err(Fail::own)
}

/// The stub's password: what the run logs in with is what its own stub takes.
pub fn stub_password() -> String {
    std::env::var(STUB_PASSWORD).unwrap_or_else(|_| skott_mocks::DEFAULT_PASSWORD.to_owned())
}

fn address(args: &RunArgs, setup: &Setup, stub: Option<&Stub>) -> String {
    let own = stub.map(Stub::url);
    own.or_else(|| args.url.clone())
        .unwrap_or_else(|| setup.matrix.profile.base_url.clone())
}
