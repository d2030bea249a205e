//! `survivors`: tasks that fail, and tasks that don't.

use tokio::task::JoinSet;

/// Runs many waits as tasks, some of which panic. Returns the delays of the others, in seconds,
/// and how many panicked.
///
/// A `JoinSet` returns its tasks as they end, each with a `Result`. Nobody aborts these tasks, so
/// an error can only be a panic. If somebody could, `error.is_panic()` would tell you which it was.
/// `JoinSet::join_all` is shorter, but panics if a task did. `while let Some(Ok(delay))` would stop
/// at the first panic, because an `Err` doesn't match that pattern.
pub async fn survivors(
    waits: Vec<impl Future<Output = f64> + Send + 'static>,
) -> (Vec<f64>, usize) {
    let mut tasks: JoinSet<_> = waits.into_iter().collect();
    let mut delays = Vec::new();
    let mut panicked = 0;
    while let Some(ended) = tasks.join_next().await {
        match ended {
            Ok(delay) => delays.push(delay),
            Err(_) => panicked += 1,
        }
    }
    (delays, panicked)
}
