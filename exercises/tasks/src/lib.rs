//! Task 3: a wait that starts by itself. To be written.

use tokio::task::JoinHandle;

/// Starts a wait as a task and returns the task's handle.
///
/// # Task
///
/// A plain function, not async. Make a task of `wait_random(max_delay)` of task 0
/// and return its handle. The wait starts by itself, whether or not anybody awaits
/// the handle. It is held to all that task 0 asks: what the handle gives is the
/// delay that was waited, uniform over 0 to `max_delay`.
///
/// A hint: `cargo exercise tasks hint`.
pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    todo!("start a wait of up to {max_delay} s")
}
