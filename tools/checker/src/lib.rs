//! Tells whether an answer to one of the five tasks is right, and if not, what is wrong.
//!
//! Printed output cannot tell: a list of waits that ran one after another and were sorted
//! looks the same as one of waits that ran at the same time. So each function here takes an
//! answer, runs it, and returns the first [`Mistake`] that it finds, if there is one.
//!
//! ```
//! let mistake = checker::wait_random(async |max_delay| f64::from(max_delay) / 2.0).unwrap_err();
//! assert_eq!(mistake.kind(), checker::Kind::DoesNotWait);
//! ```
//!
//! # How an answer is run
//!
//! Each check has a thread of its own, and each call a runtime whose clock is paused: where
//! all futures wait, the clock jumps to the next timer. The check records where the clock
//! stood and how many tasks were alive then, and judges by that. A check is given up after
//! 9 s of real time, or after 4 s in which nothing was seen of a call, and later on a machine
//! that is busy. Its thread then ends where the answer is polled or called next, or with the
//! program. The clock of task 2 is real, for the answer starts its own runtime. Each check sets
//! the panic hook of the process: a panic of an answer is noted, and others are printed.
//!
//! # How sure a check is
//!
//! A right answer is refused only by chance, less than once in a billion checks:
//!
//! | check | what chance could do | how often |
//! |---|---|---|
//! | all of single waits | 1000 delays are farther than 0.109 from uniform, in one of 2 ranges | 4 e^(-2 × 1000 × 0.109²) < 2 × 10⁻¹⁰ |
//! | | of 1000 delays none is in the first or last fortieth, in one of 2 ranges | 4 × 0.975¹⁰⁰⁰ < 5 × 10⁻¹¹ |
//! | | of 1000 delays three pairs are the same nanosecond, and in [`wait_random`] two of two, up to 5 s | (1.1 × 499,500 / 10⁹)³ / 6 < 3 × 10⁻¹¹, and 1 / (5 × 10⁹) = 2 × 10⁻¹⁰ |
//! | | of 40 delays none is in the upper half, in one of 4 ranges | 4 × 0.5⁴⁰ < 10⁻¹¹ |
//! | | of 2 delays of up to 20 years both are below 5000 s | (5000 / 655,360,000)² < 10⁻¹⁰ |
//! | [`wait_n`], [`task_wait_n`] | of 2050 delays none is in the uppermost fiftieth | 0.98²⁰⁵⁰ < 10⁻¹⁷ |
//! | | of 33 delays of up to 1000 s two are the same nanosecond | 528 / 10¹² < 6 × 10⁻¹⁰ |
//! | [`measure_time`] | of 3000 delays none is above 0.99 s, in one of 4 calls | 4 × 0.99³⁰⁰⁰ < 10⁻¹² |
//! | | 384 delays of up to 1 s are above 0.6 s on average | e^(-6 × 384 × 0.1²) < 10⁻⁹ |
//! | | 80 totals are within 0.1 s of each other | 80 × 0.28⁷⁹ < 10⁻⁴⁰ |
//! | | of 48 delays of up to 2 s none is above 1.2 s | 0.6⁴⁸ < 10⁻¹⁰ |
//!
//! Load only lengthens. So what is refused for its real time took too long in each of many calls,
//! or on average; many waits are compared with plain tasks, and the time of the processor that
//! they take with ten times that of a tenth.

#![expect(clippy::missing_errors_doc, reason = "the errors are what this is about: see above")]

mod delay;
mod drawing;
mod further;
mod guard;
mod list;
mod measure;
mod mistake;
mod report;
mod source;
mod task;
mod watch;

pub use delay::wait_random;
pub use further::{
    task_wait_n_many, task_wait_n_strict, wait_n_cancels, wait_n_many, wait_n_strict,
};
pub use list::{task_wait_n, wait_n};
pub use measure::measure_time;
pub use mistake::{Kind, Mistake, Verdict};
pub use report::{RIGHT, report};
pub use source::does_not_sort;
pub use task::task_wait_random;

/// Holds, when it is compiled, that a future can move to another thread.
///
/// A future that cannot is refused by the compiler, which names the value that is in the
/// way and shows the advice beside the bound. `tokio::spawn` asks for the same in task 3.
pub fn can_move_to_another_thread<F>(future: F)
where
    F: Future,         // write it as an `async fn`
    F: Send + 'static, // draw with `rand::random_range`; hold no `Rc`, `MutexGuard` or generator across an `.await`
{
    drop(future);
}
