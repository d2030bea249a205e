//! `speedup`: what you gain by running waits at the same time.

use futures::future::join_all;
use tokio::time::Instant;

/// Runs many waits at the same time and returns how many times faster that was than running them
/// one after another.
///
/// One after another, the waits would take the sum of their delays. The order of the results
/// doesn't matter for a sum, so `join_all` is enough. `start.elapsed().as_secs()` would cut off the
/// fraction of a second, and compute 1 s for 1.5 s.
pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
    let start = Instant::now();
    let delays = join_all(waits).await;
    delays.iter().sum::<f64>() / start.elapsed().as_secs_f64()
}
