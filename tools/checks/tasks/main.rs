//! Checks the learner's answer to exercise 3.

use checker::report;
use tokio::task::JoinHandle;

/// The answer, with the types that the exercise asks for.
fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    answer_3::task_wait_random(max_delay)
}

fn main() {
    report(|| checker::check_task_wait_random(task_wait_random));
}
