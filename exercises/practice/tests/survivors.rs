// The tests of `survivors`. On a paused clock they take no time.

use std::time::Duration;

use practice::{survivors, wait};
use tokio::time::Instant;

// A wait that panics at its end if it takes 2 s or 4 s.
async fn panics_at_2_and_4(seconds: f64) -> f64 {
    let delay = wait(seconds).await;
    assert!(
        delay != 2.0 && delay != 4.0,
        "this wait panics on purpose, and only its own task may end with it"
    );
    delay
}

#[tokio::test(start_paused = true)]
async fn panics_are_counted() {
    let (_, panicked) = survivors([3.0, 2.0, 1.0, 4.0].map(panics_at_2_and_4).into()).await;
    assert_eq!(panicked, 2, "two of the four tasks panic");
}

#[tokio::test(start_paused = true)]
async fn a_panic_takes_no_other_task_along() {
    let (delays, _) = survivors([3.0, 2.0, 1.0, 4.0].map(panics_at_2_and_4).into()).await;
    assert_eq!(delays, [1.0, 3.0], "the tasks of 1 s and 3 s don't panic, and end in this order");
}

#[tokio::test(start_paused = true)]
async fn the_tasks_run_at_the_same_time() {
    let start = Instant::now();
    survivors([3.0, 2.0, 1.0, 4.0].map(panics_at_2_and_4).into()).await;
    assert_eq!(start.elapsed(), Duration::from_secs(4), "together, all four tasks take 4 s");
}
