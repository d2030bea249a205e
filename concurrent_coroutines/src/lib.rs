// The lesson is the crate's page. In Markdown the first definition of a link
// holds, so these lead to pages and hold pictures, and the lesson's own name files.
#![doc = include_str!("../../.doc-links")]
#![doc = include_str!("../../figures/pictures/links.md")]
#![doc = include_str!("../README.md")]

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};
use tokio::task::unconstrained;

/// Runs `n` waits at the same time and lists their delays, in seconds, as they end.
///
/// Each wait is a [`wait_random(max_delay)`](wait_random). They all run in the
/// task that awaits this one, and take as long as the longest of them, not as
/// their sum. The list is ascending, for every `n`; for `n = 0` it is empty, at
/// once. Nothing happens until the future is awaited. Dropping it drops, and so
/// cancels, every wait.
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
    let mut delays = Vec::with_capacity(waits.len());
    // A task may poll 128 timers before tokio makes it yield, and it would then
    // poll all the waits left once more: `unconstrained` lifts that budget.
    while let Some(delay) = unconstrained(waits.next()).await {
        // Waits that end within one millisecond come in no promised order, so
        // each delay takes its place among those that ended with it.
        let place = delays.partition_point(|&earlier| earlier <= delay);
        delays.insert(place, delay);
    }
    delays
}
