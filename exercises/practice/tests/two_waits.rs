// The tests of `two_waits`. On a paused clock they take no time.

use std::time::Duration;

use practice::{two_waits, wait};
use tokio::time::{Instant, timeout};

#[tokio::test(start_paused = true)]
async fn the_waits_run_at_the_same_time() {
    let start = Instant::now();
    two_waits(wait(3.0), wait(2.0)).await;
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(3),
        "waits of 3 s and 2 s take 3 s when they run at the same time"
    );
}

#[tokio::test(start_paused = true)]
async fn the_delays_are_in_the_order_of_the_arguments() {
    let delays = two_waits(wait(3.0), wait(2.0)).await;
    assert_eq!(
        delays,
        (3.0, 2.0),
        "each delay belongs in the place of its argument, whichever wait ends first"
    );
}

#[tokio::test(start_paused = true)]
async fn either_wait_can_be_the_longer_one() {
    let delays = timeout(Duration::from_secs(60), two_waits(wait(1.0), wait(4.0))).await;
    assert_eq!(delays, Ok((1.0, 4.0)), "both waits have to run to their ends");
}
