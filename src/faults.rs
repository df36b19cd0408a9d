//! `skott faults`: the mistakes that can be switched on in the stub.

use std::fmt::Write;

use skott_mocks::Fault;
use skott_report::{Lang, kind_in_words};

use crate::cli::LangName;
use crate::texts;

/// What should be found, in words, and as `report.json` says it.
fn kind(fault: Fault, lang: LangName) -> String {
    format!("{} ({})", kind_in_words(fault.kind(), Lang::from(lang)), fault.kind())
}

/// The catalogue, a paragraph a fault: its name, class, what should be found and where, and one sentence.
pub fn catalogue_text(lang: LangName) -> String {
    let mut out = String::new();
    for fault in Fault::all() {
        let sentence = lang.pick(fault.sv(), fault.en());
        let found = texts::found_on(&kind(fault, lang), &fault.views().join(", "));
        // Writing to a string cannot fail.
        writeln!(out, "{}\n  {sentence}", fault.name()).ok();
        writeln!(out, "  {}; {}", fault.class(), found.text(lang)).ok();
    }
    out
}
