//! Standard output.

use std::io::{ErrorKind, Write};

use crate::fail::Fail;

/// Writes to standard output. A reader that has gone away, as `head` does, is no fault.
///
/// # Errors
/// Standard output cannot be written.
pub fn say(text: impl AsRef<[u8]>) -> Result<(), Fail> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Fail::own(format!("standard output: {error}"))),
        _ => Ok(()),
    }
}
