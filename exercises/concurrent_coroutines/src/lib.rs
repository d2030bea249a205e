//! Exercise 1: many waits at the same time. You write the body.

/// Runs `n` waits at the same time and returns their delays, in seconds, in completion order.
///
/// # What to write
///
/// Call `wait_random(max_delay)` from exercise 0 `n` times, run all those waits at the same time,
/// and return the `n` delays in the order in which the waits complete. The list is then
/// ascending because the waits ran concurrently, so don't call `sort`. For `n = 0` it is empty.
///
/// # Going further
///
/// `cargo exercise 1 further` asks for more: the list is ascending for every `n`, even among
/// waits that complete within the same millisecond; each of 20,000 waits is polled only a few
/// times; dropping the future cancels every wait; and the future can move to another thread.
///
/// For a hint: `cargo exercise 1 hint`.
pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    todo!("run {n} waits of up to {max_delay} s")
}
