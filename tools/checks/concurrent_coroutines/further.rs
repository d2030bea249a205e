//! Checks what exercise 1 says of going further.

use answer_1::wait_n;
use checker::{can_move_to_another_thread, report};

fn main() {
    // Only the types are checked, so nothing of the answer runs here.
    let _ = || can_move_to_another_thread(wait_n(1, 1));
    report(|| {
        checker::check_wait_n_exact_order(wait_n)?;
        checker::check_wait_n_poll_count(wait_n)?;
        checker::check_wait_n_cancellation(wait_n)
    });
}
