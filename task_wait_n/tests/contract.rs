//! What `task_wait_n` promises: the checker says what an answer gets wrong.

use checker::{Mistake, does_not_sort};
use task_wait_n::task_wait_n;

#[test]
fn runs_the_waits_as_tasks() -> Result<(), Mistake> {
    checker::task_wait_n(task_wait_n)?;
    does_not_sort(env!("CARGO_MANIFEST_DIR"))
}
