//! `skott faults`: the mistakes that can be switched on in the stub.

use std::fmt::Write;

use skott_mocks::Fault;
use skott_report::{Lang, kind_in_words};

use crate::cli::LangName;

/// What should be found, in words, and as `report.json` says it.
fn kind(fault: Fault, lang: LangName) -> String {
    format!("{} ({})", kind_in_words(fault.kind(), Lang::from(lang)), fault.kind())
}

/// The catalogue, a paragraph a fault: its name, class, what should be found and where, and one sentence.
pub fn catalogue_text(lang: LangName) -> String {
    let mut out = String::new();
    for fault in Fault::all() {
        let (sentence, found, on) = match lang {
            LangName::Sv => (fault.sv(), "väntat fynd", "vyer"),
            LangName::En => (fault.en(), "expected finding", "views"),
        };
        // Writing to a string cannot fail.
        writeln!(out, "{}\n  {sentence}", fault.name()).ok();
        writeln!(
            out,
            "  {}; {found}: {}; {on}: {}",
            fault.class(),
            kind(fault, lang),
            fault.views().join(", ")
        )
        .ok();
    }
    out
}
