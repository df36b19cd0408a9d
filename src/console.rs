//! Standard output and standard error.

use std::fmt::Display;
use std::io::{ErrorKind, Write};

use crate::fail::Fail;
use crate::texts;

/// Writes to standard output. A reader that has gone away, as `head` does, is no fault.
///
/// # Errors
/// Standard output cannot be written.
pub fn say(text: impl AsRef<[u8]>) -> Result<(), Fail> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Fail::machine(texts::no_standard_output(&error))),
        _ => Ok(()),
    }
}

/// Writes a line to standard output.
///
/// # Errors
/// Standard output cannot be written.
pub fn say_line(line: impl Display) -> Result<(), Fail> {
    say(format!("{line}\n"))
}

/// Writes a line to standard error. Where nobody can read it, as where the program that started this one is gone, the work goes
/// on: a write in the portal may have to be put back.
pub fn tell(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
