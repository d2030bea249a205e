//! Test doubles of the course's functions: they record how they are called.
//!
//! An answer is compiled against this crate in place of the crate before it. What it does is
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
//! assert_eq!((waits[0].started, waits[0].ended), (Some(0.0), Some(3.0)));
//! assert_eq!((waits[1].started, waits[1].ended), (Some(0.0), Some(1.0)));
//! # }
//! ```
//!
//! There is one recording in a process. All times are in seconds since it was started, on the
//! clock of tokio, which can be paused, if they are not called real.

mod doubles;
mod recording;

pub use doubles::{DEFAULT_MAX_DELAY, PURPOSE, TOO_MANY, task_wait_random, wait_n, wait_random};
pub use recording::{Call, End, Plan, Recording, Wait, note_progress, resume, snapshot, start};
