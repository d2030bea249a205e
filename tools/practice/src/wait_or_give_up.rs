//! `wait_or_give_up`: a task that is aborted if it takes too long.

use std::time::Duration;

use tokio::time::timeout;

/// Runs a wait as a task, and aborts the task if it takes longer than `limit`.
///
/// `timeout` gets the handle by reference, because it drops what it is given, and dropping a
/// handle only detaches the task. `abort` asks the task to end, and awaiting the handle once more
/// waits until it has. `yield_now` in place of that isn't enough, because on a busy runtime the
/// function may get its next turn before the task does.
///
/// A `JoinSet` has one call for the two: `tasks.shutdown().await`. It would also end the task if
/// the caller dropped this function's future, whereas dropping a handle leaves the task running. If
/// you put the timeout inside the task, as in `tokio::spawn(timeout(limit, wait))`, nothing needs
/// to be aborted at all: the task ends at the limit by itself.
///
/// # Panics
///
/// Panics if the task panics.
pub async fn wait_or_give_up(
    limit: Duration,
    wait: impl Future<Output = f64> + Send + 'static,
) -> Option<f64> {
    let mut task = tokio::spawn(wait);
    if let Ok(ended) = timeout(limit, &mut task).await {
        return Some(ended.unwrap());
    }
    task.abort();
    let _ = task.await;
    None
}
