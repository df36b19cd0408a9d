//! How many requests at once, how many a second, and how many in all.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use skott_model::profile::Limits;
use tokio::sync::{Mutex, Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// What was asked of the portal so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Requests sent.
    pub requests: u64,
    /// Bytes of bodies read, decompressed.
    pub bytes: u64,
}

pub(crate) struct Gate {
    slots: Semaphore,
    free_at: Mutex<Instant>,
    gap: Duration,
    requests: AtomicU64,
    bytes: AtomicU64,
}

impl Gate {
    pub fn new(limits: &Limits) -> Self {
        let gap = limits
            .rate
            .filter(|rate| *rate > 0)
            .map_or(Duration::ZERO, |rate| Duration::from_secs(1) / rate);
        Self {
            slots: Semaphore::new(limits.concurrency.clamp(1, Semaphore::MAX_PERMITS)),
            free_at: Mutex::new(Instant::now()),
            gap,
            requests: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// Waits until a request may be sent; it is under way for as long as the permit is held.
    pub async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        let permit = self.slots.acquire().await.ok();
        if !self.gap.is_zero() {
            sleep_until(self.next_turn().await).await;
        }
        self.requests.fetch_add(1, Relaxed);
        permit
    }

    async fn next_turn(&self) -> Instant {
        let mut free_at = self.free_at.lock().await;
        let turn = (*free_at).max(Instant::now());
        *free_at = turn + self.gap;
        turn
    }

    pub fn read(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Relaxed);
    }

    pub fn spent(&self) -> Spent {
        Spent {
            requests: self.requests.load(Relaxed),
            bytes: self.bytes.load(Relaxed),
        }
    }
}
