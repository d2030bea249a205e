//! What the course does not ask: the checker says what an answer gets wrong.

use checker::{Mistake, can_move_to_another_thread};
use concurrent_coroutines::wait_n;

#[test]
fn the_list_is_ascending_for_every_n() -> Result<(), Mistake> {
    checker::wait_n_strict(wait_n)
}

#[test]
fn a_hundred_thousand_waits_are_no_more_work_each() -> Result<(), Mistake> {
    checker::wait_n_many(wait_n)
}

#[test]
fn dropping_leaves_no_task_alive() -> Result<(), Mistake> {
    checker::wait_n_cancels(wait_n)
}

#[test]
fn the_future_can_move_to_another_thread() {
    can_move_to_another_thread(wait_n(1, 1));
}
