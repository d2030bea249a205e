//! Practice after lesson 3: a task that doesn't outlive your patience. You write the body.

use std::time::Duration;

/// Runs a wait as a task, and aborts the task if it takes longer than `limit`.
///
/// # What to write
///
/// Spawn the wait. If its task ends within `limit`, return the delay, in seconds. Otherwise abort
/// the task, and return `None` once it is really gone: when your function returns, the task must
/// not be alive any more. If the task panics within `limit`, your function panics, too.
/// (If the caller drops your function's future halfway, the task may go on.)
///
/// For a hint: `cargo exercise wait_or_give_up hint`.
pub async fn wait_or_give_up(
    limit: Duration,
    wait: impl Future<Output = f64> + Send + 'static,
) -> Option<f64> {
    todo!("run the wait as a task for at most {limit:?}")
}
