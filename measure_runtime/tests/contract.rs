//! What `measure_time` promises: the checker says what an answer gets wrong.

use checker::Mistake;

// The crate is compiled once more, against a test double of the crate before it, which records
// how it is called.
extern crate spy as concurrent_coroutines;
#[path = "../src/lib.rs"]
mod answer;

#[test]
fn measures_the_average() -> Result<(), Mistake> {
    checker::check_measure_time(answer::measure_time)
}
