//! The learner asked the task for its result, as in Python.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    let task = tokio::spawn(wait_random(max_delay));
    task.result()
}
