// The lesson is the crate's page. In Markdown the first definition of a link
// holds, so these lead to pages and hold pictures, and the lesson's own name files.
#![doc = include_str!("../../.doc-links")]
#![doc = include_str!("../../figures/pictures/links.md")]
#![doc = include_str!("../README.md")]

use std::panic::resume_unwind;

use futures::stream::{FuturesUnordered, StreamExt};
use tasks::task_wait_random;
use tokio::task::unconstrained;

/// Runs `n` waits as tasks and lists their delays, in seconds, as they end.
///
/// Each wait is a [`task_wait_random(max_delay)`](task_wait_random). All `n`
/// tasks are alive at once, on as many threads as the runtime has, and take as
/// long as the longest of them, not as their sum. The list is ascending, for
/// every `n`; for `n = 0` it is empty, at once. Nothing happens until the future
/// is awaited. Dropping it detaches the tasks: nothing waits for them any more,
/// and they run to their end.
///
/// # Panics
///
/// Panics when awaited outside a tokio runtime, if `n` is not 0. A panic inside
/// a task goes on here as that panic, and detaches the other tasks.
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
    let mut delays = Vec::with_capacity(waits.len());
    // A task may poll 128 handles before tokio makes it yield, and it would then
    // poll all the handles left once more: `unconstrained` lifts that budget.
    while let Some(ended) = unconstrained(waits.next()).await {
        // Nobody else holds these handles, so no task was aborted: it panicked.
        let delay = ended.unwrap_or_else(|error| resume_unwind(error.into_panic()));
        // Waits that end within one millisecond come in no promised order, so
        // each delay takes its place among those that ended with it.
        let place = delays.partition_point(|&earlier| earlier <= delay);
        delays.insert(place, delay);
    }
    delays
}
