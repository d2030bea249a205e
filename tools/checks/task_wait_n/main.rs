//! Checks the learner's answer to exercise 4.

use answer_4::task_wait_n;
use checker::{does_not_sort, report};

/// The folder of the answer.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../exercises/task_wait_n");

fn main() {
    report(|| checker::task_wait_n(task_wait_n).and_then(|()| does_not_sort(FOLDER)));
}
