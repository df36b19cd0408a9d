//! The portal's client against a small portal on the loopback interface.

mod asked;
mod login;
mod town;
mod views;
