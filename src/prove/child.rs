//! One run of the suite, in a child process of this binary.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use skott_model::run::Run;
use skott_oracle::settle;
use tokio::process::Command;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::cli::{LangName, ProveArgs, WITH_STDIN};
use crate::fail::Fail;
use crate::publish;
use crate::texts::{self, Text};

/// What of the suite is run.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// Only these views; none for all.
    pub views: Vec<String>,
    /// How often each cell is tried; 0 for as `skott run` does.
    pub repeat: u32,
}

/// Starts runs with the same portal, population and features.
pub struct Children {
    program: PathBuf,
    common: Vec<String>,
    out: PathBuf,
    is_stub: bool,
    /// Runs under way.
    running: AtomicUsize,
    /// No further run is to be started, and those under way are to end.
    is_ending: watch::Sender<bool>,
}

/// Counts a run for as long as it is held.
struct Running<'a>(&'a AtomicUsize);

impl<'a> Running<'a> {
    fn of(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Relaxed);
        Self(count)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

impl Children {
    /// As the options say.
    ///
    /// # Errors
    /// The program cannot be found.
    pub fn new(args: &ProveArgs, lang: LangName) -> Result<Self, Fail> {
        let mut common = ["run", WITH_STDIN, "--lang", lang.typed()].map(str::to_owned).to_vec();
        let path = |path: &Option<PathBuf>| path.as_ref().map(|p| p.display().to_string());
        let number = |n: Option<usize>| n.map(|n| n.to_string());
        for (option, value) in [
            ("--portal", path(&args.portal)),
            ("--features", path(&args.features)),
            ("--url", args.url.clone()),
            ("--instances", number(args.instances)),
            ("--persons", number(args.persons)),
            ("--seed", args.seed.map(|seed| seed.to_string())),
        ] {
            common.extend(value.into_iter().flat_map(|value| [option.to_owned(), value]));
        }
        Ok(Self {
            program: std::env::current_exe().map_err(Fail::own)?,
            common,
            out: args.out.clone(),
            is_stub: args.portal.is_none(),
            running: AtomicUsize::new(0),
            is_ending: watch::Sender::new(false),
        })
    }

    /// Starts no further run, and returns when those under way have ended. They put back what they wrote first, so they must
    /// not be killed.
    pub async fn end(&self) {
        self.is_ending.send_replace(true);
        while self.running.load(Relaxed) > 0 {
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn ending(&self) {
        // It is told for as long as this is there to tell it.
        let _ = self.is_ending.subscribe().wait_for(|is_ending| *is_ending).await;
    }

    /// Runs the suite with these faults switched on, and settles its record, which stays in the folder `name`.
    ///
    /// # Errors
    /// The run did not come to its end, for other reasons than what it found.
    pub async fn run(&self, name: &str, faults: &[&str], narrow: &Narrow) -> Result<Run, Fail> {
        if *self.is_ending.borrow() {
            return std::future::pending().await;
        }
        let dir = self.out.join(name);
        // What an earlier proof found is no evidence against the portal: its faults were switched on.
        publish::remove(&dir.join(publish::RECORD))?;
        let mut command = Command::new(&self.program);
        command.args(&self.common).arg("--out").arg(&dir);
        if self.is_stub {
            command.args(faults.iter().flat_map(|fault| ["--fault", fault]));
        }
        command.args(narrow.views.iter().flat_map(|view| ["--view", view]));
        if narrow.repeat > 1 {
            command.arg("--repeat").arg(narrow.repeat.to_string());
        }
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let told = |error: std::io::Error| Fail::own(format!("{name}: {error}"));
        let running = Running::of(&self.running);
        let mut child = command.kill_on_drop(true).spawn().map_err(told)?;
        let lifeline = child.stdin.take();
        let until_the_end = async {
            self.ending().await;
            drop(lifeline);
            std::future::pending().await
        };
        let output = tokio::select! {
            output = child.wait_with_output() => output,
            never = until_the_end => never,
        };
        drop(running);
        let output = output.map_err(told)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0 | 1 | 3) => {}
            Some(2) => return Err(Fail::suite(Text::as_is(said))),
            code => return Err(Fail::machine(texts::proofs_run_failed(name, code, &said))),
        }
        let folder = dir.clone();
        let settled =
            tokio::task::spawn_blocking(move || publish::read_record(&dir).map(|events| settle(&events))).await;
        let no_run = || Fail::no_verdict(texts::and_line(texts::no_first_line(&folder), Text::as_is(said)));
        settled.map_err(Fail::own)??.ok_or_else(no_run)
    }
}
