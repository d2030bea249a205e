//! `within`: the waits that complete in time.

use std::time::Duration;

use futures::stream::{FuturesUnordered, StreamExt};
use tokio::time::timeout;

/// Runs many waits at the same time, for at most `limit`, and returns the delays of those that
/// completed, in seconds.
///
/// The list is outside the future that the timeout drops, so it is still there afterwards. The
/// result of `timeout` says whether the limit was reached, which doesn't matter here. A stream that
/// ends at the limit does the same in one expression:
/// `waits.take_until(sleep(limit)).collect().await`. With a timeout around each wait, `join_all`
/// would list the delays in the order of the waits. Sorting that list wouldn't help, because
/// these futures can return any number.
pub async fn within(limit: Duration, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = waits.into_iter().collect();
    let mut delays = Vec::new();
    let collect = async {
        while let Some(delay) = waits.next().await {
            delays.push(delay);
        }
    };
    let _ = timeout(limit, collect).await;
    delays
}
