//! The record of a leak is evidence of a breach: a later run in the same folder does not write over it.

use std::path::{Path, PathBuf};

use skott_oracle::settle;

use crate::fail::Fail;
use crate::publish::{RECORD, read_record};
use crate::texts;

/// A record that was renamed, and why.
pub struct Kept {
    pub at: PathBuf,
    /// It could not be read; else it held findings.
    pub is_damaged: bool,
}

/// Renames the record of a folder that holds findings, or cannot be read, to `run-<when it began>.ndjson` beside it. What
/// holds none is left to be written over, so that sound runs do not fill the folder, and so is what the stub showed with faults
/// switched on.
///
/// # Errors
/// The record cannot be renamed.
pub fn keep(out: &Path) -> Result<Option<Kept>, Fail> {
    let record = out.join(RECORD);
    if !record.is_file() {
        return Ok(None);
    }
    let run = read_record(out).map(|events| settle(&events));
    let began = match &run {
        Ok(Some(run)) if !run.started.faults.is_empty() => return Ok(None),
        Ok(Some(run)) if run.cells.iter().all(|settled| settled.findings.is_empty()) => return Ok(None),
        // Nothing was asked yet.
        Ok(None) => return Ok(None),
        Ok(Some(run)) => run.started.at.as_str(),
        Err(_) => "skadad",
    };
    let at = free_name(&record, began);
    std::fs::rename(&record, &at)
        .map_err(|error| Fail::machine(texts::not_given_so(&record, &error, texts::give_another_folder())))?;
    let is_damaged = run.is_err();
    Ok(Some(Kept { at, is_damaged }))
}

/// `run-20260114T020000Z.ndjson`, with a number where there is one already.
fn free_name(record: &Path, began: &str) -> PathBuf {
    let time: String = began.chars().filter(char::is_ascii_alphanumeric).collect();
    let named = |end: String| record.with_file_name(format!("run-{time}{end}.ndjson"));
    let mut number = 1;
    let mut name = named(String::new());
    while name.exists() {
        number += 1;
        name = named(format!("-{number}"));
    }
    name
}
