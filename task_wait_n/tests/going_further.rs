//! What the course does not ask: the checker says what an answer gets wrong.

use checker::{Mistake, can_move_to_another_thread};
use task_wait_n::task_wait_n;

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
