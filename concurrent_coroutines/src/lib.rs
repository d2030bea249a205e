//! Many waits at the same time, in one task: `1-concurrent_coroutines.py` in Rust.
//!
//! Its lesson is `concurrent_coroutines/README.md`.

use std::collections::BTreeMap;

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};
use tokio::task::coop::{consume_budget, unconstrained};

/// Runs `n` waits at the same time and returns their delays, in seconds, in completion order.
///
/// Each wait is a [`wait_random(max_delay)`](wait_random). They all run in the
/// task that awaits this future, and take as long as the longest of them. The list
/// is ascending for every `n`, and empty for `n = 0`. Nothing happens until the
/// future is awaited. Dropping it cancels every wait.
///
/// The first poll starts the waits, and keeps its thread for a time that grows with
/// `n`. After that, this future gives way to other tasks after every 128 results.
///
/// # Panics
///
/// Panics when awaited outside a tokio runtime, or in one without a timer, if
/// `n` is not 0.
///
/// # Examples
///
/// ```
/// # // On a paused clock nobody waits.
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// use concurrent_coroutines::wait_n;
///
/// let delays = wait_n(10, 7).await;
/// assert_eq!(delays.len(), 10);
/// assert!(delays.is_sorted());
/// # }
/// ```
pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays = BTreeMap::new();
    // tokio allows a task 128 results per turn. From tokio 1.44 on, once these are used up, a
    // `FuturesUnordered` still polls each remaining wait that is ready, only to be told "not
    // yet": 395,632 polls for 10,000 waits of 0 s, where tokio 1.43 took 10,156.
    // `unconstrained` lifts the limit.
    while let Some(delay) = unconstrained(waits.next()).await {
        // Waits that complete within the same millisecond are delivered in no guaranteed order,
        // and so are those that a busy thread delivers late. An ordered map puts each delay in
        // its place: for floats from 0.0 up, the bits, read as an integer, grow with the value.
        // The count keeps equal delays apart.
        delays.insert((delay.to_bits(), delays.len()), delay);
        // Other tasks get a turn every 128 results.
        consume_budget().await;
    }
    delays.into_values().collect()
}

// The code in the lesson is tested with the code above.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Lesson;
