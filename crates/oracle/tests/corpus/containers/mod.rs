//! Every container, by family. Each writes with other code than the decoder reads with: by hand, or by another library.

mod documents;
mod html;
mod http;
mod mail;
mod markup;
mod packed;
mod pdf;
mod separated;
mod sheets;
mod structured;

use crate::container::Container;

/// All of them, in the order of the snapshot's rows.
pub fn all() -> Vec<Container> {
    [
        html::all(),
        markup::all(),
        structured::all(),
        separated::all(),
        sheets::all(),
        documents::all(),
        pdf::all(),
        packed::all(),
        mail::all(),
        http::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
