//! Task 4: many waits as tasks. To be written.

/// Runs `n` waits as tasks and lists their delays, in seconds, as they end.
///
/// # Task
///
/// Take your `wait_n` of task 1 and change as little as you can: it calls
/// `task_wait_random` of task 3 in place of `wait_random`.
///
/// # Hints
///
/// <details><summary>What else must change?</summary>
///
/// A `JoinHandle` gives a `Result`, for a task can panic. Hand that panic on to
/// the caller: `unwrap()` does.
///
/// </details>
/// <details><summary>Going further: how do I hand on the very same panic?</summary>
///
/// `error.into_panic()` takes it out of the error, and `std::panic::resume_unwind`
/// lets it go on.
///
/// </details>
pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    todo!("run {n} tasks of up to {max_delay} s")
}
