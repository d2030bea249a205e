//! Exercise 0: one asynchronous wait. You write the body.

/// The default `max_delay`, in seconds.
///
/// Rust has no default arguments: what Python writes as `wait_random()` is
/// `wait_random(DEFAULT_MAX_DELAY)` here.
pub const DEFAULT_MAX_DELAY: u32 = 10;

/// Waits for a random time and returns that delay, in seconds.
///
/// # What to write
///
/// Draw a delay between 0 and `max_delay` seconds, both ends included, with the `rand`
/// crate. Every delay in between is as likely as any other, and none is rounded. For a
/// `max_delay` of 0 the delay is 0.0. Wait that long without blocking the thread, then return
/// the delay. Exercise 3 makes a task of this function, so its future has to be able to move to
/// another thread.
///
/// For a hint: `cargo exercise 0 hint`.
pub async fn wait_random(max_delay: u32) -> f64 {
    todo!("wait between 0 and {max_delay} s")
}
