//! Checks the learner's answer to exercise 1.

use answer_1::wait_n;
use checker::{does_not_sort, report};

/// The folder of the answer.
const FOLDER: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../exercises/concurrent_coroutines");

fn main() {
    report(|| checker::wait_n(wait_n).and_then(|()| does_not_sort(FOLDER)));
}
