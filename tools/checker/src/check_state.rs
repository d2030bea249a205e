//! The state of a running check, which the thread that runs it shares with the one that waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Wake, Waker};

use tokio::time;

use crate::call::AnswerCall;

/// The state of a running check. `call_boundaries`, `seed` and `thread_name` are the check's own,
/// and all else is that of its last call.
#[derive(Default)]
pub(crate) struct CheckState {
    /// The call that is under way, or was last.
    pub call: AnswerCall,
    /// How often a call has begun, or has ended. (In exercise 2 only beginnings are counted.)
    pub call_boundaries: usize,
    /// What the random runs were drawn with, once they have begun.
    pub seed: Option<u32>,
    /// Where the paused clock was when the runtime last parked.
    pub clock_at_last_park: Option<time::Instant>,
    /// Whether the runtime is parked, because no task can go on.
    pub parked: bool,
    pub park_count: usize,
    /// How often it may park in the call.
    pub max_parks: usize,
    /// Whether it parked too often before the longest delay of the call had passed, as it does for
    /// an answer with a heartbeat.
    pub hit_park_limit_before_max_delay: bool,
    /// The name of the thread that the check runs on.
    pub thread_name: String,
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
    waker: Mutex<Option<Waker>>,
    woken: AtomicBool,
}

impl WakeRecorder {
    pub fn new(waker: Waker) -> Self {
        Self { waker: Mutex::new(Some(waker)), woken: AtomicBool::new(false) }
    }

    pub fn was_woken(&self) -> bool {
        self.woken.load(Ordering::Acquire)
    }
}

impl Wake for WakeRecorder {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        let waker = lock(&self.waker);
        if let Some(waker) = &*waker {
            waker.wake_by_ref();
        }
    }
}

/// Locks a mutex that nothing leaves half-written.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

static STATE: Mutex<Option<CheckState>> = Mutex::new(None);

/// Reads or changes the state of this process's check.
pub(crate) fn with_check_state<T>(look: impl FnOnce(&mut CheckState) -> T) -> T {
    let mut state = lock(&STATE);
    look(state.get_or_insert_default())
}
