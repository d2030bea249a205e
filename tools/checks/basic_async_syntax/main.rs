//! Checks the learner's answer to exercise 0.

use checker::{can_move_to_another_thread, report};

/// The answer, with the types that the exercise asks for.
fn wait_random(max_delay: u32) -> impl Future<Output = f64> {
    answer_0::wait_random(max_delay)
}

const _: () = assert!(answer_0::DEFAULT_MAX_DELAY == 10, "the default max_delay is 10");

fn main() {
    // Only the types are checked, so nothing of the answer runs here.
    let _ = || can_move_to_another_thread(wait_random(1));
    report(|| checker::check_wait_random(wait_random));
}
