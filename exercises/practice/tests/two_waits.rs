// The tests of `two_waits`. On a paused clock they take no time.

use std::time::Duration;

use practice::{two_waits, wait};
use tokio::time::{Instant, timeout};

#[tokio::test(start_paused = true)]
async fn both_waits_run_to_their_ends() {
    let (mut first_ended, mut second_ended) = (false, false);
    let first = async {
        wait(3.0).await;
        first_ended = true;
        3.0
    };
    let second = async {
        wait(2.0).await;
        second_ended = true;
        2.0
    };
    two_waits(first, second).await;
    assert_eq!(
        (first_ended, second_ended),
        (true, true),
        "the first and the second wait both have to run to their ends"
    );
}

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
async fn the_second_wait_can_be_the_longer_one() {
    let delays = timeout(Duration::from_secs(60), two_waits(wait(1.0), wait(4.0))).await;
    assert_eq!(delays, Ok((1.0, 4.0)), "if the second wait takes longer, it is waited for as well");
}
