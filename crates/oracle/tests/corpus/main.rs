//! Recall: every written form in every container that it can stand in, what was seen of it, and where.
//!
//! The snapshot is the list of pairs. A form is the way in which a value is written, a container the place in a response
//! where it stands. Every pair is a response of its own, made here and now.
#![allow(clippy::unwrap_used, reason = "a fixture that cannot be built fails its test")]

#[path = "../common/mod.rs"]
mod common;
mod container;
mod containers;
mod deflate;
mod escape;
mod form;
mod forms;
mod outcome;
mod sheet;

use outcome::Outcome;
use sheet::Sheet;

#[test]
fn every_form_is_seen_in_every_container() {
    let sheet = Sheet::made();
    insta::assert_snapshot!("pairs", sheet.to_string());
}

#[test]
fn no_pair_is_missed_misplaced_too_weak_or_too_strong() {
    let wrong = Sheet::made().listed(|outcome| !matches!(outcome, Outcome::Seen(_) | Outcome::NotApplicable(_)));
    assert!(wrong.is_empty(), "{} pairs\n{}", wrong.len(), wrong.join("\n"));
}
