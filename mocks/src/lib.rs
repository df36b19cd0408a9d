//! The stub portal, *Förmånsportalen*, and its switchable faults.
//!
//! It stands in for a supplier's portal: roles, instances, pages, files and an API over a planted population. It works
//! out by itself who may see what, and shares no code with the judge: a stub that did would share its mistakes.

mod accounts;
mod desk;
mod faults;
mod filter;
mod http;
mod jobs;
mod kept;
mod letters;
mod listing;
mod organisation;
mod portal;
mod recipients;
mod register;
mod render;
mod router;
mod scope;
mod session;
mod stub;
#[cfg(test)]
mod tests;
mod views;
mod visit;

pub use accounts::administrator_names;
pub use faults::{Fault, Faults, UnknownFault};
pub use http::{Request, Response};
pub use portal::{DEFAULT_IDLE, DEFAULT_PASSWORD, Portal, Settings};
pub use stub::Stub;
