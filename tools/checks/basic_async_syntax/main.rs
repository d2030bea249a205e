//! Checks the learner's answer to exercise 0.

use answer_0::wait_random;
use checker::{can_move_to_another_thread, report};

fn main() {
    can_move_to_another_thread(wait_random(1));
    report(|| checker::wait_random(wait_random));
}
