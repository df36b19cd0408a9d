//! The portal driven as a browser would, without a server but for one test.

mod browser;
mod details;
mod faults;
mod files;
mod organisation;
mod over_http;
mod population;
mod rights;
