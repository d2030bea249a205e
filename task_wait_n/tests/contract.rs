//! What `task_wait_n` promises: the checker says what an answer gets wrong.

use checker::{Mistake, check_no_sorting};

// The crate is compiled once more, against a test double of the crate before it, which records
// how it is called.
extern crate spy as tasks;
#[path = "../src/lib.rs"]
mod answer;

#[test]
fn runs_the_waits_as_tasks() -> Result<(), Mistake> {
    checker::check_task_wait_n(answer::task_wait_n)?;
    check_no_sorting(env!("CARGO_MANIFEST_DIR"))
}
