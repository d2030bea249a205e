// The tests of `fastest`. On a paused clock they take no time.

use std::time::Duration;

use practice::{fastest, wait};
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn the_shortest_delay_is_returned() {
    let delay = fastest(vec![wait(3.0), wait(1.0), wait(2.0)]).await;
    assert_eq!(delay, Some(1.0), "the shortest of 3 s, 1 s and 2 s is 1 s");
}

#[tokio::test(start_paused = true)]
async fn it_returns_as_soon_as_one_wait_completes() {
    let start = Instant::now();
    fastest(vec![wait(3.0), wait(1.0), wait(2.0)]).await;
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(1),
        "of waits of 3 s, 1 s and 2 s, the first one completes after 1 s"
    );
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
