//! What `task_wait_random` promises, on a paused clock.

use std::time::Duration;

use tasks::task_wait_random;
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep};

#[tokio::test(start_paused = true)]
async fn the_wait_starts_without_being_awaited() {
    let task = task_wait_random(10);
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 1);
    sleep(Duration::from_secs(11)).await;
    assert!(task.is_finished());
    let start = Instant::now();
    let delay = task.await.unwrap();
    assert!((0.0..=10.0).contains(&delay));
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_task_whose_handle_is_dropped_runs_to_its_end() {
    drop(task_wait_random(10));
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 1);
    sleep(Duration::from_secs(11)).await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
}

#[test]
#[should_panic(expected = "there is no reactor running")]
fn a_task_needs_a_runtime() {
    task_wait_random(1);
}
