// The tests of `fastest`. On a paused clock they take no time.

use std::sync::Arc;
use std::time::Duration;

use practice::{fastest, wait};
use tokio::time::Instant;

// A wait that owns a clone of `counter` until it is dropped, so the clones tell how many are left.
async fn counted_wait(_counter: Arc<()>, seconds: f64) -> f64 {
    wait(seconds).await
}

#[tokio::test(start_paused = true)]
async fn the_shortest_delay_is_returned() {
    let delay = fastest(vec![wait(3.0), wait(2.0), wait(1.0)]).await;
    assert_eq!(delay, Some(1.0), "the shortest of 3 s, 2 s and 1 s is 1 s");
}

#[tokio::test(start_paused = true)]
async fn it_returns_as_soon_as_one_wait_completes() {
    let start = Instant::now();
    fastest(vec![wait(3.0), wait(2.0), wait(1.0)]).await;
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(1),
        "of waits of 3 s, 2 s and 1 s, the first one completes after 1 s"
    );
}

#[tokio::test(start_paused = true)]
async fn the_other_waits_are_dropped() {
    let counter = Arc::new(());
    let waits = [3.0, 2.0, 1.0].map(|seconds| counted_wait(Arc::clone(&counter), seconds));
    fastest(waits.into()).await;
    let left = Arc::strong_count(&counter) - 1;
    assert_eq!(left, 0, "when the function returns, the two other waits have been dropped");
}

#[tokio::test(start_paused = true)]
async fn without_waits_there_is_none() {
    // The compiler has to know of which type the waits would be.
    let mut no_waits = vec![wait(1.0)];
    no_waits.clear();
    let start = Instant::now();
    assert_eq!(fastest(no_waits).await, None, "no waits have no shortest delay");
    assert_eq!(start.elapsed(), Duration::ZERO, "without waits there is nothing to wait for");
}
