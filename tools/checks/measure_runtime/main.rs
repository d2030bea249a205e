//! Checks the learner's answer to exercise 2.

use answer_2::measure_time;
use checker::report;

fn main() {
    report(|| checker::measure_time(measure_time));
}
