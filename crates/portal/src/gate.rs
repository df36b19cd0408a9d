//! How many requests at once, how many a second, and how many in all.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
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

/// Requests that are sent at one moment. They waited for their turns together, and are under way for as long as it is held.
pub(crate) struct Moment<'a> {
    _slots: Option<SemaphorePermit<'a>>,
    unsent: AtomicUsize,
}

pub(crate) struct Gate {
    slots: Semaphore,
    most: usize,
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
        let most = limits.concurrency.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            slots: Semaphore::new(most),
            most,
            free_at: Mutex::new(Instant::now()),
            gap,
            requests: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// Waits until a request may be sent; it is under way for as long as the permit is held. One of a moment waits for
    /// nothing, but what follows from it, as a redirect, waits for its turn.
    pub async fn enter(&self, moment: Option<&Moment<'_>>) -> Option<SemaphorePermit<'_>> {
        let permit = match moment {
            Some(_) => None,
            None => self.slots.acquire().await.ok(),
        };
        if !moment.is_some_and(Moment::is_now) {
            self.turns(1).await;
        }
        self.requests.fetch_add(1, Relaxed);
        permit
    }

    /// Waits until so many requests may be sent at once. Where fewer may be under way at a time, they are alone.
    pub async fn moment(&self, requests: usize) -> Moment<'_> {
        let slots = u32::try_from(requests.min(self.most)).unwrap_or(u32::MAX);
        let _slots = self.slots.acquire_many(slots).await.ok();
        self.turns(requests).await;
        Moment {
            _slots,
            unsent: AtomicUsize::new(requests),
        }
    }

    /// Waits for the last of so many turns.
    async fn turns(&self, requests: usize) {
        for _ in 0..requests {
            if !self.gap.is_zero() {
                sleep_until(self.next_turn().await).await;
            }
        }
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

impl Moment<'_> {
    /// True for each of its requests once.
    fn is_now(&self) -> bool {
        let taken = self.unsent.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1));
        taken.is_ok()
    }
}
