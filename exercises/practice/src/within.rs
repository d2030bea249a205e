//! Practice after lesson 1: the waits that complete in time. You write the body.

use std::time::Duration;

/// Runs many waits at the same time, for at most `limit`, and returns the delays of those that
/// completed, in seconds.
///
/// # What to write
///
/// List the delays in the order in which the waits complete, without sorting them. When the limit
/// is reached, return what you have so far, and let the rest be dropped. If all waits complete
/// earlier, return immediately. It doesn't matter whether a wait that completes exactly at the
/// limit is in the list. If you read a clock, read tokio's, because the tests pause it.
///
/// For a hint: `cargo exercise within hint`.
pub async fn within(limit: Duration, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
    todo!("run {} waits for at most {limit:?}", waits.len())
}
