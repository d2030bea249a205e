//! What the course does not ask, and `task_wait_n` promises all the same.

use std::time::Duration;

use checker::{Mistake, can_move_to_another_thread};
use task_wait_n::task_wait_n;
use tokio::runtime::{Builder, Handle};
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

#[test]
fn the_list_is_ascending_for_every_n() -> Result<(), Mistake> {
    checker::task_wait_n_strict(task_wait_n)
}

#[test]
fn a_hundred_thousand_tasks_are_no_more_work_each() -> Result<(), Mistake> {
    checker::task_wait_n_many(task_wait_n)
}

#[test]
fn the_future_can_move_to_another_thread() {
    can_move_to_another_thread(task_wait_n(1, 1));
}

#[tokio::test(start_paused = true)]
async fn dropping_detaches_the_tasks() {
    let alive = || Handle::current().metrics().num_alive_tasks();
    let cut = timeout(Duration::from_millis(1), task_wait_n(100, 1_000_000)).await;
    assert!(cut.is_err());
    // A task that was aborted would end in this turn of the scheduler.
    yield_now().await;
    assert_eq!(alive(), 100);
    sleep(Duration::from_secs(1_000_000)).await;
    assert_eq!(alive(), 0);
}

#[test]
#[should_panic(expected = "timers are disabled")]
fn a_panic_inside_a_task_goes_on_as_that_panic() {
    let no_timer = Builder::new_current_thread().build().unwrap();
    no_timer.block_on(task_wait_n(3, 5));
}
