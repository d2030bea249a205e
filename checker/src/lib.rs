//! Tells whether an answer to one of the five tasks is right, and if not, what is wrong.
//!
//! Printed output cannot tell: a list of waits that ran one after another and were
//! sorted looks the same as one of waits that ran at the same time. So each
//! function here takes an answer, runs it, and returns the first [`Mistake`].
//!
//! | task | check | going further |
//! |---|---|---|
//! | 0 | [`wait_random`], [`can_move_to_another_thread`] | |
//! | 1 | [`wait_n`], [`does_not_sort`] | [`wait_n_strict`], [`wait_n_many`] |
//! | 2 | [`measure_time`] | |
//! | 3 | [`task_wait_random`] | |
//! | 4 | [`task_wait_n`], [`does_not_sort`] | [`task_wait_n_strict`], [`task_wait_n_many`] |
//!
//! # How an answer is run
//!
//! Each check has a thread of its own, and each call a runtime whose clock is
//! paused: where all futures wait, the clock jumps to the next timer. A wait of 5
//! seconds takes 5 seconds on that clock, and no time on the wall, so what is
//! compared is exact. A call that has not ended when the clock has run a thousand
//! times its longest delay never will. One that keeps its thread for 20 s of real
//! time is left behind, and its thread goes on until the program ends.
//!
//! The clock of task 2 is real, for the answer starts its own runtime.
//!
//! # How sure a check is
//!
//! A right answer is refused only by chance, less than once in a billion checks:
//!
//! | check | what chance could do | how often |
//! |---|---|---|
//! | [`wait_random`] | of 300 delays none is in some tenth of the range, twice | 2 × 10 × 0.9³⁰⁰ < 10⁻¹² |
//! | [`wait_n`], [`task_wait_n`] | two of 20 delays are the same float | 190 / 2⁵² < 10⁻¹³ |
//! | | of 1000 delays none is in the upper half of the range | 0.5¹⁰⁰⁰ < 10⁻³⁰⁰ |
//! | [`measure_time`] | of 20 delays none is above a fifth of the range, three times | 0.2²⁰ < 10⁻¹³, cubed |
//! | [`task_wait_random`] | of 40 delays none is in the upper half of the range | 0.5⁴⁰ < 10⁻¹² |
//!
//! Real time has a part only where a thread is blocked, which is so if it stood
//! still for each of 8 delays; in [`measure_time`], where the answer gets three
//! tries and up to 0.5 s more than it needs in each; and in the two checks of many
//! waits, if the runtime polls an answer more often than it needs to, where the
//! answer may take ten times as long.

mod delay;
mod drawing;
mod further;
mod guard;
mod list;
mod measure;
mod mistake;
mod source;
mod task;
mod watch;

pub use delay::wait_random;
pub use further::{
    task_wait_n_many, task_wait_n_strict, wait_n_cancels, wait_n_many, wait_n_strict,
};
pub use list::{task_wait_n, wait_n};
pub use measure::measure_time;
pub use mistake::{Kind, Mistake};
pub use source::does_not_sort;
pub use task::task_wait_random;

/// Holds, when it is compiled, that a future can move to another thread.
///
/// A future that cannot is refused by the compiler, which names the value that is
/// in the way and shows the advice beside the bound. `tokio::spawn` asks for the
/// same in task 3.
///
/// # Examples
///
/// ```
/// async fn wait_random(max_delay: u32) -> f64 {
///     f64::from(max_delay)
/// }
///
/// checker::can_move_to_another_thread(wait_random(5));
/// ```
///
/// A generator that is held across an `.await` stays on its thread:
///
/// ```compile_fail
/// async fn wait_random(max_delay: u32) -> f64 {
///     let mut generator = rand::rng();
///     tokio::task::yield_now().await;
///     rand::RngExt::random_range(&mut generator, 0.0..=f64::from(max_delay))
/// }
///
/// checker::can_move_to_another_thread(wait_random(5));
/// ```
pub fn can_move_to_another_thread<F>(future: F)
where
    F: Future + Send + 'static, // hold no generator across an `.await`: draw with `rand::random_range`
{
    drop(future);
}
