//! Task 2: how long a wait takes on average. To be written.

/// Measures `wait_n(n, max_delay)` and returns its total time / `n`, in seconds.
///
/// # Task
///
/// A plain function, not async. Run `wait_n(n, max_delay)` of task 1 once, to its
/// end, measure how long that takes, and return the total divided by `n`. Refuse
/// `n = 0` with a panic: there is no average of no waits.
///
/// A hint: `cargo exercise measure_runtime hint`.
#[must_use]
pub fn measure_time(n: u32, max_delay: u32) -> f64 {
    todo!("measure {n} waits of up to {max_delay} s")
}
