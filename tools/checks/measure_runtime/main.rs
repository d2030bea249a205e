//! Checks the learner's answer to exercise 2.

use checker::report;

/// The answer, with the types that the exercise asks for.
fn measure_time(n: u32, max_delay: u32) -> f64 {
    answer_2::measure_time(n, max_delay)
}

fn main() {
    report(|| checker::check_measure_time(measure_time));
}
