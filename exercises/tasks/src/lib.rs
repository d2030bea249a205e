//! Task 3: a wait that starts by itself. To be written.

use tokio::task::JoinHandle;

/// Starts a wait as a task and returns the task's handle.
///
/// # Task
///
/// A plain function, not async. Make a task of `wait_random(max_delay)` of task 0
/// and return its handle. The wait starts whether or not anybody awaits the handle.
///
/// # Hints
///
/// <details><summary>What makes a task?</summary>
///
/// `tokio::spawn` takes a future, hands it to the runtime, and returns a
/// `JoinHandle` of what the future gives.
///
/// </details>
/// <details><summary>The compiler says that the future is not `Send`. Why?</summary>
///
/// A task can move to another thread while it waits, so what it holds across an
/// `.await` must be able to move too. The message names the value: in task 0, draw
/// the delay with `rand::random_range`, which holds no generator.
///
/// </details>
pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    todo!("start a wait of up to {max_delay} s")
}
