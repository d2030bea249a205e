// The tests of `wait_or_give_up`. On a paused clock they take no time.

use std::time::Duration;

use practice::{wait, wait_or_give_up};
use tokio::runtime::Handle;
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn a_wait_in_time_returns_its_delay() {
    let start = Instant::now();
    let delay = wait_or_give_up(Duration::from_secs(5), wait(2.0)).await;
    assert_eq!(delay, Some(2.0), "a wait of 2 s ends within 5 s");
    assert_eq!(start.elapsed(), Duration::from_secs(2), "a wait of 2 s is over after 2 s");
}

#[tokio::test(start_paused = true)]
async fn the_wait_runs_as_a_task() {
    // Only a task has a number.
    let is_task = async { if tokio::task::try_id().is_some() { 1.0 } else { 0.0 } };
    let returned = wait_or_give_up(Duration::from_secs(5), is_task).await;
    assert_eq!(returned, Some(1.0), "the wait has to be spawned, so that it runs as a task");
}

#[tokio::test(start_paused = true)]
async fn it_gives_up_at_the_limit() {
    let start = Instant::now();
    let delay = wait_or_give_up(Duration::from_secs(5), wait(60.0)).await;
    assert_eq!(delay, None, "a wait of 60 s doesn't end within 5 s");
    assert_eq!(start.elapsed(), Duration::from_secs(5), "the limit is 5 s, and the wait is longer");
}

#[tokio::test(start_paused = true)]
async fn no_task_is_left_behind() {
    wait_or_give_up(Duration::from_secs(5), wait(60.0)).await;
    let alive = Handle::current().metrics().num_alive_tasks();
    assert_eq!(alive, 0, "when the function returns, its task must not be alive any more");
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "this wait panics on purpose")]
async fn a_panic_in_the_task_reaches_the_caller() {
    let panics = async { panic!("this wait panics on purpose") };
    wait_or_give_up(Duration::from_secs(5), panics).await;
}
