//! Checks what exercise 4 says of going further.

use answer_4::task_wait_n;
use checker::{can_move_to_another_thread, report};

fn main() {
    // Only the types are checked, so nothing of the answer runs here.
    let _ = || can_move_to_another_thread(task_wait_n(1, 1));
    report(|| checker::check_task_wait_n_exact_order(task_wait_n));
}
