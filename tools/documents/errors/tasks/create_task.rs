//! The learner called `create_task`, as in Python.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::create_task(wait_random(max_delay))
}
