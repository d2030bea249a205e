//! What the course does not ask, and `wait_n` promises all the same.

use std::time::Duration;

use checker::{Mistake, can_move_to_another_thread};
use concurrent_coroutines::wait_n;
use tokio::runtime::Handle;
use tokio::time::timeout;

#[test]
fn the_list_is_ascending_for_every_n() -> Result<(), Mistake> {
    checker::wait_n_strict(wait_n)
}

#[test]
fn a_hundred_thousand_waits_are_no_more_work_each() -> Result<(), Mistake> {
    checker::wait_n_many(wait_n)
}

#[test]
fn the_future_can_move_to_another_thread() {
    can_move_to_another_thread(wait_n(1, 1));
}

#[tokio::test(start_paused = true)]
async fn dropping_leaves_nothing_running() {
    let cut = timeout(Duration::from_millis(1), wait_n(100, 1_000_000)).await;
    assert!(cut.is_err());
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
}
