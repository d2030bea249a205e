//! Checks the learner's answer to exercise 4.

use checker::{check_no_sorting, report};

/// The folder of the answer.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../exercises/task_wait_n");

/// The answer, with the types that the exercise asks for.
fn task_wait_n(n: u32, max_delay: u32) -> impl Future<Output = Vec<f64>> {
    answer_4::task_wait_n(n, max_delay)
}

fn main() {
    report(|| checker::check_task_wait_n(task_wait_n).and_then(|()| check_no_sorting(FOLDER)));
}
