// The tests of `within`. On a paused clock they take no time.

use std::sync::Arc;
use std::time::Duration;

use practice::{wait, within};
use tokio::time::Instant;

// A wait of 3 s returns -3, so that completion order isn't ascending order.
async fn negated_wait(seconds: f64) -> f64 {
    -wait(seconds).await
}

// A wait that owns a clone of `counter` until it is dropped, so the clones tell how many are left.
async fn counted_wait(_counter: Arc<()>, seconds: f64) -> f64 {
    wait(seconds).await
}

#[tokio::test(start_paused = true)]
async fn what_completed_before_the_limit_is_kept() {
    let limit = Duration::from_secs(4);
    let delays = within(limit, vec![wait(3.0), wait(9.0), wait(1.0), wait(2.0)]).await;
    assert_eq!(delays.len(), 3, "waits of 1, 2 and 3 s complete within 4 s if all start at once");
    assert_eq!(delays, [1.0, 2.0, 3.0], "waits of 1, 2 and 3 s complete in this order");
}

#[tokio::test(start_paused = true)]
async fn the_list_is_in_completion_order() {
    let waits = [3.0, 1.0, 2.0].map(negated_wait);
    let delays = within(Duration::from_secs(4), waits.into()).await;
    assert_eq!(
        delays,
        [-1.0, -2.0, -3.0],
        "waits of 1, 2 and 3 s complete in this order, although they return -1, -2 and -3"
    );
}

#[tokio::test(start_paused = true)]
async fn it_returns_at_the_limit() {
    let start = Instant::now();
    within(Duration::from_secs(4), vec![wait(3.0), wait(9.0), wait(1.0), wait(8.0)]).await;
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(4),
        "the limit is 4 s for all the waits together, on tokio's clock, and two of them take longer"
    );
}

#[tokio::test(start_paused = true)]
async fn more_than_the_limit_may_have_passed() {
    // The timer rounds up to whole milliseconds, so the limit and the first wait both end at 4 s.
    // Whoever then subtracts the time that has passed from the limit gets less than nothing.
    let (limit, waits) = (Duration::from_micros(3_999_500), vec![wait(3.9999), wait(9.0)]);
    within(limit, waits).await;
}

#[tokio::test(start_paused = true)]
async fn the_other_waits_are_dropped() {
    let counter = Arc::new(());
    let waits = [9.0, 1.0, 8.0].map(|seconds| counted_wait(Arc::clone(&counter), seconds));
    within(Duration::from_secs(4), waits.into()).await;
    let left = Arc::strong_count(&counter) - 1;
    assert_eq!(left, 0, "when the function returns, the two other waits have been dropped");
}

#[tokio::test(start_paused = true)]
async fn it_returns_earlier_if_nothing_is_left_to_wait_for() {
    let start = Instant::now();
    within(Duration::from_secs(4), vec![wait(3.0), wait(1.0)]).await;
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(3),
        "waits of 3 s and 1 s that start at once are over after 3 s, and then nothing is left to do"
    );
}
