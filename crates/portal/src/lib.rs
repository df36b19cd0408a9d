//! Sessions, requests, paging, jobs: the one place that knows HTTP.
//!
//! A [`Portal`] signs an account in ([`Portal::sign_in`]), proves who it is ([`Portal::prove`]) and asks a view for an
//! answer ([`Portal::fetch`]). Everything received is kept as it came, also redirects and refusals: they are searched too.

mod act;
mod answer;
mod chain;
mod compose;
mod door;
mod effect;
mod fetch;
mod gate;
mod landing;
mod locate;
mod markup;
mod pages;
mod portal;
mod secret;
mod session;
mod sign;
mod streams;
mod together;
mod trouble;
mod unheard;
mod validator;
mod wire;

pub use answer::{Answered, Ask, Fetched, Helpers};
pub use effect::Stopped;
pub use fetch::{is_nonce, nonce};
pub use gate::Spent;
pub use locate::{LocateError, locate};
pub use portal::{Portal, PortalError, faults};
pub use secret::{Environment, NoSecret, Secret, Secrets};
pub use session::{Landed, Session};
pub use streams::Streams;
