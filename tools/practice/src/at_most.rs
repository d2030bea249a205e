//! `at_most`: many waits, but only so many at once.

use futures::stream::{self, StreamExt};

/// Runs many waits, never more than `limit` of them at the same time, and returns their delays,
/// in seconds.
///
/// The futures are in the list already, but a future that nobody polls does nothing, and
/// `buffer_unordered` takes the next one only when a slot is free. For tasks you would
/// use a `Semaphore`: each task acquires a permit, and holds it while it waits.
pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
    stream::iter(waits).buffer_unordered(limit).collect().await
}
