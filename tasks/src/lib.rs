//! A wait that starts by itself, as a task: `3-tasks.py` in Rust.
//!
//! Its lesson is `tasks/README.md`.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

/// Starts a wait of up to `max_delay` seconds as a task and returns the task's handle.
///
/// This is a plain function. The task is one [`wait_random(max_delay)`](wait_random),
/// and runs whether or not the handle is awaited or kept. Awaiting the handle
/// returns the delay, in seconds, or a [`JoinError`](tokio::task::JoinError) if the
/// task panicked, was aborted, or lost its runtime. Dropping the handle detaches the
/// task, which runs to its end.
///
/// # Panics
///
/// Panics outside a tokio runtime.
///
/// # Examples
///
/// ```
/// # // On a paused clock nobody waits.
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), tokio::task::JoinError> {
/// use tasks::task_wait_random;
///
/// let task = task_wait_random(5);
/// let delay = task.await?;
/// assert!((0.0..=5.0).contains(&delay));
/// # Ok(())
/// # }
/// ```
#[expect(clippy::must_use_candidate, reason = "the task runs whether or not its handle is kept")]
pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(wait_random(max_delay))
}

// The code in the lesson is tested with the code above.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Lesson;
