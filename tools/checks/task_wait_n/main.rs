//! Checks the learner's answer to exercise 4.

use checker::{does_not_sort, report};

/// The folder of the answer.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../exercises/task_wait_n");

/// The answer, with the types that the exercise asks for.
fn task_wait_n(n: u32, max_delay: u32) -> impl Future<Output = Vec<f64>> {
    answer_4::task_wait_n(n, max_delay)
}

fn main() {
    report(|| checker::task_wait_n(task_wait_n).and_then(|()| does_not_sort(FOLDER)));
}
