//! What `skott prove` reads and writes: the reviewed matrix, and the new one as text, JSON and a page.

use std::path::{Path, PathBuf};

use skott_report::Lang;
use skott_report::kills::{Kills, Reviewed, Ruling, kills_html, kills_snap, kills_text, parse_reviewed, prove_json};

use crate::cli::ProveArgs;
use crate::console::say;
use crate::embedded;
use crate::fail::Fail;
use crate::publish::{make_folder, remove, write as write_file};
use crate::texts;

/// The reviewed matrix's file name, beside a portal's profile or in `snapshots/`.
const REVIEWED: &str = "kill-matrix.snap";
/// The proposal for a new one.
const PROPOSAL: &str = "kill-matrix.snap.new";

/// The matrix that people have reviewed: the portal's, or the stub's in `snapshots/` or in the binary.
///
/// # Errors
/// It cannot be read or understood.
pub fn reviewed(args: &ProveArgs) -> Result<Option<Reviewed>, Fail> {
    let path = match &args.portal {
        Some(dir) => dir.join(REVIEWED),
        None => PathBuf::from("snapshots").join(REVIEWED),
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match args.portal {
            None => embedded::KILL_MATRIX.to_owned(),
            Some(_) => return Ok(None),
        },
        Err(error) => return Err(Fail::suite(texts::not_given(&path, &error))),
    };
    let told = |error| Fail::suite(texts::no_reviewed_matrix(&path, &error));
    parse_reviewed(&text).map(Some).map_err(told)
}

/// Makes the folder, and removes what an earlier proof left there.
///
/// # Errors
/// It cannot be written.
pub fn begin(out: &Path) -> Result<(), Fail> {
    make_folder(out)?;
    ["prove.txt", "prove.json", "prove.html", PROPOSAL]
        .iter()
        .try_for_each(|name| remove(&out.join(name)))
}

/// Writes the matrix, and says it. A new or changed one is laid beside, for a person to review.
///
/// # Errors
/// It cannot be written.
pub fn write(out: &Path, kills: &Kills, ruling: &Ruling, has_reviewed: bool, lang: Lang) -> Result<(), Fail> {
    let text = kills_text(kills, ruling, lang);
    let json = serde_json::to_string_pretty(&prove_json(kills, ruling, lang)).map_err(Fail::own)?;
    write_file(&out.join("prove.txt"), &text)?;
    write_file(&out.join("prove.json"), &(json + "\n"))?;
    write_file(&out.join("prove.html"), &kills_html(kills, ruling, lang))?;
    if !kills.is_narrowed && (ruling.is_changed || !has_reviewed) {
        write_file(&out.join(PROPOSAL), &kills_snap(kills, ruling))?;
    }
    say(text)
}
