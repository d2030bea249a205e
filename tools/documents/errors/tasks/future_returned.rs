//! The learner returned the future itself, which is not a task.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    wait_random(max_delay)
}
