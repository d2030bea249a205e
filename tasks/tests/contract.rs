//! What `task_wait_random` promises: the checker says what an answer gets wrong.

use basic_async_syntax::wait_random;
use checker::Mistake;
use tasks::task_wait_random;

#[test]
fn starts_a_wait_as_a_task() -> Result<(), Mistake> {
    checker::wait_random(wait_random)?;
    checker::task_wait_random(task_wait_random)
}
