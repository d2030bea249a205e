//! Task 2: how long a wait takes on average. To be written.

/// Measures `wait_n(n, max_delay)` and returns its total time / `n`, in seconds.
///
/// # Task
///
/// A plain function, not async. Run `wait_n(n, max_delay)` of task 1 to its end,
/// measure how long that takes, and return the total divided by `n`. Refuse
/// `n = 0` with a panic: there is no average of no waits.
///
/// # Hints
///
/// <details><summary>How does a plain function run a future?</summary>
///
/// It starts a runtime, and blocks on the future:
/// `tokio::runtime::Builder::new_current_thread()` begins one, `enable_time()`
/// gives it a timer, `build()` gives a `Result` with the runtime, and
/// `block_on(future)` runs the future.
///
/// </details>
/// <details><summary>How do I measure?</summary>
///
/// `tokio::time::Instant::now()` before, and `elapsed()` on it behind. That is a
/// `Duration`, and `as_secs_f64()` makes seconds of it.
///
/// </details>
/// <details><summary>How do I refuse 0?</summary>
///
/// `assert!(n > 0, "…")` in the first line, with a message that says why.
///
/// </details>
/// <details><summary>Going further: inside a runtime</summary>
///
/// A runtime cannot be started inside another. `tokio::runtime::Handle::try_current()`
/// tells whether there is one; say in the panic that the function is to be called
/// from outside one.
///
/// </details>
#[must_use]
pub fn measure_time(n: u32, max_delay: u32) -> f64 {
    todo!("measure {n} waits of up to {max_delay} s")
}
