//! `wait_or_give_up`: a task that is aborted if it takes too long.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Waits for a task, and aborts it if it takes longer than `limit`.
///
/// `timeout` gets the handle by reference, because it drops what it is given, and dropping a
/// handle only detaches the task. `abort` asks the task to end, and awaiting the handle once more
/// waits until it has. `yield_now` in place of that isn't enough, because on a busy runtime the
/// function may get its next turn before the task does.
///
/// A function that starts such a task itself can do with less. A `JoinSet` has one call for abort
/// and await, `tasks.shutdown().await`. And with the timeout inside the task, as in
/// `tokio::spawn(timeout(limit, wait))`, nothing needs to be aborted at all.
///
/// # Panics
///
/// Panics if the task panics.
pub async fn wait_or_give_up(limit: Duration, mut task: JoinHandle<f64>) -> Option<f64> {
    if let Ok(ended) = timeout(limit, &mut task).await {
        return Some(ended.unwrap());
    }
    task.abort();
    let _ = task.await;
    None
}
