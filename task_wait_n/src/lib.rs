//! Task 4: many waits at the same time, each a task.
//!
//! Its lesson is `task_wait_n/README.md`.

use std::collections::BTreeMap;
use std::panic::resume_unwind;

use futures::stream::{FuturesUnordered, StreamExt};
use tasks::task_wait_random;
use tokio::task::coop::{consume_budget, unconstrained};

/// Runs `n` waits as tasks and lists their delays, in seconds, as they end.
///
/// Each wait is a [`task_wait_random(max_delay)`](task_wait_random). All `n`
/// tasks are alive at once, on as many threads as the runtime has, and take as
/// long as the longest of them, not as their sum. The list is ascending, for
/// every `n`; for `n = 0` it is empty, at once. Nothing happens until the future
/// is awaited. Dropping it detaches the tasks: nothing waits for them any more,
/// and they run to their end.
///
/// The first poll starts all the tasks, and keeps its thread meanwhile, for a time
/// that grows with `n`. After that, other tasks get a turn every 128 results, in
/// one queue with those of the waits that are ready.
///
/// # Panics
///
/// Panics when awaited outside a tokio runtime, if `n` is not 0. A panic inside
/// a task goes on here as that panic, and detaches the other tasks. Panics if
/// the runtime of the tasks shuts down before they have ended.
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
    // tokio allows a task 128 results a turn. From tokio 1.44 on, a `FuturesUnordered` that has
    // had them polls every other handle that is ready, and each answers "not yet". The lesson
    // of `wait_n` counts those polls. `unconstrained` lifts the limit.
    while let Some(ended) = unconstrained(waits.next()).await {
        let delay = match ended {
            Ok(delay) => delay,
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            // Nobody else holds these handles, so none was aborted.
            Err(error) => panic!("the runtime shut down before its tasks ended: {error}"),
        };
        // Waits that end within one millisecond come in no promised order, and a
        // busy thread takes them late: an ordered map gives each delay its place.
        // The bits of a float rise with it from 0.0 on, and the count keeps equal
        // delays apart.
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
