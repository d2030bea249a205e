//! Task 1: many waits at the same time. To be written.

/// Runs `n` waits at the same time and lists their delays, in seconds, as they end.
///
/// # Task
///
/// Run `wait_random(max_delay)` of task 0 `n` times, all at the same time, and
/// return the `n` delays in the order in which the waits end. So the list is
/// ascending because of concurrency: call no `sort`. For `n = 0` it is empty.
///
/// # Going further
///
/// More tests, `cargo exercise concurrent_coroutines further`: the list
/// is ascending for every `n`, 1000 too; each of 100,000 waits costs no more than
/// one of a few; dropping the future leaves no wait running.
///
/// A hint: `cargo exercise concurrent_coroutines hint`.
pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    todo!("run {n} waits of up to {max_delay} s")
}
