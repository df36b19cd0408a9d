//! A run that is ended before its end: what it wrote in the portal is put back first, and what could not be is said, at the
//! latest by the next run.

use std::path::Path;
use std::time::Duration;

use skott_model::record::{Event, still_written};
use skott_runner::engine::{Engine, Recorder};

use crate::cli::LangName;
use crate::console::tell;
use crate::fail::Fail;
use crate::publish::{RECORD, read_record};
use crate::texts::{self, Text};

/// So long an ended run waits for what it wrote to be put back.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Returns when somebody asks the program to end: Ctrl-C, or the signal TERM.
pub async fn asked() {
    #[cfg(unix)]
    if let Ok(mut term) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = term.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    // Where it cannot be listened for, it ends the program by itself.
    let _ = tokio::signal::ctrl_c().await;
}

/// The same, and where the run is another program's, also when that closes this one's standard input or is no more. It is no
/// signal, so that one that comes beside it, as to all of a process group, is not the second.
pub async fn asked_by_anybody(is_with_stdin: bool) {
    let closed = async {
        match is_with_stdin {
            true => stdin_closed().await,
            false => std::future::pending().await,
        }
    };
    tokio::select! {
        () = asked() => {}
        () = closed => {}
    }
}

/// A thread of its own reads, not the runtime's: a program that has come to its end must not wait for it.
async fn stdin_closed() {
    let (tell, told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        // A standard input that cannot be read is as good as closed.
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        tell.send(())
    });
    let _ = told.await;
}

/// Waits until what is written is put back, but no longer than is bearable, and not when asked to end once more.
pub async fn put_back(engine: &Engine) {
    tokio::select! {
        () = engine.end_writing() => {}
        () = tokio::time::sleep(PATIENCE) => {}
        () = asked_again() => {}
    }
}

/// A signal to a whole process group may reach this program after what it made another do: that is the first still.
async fn asked_again() {
    const ONE_AND_THE_SAME: Duration = Duration::from_secs(1);
    tokio::time::sleep(ONE_AND_THE_SAME).await;
    asked().await;
}

/// Closes the record of a run that was ended, and says what may stand in the portal.
pub fn interrupted(recorder: &Recorder, record: &Path) -> Fail {
    match recorder.finish() {
        Ok(events) => Fail::no_verdict(left(&events).fold(texts::run_ended(record), texts::and_line)),
        Err(error) => Fail::machine(texts::not_given(record, &error)),
    }
}

/// Says what an earlier run, whose record lies in the folder, may have left in the same portal. A record that cannot be read
/// is not this run's business: it is replaced.
pub fn tell_of_earlier(out: &Path, base_url: &str, lang: LangName) {
    if !out.join(RECORD).is_file() {
        return;
    }
    let Ok(events) = read_record(out) else { return };
    let is_here = |event: &Event| matches!(event, Event::RunStarted(started) if started.base_url == base_url);
    if events.first().is_some_and(is_here) {
        let record = out.join(RECORD);
        left(&events).for_each(|what| tell(texts::earlier_did_not_put_back(&record, what).text(lang)));
    }
}

fn left(events: &[Event]) -> impl Iterator<Item = Text> + '_ {
    still_written(events)
        .into_iter()
        .map(|(cell, of)| texts::may_stand(cell, of))
}
