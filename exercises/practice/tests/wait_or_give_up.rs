// The tests of `wait_or_give_up`. On a paused clock they take no time.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use practice::{wait, wait_or_give_up};
use tokio::spawn;
use tokio::task::{spawn_local, yield_now};
use tokio::time::{Instant, sleep};

// A wait that owns a clone of `counter` until it is dropped, so the clones tell how many are left.
async fn counted_wait(_counter: Arc<()>, seconds: f64) -> f64 {
    wait(seconds).await
}

#[tokio::test(start_paused = true)]
async fn a_wait_in_time_returns_its_delay() {
    let start = Instant::now();
    let delay = wait_or_give_up(Duration::from_secs(5), spawn(wait(2.0))).await;
    assert_eq!(delay, Some(2.0), "a wait of 2 s ends within 5 s");
    assert_eq!(start.elapsed(), Duration::from_secs(2), "a wait of 2 s is over after 2 s");
}

#[tokio::test(start_paused = true)]
async fn it_gives_up_at_the_limit() {
    let start = Instant::now();
    let delay = wait_or_give_up(Duration::from_secs(5), spawn(wait(60.0))).await;
    assert_eq!(delay, None, "a wait of 60 s doesn't end within 5 s");
    assert_eq!(start.elapsed(), Duration::from_secs(5), "the limit is 5 s, and the wait is longer");
}

#[tokio::test(start_paused = true)]
async fn no_task_is_left_behind() {
    let counter = Arc::new(());
    let task = spawn(counted_wait(Arc::clone(&counter), 60.0));
    wait_or_give_up(Duration::from_secs(5), task).await;
    let alive = Arc::strong_count(&counter) - 1;
    assert_eq!(alive, 0, "when the function returns, the task must not be alive any more");
}

#[tokio::test(start_paused = true)]
async fn no_task_is_left_behind_on_a_busy_runtime() {
    // At the limit, 200 other tasks begin to take turns, 100 turns each.
    for _ in 0..200 {
        spawn(async {
            sleep(Duration::from_secs(5)).await;
            for _ in 0..100 {
                yield_now().await;
            }
        });
    }
    let counter = Arc::new(());
    let task = spawn(counted_wait(Arc::clone(&counter), 60.0));
    wait_or_give_up(Duration::from_secs(5), task).await;
    let alive = Arc::strong_count(&counter) - 1;
    assert_eq!(
        alive, 0,
        "behind 200 busy tasks, an aborted one ends late, and the function has to wait for it"
    );
}

// On a local runtime, `spawn_local` takes any future, and a panic in it arrives as an error.
#[tokio::test(flavor = "local", start_paused = true)]
async fn a_panic_in_the_task_reaches_the_caller() {
    // Unlike `panic!`, this prints nothing, so that only the test's own message is printed.
    let panics = spawn(async { resume_unwind(Box::new("on purpose")) });
    let ended = spawn_local(wait_or_give_up(Duration::from_secs(5), panics)).await;
    let Err(panic) = ended else { panic!("if the task panics, the function has to panic, too") };
    assert!(
        panic.to_string().contains("on purpose"),
        "the panic has to contain the task's own message, 'on purpose'; it was: {panic}"
    );
}
