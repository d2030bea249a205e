//! The state of a running check, which the thread that runs it shares with the one that waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Wake, Waker};

use tokio::time;

use crate::call::AnswerCall;

/// The state of a running check.
#[derive(Default)]
pub(crate) struct CheckState {
    /// Whether the thread that waits for the check has given it up.
    pub abandoned: bool,
    /// How often a call has begun, or has ended. (In exercise 2 only beginnings are counted.)
    pub call_boundaries: usize,
    /// What the random runs were drawn with, once they have begun.
    pub seed: Option<u32>,
    /// The call that is under way, or was last.
    pub current_call: CallState,
}

/// The state of a call.
#[derive(Default)]
pub(crate) struct CallState {
    pub call: AnswerCall,
    /// Where the paused clock was when the runtime last parked.
    pub clock_at_last_park: Option<time::Instant>,
    pub park_count: usize,
    /// The most tasks that were alive when it parked.
    pub max_tasks_alive: usize,
    /// How often the answer's future was polled.
    pub answer_polls: usize,
    /// What wakes the answer's future.
    pub waker: Option<Waker>,
    /// Records whether that was done since the future was last polled.
    pub wake_recorder: Arc<WakeRecorder>,
}

/// Wakes a future, and notes it.
#[derive(Default)]
pub(crate) struct WakeRecorder {
    waker: Option<Waker>,
    woken: AtomicBool,
}

impl WakeRecorder {
    pub fn new(waker: Waker) -> Self {
        Self { waker: Some(waker), woken: AtomicBool::new(false) }
    }

    pub fn was_woken(&self) -> bool {
        self.woken.load(Ordering::Acquire)
    }
}

impl Wake for WakeRecorder {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        spy::record_wake();
        if let Some(waker) = &self.waker {
            waker.wake_by_ref();
        }
    }
}

/// Locks a mutex that nothing leaves half-written.
pub(crate) fn lock_ignoring_poison<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
