//! Exercise 2: the time that many waits take, divided by their number. You write the body.

/// Measures `wait_n(n, max_delay)` and returns its total time divided by `n`, in seconds.
///
/// # What to write
///
/// This is a plain function, not an async one. Run `wait_n(n, max_delay)` from exercise 1 once,
/// to completion, measure how long that takes, and return the total divided by `n`. Refuse `n = 0`
/// with a panic, because zero waits have no average. If `wait_n` panics, this function panics, too.
///
/// For a hint: `cargo exercise 2 hint`.
#[must_use]
pub fn measure_time(n: u32, max_delay: u32) -> f64 {
    todo!("measure {n} waits of up to {max_delay} s")
}
