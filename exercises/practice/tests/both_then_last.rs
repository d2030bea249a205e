// The tests of `both_then_last`. On a paused clock they take no time.

use std::time::Duration;

use practice::{both_then_last, wait};
use tokio::time::{Instant, timeout};

#[tokio::test(start_paused = true)]
async fn all_waits_run_to_their_ends() {
    let (mut first_ended, mut second_ended, mut last_ended) = (false, false, false);
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
    let last = async {
        wait(1.0).await;
        last_ended = true;
        1.0
    };
    both_then_last(first, second, last).await;
    assert_eq!(
        (first_ended, second_ended, last_ended),
        (true, true, true),
        "the first, the second and the last wait all have to run to their ends"
    );
}

#[tokio::test(start_paused = true)]
async fn the_last_wait_starts_when_both_others_have_ended() {
    let start = Instant::now();
    let mut last_started = Duration::ZERO;
    let last = async {
        last_started = start.elapsed();
        wait(1.0).await
    };
    both_then_last(wait(3.0), wait(2.0), last).await;
    assert_eq!(
        last_started,
        Duration::from_secs(3),
        "waits of 3 s and 2 s that run at the same time have both ended after 3 s, and that is \
         when the last one has to start"
    );
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(4),
        "the last wait takes 1 s, so after 4 s there is nothing left to wait for"
    );
}

#[tokio::test(start_paused = true)]
async fn the_delays_are_in_the_order_of_the_arguments() {
    let delays = both_then_last(wait(3.0), wait(2.0), wait(1.0)).await;
    assert_eq!(
        delays,
        (3.0, 2.0, 1.0),
        "each delay belongs in the place of its argument, whichever wait ends first"
    );
}

#[tokio::test(start_paused = true)]
async fn the_second_wait_can_be_the_longer_one() {
    let start = Instant::now();
    let all = both_then_last(wait(1.0), wait(4.0), wait(1.0));
    let delays = timeout(Duration::from_secs(60), all).await;
    assert_eq!(
        delays,
        Ok((1.0, 4.0, 1.0)),
        "if the second wait takes longer, it is waited for as well"
    );
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(5),
        "if the second wait takes 4 s, the last one starts after 4 s and takes 1 s more"
    );
}
