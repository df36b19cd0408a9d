//! From a record to its reports: settled, compared with the accepted report, written and printed.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use skott_model::record::Event;
use skott_model::run::Run;
use skott_oracle::settle;
use skott_report::{
    Comparison, Lang, Snap, accepted_body, compare, junit_xml, parse_snap, report_json, report_text, with_comparison,
};

use crate::cli::LangName;
use crate::console::say;
use crate::embedded;
use crate::fail::Fail;
use crate::texts;

/// The record's file name.
pub const RECORD: &str = "run.ndjson";
/// The proposal for a new accepted report.
pub const PROPOSAL: &str = "accepted.snap.new";

impl From<LangName> for Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Sv => Self::Sv,
            LangName::En => Self::En,
        }
    }
}

impl From<LangName> for skott_steps::Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Sv => Self::Sv,
            LangName::En => Self::En,
        }
    }
}

/// Writes every report of a record beside it, prints the text, and gives the exit code.
///
/// # Errors
/// A report cannot be written, or the accepted report cannot be read.
pub fn publish(events: &[Event], out: &Path, portal: Option<&Path>, lang: Lang) -> Result<u8, Fail> {
    let run = settle(events).ok_or_else(|| Fail::no_verdict(texts::no_first_line(out)))?;
    let accepted = accepted_for(&run, portal)?;
    let comparison = compare(
        &run,
        accepted.as_ref().map(|accepted| (&accepted.snap, accepted.at.as_str())),
    );
    propose(&run, &comparison, out)?;
    let run = with_comparison(run, &comparison);
    let json = serde_json::to_string_pretty(&report_json(&run, &comparison, lang)).map_err(Fail::own)?;
    let text = report_text(&run, &comparison, lang);
    write(&out.join("report.json"), &(json + "\n"))?;
    write(&out.join("report.txt"), &text)?;
    write(&out.join("junit.xml"), &junit_xml(&run, lang).map_err(Fail::own)?)?;
    say(text)?;
    let is_broken = run.scenarios.iter().any(|s| s.scenario.broken.is_some());
    Ok(if is_broken { 4 } else { run.outcome.exit_code() })
}

/// Removes the reports that an earlier run left in the folder: if this one never begins, or comes to no end, none may be taken
/// for its own.
/// The record is truncated when it is opened.
///
/// # Errors
/// A file cannot be removed.
pub fn forget(out: &Path) -> Result<(), Fail> {
    for name in [PROPOSAL, "report.json", "report.txt", "junit.xml"] {
        remove(&out.join(name))?;
    }
    Ok(())
}

/// Makes the folder that is written in.
///
/// # Errors
/// It cannot be made.
pub fn make_folder(out: &Path) -> Result<(), Fail> {
    std::fs::create_dir_all(out).map_err(|error| Fail::suite(texts::not_given_so(out, &error, texts::give_a_folder())))
}

/// Removes a file, if it is there.
///
/// # Errors
/// It cannot be removed.
pub fn remove(path: &Path) -> Result<(), Fail> {
    match std::fs::remove_file(path) {
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(Fail::machine(texts::not_given(path, &error)))
        }
        _ => Ok(()),
    }
}

/// Reads a record. A last line without its line feed was cut off and is left out: the run is then truncated.
///
/// # Errors
/// The file cannot be read, or a line before the last is no event.
pub fn read_record(dir: &Path) -> Result<Vec<Event>, Fail> {
    let path = dir.join(RECORD);
    let bytes = std::fs::read(&path)
        .map_err(|error| Fail::suite(texts::not_given_so(&path, &error, texts::give_the_runs_folder())))?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
    let lines = bytes[..whole].split(|byte| *byte == b'\n').filter(|_| whole > 0);
    let event = |(number, line): (usize, &[u8])| {
        serde_json::from_slice(line).map_err(|error| Fail::no_verdict(texts::damaged(&path, number + 1, &error)))
    };
    lines.enumerate().map(event).collect()
}

/// An accepted report, and where it stands.
pub struct Accepted {
    pub snap: Snap,
    pub at: String,
}

/// The accepted report of a run's portal, where there is one: beside the profile; the stub's in `snapshots/`, or in the binary.
///
/// # Errors
/// It cannot be read or understood.
pub fn accepted_for(run: &Run, portal: Option<&Path>) -> Result<Option<Accepted>, Fail> {
    let path = accepted_path(run, portal);
    let found = path
        .as_ref()
        .map(|path| (std::fs::read_to_string(path), path.display().to_string()));
    let (text, at) = match found {
        Some((Ok(text), at)) => (text, at),
        Some((Err(error), at)) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Fail::suite(texts::not_given(Path::new(&at), &error)));
        }
        _ if portal.is_none() && run.started.portal == embedded::PORTAL => {
            (embedded::ACCEPTED.to_owned(), embedded::ACCEPTED_NAME.to_owned())
        }
        _ => return Ok(None),
    };
    match parse_snap(&text) {
        Ok(snap) => Ok(Some(Accepted { snap, at })),
        Err(error) => Err(Fail::suite(texts::no_accepted_report(&at, &error))),
    }
}

/// Where a portal's accepted report stands, or is to stand: beside its profile; the stub's own may be shared. None for a
/// portal whose folder is not known.
pub fn accepted_path(run: &Run, portal: Option<&Path>) -> Option<PathBuf> {
    let name = format!("{}.snap", run.started.portal);
    let beside = portal.map(|dir| dir.join(&name));
    if run.started.portal != embedded::PORTAL {
        return beside;
    }
    let shared = Path::new("snapshots").join(&name);
    match beside {
        Some(beside) if beside.exists() || !shared.exists() => Some(beside),
        _ => Some(shared),
    }
}

/// A changed or first report is laid beside the others, to be accepted or rejected by a person.
fn propose(run: &Run, comparison: &Comparison, out: &Path) -> Result<(), Fail> {
    let path = out.join(PROPOSAL);
    match comparison {
        Comparison::None | Comparison::Changed { .. } => write(&path, &accepted_body(run)),
        Comparison::Same { .. } | Comparison::NotCompared { .. } => remove(&path),
    }
}

/// Writes a whole file or none.
pub fn write(path: &Path, text: &str) -> Result<(), Fail> {
    let fail = |error| Fail::machine(texts::not_given_so(path, &error, texts::report_not_whole()));
    let part = path.with_extension("part");
    std::fs::write(&part, text).map_err(fail)?;
    std::fs::rename(&part, path).map_err(fail)
}
