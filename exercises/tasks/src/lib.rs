//! Exercise 3: a wait that starts by itself. You write the body.

use tokio::task::JoinHandle;

/// Starts a wait as a task and returns the task's handle.
///
/// # What to write
///
/// This is a plain function, not an async one. Turn `wait_random(max_delay)` from exercise 0
/// into a task, and return its handle. The wait starts by itself, whether or not anybody awaits
/// the handle, and awaiting the handle returns the delay.
///
/// For a hint: `cargo exercise 3 hint`.
pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    todo!("start a wait of up to {max_delay} s")
}
