//! Checks the learner's answer to exercise 1.

use checker::{check_no_sorting, report};

/// The folder of the answer.
const FOLDER: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../exercises/concurrent_coroutines");

/// The answer, with the types that the exercise asks for.
fn wait_n(n: u32, max_delay: u32) -> impl Future<Output = Vec<f64>> {
    answer_1::wait_n(n, max_delay)
}

fn main() {
    report(|| checker::check_wait_n(wait_n).and_then(|()| check_no_sorting(FOLDER)));
}
