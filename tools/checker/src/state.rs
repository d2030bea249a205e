//! The state of a running check, which the thread that runs it shares with the one that waits.

use std::sync::{Mutex, PoisonError};
use std::task::Waker;

use tokio::time;

use crate::call::AnswerCall;

/// How often the runtime may park in one call. An answer that looks each millisecond parks
/// 10,000 times in the longest one.
pub(crate) const MAX_PARKS: usize = 20_000;

/// The state of a running check.
#[derive(Default)]
pub(crate) struct CheckState {
    /// The call that is under way, or was last.
    pub call: AnswerCall,
    /// How often a call has begun or ended.
    pub calls: usize,
    /// Where the paused clock was when the runtime last parked.
    pub clock: Option<time::Instant>,
    /// Whether the runtime is parked, because no task can go on.
    pub parked: bool,
    /// How often it has parked.
    pub parks: usize,
    /// How often the answer's future was polled.
    pub polls: usize,
    /// What wakes the answer's future.
    pub waker: Option<Waker>,
}

/// The state of this process's check.
static STATE: Mutex<Option<CheckState>> = Mutex::new(None);

/// Looks at the state of the check.
pub(crate) fn with_check_state<T>(look: impl FnOnce(&mut CheckState) -> T) -> T {
    let mut state = STATE.lock().unwrap_or_else(PoisonError::into_inner);
    look(state.get_or_insert_default())
}
