//! What the course does not ask: the checker says what an answer gets wrong.

use checker::{Mistake, can_move_to_another_thread};

// As in `contract.rs`.
extern crate spy as basic_async_syntax;
#[path = "../src/lib.rs"]
mod answer;
use answer::wait_n;

#[test]
fn the_list_is_ascending_for_every_n() -> Result<(), Mistake> {
    checker::check_wait_n_exact_order(wait_n)
}

#[test]
fn each_of_many_waits_is_polled_a_few_times_only() -> Result<(), Mistake> {
    checker::check_wait_n_poll_count(wait_n)
}

#[test]
fn dropping_leaves_no_task_alive() -> Result<(), Mistake> {
    checker::check_wait_n_cancellation(wait_n)
}

#[test]
fn the_future_can_move_to_another_thread() {
    can_move_to_another_thread(wait_n(1, 1));
}
