//! The time that many waits take, divided by their number: `2-measure_runtime.py` in Rust.
//!
//! Its lesson is `measure_runtime/README.md`.

use std::time::Instant;

use concurrent_coroutines::wait_n;
use tokio::runtime::Builder;

/// Measures `wait_n(n, max_delay)` and returns its total time divided by `n`, in seconds.
///
/// This is a plain function. It starts a runtime of one thread, blocks until all
/// `n` waits of up to `max_delay` seconds have completed, and shuts the runtime
/// down. Because the waits overlap, the average is about `max_delay / (n + 1)`,
/// which for a large `n` is far less than one wait takes.
///
/// # Panics
///
/// Panics before anything runs if `n` is 0. Also panics when called from async
/// code, whose thread must not be blocked. Call it there through
/// `tokio::task::spawn_blocking`.
///
/// # Examples
///
/// ```
/// use measure_runtime::measure_time;
///
/// let average = measure_time(100, 0);
/// assert!(average > 0.0);
/// ```
#[must_use]
pub fn measure_time(n: u32, max_delay: u32) -> f64 {
    assert!(n > 0, "n is 0, and there is no average of 0 waits");
    let runtime = Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime with only a timer needs nothing that could fail");
    let start = Instant::now();
    runtime.block_on(wait_n(n, max_delay));
    start.elapsed().as_secs_f64() / f64::from(n)
}

// The code in the lesson is tested with the code above.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Lesson;
