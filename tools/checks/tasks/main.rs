//! Checks the learner's answer to exercise 3.

use answer_3::task_wait_random;
use checker::report;

fn main() {
    report(|| checker::task_wait_random(task_wait_random));
}
