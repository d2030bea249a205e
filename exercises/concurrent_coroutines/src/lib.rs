//! Task 1: many waits at the same time. To be written.

/// Runs `n` waits at the same time and lists their delays, in seconds, as they end.
///
/// # Task
///
/// Start `wait_random(max_delay)` of task 0 `n` times, all at the same time, and
/// return the list of the `n` delays. The list is ascending because of
/// concurrency: nothing sorts it.
///
/// # Hints
///
/// <details><summary>My waits run one after another. Why?</summary>
///
/// A future does nothing until it is awaited, so a loop that makes one and awaits
/// it has one at a time. Make all `n` futures first: `(0..n).map(…)` can.
///
/// </details>
/// <details><summary>What awaits many futures at the same time?</summary>
///
/// `futures::stream::FuturesUnordered`. An iterator of futures can be collected
/// into one. It gives each result when that future ends: the order of completion.
/// `join_all` waits for all, and gives the results in the order of creation.
///
/// </details>
/// <details><summary>How do I take the results out?</summary>
///
/// With `futures::stream::StreamExt` in scope,
/// `while let Some(delay) = waits.next().await` runs until none is left.
///
/// </details>
/// <details><summary>Going further: why is my list not quite ascending?</summary>
///
/// A timer counts in milliseconds, and waits that end within the same one come in
/// no promised order. Put each delay in its place among those that ended with it:
/// `partition_point` finds the place, `insert` puts it there.
///
/// </details>
/// <details><summary>Going further: why are 100,000 waits so slow?</summary>
///
/// A task has a budget of 128 timers, and must then give way; all the waits left
/// are polled once more. `tokio::task::unconstrained` lifts the budget of a future.
///
/// </details>
pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    todo!("run {n} waits of up to {max_delay} s")
}
