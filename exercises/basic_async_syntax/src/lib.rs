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
/// `rand` crate. It is uniform: each delay between is as likely as any other, and
/// none is rounded. For a `max_delay` of 0 it is 0.0. Wait that long without
/// blocking the thread, then return the delay. The future must be able to move to
/// another thread, for task 3 makes a task of it.
///
/// A hint: `cargo exercise basic_async_syntax hint`.
pub async fn wait_random(max_delay: u32) -> f64 {
    todo!("wait between 0 and {max_delay} s")
}
