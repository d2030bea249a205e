//! Checks what exercise 1 says of going further.

use answer_1::wait_n;
use checker::{can_move_to_another_thread, report};

fn main() {
    // Only the types are checked, so nothing of the answer runs here.
    let _ = || can_move_to_another_thread(wait_n(1, 1));
    report(|| {
        checker::wait_n_strict(wait_n)?;
        checker::wait_n_many(wait_n)?;
        checker::wait_n_cancels(wait_n)
    });
}
