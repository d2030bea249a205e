//! What our own `task_wait_random` promises beyond the course.

use std::time::Duration;

use tasks::task_wait_random;
use tokio::runtime::Handle;
use tokio::time::sleep;

#[tokio::test(start_paused = true)]
async fn a_task_whose_handle_is_dropped_runs_to_its_end() {
    let alive = || Handle::current().metrics().num_alive_tasks();
    drop(task_wait_random(10));
    assert_eq!(alive(), 1);
    sleep(Duration::from_secs(11)).await;
    assert_eq!(alive(), 0);
}

#[test]
#[should_panic(expected = "there is no reactor running")]
fn a_task_needs_a_runtime() {
    task_wait_random(1);
}
