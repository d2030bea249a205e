//! Task 0: one asynchronous wait. To be written.

/// The longest delay, in seconds, where the caller has no other wish.
///
/// Rust has no default arguments: what Python writes as `wait_random()` is
/// `wait_random(DEFAULT_MAX_DELAY)` here.
pub const DEFAULT_MAX_DELAY: u32 = 10;

/// Waits a random time and returns that delay in seconds.
///
/// # Task
///
/// Draw a delay between 0 and `max_delay` seconds, both ends included, with the
/// `rand` crate. It is a float, and is not rounded. Wait that long without
/// blocking the thread, then return the delay.
///
/// # Hints
///
/// <details><summary>How do I draw a float?</summary>
///
/// `rand::random_range` takes a range. A range of floats gives floats, and
/// `low..=high` includes both ends.
///
/// </details>
/// <details><summary>How do I wait without blocking?</summary>
///
/// `tokio::time::sleep` makes a future that sleeps. Like every future it does
/// nothing until it is awaited. It takes a `std::time::Duration`.
///
/// </details>
/// <details><summary>How do I make a `Duration` of a float?</summary>
///
/// `Duration::from_secs_f64(delay)`. `f64::from(max_delay)` makes a float of the
/// argument.
///
/// </details>
pub async fn wait_random(max_delay: u32) -> f64 {
    todo!("wait between 0 and {max_delay} s")
}
