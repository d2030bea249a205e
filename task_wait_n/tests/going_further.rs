//! What the course does not ask: the checker says what an answer gets wrong.

use checker::{Mistake, can_move_to_another_thread};

// As in `contract.rs`.
extern crate spy as tasks;
#[path = "../src/lib.rs"]
mod answer;
use answer::task_wait_n;

#[test]
fn the_list_is_ascending_for_every_n() -> Result<(), Mistake> {
    checker::check_task_wait_n_exact_order(task_wait_n)
}

#[test]
fn the_future_can_move_to_another_thread() {
    can_move_to_another_thread(task_wait_n(1, 1));
}
