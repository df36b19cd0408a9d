//! `skott accept`, `skott diff`, `skott reject`: a person's word on a changed report.

use skott_model::run::Run;
use skott_model::{Verdict, Weight};
use skott_oracle::settle;
use skott_report::{AcceptMeta, accepted_body, diff, snap_text};

use crate::cli::{AcceptArgs, DirArgs};
use crate::console::say;
use crate::fail::Fail;
use crate::publish::{PROPOSAL, accepted_for, accepted_path, read_record, remove, write};

/// Makes a run's report the accepted one. A leak that no waiver covers can't be accepted away, nor a run that is not whole.
///
/// # Errors
/// The run may not be accepted, or the file cannot be written.
pub fn accept(args: &AcceptArgs) -> Result<u8, Fail> {
    let run = settled(&args.dir)?;
    if args.by.trim().is_empty() || args.why.trim().is_empty() {
        return Err(Fail::suite(
            "--by och --why får inte vara tomma: vem godtar, och varför?",
        ));
    }
    may_be_accepted(&run)?;
    let meta = AcceptMeta {
        by: args.by.clone(),
        at: run.started.at.clone(),
        why: args.why.clone(),
        population: run.started.population.clone(),
    };
    let path = accepted_path(&run, args.dir.portal.as_deref()).ok_or_else(|| {
        Fail::suite(format!(
            "{}: körningen gäller portalen {}; ange dess mapp med --portal, så läggs rapporten bredvid profilen",
            args.dir.dir.display(),
            run.started.portal
        ))
    })?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Fail::own(format!("{}: {error}", folder.display())))?;
    }
    write(&path, &snap_text(&accepted_body(&run), &meta))?;
    remove(&args.dir.dir.join(PROPOSAL))?;
    say(format!("godtagen: {}\n", path.display()))?;
    Ok(0)
}

/// Prints what differs from the accepted report: exit 0 when nothing does, 1 when something does.
///
/// # Errors
/// The record cannot be read.
pub fn show_diff(args: &DirArgs) -> Result<u8, Fail> {
    let run = settled(args)?;
    let accepted = accepted_for(&run, args.portal.as_deref())?;
    let (old, at) = match &accepted {
        Some(accepted) => (accepted.snap.body.as_str(), accepted.at.as_str()),
        None => ("", "ingen godtagen rapport än"),
    };
    let new = accepted_body(&run);
    if old == new {
        say(format!("ingen skillnad mot den godtagna rapporten ({at})\n"))?;
        return Ok(0);
    }
    say(format!("{}\n{}", at, diff(old, &new)))?;
    Ok(1)
}

/// Removes the proposal; the accepted report stays as it is.
///
/// # Errors
/// There is no proposal, or it cannot be removed.
pub fn reject(args: &DirArgs) -> Result<u8, Fail> {
    let path = args.dir.join(PROPOSAL);
    std::fs::remove_file(&path)
        .map_err(|error| Fail::suite(format!("{}: {error}; nothing to reject", path.display())))?;
    say(format!("avvisad: {}\n", path.display()))?;
    Ok(0)
}

fn settled(args: &DirArgs) -> Result<Run, Fail> {
    settle(&read_record(&args.dir)?).ok_or_else(|| Fail::no_verdict("the record has no first line, so there is no run"))
}

fn may_be_accepted(run: &Run) -> Result<(), Fail> {
    let failing = |verdict: Verdict| run.totals.get(&verdict).copied().unwrap_or(0);
    let unproved: usize = Verdict::ALL
        .into_iter()
        .filter(|v| v.weight() == Weight::NoVerdict)
        .map(failing)
        .sum();
    let refusal = if failing(Verdict::Leak) > 0 {
        "en läcka kan inte godtas; rätta portalen, eller skriv ett undantag (waiver) i profilen med vem, varför och till när"
    } else if run.finished.is_none() {
        "körningen är inte hel; kör om"
    } else if !run.started.narrowed.is_empty() || !run.started.faults.is_empty() {
        "körningen var avgränsad eller hade fel påslagna; godta en hel körning"
    } else if unproved > 0 || !run.untried.is_empty() {
        "körningen har celler utan utslag; det som inte är prövat kan inte godtas"
    } else {
        return Ok(());
    };
    Err(Fail {
        exit: 1,
        message: refusal.to_owned(),
    })
}
