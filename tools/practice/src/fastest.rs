//! `fastest`: the first result of many waits.

use futures::stream::{FuturesUnordered, StreamExt};

/// Runs many waits at the same time and returns the shortest delay, in seconds.
///
/// A group yields `None` when it is empty, which is the answer for no waits. The other waits are
/// dropped with the group when the function returns. `futures::future::select_all` also returns
/// the first result, but panics if the list is empty. The smallest number that `join_all` returns
/// would be right, but too late, because `join_all` takes as long as the slowest wait.
pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
    let mut waits: FuturesUnordered<_> = waits.into_iter().collect();
    waits.next().await
}
