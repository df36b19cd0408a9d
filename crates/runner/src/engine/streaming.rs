//! Large texts, searched on threads of their own while they come in.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use skott_model::Received;
use skott_oracle::decode::is_streamed;
use skott_oracle::search::{Exempt, Index, Streamed};
use skott_portal::Streams;
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::{JoinHandle, spawn_blocking};

/// Pieces that wait to be searched: a portal that sends faster than that is held back.
const WAITING: usize = 16;

/// The texts under way, each under its number.
pub(super) struct Streaming {
    index: Arc<Index>,
    exempt: Arc<Exempt>,
    next: AtomicU64,
    running: Mutex<HashMap<u64, JoinHandle<Streamed>>>,
}

impl Streaming {
    pub fn new(index: Arc<Index>, exempt: Arc<Exempt>) -> Self {
        Self {
            index,
            exempt,
            next: AtomicU64::new(0),
            running: Mutex::default(),
        }
    }

    /// What was seen in a text; none if its search came to a stop.
    pub async fn take(&self, ticket: u64) -> Option<Streamed> {
        let running = self
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&ticket);
        running?.await.ok()
    }
}

impl Streams for Streaming {
    fn open(&self, beginning: &Received, too_large: bool) -> Option<(u64, Sender<Vec<u8>>)> {
        if !is_streamed(beginning, too_large) {
            return None;
        }
        let (sender, mut pieces) = channel::<Vec<u8>>(WAITING);
        let (index, exempt) = (Arc::clone(&self.index), Arc::clone(&self.exempt));
        let content_type = beginning.header("content-type").map(str::to_owned);
        let work = spawn_blocking(move || {
            let mut stream = index.stream(content_type.as_deref(), Some(&exempt));
            while let Some(piece) = pieces.blocking_recv() {
                stream.push(&piece);
            }
            stream.finish()
        });
        let ticket = self.next.fetch_add(1, Ordering::Relaxed);
        self.running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(ticket, work);
        Some((ticket, sender))
    }
}
