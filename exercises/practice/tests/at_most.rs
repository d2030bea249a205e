// The tests of `at_most`. On a paused clock they take no time.

use std::cell::Cell;
use std::time::Duration;

use practice::{at_most, wait};
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn no_more_than_the_limit_run_at_once() {
    let (running, most) = (Cell::new(0), Cell::new(0));
    let counted = async || {
        running.set(running.get() + 1);
        most.set(most.get().max(running.get()));
        wait(1.0).await;
        running.set(running.get() - 1);
        1.0
    };
    at_most(3, (0..10).map(|_| counted()).collect()).await;
    assert_eq!(most.get(), 3, "with a limit of 3, exactly 3 of 10 waits run at once");
}

#[tokio::test(start_paused = true)]
async fn no_wait_gets_lost() {
    let delays = at_most(3, (0..10).map(|_| wait(1.0)).collect()).await;
    assert_eq!(
        delays.len(),
        10,
        "the waits past the limit of 3 get their turn later, so 10 waits return 10 delays"
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_starts_as_soon_as_another_completes() {
    let start = Instant::now();
    at_most(2, vec![wait(4.0), wait(1.0), wait(2.0), wait(1.0)]).await;
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(4),
        "while the wait of 4 s runs, those of 1, 2 and 1 s take turns in the other place"
    );
}

#[tokio::test(start_paused = true)]
async fn the_delays_are_in_the_order_of_the_list() {
    let delays = at_most(2, vec![wait(4.0), wait(1.0), wait(2.0)]).await;
    assert_eq!(
        delays,
        [4.0, 1.0, 2.0],
        "each delay belongs in the place of its wait, whichever completes first"
    );
}
