//! Tells whether an answer to one of the five exercises is right, and if not, what is wrong.
//!
//! Printed output can't tell: a list of waits that ran one after another and were then sorted
//! looks like one of waits that ran at the same time. So each function here takes an answer,
//! runs it, and returns the first [`Mistake`] that it finds.
//!
//! ```
//! let answer = async |max_delay| f64::from(max_delay) / 2.0;
//! let mistake = checker::check_wait_random(answer).unwrap_err();
//! assert_eq!(mistake.kind(), checker::Kind::DoesNotWait);
//! ```
//!
//! # How an answer is run
//!
//! The answers to exercises 1 to 4 are compiled against the crate `spy`, whose `wait_random`
//! and `wait_n` record how they are called. The checker chooses their delays, and judges by the
//! record: which waits were created, when each was polled, how it ended. Exercise 0 calls no
//! function of an earlier exercise, so it is judged by what it draws and by the clock.
//!
//! Each check has a thread of its own, and each call a runtime whose clock is paused: when all
//! futures wait, the clock jumps to the next timer. Exercise 2 starts its own runtime, so there
//! the clock is real, and `wait_n` takes 40 ms, and 1.01 s in the last call. A check is given
//! up when it has made no progress for 3 s. There is one check at a time in a process, because
//! an answer calls plain functions, so there is one recording, and one panic hook.
//!
//! # How the code is named
//!
//! - `run_…` calls an answer, and returns what was seen of the call, or why it failed.
//! - `check_…` refuses a mistake. It returns `Ok`, with what was checked if somebody needs it.
//! - `…_mistake` words a mistake, and has its [`Kind`] in its name. Most are worded where they are
//!   found, and most of those that several checks find are in `common_mistakes`.
//! - `diagnose_…` chooses between several kinds.
//!
//! A message says what was `seen`, `why`, and what to `change`, and has a drawing if that helps.
//!
//! # How sure a check is
//!
//! Exercises 1 and 4 also make random runs, which a message tells how to repeat. Only in exercise 0
//! can chance refuse a right answer, less than once in a billion checks:
//!
//! | what chance could do | how often |
//! |---|---|
//! | 1000 delays are farther than 0.109 from uniform, in one of 4 tests | 8 e^(-2 × 1000 × 0.109²) < 4 × 10⁻¹⁰ |
//! | none of 1000 delays is in the first or the last fortieth, in one of 2 ranges | 4 × 0.975¹⁰⁰⁰ < 5 × 10⁻¹¹ |
//! | none of 40 delays is in the upper half, in one of 6 ranges | 6 × 0.5⁴⁰ < 6 × 10⁻¹² |
//!
//! A busy machine only makes things slower, so what is refused for its real time was too slow in
//! each of several tries, or made no progress for 3 s. That makes a wrong verdict rare on a busy
//! machine, not impossible.

#![expect(clippy::float_cmp, reason = "an answer is to return the very number that was drawn")]

mod blocking;
mod call;
mod common_mistakes;
mod hangs;
mod harder_version;
mod many_waits;
mod measure_time;
mod mistake;
mod no_sorting;
mod panic_propagation;
mod panics;
mod recorded_waits;
mod report;
mod returned_list;
mod runner;
mod state;
mod task_wait_random;
mod timeline;
mod wait_random;
mod wording;

pub use harder_version::{
    check_task_wait_n_exact_order, check_wait_n_cancellation, check_wait_n_exact_order,
    check_wait_n_poll_count,
};
pub use many_waits::{check_task_wait_n, check_wait_n};
pub use measure_time::check_measure_time;
pub use mistake::{Kind, Mistake};
pub use no_sorting::check_no_sorting;
pub use report::{RIGHT_VERDICT, report, verdict_text};
pub use task_wait_random::check_task_wait_random;
pub use wait_random::check_wait_random;

/// A compile-time check that a future can move to another thread.
///
/// The compiler refuses one that can't. It names the value that is in the way, and shows the
/// comments beside the bounds. `tokio::spawn` asks for the same in exercise 3.
pub fn can_move_to_another_thread<F>(future: F)
where
    F: Future,         // write it as an `async fn`
    F: Send + 'static, // draw with `rand::random_range`; hold no `Rc`, `MutexGuard` or generator across an `.await`
{
    drop(future);
}
