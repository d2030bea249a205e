//! Test doubles of the course's functions: they record how they are called.
//!
//! An answer is compiled against these functions in place of those of an earlier crate. (The crates
//! in `tools/doubles` export them under the names that an answer imports.) What it does is
//! then known, and need not be guessed from how long it took:
//!
//! ```
//! use spy::{Plan, wait_random};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() {
//! spy::start(Plan { delays: vec![3.0, 1.0], ..Plan::default() });
//! tokio::join!(wait_random(4), wait_random(4));
//!
//! let waits = spy::snapshot().waits;
//! assert_eq!((waits[0].started_at, waits[0].ended_at), (Some(0.0), Some(3.0)));
//! assert_eq!((waits[1].started_at, waits[1].ended_at), (Some(0.0), Some(1.0)));
//! # }
//! ```
//!
//! There is one recording in a process. Its times are seconds since it was started, on tokio's
//! clock, which can be paused. Where a field says that its time is real, no pause stops it.

mod doubles;
mod recording;

pub use doubles::{
    DEFAULT_MAX_DELAY, PLANNED_PANIC_MESSAGE, TOO_MANY_WAITS_MESSAGE, task_wait_random, wait_n,
    wait_random,
};
pub use recording::{
    Outcome, Plan, Recording, WaitNRecord, WaitRecord, event_count, record_park, record_poll_end,
    record_poll_start, record_unpark, record_wake, snapshot, start,
};
