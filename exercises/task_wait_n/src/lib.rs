//! Exercise 4: many waits as tasks. You write the body.

/// Runs `n` waits as tasks and returns their delays, in seconds, in completion order.
///
/// # What to write
///
/// Start from your `wait_n` of exercise 1, and change as little as you can: call
/// `task_wait_random` from exercise 3 instead of `wait_random`. All `n` tasks run at the same
/// time, and the list is in the order in which they complete, so don't call `sort`. If a task
/// panics, the caller panics too.
///
/// # Going further
///
/// `cargo exercise 4 further` asks for more: the list is ascending for every `n`, even among
/// tasks that complete within the same millisecond, and the future can move to another thread.
///
/// For a hint: `cargo exercise 4 hint`.
pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    todo!("run {n} tasks of up to {max_delay} s")
}
