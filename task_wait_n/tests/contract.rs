//! What `task_wait_n` promises: the checker says what an answer gets wrong.

use basic_async_syntax::wait_random;
use checker::{Mistake, does_not_sort};
use task_wait_n::task_wait_n;
use tasks::task_wait_random;

#[test]
fn runs_the_waits_as_tasks() -> Result<(), Mistake> {
    checker::wait_random(wait_random)?;
    checker::task_wait_random(task_wait_random)?;
    checker::task_wait_n(task_wait_n)?;
    does_not_sort(env!("CARGO_MANIFEST_DIR"))
}
