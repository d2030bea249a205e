//! `at_most`: many waits, but only so many at once.

use futures::future::join_all;
use tokio::sync::Semaphore;

/// Runs many waits, never more than `limit` of them at the same time, and returns their delays,
/// in seconds.
///
/// `join_all` polls everything from the start and keeps the order of the list. What it polls are
/// futures that acquire a permit before they await their wait, and hold it until they end.
/// `buffered` keeps the order, too, but takes too long: a result that can't be listed yet keeps its
/// place, so behind a slow first wait nothing new starts. `buffer_unordered` lets each wait start
/// in time, but you would have to number the waits and sort the results by these numbers. A
/// semaphore can't have as many permits as a `usize` can say, hence the `min`.
#[expect(clippy::missing_panics_doc, reason = "nobody closes the semaphore")]
pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
    let permits = Semaphore::new(limit.min(Semaphore::MAX_PERMITS));
    let waits = waits.into_iter().map(async |wait| {
        let _permit = permits.acquire().await.unwrap();
        wait.await
    });
    join_all(waits).await
}
