//! Many waits at the same time, each of them a task: `4-tasks.py` in Rust.
//!
//! Its lesson is `task_wait_n/README.md`.

use std::collections::BTreeMap;
use std::panic::resume_unwind;

use futures::stream::{FuturesUnordered, StreamExt};
use tasks::task_wait_random;
use tokio::task::coop::{consume_budget, unconstrained};

/// Runs `n` waits as tasks and returns their delays, in seconds, in completion order.
///
/// Each wait is a [`task_wait_random(max_delay)`](task_wait_random). All `n` tasks
/// run at the same time, on as many threads as the runtime has, and take as long as
/// the longest of them. The list is ascending for every `n`, and empty for `n = 0`.
/// Nothing happens until the future is awaited. Dropping it detaches the tasks:
/// they run to their end, and nobody waits for them.
///
/// The first poll spawns all the tasks, and keeps its thread for a time that grows
/// with `n`. After that, this future gives way to other tasks after every 128 results.
///
/// # Panics
///
/// Panics when awaited outside a tokio runtime, if `n` is not 0. If a
/// task panics, this future panics with the same payload, and the other tasks are
/// detached. Panics if the runtime shuts down before its tasks have completed.
///
/// # Examples
///
/// ```
/// # // On a paused clock nobody waits.
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// use task_wait_n::task_wait_n;
///
/// let delays = task_wait_n(5, 6).await;
/// assert_eq!(delays.len(), 5);
/// assert!(delays.is_sorted());
/// # }
/// ```
pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = BTreeMap::new();
    // tokio allows a task 128 results per turn. From tokio 1.44 on, once these are used up, a
    // `FuturesUnordered` still polls each remaining handle that is ready, only to be told "not
    // yet". The lesson of `wait_n` counts those polls. `unconstrained` lifts the limit.
    while let Some(ended) = unconstrained(waits.next()).await {
        let delay = match ended {
            Ok(delay) => delay,
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            // Nobody else holds these handles, so none was aborted.
            Err(error) => panic!("the runtime shut down before its tasks ended: {error}"),
        };
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
