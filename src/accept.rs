//! `skott accept`, `skott diff`, `skott reject`: a person's word on a changed report.

use skott_model::run::Run;
use skott_model::{Verdict, Weight};
use skott_oracle::settle;
use skott_report::{AcceptMeta, accepted_body, diff, snap_text};

use crate::cli::{AcceptArgs, DirArgs, LangName};
use crate::console::{say, say_line};
use crate::fail::Fail;
use crate::publish::{PROPOSAL, accepted_for, accepted_path, read_record, remove, write};
use crate::texts::{self, NotAccepted};

/// Makes a run's report the accepted one. A leak that no waiver covers can't be accepted away, nor a run that is not whole.
///
/// # Errors
/// The run may not be accepted, or the file cannot be written.
pub fn accept(args: &AcceptArgs, lang: LangName) -> Result<u8, Fail> {
    let run = settled(&args.dir)?;
    if args.by.trim().is_empty() || args.why.trim().is_empty() {
        return Err(Fail::suite(texts::by_and_why()));
    }
    may_be_accepted(&run)?;
    let meta = AcceptMeta {
        by: args.by.clone(),
        at: run.started.at.clone(),
        why: args.why.clone(),
        population: run.started.population.clone(),
    };
    let path = accepted_path(&run, args.dir.portal.as_deref())
        .ok_or_else(|| Fail::suite(texts::whose_folder(&args.dir.dir, &run.started.portal)))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Fail::machine(texts::not_given(folder, &error)))?;
    }
    write(&path, &snap_text(&accepted_body(&run), &meta))?;
    remove(&args.dir.dir.join(PROPOSAL))?;
    say_line(texts::accepted(&path).text(lang))?;
    Ok(0)
}

/// Prints what differs from the accepted report: exit 0 when nothing does, 1 when something does.
///
/// # Errors
/// The record cannot be read.
pub fn show_diff(args: &DirArgs, lang: LangName) -> Result<u8, Fail> {
    let run = settled(args)?;
    let accepted = accepted_for(&run, args.portal.as_deref())?;
    let none = texts::nothing_accepted_yet();
    let (old, at) = match &accepted {
        Some(accepted) => (accepted.snap.body.as_str(), accepted.at.as_str()),
        None => ("", none.text(lang)),
    };
    let new = accepted_body(&run);
    if old == new {
        say_line(texts::no_difference(at).text(lang))?;
        return Ok(0);
    }
    say(format!("{}\n{}", at, diff(old, &new)))?;
    Ok(1)
}

/// Removes the proposal; the accepted report stays as it is.
///
/// # Errors
/// There is no proposal, or it cannot be removed.
pub fn reject(args: &DirArgs, lang: LangName) -> Result<u8, Fail> {
    let path = args.dir.join(PROPOSAL);
    std::fs::remove_file(&path)
        .map_err(|error| Fail::suite(texts::not_given_so(&path, &error, texts::nothing_to_reject())))?;
    say_line(texts::rejected(&path).text(lang))?;
    Ok(0)
}

fn settled(args: &DirArgs) -> Result<Run, Fail> {
    settle(&read_record(&args.dir)?).ok_or_else(|| Fail::no_verdict(texts::no_first_line(&args.dir)))
}

fn may_be_accepted(run: &Run) -> Result<(), Fail> {
    let failing = |verdict: Verdict| run.totals.get(&verdict).copied().unwrap_or(0);
    let unproved: usize = Verdict::ALL
        .into_iter()
        .filter(|v| v.weight() == Weight::NoVerdict)
        .map(failing)
        .sum();
    let why = if failing(Verdict::Leak) > 0 {
        NotAccepted::Leak
    } else if run.finished.is_none() {
        NotAccepted::Truncated
    } else if !run.started.narrowed.is_empty() || !run.started.faults.is_empty() {
        NotAccepted::Narrowed
    } else if unproved > 0 || !run.untried.is_empty() {
        NotAccepted::Unproved
    } else if !run.unmapped.is_empty() {
        NotAccepted::Unmapped
    } else {
        return Ok(());
    };
    Err(Fail {
        exit: 1,
        message: texts::not_accepted(why),
    })
}
