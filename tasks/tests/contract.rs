//! What `task_wait_random` promises: the checker says what an answer gets wrong.

use checker::Mistake;

// The crate is compiled once more, against a test double of the crate before it, which records
// how it is called.
extern crate spy as basic_async_syntax;
#[allow(unfulfilled_lint_expectations, reason = "some lints look at public items only")]
#[path = "../src/lib.rs"]
mod answer;

#[test]
fn starts_a_wait_as_a_task() -> Result<(), Mistake> {
    checker::check_task_wait_random(answer::task_wait_random)
}
