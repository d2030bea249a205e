// The tests of `survivors`. On a paused clock they take no time.

use std::panic::resume_unwind;
use std::time::Duration;

use practice::{survivors, wait};
use tokio::task::{spawn_local, try_id};
use tokio::time::Instant;

// A wait that panics at its end if it takes 2 s or 4 s.
async fn panics_at_2_and_4(seconds: f64) -> f64 {
    let delay = wait(seconds).await;
    if delay == 2.0 || delay == 4.0 {
        // Unlike `panic!`, this prints nothing, so that only the test's own message is printed.
        resume_unwind(Box::new("on purpose"));
    }
    delay
}

// A wait of 3 s returns -3, so that completion order isn't ascending order.
async fn negated_wait(seconds: f64) -> f64 {
    -wait(seconds).await
}

// On a local runtime, `spawn_local` takes any future, and a panic in it arrives as an error.
#[tokio::test(flavor = "local", start_paused = true)]
async fn no_panic_reaches_the_caller() {
    let ended = spawn_local(survivors([3.0, 2.0, 1.0, 4.0].map(panics_at_2_and_4).into())).await;
    assert!(ended.is_ok(), "a panic in one of the waits must not come out of the function");
}

#[tokio::test(start_paused = true)]
async fn panics_are_counted() {
    let (_, panicked) = survivors([3.0, 2.0, 1.0, 4.0].map(panics_at_2_and_4).into()).await;
    assert_eq!(panicked, 2, "two of the four tasks panic");
}

#[tokio::test(start_paused = true)]
async fn a_panic_takes_no_other_task_along() {
    let (mut delays, _) = survivors([3.0, 2.0, 1.0, 4.0].map(panics_at_2_and_4).into()).await;
    delays.sort_by(f64::total_cmp);
    assert_eq!(delays, [1.0, 3.0], "the tasks of 1 s and 3 s don't panic, and belong in the list");
}

#[tokio::test(start_paused = true)]
async fn each_wait_runs_as_a_task() {
    // Only a task has a number.
    let is_task = async || if try_id().is_some() { 1.0 } else { 0.0 };
    let (returned, _) = survivors(vec![is_task(), is_task()]).await;
    assert_eq!(returned, [1.0, 1.0], "both waits have to be spawned, so that they run as tasks");
}

#[tokio::test(start_paused = true)]
async fn the_tasks_run_at_the_same_time() {
    let start = Instant::now();
    survivors([3.0, 2.0, 1.0, 4.0].map(panics_at_2_and_4).into()).await;
    assert_eq!(start.elapsed(), Duration::from_secs(4), "together, all four tasks take 4 s");
}

#[tokio::test(start_paused = true)]
async fn the_list_is_in_completion_order() {
    let (delays, _) = survivors([3.0, 1.0, 2.0].map(negated_wait).into()).await;
    assert_eq!(
        delays,
        [-1.0, -2.0, -3.0],
        "tasks of 1, 2 and 3 s end in this order, although they return -1, -2 and -3"
    );
}
