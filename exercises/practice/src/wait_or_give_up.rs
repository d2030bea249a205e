//! Practice after lesson 3: a task that doesn't outlive your patience. You write the body.

use std::time::Duration;

use tokio::task::JoinHandle;

/// Waits for a task, and aborts it if it takes longer than `limit`.
///
/// # What to write
///
/// The task is running already. If it ends within `limit`, return its delay, in seconds. Otherwise
/// abort it, and return `None` once it is really gone: when your function returns, the task must
/// not be alive any more. If the task panics within `limit`, your function panics, too,
/// with the task's message in its own, as `unwrap` does.
/// (If the caller drops your function's future halfway, the task may go on.)
///
/// For a hint: `cargo exercise wait_or_give_up hint`.
pub async fn wait_or_give_up(limit: Duration, task: JoinHandle<f64>) -> Option<f64> {
    todo!("wait for the task for at most {limit:?}")
}
