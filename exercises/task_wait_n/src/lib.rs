//! Task 4: many waits as tasks. To be written.

/// Runs `n` waits as tasks and lists their delays, in seconds, as they end.
///
/// # Task
///
/// Take your `wait_n` of task 1 and change as little as you can: it calls
/// `task_wait_random` of task 3 in place of `wait_random`. All `n` tasks are alive
/// at once, and the list is in the order in which they end: call no `sort`. A panic
/// in a task reaches the caller.
///
/// # Going further
///
/// As in task 1, `cargo exercise task_wait_n further`: the list is
/// ascending for every `n`, and each of 100,000 tasks costs no more than one of a few.
///
/// A hint: `cargo exercise task_wait_n hint`.
pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    todo!("run {n} tasks of up to {max_delay} s")
}
