//! The pages, files and API of the portal, a file each.

pub mod account;
pub mod email;
pub mod export;
pub mod home;
pub mod mail;
pub mod mine;
pub mod order;
pub mod orders;
pub mod report;
pub mod search;
pub mod statistics;
