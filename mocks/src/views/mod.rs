//! The pages, files and API of the portal, a file each.

pub mod account;
pub mod city;
pub mod email;
pub mod events;
pub mod export;
pub mod graphql;
pub mod home;
pub mod mail;
pub mod marks;
pub mod mine;
pub mod older;
pub mod order;
pub mod orders;
pub mod outbox;
pub mod people;
pub mod personnel;
pub mod receipt;
pub mod report;
pub mod search;
pub mod statistics;
pub mod workspace;
