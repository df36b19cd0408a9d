//! The append-only record: each event one line, flushed, and kept for settling.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use skott_model::record::Event;

/// Writes events to `run.ndjson` and keeps them.
pub struct Recorder {
    state: Mutex<State>,
}

struct State {
    out: BufWriter<File>,
    events: Vec<Event>,
    failed: Option<io::Error>,
    closed: bool,
}

impl Recorder {
    /// Creates the record; an older one in the same place is replaced.
    ///
    /// # Errors
    /// The file cannot be created.
    pub fn create(path: &Path) -> io::Result<Self> {
        let out = BufWriter::new(File::create(path)?);
        Ok(Self {
            state: Mutex::new(State {
                out,
                events: Vec::new(),
                failed: None,
                closed: false,
            }),
        })
    }

    /// Appends an event. A line that cannot be written (a full disk) is remembered: see [`Recorder::finish`]. Nothing is
    /// appended after that, so that the record never has a hole.
    pub fn append(&self, event: Event) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return;
        }
        if state.failed.is_none()
            && let Err(error) = write_line(&mut state.out, &event)
        {
            state.failed = Some(error);
        }
        state.events.push(event);
    }

    /// How many lines were appended so far.
    pub fn lines(&self) -> u64 {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).events.len() as u64
    }

    /// True when a line could not be written.
    pub fn is_broken(&self) -> bool {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .failed
            .is_some()
    }

    /// Everything that was appended. What comes later, of a run that was interrupted, is left out.
    ///
    /// # Errors
    /// The first write that failed: what was recorded is not whole and must not be reported on.
    pub fn finish(&self) -> io::Result<Vec<Event>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = true;
        if let Some(error) = state.failed.take() {
            return Err(error);
        }
        state.out.flush()?;
        state.out.get_ref().sync_all().or_else(ignore_unsupported)?;
        Ok(std::mem::take(&mut state.events))
    }
}

/// Pipes and `/dev/full`-like files cannot be synced; regular files can.
fn ignore_unsupported(error: io::Error) -> io::Result<()> {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
        _ => Err(error),
    }
}

fn write_line(out: &mut BufWriter<File>, event: &Event) -> io::Result<()> {
    serde_json::to_writer(&mut *out, event)?;
    out.write_all(b"\n")?;
    out.flush()
}
