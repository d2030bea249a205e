//! What `wait_n` promises: the checker says what an answer gets wrong.

use checker::{Mistake, check_no_sorting};

// The crate is compiled once more, against a test double of the crate before it, which records
// how it is called.
extern crate spy as basic_async_syntax;
#[path = "../src/lib.rs"]
mod answer;

#[test]
fn runs_the_waits_at_the_same_time() -> Result<(), Mistake> {
    checker::check_wait_n(answer::wait_n)?;
    check_no_sorting(env!("CARGO_MANIFEST_DIR"))
}
