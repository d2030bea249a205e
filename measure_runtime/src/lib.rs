// The lesson is the crate's page. In Markdown the first definition of a link
// holds, so these lead to pages and hold pictures, and the lesson's own name files.
#![doc = include_str!("../../.doc-links")]
#![doc = include_str!("../../figures/pictures/links.md")]
#![doc = include_str!("../README.md")]

use concurrent_coroutines::wait_n;
use tokio::runtime::{Builder, Handle};
use tokio::time::Instant;

/// Measures `wait_n(n, max_delay)` and returns its total time / `n`, in seconds.
///
/// A plain function: it starts a runtime of one thread, blocks until all `n`
/// waits have ended, and stops the runtime. The waits overlap, so the average is
/// near `max_delay / n`, far less than one wait takes.
///
/// # Panics
///
/// Panics before anything runs if `n` is 0, and inside a runtime, which must
/// not block. That includes `spawn_blocking`; a `std::thread` is outside.
///
/// Panics if the operating system refuses to start a runtime.
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
    assert!(
        Handle::try_current().is_err(),
        "measure_time starts a runtime of its own: call it from outside one"
    );
    let runtime = Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime starts");
    let start = Instant::now();
    runtime.block_on(wait_n(n, max_delay));
    start.elapsed().as_secs_f64() / f64::from(n)
}
