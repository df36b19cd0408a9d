//! Pure functions of a settled run: every report is made of the [`skott_model::run::Run`] and of nothing else.

pub mod accepted;
mod exposure;
mod json;
mod junit;
pub mod kills;
mod page;
mod rates;
mod table;
mod text;
pub mod texts;

pub use accepted::{AcceptMeta, Comparison, NotComparable, Snap, SnapError};
pub use accepted::{accepted_body, compare, diff, parse_snap, snap_text, with_comparison};
pub use json::{REPORT_SCHEMA, Report, report_json, report_schema};
pub use junit::junit_xml;
pub use text::report_text;
pub use texts::{Lang, kind_in_words};
